//! Documentation as attributes: one for several lines, which is quick to parse, or one for each line, as comments are.

use proc_macro2::{Delimiter, Group, Literal, TokenStream, TokenTree};
use quote::quote;
use syn::{Expr, ExprLit, Lit, Meta, MetaNameValue};

/// The text that `meta` documents its item with, if it does and the text is a literal.
pub(super) fn text(meta: &Meta) -> Option<String> {
    match meta {
        Meta::NameValue(pair) => value(pair),
        _ => None,
    }
}

fn value(pair: &MetaNameValue) -> Option<String> {
    match &pair.value {
        Expr::Lit(ExprLit {
            lit: Lit::Str(text),
            ..
        }) if pair.path.is_ident("doc") => Some(text.value()),
        _ => None,
    }
}

/// `tokens` with an attribute for each line of documentation.
pub(super) fn split(tokens: TokenStream) -> TokenStream {
    let mut split = Vec::new();
    // `#`, or `#!`, before brackets.
    let mut start = 0;
    for token in tokens {
        match token {
            TokenTree::Group(group) => {
                let mark = split.split_off(start);
                match documented(&group).filter(|_| !mark.is_empty()) {
                    Some(text) => {
                        for line in text.split('\n') {
                            let line = Literal::string(line);
                            split.extend(mark.iter().cloned());
                            let content = Group::new(Delimiter::Bracket, quote!(doc = #line));
                            split.push(content.into());
                        }
                    }
                    None => {
                        split.extend(mark);
                        let mut inner = Group::new(group.delimiter(), self::split(group.stream()));
                        inner.set_span(group.span());
                        split.push(inner.into());
                    }
                }
                start = split.len();
            }
            TokenTree::Punct(punct) if punct.as_char() == '#' => {
                start = split.len();
                split.push(punct.into());
            }
            TokenTree::Punct(punct) if punct.as_char() == '!' && split.len() == start + 1 => {
                split.push(punct.into());
            }
            token => {
                split.push(token);
                start = split.len();
            }
        }
    }
    split.into_iter().collect()
}

/// The text of `[doc = "…"]`, if it has several lines.
fn documented(group: &Group) -> Option<String> {
    if group.delimiter() != Delimiter::Bracket {
        return None;
    }
    let pair = syn::parse2::<MetaNameValue>(group.stream()).ok()?;
    value(&pair).filter(|text| text.contains('\n'))
}
