//! Many files as one text, for one run of rustfmt, and apart again.
//!
//! A line that is an item stands for the end of a file. What a file says of itself (`//!`, `#![…]`) is Rust only where a
//! text begins, so in between it is said of another item, which stands for the end of the head: as `///`, and as `#[_…]`,
//! which is as long as what it stands for, and so is laid out as that is.

use syn::{File, parse_quote};

/// Follows each file. Generated code has no type of that name.
const FILE_END: &str = "struct __FileEnd;";

/// Follows what a file says of itself, if it says anything. Generated code has no type of that name.
const HEAD_END: &str = "struct __HeadEnd;";

/// Beginnings of lines of a head, and their stand-ins in a joined text.
const STAND_INS: [(&str, &str); 2] = [("//!", "///"), ("#![", "#[_")];

/// Marks the end of the head of `file`, if it has one.
pub(super) fn mark(file: &mut File) {
    if !file.attrs.is_empty() {
        file.items.insert(
            0,
            parse_quote!(
                struct __HeadEnd;
            ),
        );
    }
}

/// Returns all `texts`, of marked files, as one.
pub(super) fn join<'a>(texts: impl IntoIterator<Item = &'a str>) -> String {
    let mut joined = String::new();
    for text in texts {
        let start = joined.len();
        for line in text.lines() {
            if line == HEAD_END {
                let head = joined.split_off(start);
                replace(&head, STAND_INS, &mut joined);
            }
            push(&mut joined, line);
        }
        push(&mut joined, FILE_END);
    }
    joined
}

/// Returns the texts that are joined in `joined`, without the marks.
pub(super) fn split(joined: &str) -> Vec<String> {
    let mut texts = Vec::new();
    let mut text = String::new();
    for line in joined.lines() {
        match line {
            FILE_END => texts.push(std::mem::take(&mut text)),
            HEAD_END => {
                let head = std::mem::take(&mut text);
                let reals = STAND_INS.map(|(real, stand_in)| (stand_in, real));
                replace(&head, reals, &mut text);
            }
            line => push(&mut text, line),
        }
    }
    texts
}

/// Adds `head` to `text`, with other beginnings of its lines.
fn replace(head: &str, pairs: [(&str, &str); 2], text: &mut String) {
    for line in head.lines() {
        let replaced = pairs
            .iter()
            .find_map(|(from, to)| Some((to, line.strip_prefix(from)?)));
        if let Some((to, rest)) = replaced {
            text.push_str(to);
            push(text, rest);
        } else {
            push(text, line);
        }
    }
}

fn push(text: &mut String, line: &str) {
    text.push_str(line);
    text.push('\n');
}

#[cfg(test)]
mod tests {
    use super::{join, split};

    #[test]
    fn what_is_joined_comes_apart_again() {
        let texts = [
            "//! About.\n//!\n#![allow(\n    deprecated\n)]\nstruct __HeadEnd;\n\n/// More.\nmod a;\n",
            "",
            "#[allow(dead_code)]\nfn f() {}\n",
        ];
        let joined = join(texts);
        assert_eq!(
            joined,
            "/// About.\n///\n#[_allow(\n    deprecated\n)]\nstruct __HeadEnd;\n\n/// More.\nmod a;\n\
             struct __FileEnd;\n\
             struct __FileEnd;\n\
             #[allow(dead_code)]\nfn f() {}\nstruct __FileEnd;\n"
        );
        let [first, rest @ ..] = texts;
        let mut expected = vec![first.replace("struct __HeadEnd;\n", "")];
        expected.extend(rest.map(str::to_owned));
        assert_eq!(split(&joined), expected);
    }
}
