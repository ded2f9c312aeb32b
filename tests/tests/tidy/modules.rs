//! The modules of its crate that a file names, without its tests and the code that it writes.

use proc_macro2::{Delimiter, Ident, TokenStream, TokenTree};
use std::collections::BTreeSet;

/// The paths after `crate::`, each of one or two names: `ir`, `smithy::json`.
pub fn used(text: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    collect(text.parse().unwrap(), &mut found);
    found
}

fn collect(tokens: TokenStream, found: &mut BTreeSet<String>) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let mut index = 0;
    while index < tokens.len() {
        match &tokens[index..] {
            // `#[cfg(test)]` and the item after it.
            [TokenTree::Punct(hash), TokenTree::Group(attribute), ..]
                if hash.as_char() == '#' && attribute.stream().to_string() == "cfg (test)" =>
            {
                let ends = |token: &TokenTree| match token {
                    TokenTree::Group(group) => group.delimiter() == Delimiter::Brace,
                    TokenTree::Punct(punct) => punct.as_char() == ';',
                    _ => false,
                };
                index += 2;
                while index < tokens.len() && !ends(&tokens[index]) {
                    index += 1;
                }
            }
            // What `quote!` holds is written, not used.
            [
                TokenTree::Ident(name),
                TokenTree::Punct(bang),
                TokenTree::Group(_),
                ..,
            ] if name == "quote" && bang.as_char() == '!' => {
                index += 2;
            }
            [
                TokenTree::Ident(root),
                TokenTree::Punct(_),
                TokenTree::Punct(_),
                rest,
                ..,
            ] if root == "crate" => match rest {
                TokenTree::Ident(module) => found.extend(paths(module, &tokens[index + 4..])),
                TokenTree::Group(list) => found.extend(first_idents(list.stream())),
                _ => {}
            },
            [TokenTree::Group(group), ..] => collect(group.stream(), found),
            _ => {}
        }
        index += 1;
    }
}

/// `module` with each name that `rest` has after it.
fn paths(module: &Ident, rest: &[TokenTree]) -> Vec<String> {
    match rest {
        [
            TokenTree::Punct(first),
            TokenTree::Punct(_),
            TokenTree::Ident(name),
            ..,
        ] if first.as_char() == ':' => vec![format!("{module}::{name}")],
        [
            TokenTree::Punct(first),
            TokenTree::Punct(_),
            TokenTree::Group(list),
            ..,
        ] if first.as_char() == ':' => {
            let names = first_idents(list.stream()).into_iter();
            names.map(|name| format!("{module}::{name}")).collect()
        }
        _ => vec![module.to_string()],
    }
}

/// The first identifier of each element of `{a::b, c}`.
fn first_idents(list: TokenStream) -> Vec<String> {
    let mut first = true;
    let mut idents = Vec::new();
    for token in list {
        match token {
            TokenTree::Ident(ident) if first => {
                idents.push(ident.to_string());
                first = false;
            }
            TokenTree::Punct(punct) if punct.as_char() == ',' => first = true,
            _ => {}
        }
    }
    idents
}

#[test]
fn tests_and_written_code_do_not_count() {
    let text = "use crate::a::B; use crate::{c, d::E}; #[cfg(test)] mod tests { use crate::f; }\n\
        #[cfg(test)] mod more; fn x() { quote!(crate::g::H); crate::i::j(); use crate::k::{l::n, m}; }";
    let found: Vec<String> = used(text).into_iter().collect();
    assert_eq!(found, ["a::B", "c", "d", "i::j", "k::l", "k::m"]);
}
