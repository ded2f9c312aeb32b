//! Requests of restXml.
//!
//! Sources of the bodies: Smithy's specification "XML bindings" and the form of its protocol tests; Extensible Markup
//! Language (XML) 1.0, section 2.2, for characters.

use crate::service::*;
use crate::values::{all, at, greeting, map, string_map, text, texts};
use crate::{body, output, sent};
use http::header::CONTENT_TYPE;
use runtime::http;
use std::collections::BTreeMap;

#[test]
fn elements_are_in_the_order_of_the_model() {
    assert_eq!(
        body::<PutValues>(all()),
        concat!(
            "<PutValuesRequest>",
            "<text> &lt;a href=&quot;b&quot;&gt;&amp;&apos;&#xD;&#xA;\t&#x85;&#x2028;é😀&lt;/a&gt; </text>",
            "<flag>false</flag>",
            "<short>-2</short>",
            "<long>-9223372036854775808</long>",
            "<DoubleDribble>-Infinity</DoubleDribble>",
            "<blob>dmFsdWU=</blob>",
            "<at>2014-04-29T18:30:38Z</at>",
            "<epoch>1398796238</epoch>",
            "<date>Tue, 29 Apr 2014 18:30:38 GMT</date>",
            "<list><member></member><member> b </member></list>",
            "<renamed><item>foo</item></renamed>",
            "<nestedList><member><member>a</member></member><member></member></nestedList>",
            "<flat>yep</flat><flat>nope</flat>",
            "<flatStructures><hi>a</hi></flatStructures><flatStructures></flatStructures>",
            "<map><entry><key>foo</key><value><hi>there</hi></value></entry></map>",
            "<renamedMap><entry><Attribute>baz</Attribute><Setting><hi>bye</hi></Setting></entry></renamedMap>",
            "<KVP><K>a</K><V>A</V></KVP><KVP><K>b</K><V>B</V></KVP>",
            "<nestedMap><entry><key>foo</key><value><entry><key>bar</key><value>Bar</value></entry></value></entry>",
            "</nestedMap>",
            "<union><union><unit></unit></union></union>",
            "<required>1</required><required>2</required>",
            "</PutValuesRequest>",
        )
    );
}

#[test]
fn each_character_is_escaped() {
    for (character, expected) in [
        ('&', "&amp;"),
        ('<', "&lt;"),
        ('>', "&gt;"),
        ('"', "&quot;"),
        ('\'', "&apos;"),
        ('\r', "&#xD;"),
        ('\n', "&#xA;"),
        ('\u{85}', "&#x85;"),
        ('\u{2028}', "&#x2028;"),
        ('\t', "\t"),
        ('\u{86}', "\u{86}"),
        ('\u{2029}', "\u{2029}"),
    ] {
        let values = Values {
            text: Some(format!("a{character}b")),
            ..Values::default()
        };
        let expected = format!("<PutValuesRequest><text>a{expected}b</text></PutValuesRequest>");
        assert_eq!(body::<PutValues>(values), expected);
    }
}

#[test]
fn empty_lists_and_maps_are_empty_elements_unless_they_are_flattened() {
    let values = Values {
        list: Some(Vec::new()),
        flat: Some(Vec::new()),
        map: Some(BTreeMap::new()),
        flat_map: Some(BTreeMap::new()),
        text: text(""),
        ..Values::default()
    };
    let expected = "<PutValuesRequest><text></text><list></list><map></map></PutValuesRequest>";
    assert_eq!(body::<PutValues>(values), expected);
}

#[test]
fn bound_members_are_not_in_the_document() {
    let input = Scalars {
        id: "a b".to_owned(),
        foo: text("Foo"),
        text: text("<string>"),
        float: Some(f32::NAN),
        ..Scalars::default()
    };
    let request = sent::<PutScalars>(input).unwrap();
    assert_eq!(request.uri().path(), "/scalars/a%20b");
    assert_eq!(request.headers()["x-foo"], "Foo");
    assert_eq!(request.headers()[CONTENT_TYPE], "application/xml");
    let expected =
        "<Ahoy><stringValue>&lt;string&gt;</stringValue><floatValue>NaN</floatValue></Ahoy>";
    assert_eq!(request.body(), expected.as_bytes());
}

#[test]
fn without_members_the_root_is_empty() {
    let input = Scalars {
        id: "a".to_owned(),
        ..Scalars::default()
    };
    let request = sent::<PutScalars>(input).unwrap();
    assert_eq!(request.headers()[CONTENT_TYPE], "application/xml");
    assert_eq!(request.body(), "<Ahoy></Ahoy>".as_bytes());
    let request = sent::<Nothing>(()).unwrap();
    assert!(!request.headers().contains_key(CONTENT_TYPE));
    assert!(request.body().is_empty());
}

#[test]
fn attributes_are_in_the_start_tag() {
    let attributes = Attributes {
        foo: text("hi"),
        attr: text("a\"b\n<"),
        number: Some(5),
    };
    assert_eq!(
        body::<PutAttributes>(attributes),
        "<XmlAttributesRequest test=\"a&quot;b&#xA;&lt;\" number=\"5\"><foo>hi</foo></XmlAttributesRequest>"
    );
    let input = BoundAttributes {
        foo: text("hi"),
        attr: text("test"),
        header: text("h"),
    };
    assert_eq!(
        body::<PutBoundAttributes>(input),
        "<PutBoundAttributes test=\"test\"><foo>hi</foo></PutBoundAttributes>"
    );
}

