//! Documents that are read, and those that are not.

use super::{Element, MAX_ATTRIBUTES, MAX_DEPTH, MAX_ELEMENTS};

fn element(name: &str, text: &str, children: Vec<Element>) -> Element {
    Element {
        name: name.to_owned(),
        text: text.to_owned(),
        children,
    }
}

fn leaf(text: &str) -> Element {
    element("a", text, Vec::new())
}

#[test]
fn elements_text_and_references_are_read() {
    for (document, expected) in [
        ("<a/>", leaf("")),
        ("<a></a>", leaf("")),
        ("<a />", leaf("")),
        ("<a>text</a>", leaf("text")),
        ("<a> two\twords\n</a >", leaf(" two\twords\n")),
        ("\u{feff}<a>é</a>\n", leaf("é")),
        ("<?xml version=\"1.0\"?>\n<a/>", leaf("")),
        (
            "<?xml version='1.0' encoding='utf-8' standalone='yes' ?><a/>",
            leaf(""),
        ),
        (
            "<?xml-stylesheet href='x'?><!-- - --><a><!-- b --><?c d?></a><!---->",
            leaf(""),
        ),
        (
            "<a>&lt;&gt;&amp;&apos;&quot;&#65;&#x42;&#x1F600;&#10;</a>",
            leaf("<>&'\"AB\u{1f600}\n"),
        ),
        ("<a>x<![CDATA[<b>&amp;]]>y</a>", leaf("x<b>&amp;y")),
        ("<a>1\r\n2\r3</a>", leaf("1\n2\n3")),
        (
            "<a b='\"' c=\"&lt;'\" xmlns='https://sts.amazonaws.com/doc/2011-06-15/' d:e = 'f'>g</a>",
            leaf("g"),
        ),
        (
            "<a>1<b>2</b>3<b/><c:d>4</c:d>5</a>",
            element(
                "a",
                "135",
                vec![
                    element("b", "2", Vec::new()),
                    element("b", "", Vec::new()),
                    element("c:d", "4", Vec::new()),
                ],
            ),
        ),
    ] {
        assert_eq!(
            Element::parse(document.as_bytes()),
            Ok(expected),
            "{document}"
        );
    }
}

#[test]
fn names_are_looked_for_without_their_prefix() {
    let root = Element::parse(b"<s:a><s:b>1</s:b><b>2</b></s:a>").unwrap();
    assert_eq!(root.name(), "a");
    assert_eq!(root.child("b").map(Element::text), Some("1"));
    assert_eq!(root.child("s:b"), None);
    assert_eq!(root.children().len(), 2);
}

/// By the productions and well-formedness constraints of XML 1.0, but for the limits and the document types.
const WRONG: [(&str, &str); 44] = [
    ("", "a document without an element at byte 0"),
    (" <!-- -->", "a document without an element at byte 9"),
    ("text", "text outside of the root element at byte 0"),
    ("<a/>text", "text outside of the root element at byte 4"),
    ("<a/>&#32;x", "text outside of the root element"),
    ("<a/><b/>", "a second root element at byte 4"),
    ("<a>", "an element without an end tag at byte 3"),
    ("<a><b></b>", "an element without an end tag"),
    ("<a></b>", "an end tag without its start tag at byte 3"),
    ("<a><b></a></b>", "an end tag without its start tag"),
    ("<a></A>", "an end tag without its start tag"),
    ("</a>", "an end tag without its start tag"),
    ("<a></a b='c'>", "an end tag that does not end"),
    ("<a", "a tag that does not end"),
    ("<a/", "a tag that does not end"),
    ("<a/ >", "a tag that does not end"),
    ("<a b='c'd='e'/>", "a tag that does not end"),
    ("<a b/>", "an attribute without a value"),
    ("<a b=c/>", "a value of an attribute without quotes"),
    ("<a b='c/>", "a value of an attribute that does not end"),
    ("<a b='<'/>", "a value of an attribute with `<`"),
    ("<a b='&c;'/>", "a reference that is neither"),
    ("<a b='1' b='2'/>", "a repeated attribute"),
    ("<1/>", "a name that does not begin with a letter at byte 1"),
    ("< a/>", "a name that does not begin with a letter"),
    ("<>", "a name that does not begin with a letter"),
    ("<a>&b;</a>", "a reference that is neither"),
    ("<a>&amp</a>", "a reference that is neither"),
    ("<a>&</a>", "a reference that is neither"),
    ("<a>&#0;</a>", "a reference that is neither"),
    ("<a>&#xD800;</a>", "a reference that is neither"),
    ("<a>&#+65;</a>", "a reference that is neither"),
    ("<a>&#x110000;</a>", "a reference that is neither"),
    ("<a>]]></a>", "`]]>` in text"),
    ("<a><![CDATA[</a>", "a CDATA section that does not end"),
    ("<a><!-- </a>", "a comment that does not end"),
    ("<a><!-- -- --></a>", "a comment with two hyphens"),
    ("<a><?b </a>", "a processing instruction that does not end"),
    ("<a><?xml?></a>", "a declaration that is not at the start"),
    ("<?xml?><a/>", "a declaration that is not at the start"),
    (
        "<?xml version='1.1'?><a/>",
        "a document that is not XML 1.0",
    ),
    (
        "<?xml version='1.0' encoding='UTF-16'?><a/>",
        "a document that is not in UTF-8",
    ),
    (
        "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>",
        "a document type, which is not allowed at byte 0",
    ),
    ("<a>\u{1}</a>", "a control character at byte 3"),
];

