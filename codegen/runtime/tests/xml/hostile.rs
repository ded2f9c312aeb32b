//! Documents that no service sends: each is an error or a value.

use crate::service::*;
use crate::{invalid, output, received, sent};

/// Documents with their error.
const HOSTILE: [(&str, &str); 24] = [
    (
        "<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>",
        "a document type declaration, which is not allowed at byte 30",
    ),
    (
        "<!DOCTYPE a SYSTEM \"file:///etc/passwd\"><a/>",
        "a document type declaration, which is not allowed at byte 40",
    ),
    (
        "<a><!DOCTYPE a></a>",
        "a document type declaration, which is not allowed at byte 15",
    ),
    (
        "<a><text>&b;</text></a>",
        "a reference that is neither to a character nor to an entity of XML in `text` at byte 12",
    ),
    (
        "<a>&b;</a>",
        "a reference that is neither to a character nor to an entity of XML at byte 6",
    ),
    (
        "<a><unknown>&b;</unknown></a>",
        "a reference that is neither to a character nor to an entity of XML at byte 15",
    ),
    (
        "<a><text>&#xD800;</text></a>",
        "a reference that is neither to a character nor to an entity of XML in `text` at byte 17",
    ),
    (
        "<a><text>&#0;</text></a>",
        "a reference that is neither to a character nor to an entity of XML in `text` at byte 13",
    ),
    (
        "<a><text>&#x110000;</text></a>",
        "a reference that is neither to a character nor to an entity of XML in `text` at byte 19",
    ),
    (
        "<a><text>a &amp b</text></a>",
        "a reference without its `;` in `text` at byte 11",
    ),
    (
        "<a><text>a",
        "EOF while parsing an element in `text` at byte 10",
    ),
    ("<a>", "EOF while parsing an element at byte 3"),
    (
        "<a",
        "tag not closed: `>` not found before end of input at byte 0",
    ),
    (
        "<a></b>",
        "an end tag that does not match its start tag at byte 3",
    ),
    (
        "</a>",
        "an end tag that does not match its start tag at byte 0",
    ),
    ("<a/><b/>", "trailing characters at byte 8"),
    ("<a/>b", "trailing characters at byte 5"),
    ("b<a/>", "text outside of the root element at byte 1"),
    ("<a/>&lt;", "trailing characters at byte 8"),
    (
        "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><a/>",
        "a document that is not in UTF-8 at byte 43",
    ),
    (
        "<?xml version=\"1.0\" encoding=\"UTF-16\"?><a/>",
        "a document that is not in UTF-8 at byte 39",
    ),
    (
        "<a><!-- comment</a>",
        "comment not closed: `-->` not found before end of input at byte 3",
    ),
    (
        "<a><![CDATA[text</a>",
        "CDATA not closed: `]]>` not found before end of input at byte 3",
    ),
    (
        "<a><text>b<c/></text></a>",
        "invalid type: elements, expected a string in `text` at byte 14",
    ),
];

#[test]
fn hostile_documents_are_errors() {
    let read = HOSTILE.map(|(document, _)| (document, invalid::<PutValues>(document)));
    let expected = HOSTILE.map(|(document, error)| (document, error.to_owned()));
    assert_eq!(read, expected);
}

#[test]
fn bytes_that_are_not_utf_8_are_an_error() {
    let latin = invalid::<PutValues>(b"<a><text>caf\xe9</text></a>".to_vec());
    assert_eq!(latin, "text that is not UTF-8 at byte 12");
    // UTF-16 with its mark.
    let wide: Vec<u8> = "\u{feff}<a/>"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    assert_eq!(
        invalid::<PutValues>(wide),
        "text that is not UTF-8 at byte 0"
    );
}

#[test]
fn nesting_is_limited() {
    let nested = |depth: usize, name: &str| {
        let (start, end) = (format!("<{name}>"), format!("</{name}>"));
        format!("<a>{}{}</a>", start.repeat(depth), end.repeat(depth))
    };
    output::<PutValues>(nested(127, "unknown"));
    for depth in [128, 1_000_000] {
        let error = invalid::<PutValues>(nested(depth, "unknown"));
        assert!(
            error.starts_with("recursion limit exceeded at byte "),
            "{error}"
        );
    }
    let error = invalid::<PutValues>(nested(1_000, "union"));
    assert!(
        error.starts_with("recursion limit exceeded in `union.union.union"),
        "{error}"
    );
    let unknown = format!("<a><union>{}</union></a>", nested(1_000, "b"));
    let error = invalid::<PutValues>(unknown);
    assert!(
        error.starts_with("recursion limit exceeded in `union` at byte "),
        "{error}"
    );
}