#[test]
fn a_payload_has_the_name_of_its_row() {
    let input = Payload {
        header: text("h"),
        nested: Some(Attributes {
            foo: text("hi"),
            attr: text("test"),
            number: None,
        }),
    };
    let request = sent::<PutPayload>(input.clone()).unwrap();
    assert_eq!(request.headers()[CONTENT_TYPE], "application/xml");
    let expected = "<Hello test=\"test\"><foo>hi</foo></Hello>";
    assert_eq!(request.body(), expected.as_bytes());

    let request = sent::<PutPayload>(Payload::default()).unwrap();
    assert!(request.body().is_empty());
    assert!(!request.headers().contains_key(CONTENT_TYPE));

    let expected = "<Hello xmlns=\"https://example.com\" test=\"test\"><foo>hi</foo></Hello>";
    assert_eq!(body::<NamespacedPayload>(input.clone()), expected);
    let input = OwnNamespacePayload {
        nested: input.nested,
    };
    let expected = "<Hello xmlns=\"http://foo.com\" test=\"test\"><foo>hi</foo></Hello>";
    assert_eq!(body::<OwnNamespacedPayload>(input), expected);
}

#[test]
fn a_raw_payload_is_no_xml() {
    let input = Raw {
        payload: text("<raw"),
    };
    let request = sent::<PutRaw>(input).unwrap();
    assert_eq!(request.headers()[CONTENT_TYPE], "text/plain");
    assert_eq!(request.body(), "<raw".as_bytes());
}

#[test]
fn namespaces_are_on_the_elements_of_the_model() {
    let input = InNamespaces {
        nested: Some(Nested {
            foo: text("Foo"),
            values: texts(&["Bar"]),
        }),
        map: string_map(&[("a", "A")]),
        flat: texts(&["1", "2"]),
    };
    let written = body::<Namespaces>(input.clone());
    assert_eq!(
        written,
        concat!(
            r#"<XmlNamespacesRequest xmlns="http://foo.com">"#,
            r#"<flat xmlns="http://qux.com">1</flat><flat xmlns="http://qux.com">2</flat><nested>"#,
            r#"<foo xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">Foo</foo>"#,
            r#"<values xmlns="http://qux.com"><member xmlns="http://bux.com">Bar</member></values></nested>"#,
            r#"<KVP xmlns="http://qux.com"><entry><K xmlns="https://the-key.example.com">a</K>"#,
            r#"<V xmlns="https://the-value.example.com">A</V></entry></KVP></XmlNamespacesRequest>"#,
        )
    );
    assert_eq!(output::<Namespaces>(written), input);
}

/// As Amazon S3 has it in `Grantee`.
#[test]
fn the_namespace_of_a_service_is_on_the_root() {
    let input = Scalars {
        id: "a".to_owned(),
        nested: Some(Grantee {
            name: text("n"),
            kind: text("Group"),
        }),
        ..Scalars::default()
    };
    assert_eq!(
        body::<NamespacedScalars>(input),
        concat!(
            r#"<NamespacedScalars xmlns="https://example.com">"#,
            r#"<Nested xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="Group">"#,
            "<DisplayName>n</DisplayName></Nested></NamespacedScalars>",
        )
    );
}

#[test]
fn a_character_that_xml_lacks_is_an_error_before_sending() {
    let bad = |values: Values, path: &str, character: &str| {
        let message = sent::<PutValues>(values).unwrap_err().to_string();
        let expected = format!("XML 1.0 does not have the character {character} in `{path}`");
        assert!(message.contains(&expected), "{message}");
        assert!(!message.contains("secret"), "{message}");
    };
    let of_text = |value: &str| Values {
        text: text(value),
        ..Values::default()
    };
    bad(of_text("secret\u{1}"), "text", "U+0001");
    bad(of_text("\0"), "text", "U+0000");
    bad(of_text("\u{ffff}"), "text", "U+FFFF");
    let values = Values {
        flat_structures: Some(vec![greeting(""), greeting("\u{b}")]),
        ..Values::default()
    };
    bad(values, "flatStructures[1].hi", "U+000B");
    let values = Values {
        map: map([("secret\u{1b}", greeting(""))]),
        ..Values::default()
    };
    bad(values, "map[…]", "U+001B");
    let values = Values {
        union: Some(Choice::List(vec!["\u{c}".to_owned()])),
        ..Values::default()
    };
    bad(values, "union.list[0]", "U+000C");
    let attributes = Attributes {
        attr: text("\u{1f}"),
        ..Attributes::default()
    };
    let message = sent::<PutAttributes>(attributes).unwrap_err().to_string();
    assert!(message.contains("`@test`"), "{message}");
    // These are characters of XML.
    let allowed = "\u{7f}\u{80}\u{d7ff}\u{e000}\u{fffd}\u{10ffff}";
    let expected = format!("<PutValuesRequest><text>{allowed}</text></PutValuesRequest>");
    assert_eq!(body::<PutValues>(of_text(allowed)), expected);
}

#[test]
fn an_instant_without_a_date_is_epoch_seconds() {
    let values = Values {
        at: at(i64::MAX),
        ..Values::default()
    };
    let expected = "<PutValuesRequest><at>9223372036854775807</at></PutValuesRequest>";
    assert_eq!(body::<PutValues>(values), expected);
}
