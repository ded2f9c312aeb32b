//! The only place that makes Rust identifiers: case, keywords, digits, and collisions within a scope.

use std::collections::BTreeSet;

use heck::{ToSnakeCase, ToUpperCamelCase};

/// Names of the prelude, and others so common in Rust that a type of that name would mislead or shadow; and that of the
/// constructor, which clippy lets no type share.
const RESERVED_TYPES: [&str; 44] = [
    "AsMut",
    "AsRef",
    "Box",
    "Clone",
    "Copy",
    "Debug",
    "Default",
    "Deserialize",
    "Display",
    "DoubleEndedIterator",
    "Drop",
    "Eq",
    "Err",
    "Error",
    "ExactSizeIterator",
    "Extend",
    "Fn",
    "FnMut",
    "FnOnce",
    "From",
    "FromIterator",
    "Hash",
    "Into",
    "IntoIterator",
    "Iterator",
    "New",
    "None",
    "Ok",
    "Option",
    "Ord",
    "PartialEq",
    "PartialOrd",
    "Result",
    "Self",
    "Send",
    "Serialize",
    "Sized",
    "Some",
    "String",
    "Sync",
    "ToOwned",
    "ToString",
    "TryFrom",
    "Vec",
];

/// Names that a setter cannot have: the constructors, and methods of the traits that every type has, of `std` and serde.
/// A method of the type itself goes before one of a trait, so that a member added later would take its callers away.
const RESERVED_SETTERS: [&str; 28] = [
    "add",
    "bitand",
    "bitor",
    "bitxor",
    "borrow",
    "borrow_mut",
    "clone",
    "clone_from",
    "clone_into",
    "default",
    "deserialize",
    "div",
    "eq",
    "fmt",
    "from",
    "hash",
    "into",
    "mul",
    "ne",
    "new",
    "rem",
    "serialize",
    "shl",
    "shr",
    "sub",
    "to_owned",
    "try_from",
    "try_into",
];

/// Keywords that cannot be raw identifiers.
const PATH_KEYWORDS: [&str; 5] = ["_", "crate", "self", "Self", "super"];

/// Strict, reserved and edition 2024 keywords that can be raw identifiers.
const KEYWORDS: [&str; 48] = [
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn",
    "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let",
    "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return",
    "static", "struct", "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use",
    "virtual", "where", "while", "yield",
];

/// The name of the variant that holds what is not known. It is taken before any value of a model is named, so that a
/// value called `UNKNOWN` that a service adds later does not rename it.
pub const OPEN_VARIANT: &str = "Unknown";

/// The names given so far in one scope.
#[derive(Clone, Debug, Default)]
pub struct Scope(BTreeSet<String>);

impl Scope {
    /// A scope in which nothing may be called one of `taken`.
    pub fn with(taken: impl IntoIterator<Item = impl Into<String>>) -> Self {
        Self(taken.into_iter().map(Into::into).collect())
    }

    /// Gives out `wanted`, or where it is taken, `wanted` followed by the first free number from 2.
    pub fn give(&mut self, wanted: String) -> String {
        let mut name = wanted.clone();
        let mut number = 2_u32;
        while !self.0.insert(name.clone()) {
            let separator = if wanted.starts_with(|c: char| c.is_ascii_uppercase()) {
                ""
            } else {
                "_"
            };
            // The escape of a keyword is removed: a name with a number is not a keyword.
            let base = wanted.trim_start_matches("r#").trim_end_matches('_');
            name = format!("{base}{separator}{number}");
            number += 1;
        }
        name
    }

    /// Returns whether `name` is still free.
    pub fn is_free(&self, name: &str) -> bool {
        !self.0.contains(name)
    }
}

/// The name of a type, and whether it is the shape's own and not an evasion.
pub fn type_name(shape: &str) -> (String, bool) {
    let name = identifier(upper_camel(shape), "Empty");
    if RESERVED_TYPES.contains(&name.as_str()) {
        (format!("{name}Type"), false)
    } else {
        (name, true)
    }
}

/// The name of a variant.
pub fn variant_name(member: &str) -> String {
    let name = identifier(upper_camel(member), "Empty");
    if name == OPEN_VARIANT || name == "Self" {
        format!("{name}Value")
    } else {
        name
    }
}

