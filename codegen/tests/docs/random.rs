//! Any input gives good Markdown: pieces of markup thrown together, the same ones on every run.

use crate::check::{check_markdown, check_stable};
use codegen::lower::rustdoc::to_markdown;

/// Parts of HTML and Markdown, whole and in halves.
const PIECES: [&str; 84] = [
    "<p>",
    "</p>",
    "<b>",
    "</b>",
    "<i>",
    "</i>",
    "<code>",
    "</code>",
    "<a>",
    "</a>",
    "<a href=\"https://example.com/(x)\">",
    "<a href='API_GetThing.html'>",
    "<ul>",
    "</ul>",
    "<ol>",
    "</ol>",
    "<li>",
    "</li>",
    "<dl>",
    "</dl>",
    "<dt>",
    "</dt>",
    "<dd>",
    "</dd>",
    "<note>",
    "</note>",
    "<pre>",
    "</pre>",
    "<table>",
    "</table>",
    "<tr>",
    "<td>",
    "<th>",
    "<br/>",
    "<h3>",
    "</h3>",
    "<hr>",
    "<sup>2</sup>",
    "<!-- x -->",
    "<!--",
    "<account-id>",
    "</*>",
    "<",
    ">",
    "&lt;",
    "&#x202e;",
    "&",
    "&amp;amp;",
    "*",
    "**",
    "_",
    "__",
    "`",
    "``",
    "```",
    "~",
    "~~~",
    "[",
    "]",
    "[x]",
    "](",
    "(",
    ")",
    "!",
    "\\",
    "|",
    "#",
    "- ",
    "+",
    "1. ",
    "2)",
    "=",
    "---",
    ":-",
    "|-",
    "https://example.com/a_b*c.",
    "http://{host}/x",
    "GetThing",
    "word",
    "\u{202e}",
    "\t",
    "\r\n",
    "é",
    "²",
];

#[test]
fn any_input() {
    let mut state = 1_u64;
    let mut next = |bound: usize| {
        // Knuth's MMIX generator; its high bits are good enough.
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap() % bound
    };
    for _ in 0..5_000 {
        let mut source = String::new();
        for _ in 0..next(24) {
            source.push_str(PIECES[next(PIECES.len())]);
            source.push_str(["", "", " ", "word", "\n", "\n\n", "    "][next(7)]);
        }
        let links = |name: &str| name.starts_with("Get").then(|| format!("crate::{name}"));
        let result = check_markdown(&to_markdown(&source, &links), Some("crate::"));
        let plain = to_markdown(&source, &|_: &str| None);
        let result = result
            .and_then(|_| check_markdown(&plain, None))
            .and_then(|_| check_stable(&plain));
        assert_eq!(result, Ok(()), "from {source:?}");
    }
}
