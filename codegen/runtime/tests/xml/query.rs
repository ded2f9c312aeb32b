//! Requests and responses of awsQuery.
//!
//! Source of the parameters: Smithy's specification "AWS query protocol" and the form of its protocol tests.

use crate::service::*;
use crate::values::{at, greeting, map, string_map, text, texts};
use crate::{body, output, received, sent};
use http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use runtime::{Blob, Client, FakeTransport, http};
use std::collections::BTreeMap;

const START: &str = "Action=QueryValues&Version=2020-01-08";

fn parameters(input: Parameters) -> String {
    let body = body::<QueryValues>(input);
    let parameters = body.strip_prefix(START).unwrap();
    parameters.to_owned()
}

#[test]
fn a_request_is_a_form_posted_to_the_endpoint() {
    let request = sent::<QueryNothing>(()).unwrap();
    assert_eq!(request.method(), "POST");
    assert_eq!(request.uri(), "https://fake.example/");
    let headers = request.headers();
    assert_eq!(headers[CONTENT_TYPE], "application/x-www-form-urlencoded");
    assert_eq!(headers[CONTENT_LENGTH], "38");
    assert_eq!(
        request.body(),
        "Action=QueryNothing&Version=2020-01-08".as_bytes()
    );

    let fake = FakeTransport::new().on::<QueryNothing>(|()| Ok(()));
    let config = fake
        .config_builder()
        .endpoint_url("https://fake.example/custom");
    let client = Client::new::<Query>(&config.build().unwrap());
    crate::run(client.call::<QueryNothing>(())).unwrap();
    assert_eq!(fake.sent()[0].uri(), "https://fake.example/custom/");
}

#[test]
fn scalars_are_percent_encoded_text() {
    let input = Parameters {
        text: text("a b+c&d=é~-._/%\n"),
        flag: Some(false),
        number: Some(0),
        double: Some(f64::NEG_INFINITY),
        blob: Some(Blob::from(b"value".to_vec())),
        at: at(1_422_172_800),
        epoch: at(1_422_172_800),
        nested: Some(Box::new(Parameters {
            text: text(""),
            nested: Some(Box::new(Parameters {
                flag: Some(true),
                ..Parameters::default()
            })),
            ..Parameters::default()
        })),
        ..Parameters::default()
    };
    assert_eq!(
        parameters(input),
        concat!(
            "&Text=a%20b%2Bc%26d%3D%C3%A9~-._%2F%25%0A&flag=false&Number=0&Boo=-Infinity&Qux=dmFsdWU%3D",
            "&normalFormat=2015-01-25T08%3A00%3A00Z&epochMember=1422172800&Nested.Text=&Nested.Nested.flag=true",
        )
    );
}

#[test]
fn entries_of_lists_are_numbered() {
    let input = Parameters {
        list: texts(&["foo", "bar"]),
        structures: Some(vec![greeting("hello"), greeting("hola")]),
        renamed: texts(&["x"]),
        flat: texts(&["A", "B"]),
        ..Parameters::default()
    };
    assert_eq!(
        parameters(input),
        concat!(
            "&ListArg.member.1=foo&ListArg.member.2=bar",
            "&ComplexListArg.member.1.hi=hello&ComplexListArg.member.2.hi=hola",
            "&ListArgWithXmlNameMember.item.1=x&Hi.1=A&Hi.2=B",
        )
    );
    let input = Parameters {
        list: Some(Vec::new()),
        flat: Some(Vec::new()),
        ..Parameters::default()
    };
    assert_eq!(parameters(input), "&ListArg=&Hi=");
}

#[test]
fn entries_of_maps_are_numbered() {
    let input = Parameters {
        map: string_map(&[("bar", "Bar"), ("foo", "Foo")]),
        renamed_map: string_map(&[("bar", "Bar")]),
        flat_map: string_map(&[("bar", "Bar"), ("foo", "Foo")]),
        map_of_lists: map([("bar", texts(&["C", "D"]).unwrap())]),
        union: Some(Choice::Structure(greeting("a"))),
        ..Parameters::default()
    };
    assert_eq!(
        parameters(input),
        concat!(
            "&MapArg.entry.1.key=bar&MapArg.entry.1.value=Bar&MapArg.entry.2.key=foo&MapArg.entry.2.value=Foo",
            "&MapWithXmlMemberName.entry.1.K=bar&MapWithXmlMemberName.entry.1.V=Bar",
            "&FlattenedMap.1.key=bar&FlattenedMap.1.value=Bar&FlattenedMap.2.key=foo&FlattenedMap.2.value=Foo",
            "&MapOfLists.entry.1.key=bar&MapOfLists.entry.1.value.member.1=C&MapOfLists.entry.1.value.member.2=D",
            "&Union.structure.hi=a",
        )
    );
    let input = Parameters {
        map: Some(BTreeMap::new()),
        flat_map: Some(BTreeMap::new()),
        ..Parameters::default()
    };
    assert_eq!(parameters(input), "");
}

#[test]
fn the_result_is_the_output() {
    let expected = Parameters {
        text: text("hi"),
        list: texts(&["a"]),
        ..Parameters::default()
    };
    let members = "<Text>hi</Text><ListArg><member>a</member></ListArg>";
    for (root, result) in [
        ("QueryValuesResponse", "QueryValuesResult"),
        ("Other", "AnyResult"),
    ] {
        let body = format!(
            "<?xml version=\"1.0\"?><{root} xmlns=\"https://example.com/\"><ResponseMetadata><Text>no</Text>\
             </ResponseMetadata><{result}>{members}</{result}></{root}>"
        );
        assert_eq!(output::<QueryValues>(body), expected);
    }
    let metadata = "<R><ResponseMetadata><RequestId>abc-123</RequestId></ResponseMetadata></R>";
    for body in ["", " ", "<R/>", metadata] {
        assert_eq!(output::<QueryValues>(body), Parameters::default());
        output::<QueryNothing>(body);
    }
}

#[test]
fn the_request_id_is_in_a_header_or_the_body() {
    let body = concat!(
        "<R><QueryValuesResult><RequestId>no</RequestId></QueryValuesResult>",
        "<ResponseMetadata><Other/><RequestId> abc-123 </RequestId></ResponseMetadata></R>",
    );
    let metadata = |header: Option<&str>| {
        let mut response = http::Response::builder();
        if let Some(id) = header {
            response = response.header("x-amzn-requestid", id);
        }
        let fake = FakeTransport::new().once::<QueryValues>(response.body(body).unwrap());
        let client = Client::new::<Query>(&fake.config_builder().build().unwrap());
        let request = client.request::<QueryValues>(Parameters::default());
        crate::run(request.send()).unwrap().metadata.request_id()
    };
    assert_eq!(metadata(None).as_deref(), Some("abc-123"));
    assert_eq!(metadata(Some("h")).as_deref(), Some("h"));
}

#[test]
fn a_body_that_is_no_xml_is_an_error() {
    for (body, expected) in [
        ("{}", "text outside of the root element at byte 2"),
        ("<html><body/></html>", "an HTML page at byte 6"),
        (
            "<R><QueryValuesResult>",
            "EOF while parsing an element at byte 22",
        ),
        (
            "<R><QueryValuesResult></R>",
            "an end tag that does not match its start tag at byte 22",
        ),
    ] {
        assert_eq!(crate::invalid::<QueryValues>(body), expected);
    }
    // The rest of the document is read too.
    assert!(received::<QueryValues>(200, "<R><AResult/><a></R>").is_err());
}
