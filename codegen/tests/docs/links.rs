//! Targets of links in documentation.

use crate::tables::{Case, check};
use codegen::lower::rustdoc::{Links, to_markdown};

/// Some shapes of a service, and a page of its reference.
struct Shapes;

impl Links for Shapes {
    fn shape(&self, name: &str) -> Option<String> {
        match name {
            "OpenGate" => Some("crate::zoo::Client::open_gate".to_owned()),
            "Gate" => Some("Gate".to_owned()),
            "Gate$Open" => Some("Gate::Open".to_owned()),
            _ => None,
        }
    }

    fn page(&self, service: &str, shape: &str) -> Option<String> {
        (service == "zoo").then(|| self.shape(shape)).flatten()
    }
}

#[test]
fn links_to_the_web() {
    check(&[
        (
            "<p><a href=\"https://example.com/a(b)?c=d&amp;e\"> The <b>page</b></a>.</p>",
            "[The **page**](https://example.com/a%28b%29?c=d&e).",
        ),
        (
            "<p>Really!<a href='http://example.com'>[x]</a></p>",
            "Really\\![\\[x\\]](http://example.com)",
        ),
        (
            "<p><a href='https://example.com'>https://example.com</a></p>",
            "<https://example.com>",
        ),
        (
            "<p>See https://example.com/a_b (or http://example.com/c).</p>",
            "See <https://example.com/a_b> (or <http://example.com/c>).",
        ),
        (
            "<p>https://{bucket}.example.com/<key>, http://.</p>",
            "`https://{bucket}.example.com/<key>`, http://.",
        ),
        (
            "<p><a href='/zoo/latest/gate.html'>a</a> <a href='zoo/latest/b'>b</a></p>",
            "[a](https://docs.aws.amazon.com/zoo/latest/gate.html) [b](https://docs.aws.amazon.com/zoo/latest/b)",
        ),
        (
            "<p><a href='mailto:a@example.com'>write</a> <a href='javascript:x()'>c</a> <a href='#top'>d</a></p>",
            "[write](mailto:a@example.com) c d",
        ),
        ("<p><a href='https://example.com'></a>a</p>", "a"),
        (
            "[a](https://example.com \"b\") <https://example.com> ![c](d.png) [e][f]",
            "[a](https://example.com) <https://example.com> c \\[e\\]\\[f\\]",
        ),
    ]);
}

#[test]
fn links_to_shapes() {
    let cases: &[Case] = &[
        (
            "<p>See <a>OpenGate</a>, <code>Gate</code>.</p>",
            "See [`OpenGate`](crate::zoo::Client::open_gate), [`Gate`].",
        ),
        (
            "<p><code>\n  <a>OpenGate</a>.</code> <a>Shut</a> <a>the gate</a></p>",
            "[`OpenGate`](crate::zoo::Client::open_gate). `Shut` the gate",
        ),
        (
            "<p><a>Gate$Open</a> <code>Gate.Open</code></p>",
            "[`Gate$Open`](Gate::Open) `Gate.Open`",
        ),
        ("The `Gate`: *open*", "The [`Gate`]: *open*"),
        // A definition of what the link means, but for the backslash.
        ("`Gate`: *open*", "[`Gate`]\\: *open*"),
        ("<p><code>Gate</code>(s)</p>", "[`Gate`]\\(s)"),
        (
            "[the `Gate`](https://example.com)",
            "[the `Gate`](https://example.com)",
        ),
        (
            "<p><a href='API_Gate.html'>gates</a> <a href='API_Shut.html'>Shut</a></p>",
            "[gates](Gate) Shut",
        ),
        (
            "<p><a href='https://docs.aws.amazon.com/zoo/latest/APIReference/API_Gate.html'>Gate</a> \
             <a href='https://docs.aws.amazon.com/farm/latest/api/API_Gate.html'>Gate</a></p>",
            "[`Gate`] [Gate](https://docs.aws.amazon.com/farm/latest/api/API_Gate.html)",
        ),
    ];
    for (documentation, expected) in cases {
        assert_eq!(
            to_markdown(documentation, &Shapes).join("\n"),
            *expected,
            "from {documentation:?}"
        );
    }
}
