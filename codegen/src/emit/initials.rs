//! Files of services with very many items of a kind: one for each initial.

use std::collections::BTreeMap;

use proc_macro2::TokenStream;
use quote::quote;

use super::tokens::ident;

/// From how many items on they are split by initial, so that files stay readable.
pub(super) const MANY: usize = 400;

/// From how many on the items of one initial are split by their next letter.
const MANY_OF_ONE: usize = 100;

/// Maximum number of letters by which items are split.
const LETTERS: usize = 3;

/// Items by the first letters of their names: the name of their module, and what their names begin with.
pub(super) type Groups<T> = BTreeMap<(String, String), Vec<T>>;

/// Splits items by their initials.
pub(super) fn groups<T>(items: Vec<T>, name: &impl Fn(&T) -> &str) -> Groups<T> {
    split(items, name, 1)
}

fn split<T>(items: Vec<T>, name: &impl Fn(&T) -> &str, length: usize) -> Groups<T> {
    let mut by_prefix: BTreeMap<String, Vec<T>> = BTreeMap::new();
    for item in items {
        let prefix = prefix(name(&item), length);
        by_prefix.entry(prefix).or_default().push(item);
    }
    let mut groups = Groups::new();
    for (prefix, items) in by_prefix {
        if items.len() >= MANY_OF_ONE && length < LETTERS {
            groups.append(&mut split(items, name, length + 1));
        } else {
            let letters: Vec<String> = prefix.chars().map(|it| it.to_string()).collect();
            groups.insert((letters.join("_"), capitalized(&prefix)), items);
        }
    }
    groups
}

/// Returns the first letters and digits of a name, in lower case. A digit at its beginning is an `x`.
fn prefix(name: &str, length: usize) -> String {
    let characters = name.chars().filter(char::is_ascii_alphanumeric);
    let prefix: String = characters.take(length).collect();
    let mut prefix = prefix.to_ascii_lowercase();
    if prefix.is_empty() || prefix.starts_with(|it: char| it.is_ascii_digit()) {
        prefix.replace_range(..prefix.len().min(1), "x");
    }
    prefix
}

fn capitalized(prefix: &str) -> String {
    let (initial, rest) = prefix.split_at(prefix.len().min(1));
    initial.to_ascii_uppercase() + rest
}

/// Returns the declarations of the modules of these groups, with everything in them.
pub(super) fn modules<T>(groups: &Groups<T>) -> TokenStream {
    let modules = groups.keys().map(|(module, _)| {
        let module = ident(module);
        quote!(mod #module; pub use #module::*;)
    });
    quote!(#(#modules)*)
}

#[cfg(test)]
mod tests {
    use super::groups;

    fn names(items: Vec<String>) -> Vec<(String, String, usize)> {
        let groups = groups(items, &|it: &String| it.as_str());
        let groups = groups.into_iter();
        groups
            .map(|((module, begin), items)| (module, begin, items.len()))
            .collect()
    }

    #[test]
    fn items_are_split_by_their_first_letter_and_many_by_the_next() {
        let few = ["Apple", "_9Lives", "Avocado", "Box"].map(str::to_owned);
        let one = |module: &str, begin: &str, count| (module.to_owned(), begin.to_owned(), count);
        assert_eq!(
            names(few.into()),
            [one("a", "A", 2), one("b", "B", 1), one("x", "X", 1)]
        );
        let many = (0..100).map(|it| format!("Ip{it}"));
        let many = many.chain((0..9).map(|it| format!("Image{it}")));
        let many = many.chain(["I".to_owned(), "Key".to_owned()]).collect();
        let found = names(many);
        assert_eq!(found[0], one("i", "I", 1));
        assert_eq!(found[1], one("i_m", "Im", 9));
        assert_eq!(found[2], one("i_p_0", "Ip0", 1));
        assert_eq!(found[3], one("i_p_1", "Ip1", 11));
        assert_eq!(found.last(), Some(&one("k", "K", 1)));
    }
}
