//! Documentation and its output, case by case.

use crate::check::{check_markdown, check_stable};
use codegen::lower::rustdoc::{summary, to_markdown};

/// Documentation and its Markdown.
pub type Case = (&'static str, &'static str);

/// Checks cases without links to shapes.
pub fn check(cases: &[Case]) {
    for (documentation, expected) in cases {
        let lines = to_markdown(documentation, &|_: &str| None);
        assert_eq!(lines.join("\n"), *expected, "from {documentation:?}");
        let valid = check_markdown(&lines, None).and_then(|_| check_stable(&lines));
        assert_eq!(valid, Ok(()), "from {documentation:?}");
    }
}

#[test]
fn paragraphs() {
    check(&[
        ("", ""),
        (" \n ", ""),
        ("<p></p>", ""),
        (
            "<p/> <p>One.</p><p>Two,\n      half.</p>",
            "One.\n\nTwo, half.",
        ),
        ("<p>One.<p>Two.", "One.\n\nTwo."),
        (
            "<fullname>Zoo</fullname> <p>Animals.</p>",
            "Zoo\n\nAnimals.",
        ),
        ("<p>a<br/>b</p>", "a\\\nb"),
        ("<p>a<br> <br>b<br></p>", "a\n\nb"),
        (
            "<h3>Size #</h3>text<hr/>more",
            "### Size \\#\n\ntext\n\n___\n\nmore",
        ),
        ("<div><p>a</p><script>b()</script><!-- c --></div>", "a"),
        ("One.\n\nTwo,\nhalf.", "One.\n\nTwo, half."),
    ]);
}

#[test]
fn punctuation_follows_what_it_belongs_to() {
    check(&[
        (
            "<p>See <a href='https://a.com/'>it</a>\n    .</p>",
            "See [it](https://a.com/).",
        ),
        ("<p><i>a</i> . Then <b>b</b> ; c</p>", "*a*. Then **b**; c"),
        (
            "<p><code>a</code> , <code>b</code> , <i>c</i></p>",
            "`a`, `b`, *c*",
        ),
        ("<p>of ( <code>a</code> )</p>", "of (`a`)"),
        (
            "<table><tr><td><code>a</code> .</td></tr></table>",
            "|  |\n| --- |\n| `a`. |",
        ),
        // Signs in a list of signs.
        ("<p><code>_</code> . : <code>/</code></p>", "`_` . : `/`"),
        ("<p><code>_</code> . <code>/</code></p>", "`_` . `/`"),
        ("<p>the domain <i>a</i> .com</p>", "the domain *a* .com"),
        ("<p>of + - . , ;</p>", "of + - . , ;"),
    ]);
}

#[test]
fn lines_are_wrapped_between_words_only() {
    let words = "twelve chars ".repeat(20);
    let lines = to_markdown(&words, &|_: &str| None);
    assert_eq!(
        lines[0],
        "twelve chars "
            .repeat(8)
            .trim_end()
            .trim_end_matches(" chars")
    );
    assert!(lines.iter().all(|line| line.len() <= 100), "{lines:#?}");

    let code = "of code ".repeat(20);
    let url = "https://example.com/".to_owned() + &"long/".repeat(20);
    let documentation =
        format!("<ul><li>before <code>{code}</code> <a href='{url}'>two words</a> after</li></ul>");
    let code = code.trim_end();
    assert_eq!(
        to_markdown(&documentation, &|_: &str| None),
        [
            "- before".to_owned(),
            format!("  `{code}`"),
            format!("  [two words]({url})"),
            "  after".to_owned()
        ],
    );
}

#[test]
fn styles_and_code() {
    check(&[
        ("<p>`a` b</p>", "`a` b"),
        (
            "<p>a <b>b</b> <i>c</i> <em>d</em><strong> e</strong></p>",
            "a **b** *c* *d* **e**",
        ),
        ("<p><b>very <i>much</i></b> so</p>", "**very _much_** so"),
        ("<p><i><i>a</i></i></p>", "*a*"),
        ("<p>sub<i>string</i>s</p>", "sub*string*s"),
        // Markdown has no way to say these.
        ("<p>a<i>(b)</i>c</p>", "a(b)c"),
        ("<p><b></b>a<i> </i>b</p>", "a b"),
        ("<p>at <i>\n   <b>most</b>\n  </i>.</p>", "at *__most__*."),
        ("<p><code>a</code><code>b</code></p>", "`ab`"),
        (
            "<p><code> a\n  <i>b</i> </code>, <code></code></p>",
            "`a b`,",
        ),
        ("<p><code>a`b</code> <code>``</code></p>", "``a`b`` ` `` `"),
        ("<p>2<sup>10</sup> H<sub>2</sub>O</p>", "2^10 H2O"),
        (
            "<p>use `a_*b*` or `` here</p>",
            "use `a_*b*` or \\`\\` here",
        ),
        (
            "use `a_*b*` and *stress*, __more__",
            "use `a_*b*` and *stress*, **more**",
        ),
        (
            "<p><b>open <i>a</p><p>b</b> c</i></p>",
            "**open _a_**\n\nb c",
        ),
    ]);
}