/// A billion laughs: there are no entities.
#[test]
fn entities_are_not_expanded() {
    let mut entities = "<!ENTITY l0 \"lol\">".to_owned();
    for level in 1..10 {
        let references = format!("&l{};", level - 1).repeat(10);
        entities += &format!("<!ENTITY l{level} \"{references}\">");
    }
    let error = invalid::<PutValues>(format!("<!DOCTYPE a [{entities}]><a><text>&l9;</text></a>"));
    assert!(
        error.starts_with("a document type declaration, which is not allowed"),
        "{error}"
    );
}

#[test]
fn duplicate_attributes_take_no_quadratic_time() {
    let attributes: String = (0..200_000).map(|it| format!(" a{it}=\"\"")).collect();
    let body = format!("<a{attributes} test=\"t\"><foo>f</foo></a>");
    let read = output::<PutAttributes>(body);
    assert_eq!(
        (read.foo.as_deref(), read.attr.as_deref()),
        (Some("f"), Some("t"))
    );
    let body = format!("<a{}><foo>f</foo></a>", " test=\"t\"".repeat(200_000));
    assert_eq!(output::<PutAttributes>(body).attr.as_deref(), Some("t"));
}

#[test]
fn an_error_in_an_attribute_is_at_its_element() {
    let reference = "a reference that is neither to a character nor to an entity of XML at byte 25";
    for (body, expected) in [
        ("<a number='1' test='&b;'>", reference),
        ("<a number='1' test='&0;'>", reference),
        ("<a number='1' test='a&b'>", reference),
        ("<a test=t/>", "an invalid attribute at byte 11"),
        ("<a test/>", "an invalid attribute at byte 9"),
    ] {
        assert_eq!(invalid::<PutAttributes>(body), expected, "{body}");
    }
}

/// A connection that breaks may end a document anywhere.
#[test]
fn each_beginning_of_a_document_is_an_error() {
    let whole = "<?xml version=\"1.0\"?>\n<!-- c --><a><text a='b'>&amp;<![CDATA[c]]></text><unknown/></a>\n";
    let start = whole.find("<a>").unwrap();
    let end = whole.find("</a>").unwrap() + "</a>".len();
    for length in start + 1..end {
        let beginning = &whole[..length];
        assert!(
            received::<PutValues>(200, beginning).is_err(),
            "{beginning}"
        );
    }
    output::<PutValues>(&whole[..end]);
}

/// Names of unknown members may come from other formats, where they can be anything.
#[test]
fn an_unknown_member_adds_no_elements() {
    for union in [
        r#"{"a><evil>b</evil><c": "d"}"#,
        r#"{"a b": "c"}"#,
        r#"{"": "a"}"#,
        r#"{"1": "a"}"#,
        r#"{"new": {"a/><b": "c"}}"#,
        r#"{"new": {"@a='b'><c": "d"}}"#,
        r#"{"new": {"@a": ["b"]}}"#,
        r#"{"new": {"@a": {"b": "c"}}}"#,
    ] {
        let values = Values {
            union: Some(serde_json::from_str(union).unwrap()),
            ..Values::default()
        };
        let error = sent::<PutValues>(values).unwrap_err().to_string();
        let expected = "an unknown member has names that XML 1.0 does not allow";
        assert!(error.contains(expected), "{union}: {error}");
    }
    let values = Values {
        union: Some(serde_json::from_str(r#"{"né-w.1": {"@x:a": "b<", "c": ["d", 1]}}"#).unwrap()),
        ..Values::default()
    };
    assert_eq!(
        crate::body::<PutValues>(values),
        "<PutValuesRequest><union><né-w.1 x:a=\"b&lt;\"><c><member>d</member><member>1</member></c></né-w.1></union>\
         </PutValuesRequest>"
    );
}
