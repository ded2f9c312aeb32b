//! Responses of restXml.

use crate::service::*;
use crate::values::{all, at, greeting, map, string_map, text, texts};
use crate::{body, invalid, output};
use runtime::Blob;
use std::collections::BTreeMap;

fn values(members: &str) -> Values {
    output::<PutValues>(format!("<Output>{members}</Output>"))
}

#[test]
fn what_is_written_is_read() {
    let input = all();
    assert_eq!(output::<PutValues>(body::<PutValues>(input.clone())), input);
}

#[test]
fn names_of_roots_and_entries_do_not_matter() {
    let read = output::<PutValues>(concat!(
        "\u{feff}<?xml version = \"1.0\" encoding = \"UTF-8\"?>\n<!-- c --><?pi?>\n",
        "<x:Any xmlns:x=\"u\" xmlns=\"v\">\n <![CDATA[ignored]]> ignored <!-- c -->\n",
        " <x:list a=\"b\">\n <item>a</item> <other> b </other>\n </x:list>\n",
        " <renamed><member>c</member></renamed>",
        " <map><x><value><hi>v</hi><hello>skipped</hello></value><key>k</key></x></map>",
        " <unknown><text>skipped</text></unknown>",
        "\n</x:Any>\n<!-- end -->\n",
    ));
    let expected = Values {
        list: texts(&["a", " b "]),
        renamed: texts(&["c"]),
        map: map([("k", greeting("v"))]),
        ..Values::default()
    };
    assert_eq!(read, expected);
}

#[test]
fn an_empty_element_is_an_empty_value() {
    for (start, end) in [("<", "/>"), ("<", " />")] {
        let element = |name: &str| format!("{start}{name}{end}");
        let names = ["text", "list", "map", "blob", "nestedList"];
        let read = values(&names.map(element).concat());
        let expected = Values {
            text: text(""),
            list: Some(Vec::new()),
            map: Some(BTreeMap::new()),
            blob: Some(Blob::default()),
            nested_list: Some(Vec::new()),
            ..Values::default()
        };
        assert_eq!(read, expected);
    }
    let expected = values("<text/><list/><map/><blob/><nestedList/>");
    let pairs = "<text></text><list></list><map> </map><blob></blob><nestedList>\n</nestedList>";
    assert_eq!(values(pairs), expected);
    // A number, boolean or timestamp cannot be empty.
    let unset = values("<flag/><short> </short><DoubleDribble></DoubleDribble><at/>");
    assert_eq!(unset, Values::default());
    for body in ["", " \n", "<Output/>", "<?xml version=\"1.0\"?>"] {
        assert_eq!(output::<PutValues>(body), Values::default(), "{body}");
    }
}

#[test]
fn strings_are_not_trimmed_and_others_are() {
    let read = values(concat!(
        "<text>  </text><flag> true\n</flag><short>\t7 </short><long> -9 </long>",
        "<DoubleDribble>\nNaN\n</DoubleDribble><blob>\ndmFs\r\ndWU=\n</blob><at> 2014-04-29T18:30:38Z </at>",
    ));
    assert!(read.double.is_some_and(f64::is_nan));
    let expected = Values {
        text: text("  "),
        flag: Some(true),
        short: Some(7),
        long: Some(-9),
        blob: Some(Blob::from(b"value".to_vec())),
        at: at(1_398_796_238),
        ..Values::default()
    };
    let read = Values {
        double: None,
        ..read
    };
    assert_eq!(read, expected);
}

#[test]
fn references_sections_and_line_ends_are_resolved() {
    let read = values(
        "<text>a&lt;&gt;&amp;&apos;&quot;&#65;&#x1F600;&#xD;<![CDATA[<b>&amp;\r\n]]>\r\nc\rd<!-- - -->e</text>",
    );
    assert_eq!(read.text.as_deref(), Some("a<>&'\"A😀\r<b>&amp;\n\nc\nde"));
}

#[test]
fn entries_of_flattened_lists_need_not_be_adjacent() {
    let read = values(concat!(
        "<flat>a</flat><KVP><K>k</K><V>1</V></KVP><required>1</required><list/>",
        "<flat>b</flat><KVP><K>l</K><V>2</V></KVP><required>2</required>",
    ));
    let expected = Values {
        flat: texts(&["a", "b"]),
        flat_map: string_map(&[("k", "1"), ("l", "2")]),
        required: vec![1, 2],
        list: Some(Vec::new()),
        ..Values::default()
    };
    assert_eq!(read, expected);
    // Of other members the last counts.
    let read = values("<list><a>1</a></list><text>a</text><list><a>2</a></list><text>b</text>");
    assert_eq!((read.list, read.text), (texts(&["2"]), text("b")));
}