#[test]
fn text_is_literal() {
    check(&[
        (
            "<p>*a* _b_ a_b ~c~ [1,2] [d](e) `</p>",
            "\\*a\\* \\_b\\_ a_b \\~c\\~ \\[1,2\\] \\[d\\](e) \\`",
        ),
        (
            "<p>- a</p><p>1. b</p><p># c</p><p>> d</p><p>+ e</p><p>=</p>",
            "\\- a\n\n1\\. b\n\n\\# c\n\n\\> d\n\n\\+ e\n\n\\=",
        ),
        ("<p>|a|b|</p><p>:-|</p>", "\\|a|b|\n\n\\:-|"),
        ("<p>--force ---</p>", "\\--force \\-\\--"),
        (
            "<p>&lt;b&gt; &amp;lt; &copy; &#8212; &nope; ?a&region=b</p>",
            "\\<b> \\&lt; © — \\&nope; ?a&region=b",
        ),
        (
            "<p>Map<String, Gate<Id>> x < y <*> </*> <- <p</p>",
            "Map\\<String, Gate\\<Id>> x < y <\\*> \\</\\*> <- \\<p",
        ),
        (
            "<p>arn:aws:zoo:<region>:<account-id>:<table>/x</p>",
            "arn:aws:zoo:\\<region>:\\<account-id>:\\<table>/x",
        ),
        (
            "<p><code>{<customer id>: <b>x</b>}</code></p>",
            "`{<customer id>: x}`",
        ),
        ("<p>a\\b \\* c\\</p>", "a\\b \\\\\\* c\\\\"),
        (
            "Foo<Bar> and <Baz>\n\n<Line>\n",
            "Foo\\<Bar> and \\<Baz>\n\n\\<Line>",
        ),
        ("\\<p> and `<p>` stay", "\\<p> and `<p>` stay"),
        (
            "<p>a\u{202e}b\u{200b}c\u{7}d&#x202e;e\r\nf\u{a0}g\u{2028}h</p>",
            "abcde f g h",
        ),
    ]);
}

#[test]
fn lists() {
    check(&[
        (
            "<p>One of:</p>\n  <ul>\n   <li>\n     <p>a</p>\n   </li>\n   <li>b <ul><li>c</li></ul></li><li></li></ul><p>end</p>",
            "One of:\n\n- a\n- b\n  - c\n\nend",
        ),
        (
            "<ol><li><p>a</p><p>b</p></li><li>c</li></ol>",
            "1. a\n\n   b\n\n2. c",
        ),
        (
            "<ol start=9><li>a<ul><li>b</ul><li>c</ol>",
            "9. a\n   - b\n10. c",
        ),
        ("<ul><li>a</li></ul><ul><li>b</li></ul>", "- a\n\n* b"),
        ("<ul><li>a<ol start='3'><li>b</ol></ul>", "- a\n\n  3. b"),
        ("<ul><li><note><p>a</p></note></li></ul>", "- > **Note:** a"),
        ("<li>a<li>b", "- a\n\n* b"),
        ("<ul>a<li>b</li></ul>", "- a\n- b"),
        ("<ul><li>a</li><li><hr></li></ul>", "- a\n\n- ___"),
        (
            "Either\n\n* a, which\n  goes on\n* b\n    1. c\n",
            "Either\n\n- a, which goes on\n- b\n  1. c",
        ),
    ]);
}

#[test]
fn definitions() {
    check(&[
        (
            "<dl><dt>Size</dt><dd><p>In bytes.</p></dd><dt><code>ALL</code>:</dt><dd>All.<ul><li>x</li></ul></dd></dl>",
            "- **Size:** In bytes.\n- `ALL`: All.\n  - x",
        ),
        (
            "<dl><dt>a<dt><b>b:</b><dd>c<dd>d</dl>",
            "- **a:**\n- **b:** c\n- d",
        ),
        (
            "<dl><dt>a</dt><dd><pre>b</pre></dd></dl>",
            "- **a:**\n\n  ```text\n  b\n  ```",
        ),
    ]);
}