#[test]
fn what_is_not_well_formed_or_has_a_document_type_is_rejected() {
    for (document, expected) in WRONG {
        let error = Element::parse(document.as_bytes()).unwrap_err().to_string();
        assert!(error.starts_with(expected), "{document}\n{error}");
    }
    let error = Element::parse(b"<a>\xff</a>").unwrap_err();
    assert_eq!(error.to_string(), "text that is not UTF-8 at byte 3");
}

#[test]
fn depth_and_number_of_elements_are_limited() {
    let nested = |depth: usize| "<a>".repeat(depth) + &"</a>".repeat(depth);
    assert!(Element::parse(nested(MAX_DEPTH).as_bytes()).is_ok());
    let error = Element::parse(nested(MAX_DEPTH + 1).as_bytes()).unwrap_err();
    assert_eq!(
        error.to_string(),
        "elements that are nested too deeply at byte 48"
    );
    let error = Element::parse("<a>".repeat(1_000_000).as_bytes()).unwrap_err();
    assert!(error.to_string().starts_with("elements that are nested"));
    let many = |count: usize| format!("<r>{}</r>", "<a/>".repeat(count - 1));
    assert!(Element::parse(many(MAX_ELEMENTS).as_bytes()).is_ok());
    let error = Element::parse(many(MAX_ELEMENTS + 1).as_bytes()).unwrap_err();
    assert!(error.to_string().starts_with("too many elements"));
}

/// Each is compared with those before it: without a limit, a megabyte of them would take a minute.
#[test]
fn the_number_of_attributes_is_limited() {
    let with = |count: usize| {
        let attributes: String = (0..count).map(|number| format!(" a{number}=''")).collect();
        format!("<a{attributes}/>")
    };
    assert_eq!(
        Element::parse(with(MAX_ATTRIBUTES).as_bytes()),
        Ok(leaf(""))
    );
    let error = Element::parse(with(MAX_ATTRIBUTES + 1).as_bytes()).unwrap_err();
    assert!(error.to_string().starts_with("too many attributes"));
}

/// A document with one byte changed, added or missing is read or rejected, and nothing of it is quoted.
#[test]
fn no_damage_makes_the_reader_panic_or_quote() {
    let whole = "<?xml version=\"1.0\"?><R xmlns='u'><!-- c --><K>SECRET&amp;&#x41;</K><![CDATA[SECRET]]>é</R>";
    for at in 0..whole.len() {
        for byte in (0..=255).step_by(3).chain(*b"<>&;'\"/!?-[]") {
            let mut changed = whole.as_bytes().to_vec();
            changed[at] = byte;
            let mut longer = whole.as_bytes().to_vec();
            longer.insert(at, byte);
            for document in [&changed[..], &longer[..], &longer[..at]] {
                if let Err(error) = Element::parse(document) {
                    let shown = format!("{error} {error:?}");
                    assert!(!shown.contains("SECRET"), "{shown}");
                }
            }
        }
    }
}