/// The name of a variant within those of its methods: `first_name` of `FirstName`.
///
/// Variants of different names have different ones: each capital but the first begins a word.
pub fn variant_in_methods(variant: &str) -> String {
    let mut name = String::with_capacity(variant.len() + 4);
    for c in variant.trim_start_matches('_').chars() {
        if c.is_ascii_uppercase() && !name.is_empty() {
            name.push('_');
        }
        name.push(c.to_ascii_lowercase());
    }
    name
}

/// The name of a field, method or module.
pub fn snake_name(member: &str) -> String {
    let name = identifier(normalise(member).to_snake_case(), "empty");
    if PATH_KEYWORDS.contains(&name.as_str()) {
        format!("{name}_")
    } else if KEYWORDS.contains(&name.as_str()) {
        format!("r#{name}")
    } else {
        name
    }
}

/// The name of the setter of `field`.
pub fn setter_name(field: &str) -> String {
    if RESERVED_SETTERS.contains(&field) {
        format!("with_{field}")
    } else {
        field.to_owned()
    }
}

/// A name that somebody chose for a type, if a type can be called so.
pub fn chosen_type(name: &str) -> Option<String> {
    (is_upper_camel(name) && !RESERVED_TYPES.contains(&name)).then(|| name.to_owned())
}

/// The same for a variant.
pub fn chosen_variant(name: &str) -> Option<String> {
    let is_taken = name == OPEN_VARIANT || name == "Self";
    (is_upper_camel(name) && !is_taken).then(|| name.to_owned())
}

/// The same for a field; a keyword becomes a raw identifier.
pub fn chosen_field(name: &str) -> Option<String> {
    let start = name.strip_prefix('_').unwrap_or(name);
    let is_start = |first: char| match start.len() == name.len() {
        true => first.is_ascii_lowercase(),
        false => first.is_ascii_digit(),
    };
    let is_plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    let is_snake = start.starts_with(is_start) && start.chars().all(is_plain);
    if !is_snake || PATH_KEYWORDS.contains(&name) {
        None
    } else if KEYWORDS.contains(&name) {
        Some(format!("r#{name}"))
    } else {
        Some(name.to_owned())
    }
}

/// Returns whether no lint of rustc minds a type or variant of this name.
fn is_upper_camel(name: &str) -> bool {
    let start = name.strip_prefix('_').unwrap_or(name);
    let is_start = |first: char| match start.len() == name.len() {
        true => first.is_ascii_uppercase(),
        false => first.is_ascii_digit(),
    };
    start.starts_with(is_start) && start.chars().all(|c| c.is_ascii_alphanumeric())
}

fn upper_camel(name: &str) -> String {
    normalise(name).to_upper_camel_case()
}

/// Makes an identifier of words already in their case, or of no words the one called `empty`: it never starts with a
/// digit.
fn identifier(name: String, empty: &str) -> String {
    match name.chars().next() {
        None => empty.to_owned(),
        Some(first) if first.is_ascii_digit() => format!("_{name}"),
        Some(_) => name,
    }
}

/// Prepares a name for heck, which sees a word boundary before the last capital of a run: plurals of acronyms (`ARNs`)
/// and `IPv6` are kept as one word, and whatever is not a letter or digit of ASCII separates words.
fn normalise(name: &str) -> String {
    let characters: Vec<char> = name.replace("IPv", "Ipv").chars().collect();
    let at = |index: usize| characters.get(index).copied().unwrap_or(' ');
    let mut result = String::with_capacity(name.len());
    let mut start_of_run = 0;
    for (index, &c) in characters.iter().enumerate() {
        let is_plural =
            c == 's' && index - start_of_run >= 2 && !at(index + 1).is_ascii_lowercase();
        if is_plural {
            let acronym: String = result
                .drain(result.len() - (index - start_of_run - 1)..)
                .collect();
            result.push_str(&acronym.to_ascii_lowercase());
        }
        if !c.is_ascii_uppercase() {
            start_of_run = index + 1;
        }
        result.push(if c.is_ascii_alphanumeric() { c } else { ' ' });
    }
    if result.trim().is_empty() && !name.is_empty() {
        words_for_signs(name)
    } else {
        result
    }
}

/// A value such as `*` or `>=` has no letter or digit: its signs are named.
fn words_for_signs(name: &str) -> String {
    let word = |c: char| match c {
        '*' => "star",
        '=' => "equal",
        '<' => "less",
        '>' => "greater",
        '!' => "not",
        '&' => "and",
        '|' => "or",
        '+' => "plus",
        '-' => "minus",
        '/' => "slash",
        '.' => "dot",
        _ => "sign",
    };
    name.chars().map(word).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests;
