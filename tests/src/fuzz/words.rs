//! Texts and numbers that a model does not have, or that mean something elsewhere.

use codegen::smithy::json::Node;
use serde_json::Number;

use super::random::Random;

/// Names that a model may have, and that Rust, its prelude or the runtime have a use for.
const NAMES: &[&str] = &[
    "_",
    "__",
    "__type",
    "_1st",
    "type",
    "fn",
    "async",
    "gen",
    "try",
    "self",
    "Self",
    "SELF",
    "super",
    "crate",
    "dyn",
    "union",
    "macro_rules",
    "static",
    "Box",
    "Option",
    "Some",
    "None",
    "Ok",
    "Err",
    "String",
    "Vec",
    "Result",
    "Error",
    "Default",
    "Clone",
    "Debug",
    "Eq",
    "Unknown",
    "UNKNOWN",
    "UnknownValue",
    "Required",
    "Input",
    "Output",
    "Service",
    "Client",
    "Operation",
    "Waiter",
    "Deserialize",
    "Document",
    "Timestamp",
    "Blob",
    "Duration",
    "Pages",
    "Wait",
    "Config",
    "BTreeMap",
    "std",
    "core",
    "alloc",
    "serde",
    "runtime",
    "wire",
    "types",
    "enums",
    "error",
    "mod",
    "operation",
    "client",
    "blocking",
    "new",
    "default",
    "clone",
    "from",
    "into",
    "fmt",
    "eq",
    "hash",
    "serialize",
    "with_new",
    "request",
    "from_env",
    "add",
    "message",
    "Message",
    "code",
    "source",
    "value",
    "key",
    "member",
    "output",
    "input",
    "region",
    "formatter",
    "__value",
    "a_b",
    "aB",
    "AB",
    "A_B",
    "ARNs",
    "IPv6",
    "x1Y2",
    "ID",
    "i_d",
    "b",
    "bool",
    "i32",
    "str",
    "u8",
    "f64",
    "as_str",
    "values",
    "resolve",
    "Parameters",
    "endpoint",
    "paginator",
    "waiter",
    "items",
    "as_service_error",
    "is_retryable",
    "to_string",
];

/// Names that a model may not have.
const NO_NAMES: &[&str] = &[
    "", "0", "1st", "-", ".", "$", "#", "a#b", "a#b$c", "r#fn", "'a", " ", "a b", "a-b", "a.b",
    "ß", "é", "e\u{301}", "İ", "ǆ", "ﬁ", "Ω", "名前", "ㅤ", "🦀", "\u{202e}", "\u{feff}", "\u{0}",
    "\u{7f}", "\u{2028}", "a\nb", "a\r\nb", "\t", "\"", "\\", "'", "{}", "{", "}", "{0}", "%s",
    "//", "*/", "/*", "///", "#[", "a::b", "<T>",
];

/// Pieces of documentation, which is HTML with CommonMark inside.
const PROSE: &[&str] = &[
    "<p>",
    "</p>",
    "<ul>",
    "<li>",
    "</ul>",
    "<ol>",
    "<dl>",
    "<dt>",
    "<dd>",
    "<a href=\"",
    "\">",
    "</a>",
    "<code>",
    "</code>",
    "<pre>",
    "</pre>",
    "<table>",
    "<tr>",
    "<td>",
    "<th>",
    "</table>",
    "<b>",
    "<i>",
    "<br>",
    "<note>",
    "<important>",
    "<h2>",
    "<!--",
    "-->",
    "<![CDATA[",
    "<script>",
    "<",
    ">",
    "&",
    "&amp;",
    "&lt;",
    "&#65;",
    "&#x110000;",
    "&#0;",
    "&nosuch;",
    "`",
    "``",
    "```",
    "~~~",
    "```rust\n",
    "*",
    "**",
    "_",
    "[",
    "]",
    "[a](b)",
    "[a]: b",
    "![",
    "(",
    ")",
    "\\",
    "\\\\",
    "|",
    "# ",
    "---",
    "===",
    "> ",
    "- ",
    "1. ",
    "    ",
    "\t",
    "\n",
    "\r\n",
    "\n\n",
    "\r",
    "\u{2028}",
    "\u{0}",
    "//! ",
    "/// ",
    "*/",
    "\"#",
    "https://example.com/",
    "a",
    "word",
    "Sentence.",
    "<GetThing>",
    "{@link}",
    "$ref",
    "e\u{301}",
    "🦀",
    "<a>",
    "<P",
    "</",
];