#[test]
fn timestamps_are_read_in_any_format() {
    let of = |element: &str| values(element);
    let expected = at(1_576_540_098);
    assert_eq!(of("<at>2019-12-16T22:48:18-01:00</at>").at, expected);
    assert_eq!(of("<at>2019-12-17T00:48:18+01:00</at>").at, expected);
    assert_eq!(of("<at>1576540098</at>").at, expected);
    assert_eq!(
        of("<epoch>Mon, 16 Dec 2019 23:48:18 GMT</epoch>").epoch,
        expected
    );
    let fraction = of("<at>2000-01-02T20:34:56.123Z</at>").at.unwrap();
    assert_eq!(
        (fraction.as_second(), fraction.subsec_nanosecond()),
        (946_845_296, 123_000_000)
    );
}

#[test]
fn attributes_are_found_with_their_prefix_or_without() {
    let read = output::<PutAttributes>(
        "<A number='5' test=\"a&quot;&#10; b\" xmlns:test=\"no\"><foo test='no'>f</foo></A>",
    );
    let expected = Attributes {
        foo: text("f"),
        attr: text("a\"\n b"),
        number: Some(5),
    };
    assert_eq!(read, expected);
    for attribute in ["xsi:type", "type", "x:type"] {
        let body = format!("<G {attribute}=\"Group\"><DisplayName>n</DisplayName></G>");
        let grantee = output::<PutGrantee>(body);
        let kind = grantee.kind.as_deref();
        // Another prefix may stand for the same namespace, but is not that of the model.
        let expected = (attribute == "xsi:type").then_some("Group");
        assert_eq!(kind, expected, "{attribute}");
    }
}

#[test]
fn a_payload_is_the_root() {
    let read = output::<PutPayload>("<Whatever test=\"t\"><foo>f</foo></Whatever>");
    let expected = Attributes {
        foo: text("f"),
        attr: text("t"),
        number: None,
    };
    assert_eq!(read.nested, Some(expected));
    assert_eq!(output::<PutPayload>("").nested, None);
    let read = output::<PutRaw>("<raw");
    assert_eq!(read.payload.as_deref(), Some("<raw"));
}

#[test]
fn unions_have_one_member() {
    let union = |members: &str| values(&format!("<union>{members}</union>")).union;
    assert_eq!(union("<text>a</text>"), Some(Choice::Text("a".to_owned())));
    assert_eq!(union(" <unit/> "), Some(Choice::Unit));
    assert_eq!(
        union("<structure><hi>a</hi></structure>"),
        Some(Choice::Structure(greeting("a")))
    );
    // A name of the model may have a prefix, and one of the document.
    let prefixed = |text: &str| Some(Choice::Prefixed(text.to_owned()));
    assert_eq!(union("<p:text>a</p:text>"), prefixed("a"));
    assert_eq!(
        union("<q:text>a</q:text>"),
        Some(Choice::Text("a".to_owned()))
    );
    let Some(Choice::Unknown(unknown)) = union("<new n=\"1\"><a>b</a><a/></new>") else {
        panic!("it is known");
    };
    assert_eq!(unknown.tag(), "new");
    let values = Values {
        union: Some(Choice::Unknown(unknown)),
        ..Values::default()
    };
    assert_eq!(
        body::<PutValues>(values),
        "<PutValuesRequest><union><new n=\"1\"><a>b</a><a></a></new></union></PutValuesRequest>"
    );
    let error = invalid::<PutValues>("<O><union><text>a</text><unit/></union></O>");
    assert_eq!(
        error,
        "the union Choice with more than one member in `union` at byte 31"
    );
    let error = invalid::<PutValues>("<O><union/></O>");
    assert_eq!(
        error,
        "the union Choice without a member in `union` at byte 11"
    );
}

#[test]
fn errors_name_the_member_and_not_the_value() {
    let error = |members: &str| {
        let error = invalid::<PutValues>(format!("<O>{members}</O>"));
        assert!(!error.contains("secret"), "{error}");
        error
    };
    assert_eq!(
        error("<short>secret</short>"),
        "invalid type: string, expected i16 in `short` at byte 24"
    );
    assert_eq!(
        error("<flag>secret</flag>"),
        "invalid value: expected true or false in `flag` at byte 22"
    );
    assert_eq!(
        error("<nestedList><m><m><a/></m></m></nestedList>"),
        "invalid type: elements, expected a string in `nestedList[0][0]` at byte 25"
    );
    assert_eq!(
        error("<map><e><value/></e></map>"),
        "an entry of a map without a key in `map[…]` at byte 23"
    );
    assert_eq!(
        error("<blob>secret!</blob>"),
        "bytes that are not padded standard base64 in `blob` at byte 23"
    );
}
