//! Changes of the names of XML.

use codegen::diff::{self, Change};

use crate::case;

/// A service whose operation has an input with this member, and such traits.
fn model(service: &str, input: &str, member: &str) -> String {
    format!(
        r#"{{ "smithy": "2.0", "shapes": {{
            "example#Names": {{ "type": "list", "member": {{ "target": "smithy.api#String" }} }},
            "example#Items": {{
                "type": "list",
                "member": {{ "target": "smithy.api#String", "traits": {{ "smithy.api#xmlName": "Item" }} }}
            }},
            "example#Service": {{
                "type": "service",
                "version": "2026-01-01",
                "operations": [{{ "target": "example#Get" }}],
                "traits": {{ "aws.protocols#restXml": {{}}{service} }}
            }},
            "example#Get": {{
                "type": "operation",
                "input": {{ "target": "example#GetRequest" }},
                "traits": {{ "smithy.api#http": {{ "method": "POST", "uri": "/" }} }}
            }},
            "example#GetRequest": {{
                "type": "structure",
                "members": {{ "names": {member} }},
                "traits": {{ {input} }}
            }}
        }} }}"#
    )
}

fn changes(old: &str, new: &str) -> Vec<String> {
    let state = |text: &str| case::state_of("api", "example#Service", text, None);
    let line = |it: Change| format!("{} {}: {}", it.class, it.path, it.what);
    let changes = diff::compare(&state(old), &state(new));
    changes.into_iter().map(line).collect()
}

const NAMES: &str = r#"{ "target": "example#Names" }"#;

#[test]
fn names_of_elements_are_on_the_wire() {
    let path = "behavioural api::operation::get::GetInput::names";
    for (new, what) in [
        (
            r#"{ "target": "example#Names", "traits": { "smithy.api#xmlName": "Name" } }"#,
            "the name on the wire is `Name` instead of `names`",
        ),
        (
            r#"{ "target": "example#Items" }"#,
            "the form in XML is `entries Item` instead of the default",
        ),
        (
            r#"{ "target": "example#Names", "traits": { "smithy.api#xmlFlattened": {} } }"#,
            "the form in XML is `flattened` instead of the default",
        ),
        (
            r#"{ "target": "example#Names", "traits": { "smithy.api#xmlNamespace": { "uri": "u", "prefix": "p" } } }"#,
            "the form in XML is `xmlns:p=u` instead of the default",
        ),
    ] {
        let (old, new) = (model("", "", NAMES), model("", "", new));
        assert_eq!(changes(&old, &new), [format!("{path}: {what}")]);
    }
}

#[test]
fn the_root_and_its_namespace_are_those_of_requests() {
    let namespace = r#""smithy.api#xmlNamespace": { "uri": "https://example.com" }"#;
    let old = model("", "", NAMES);
    let named = model(
        "",
        &format!(r#"{namespace}, "smithy.api#xmlName": "Root""#),
        NAMES,
    );
    let path = "behavioural api::operation::get::Get";
    assert_eq!(
        changes(&old, &named),
        [
            format!("{path}: `XML_NAMESPACE` is `xmlns=https://example.com` instead of none"),
            format!("{path}: `XML_ROOT` is `Root` instead of `GetRequest`"),
        ]
    );
    let of_service = model(&format!(", {namespace}"), "", NAMES);
    let what = "`XML_NAMESPACE` is `xmlns=https://example.com` instead of none";
    assert_eq!(
        changes(&old, &of_service),
        [format!("behavioural api::Service: {what}")]
    );
}

/// A service with the facts of Amazon S3, whose operation has such traits besides.
fn buckets(operation: &str, bucket: &str) -> String {
    format!(
        r#"{{ "smithy": "2.0", "shapes": {{
            "example#Service": {{
                "type": "service",
                "version": "2026-01-01",
                "operations": [{{ "target": "example#Get" }}],
                "traits": {{
                    "aws.api#service": {{ "sdkId": "S3" }},
                    "aws.protocols#restXml": {{}},
                    "smithy.rules#endpointRuleSet": {{
                        "version": "1.0",
                        "parameters": {{ "Bucket": {{ "type": "string" }} }},
                        "rules": [{{ "type": "endpoint", "conditions": [], "endpoint": {{ "url": "https://a.example" }} }}]
                    }}
                }}
            }},
            "example#Get": {{
                "type": "operation",
                "input": {{ "target": "example#Request" }},
                "output": {{ "target": "example#Location" }},
                "traits": {{ "smithy.api#http": {{ "method": "GET", "uri": "/{{Bucket}}?location" }}{operation} }}
            }},
            "example#Request": {{
                "type": "structure",
                "members": {{
                    "Bucket": {{
                        "target": "smithy.api#String",
                        "traits": {{ "smithy.api#httpLabel": {{}}, "smithy.api#required": {{}}{bucket} }}
                    }}
                }}
            }},
            "example#Location": {{
                "type": "structure",
                "members": {{ "Region": {{ "target": "smithy.api#String" }} }}
            }}
        }} }}"#
    )
}

#[test]
fn an_output_without_an_element_of_its_own_is_another_response() {
    let new = buckets(r#", "aws.customizations#s3UnwrappedXmlOutput": {}"#, "");
    let changes = changes(&buckets("", ""), &new);
    let path = "behavioural api::operation::get::GetOutput::region: ";
    let [change] = changes.as_slice() else {
        panic!("{changes:?}");
    };
    assert!(change.starts_with(path), "{change}");
    assert!(change.contains("the text of the root element"), "{change}");
}

#[test]
fn a_bucket_that_the_endpoint_takes_is_no_longer_in_the_path() {
    let new = buckets("", r#", "smithy.rules#contextParam": { "name": "Bucket" }"#);
    let changes = changes(&buckets("", ""), &new);
    let expected = "behavioural api::operation::get::Get: the URI is `?location` instead of `/{Bucket}?location`";
    assert!(changes.contains(&expected.to_owned()), "{changes:?}");
}