#[test]
fn boxes_and_quotations() {
    check(&[
        ("<note><p>a</p><p>b</p></note>", "> **Note:** a\n>\n> b"),
        (
            "<important>a</important><warning></warning>",
            "> **Important:** a",
        ),
        ("<note><ul><li>a</li></ul></note>", "> **Note:**\n>\n> - a"),
        ("<blockquote>a</blockquote>", "> a"),
        ("> a\nb\n\nc", "> a b\n\nc"),
    ]);
}

#[test]
fn tables() {
    check(&[
        (
            "<table><caption>Sizes</caption><thead><tr><th>Name</th><th>Size</th></tr></thead>\n<tbody>\n<tr><td><code>a|b</code></td>\
             <td><p>1</p><p>or 2</p></td></tr><tr><td><ul><li>x<li>y</ul></td></tr></tbody></table>",
            "Sizes\n\n| Name | Size |\n| --- | --- |\n| `a\\|b` | 1 or 2 |\n| x; y |",
        ),
        (
            "<table><tr><td>a<td>b<tr><td>c</table>",
            "|  |  |\n| --- | --- |\n| a | b |\n| c |",
        ),
        (
            "| a | b |\n|---|:-:|\n| c | *d* |",
            "| a | b |\n| --- | --- |\n| c | *d* |",
        ),
    ]);
}

#[test]
fn code_is_fenced_and_never_a_doctest() {
    check(&[
        (
            "<pre>\n    let a;\n      a = 1;\n  </pre>",
            "```text\nlet a;\n  a = 1;\n```",
        ),
        (
            "<pre><code>{\"a\": [1]}</code></pre>",
            "```json\n{\"a\": [1]}\n```",
        ),
        (
            "<p><code>{ \"a\": [1, {}], \"b:c\": \"d\\\"e\" }</code></p>",
            "```json\n{\n  \"a\": [\n    1,\n    {}\n  ],\n  \"b:c\": \"d\\\"e\"\n}\n```",
        ),
        (
            "Like\n\n```rust,no_run\npanic!();\n```\n",
            "Like\n\n```text\npanic!();\n```",
        ),
        (
            "Like\n\n    a\n    # b\n\nthis",
            "Like\n\n```text\na\n# b\n```\n\nthis",
        ),
        ("~~~\n```\n<p>\n~~~", "````text\n```\n<p>\n````"),
        (
            "<pre>\ta  \n\n\nb</pre><pre> </pre>",
            "```text\n    a\n\n\nb\n```",
        ),
    ]);
}

#[test]
fn html_and_commonmark_mix() {
    check(&[
        (
            "Use **it**:\n\n<ul>\n    <li>\n\n        a * b * c</li>\n</ul>\n\n- d\n- `e`",
            "Use **it**:\n\n- a \\* b \\* c\n\n* d\n* `e`",
        ),
        (
            "Text with <b>bold</b> and `<ul>`.\n\n```\n<p>\n\n</p>\n```",
            "Text with **bold** and `<ul>`.\n\n```text\n<p>\n\n</p>\n```",
        ),
        (
            "<p>a</p>\n         Some text,\n         *more*.",
            "a\n\nSome text, *more*.",
        ),
    ]);
}

#[test]
fn deep_nesting_is_flattened() {
    let depth = 10_000;
    for (start, end) in [
        ("<ul><li>", "</li></ul>"),
        ("<b><i>", "</i></b>"),
        ("> ", ""),
        ("<note>", "</note>"),
        ("<table><tr><td>", "</td></tr></table>"),
    ] {
        let documentation = format!("{}deep{}", start.repeat(depth), end.repeat(depth));
        let lines = to_markdown(&documentation, &|_: &str| None);
        let text = check_markdown(&lines, None).unwrap();
        assert!(text.trim_start_matches("Note") == "deep", "{start}");
        assert!(lines.len() < 100, "{start}");
    }
}

#[test]
fn summaries_are_first_paragraphs() {
    let lines = to_markdown("<p>One,<br>two.</p><p>Three.</p>", &|_: &str| None);
    assert_eq!(summary(&lines), ["One,\\", "two."]);
    assert!(summary(&[]).is_empty());
}