/// Pieces of JMESPath, of endpoint templates and of regular expressions.
const EXPRESSIONS: &[&str] = &[
    "a",
    "Name",
    "Items",
    "[]",
    "[*]",
    "[0]",
    "[-1]",
    "[?",
    "]",
    ".",
    "|",
    "||",
    "&&",
    "!",
    "==",
    "!=",
    "<",
    ">=",
    "`",
    "`1`",
    "`true`",
    "`\"",
    "'",
    "'a'",
    "\"",
    "(",
    ")",
    "length(",
    "contains(",
    "keys(",
    "sort_by(",
    "&",
    "@",
    "*",
    "{",
    "}",
    ",",
    ":",
    "{Region}",
    "{",
    "{a#b}",
    "{PartitionResult#dnsSuffix}",
    "https://",
    "://",
    "#",
    "%",
    "\\",
    "^",
    "$",
    "(?",
    "[a-",
    "{9,}",
    " ",
];

/// Numbers at the edges of something.
const NUMBERS: &[&str] = &[
    "0",
    "-0",
    "-1",
    "1",
    "2",
    "100",
    "127",
    "128",
    "255",
    "256",
    "599",
    "600",
    "65536",
    "2147483647",
    "2147483648",
    "-2147483649",
    "9007199254740993",
    "9223372036854775807",
    "9223372036854775808",
    "18446744073709551615",
    "18446744073709551616",
    "0.1",
    "1.5",
    "-0.0",
    "1e400",
    "-1e308",
    "1e-400",
    "3.4028236e38",
    "1e15",
    "0.30000000000000004",
    "123456789012345678901234567890",
];

/// A name, in most cases one that is allowed.
pub fn name(random: &mut Random) -> String {
    let names = if random.once_in(8) { NO_NAMES } else { NAMES };
    let name = random.pick(names).copied().unwrap_or_default();
    match random.below(8) {
        0 => format!("{name}{}", random.pick(names).copied().unwrap_or_default()),
        1 => name.repeat(1 + random.below(200)),
        _ => name.to_owned(),
    }
}

/// Any text.
pub fn string(random: &mut Random) -> String {
    match random.below(5) {
        0 => name(random),
        1 => random
            .pick(NO_NAMES)
            .copied()
            .unwrap_or_default()
            .to_owned(),
        2 => pieces(random, EXPRESSIONS),
        _ => pieces(random, PROSE),
    }
}

/// Documentation.
pub fn prose(random: &mut Random) -> String {
    pieces(random, PROSE)
}

fn pieces(random: &mut Random, of: &[&str]) -> String {
    let mut text = String::new();
    for _ in 0..=random.below(12) {
        let piece = random.pick(of).copied().unwrap_or_default();
        // Seldom so deep that whoever recurses notices.
        let times = if random.once_in(60) {
            1 + random.below(20_000)
        } else {
            1
        };
        text.push_str(&piece.repeat(times));
    }
    text
}

/// Any value.
pub fn value(random: &mut Random) -> Node {
    match random.below(8) {
        0 => Node::Null,
        1 => Node::Bool(random.once_in(2)),
        2 => number(random),
        3 => Node::Array((0..random.below(3)).map(|_| value(random)).collect()),
        4 => Node::Object(
            (0..random.below(3))
                .map(|_| (name(random), value(random)))
                .collect(),
        ),
        5 => Node::Object(vec![(
            "target".to_owned(),
            Node::String("smithy.api#Unit".to_owned()),
        )]),
        _ => Node::String(string(random)),
    }
}

/// A number.
pub fn number(random: &mut Random) -> Node {
    let text = random.pick(NUMBERS).copied().unwrap_or("0");
    // What no double can hold is infinite to some parsers: it is left as a text then.
    let number = serde_json::from_str::<Number>(text);
    number.map_or_else(|_| Node::String(text.to_owned()), Node::Number)
}
