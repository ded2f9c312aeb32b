//! Changes of event streams: events, exceptions, and the parts of an event.

use codegen::diff::{self, Change};

use crate::case;

/// A service of restJson1 that sends and receives events.
const MODEL: &str = r#"{
    "smithy": "2.0",
    "shapes": {
        "example#Service": {
            "type": "service",
            "version": "2026-01-01",
            "operations": [{ "target": "example#Chat" }],
            "traits": { "aws.protocols#restJson1": { "eventStreamHttp": ["http/1.1"] } }
        },
        "example#Chat": {
            "type": "operation",
            "output": { "target": "example#ChatOutput" },
            "traits": { "smithy.api#http": { "method": "POST", "uri": "/" } }
        },
        "example#ChatOutput": {
            "type": "structure",
            "members": {
                "session": { "target": "smithy.api#String", "traits": { "smithy.api#httpHeader": "X-Session" } },
                "replies": { "target": "example#Replies", "traits": { "smithy.api#httpPayload": {} } }
            }
        },
        "example#Replies": {
            "type": "union",
            "members": { "text": { "target": "example#Text" }, "lost": { "target": "example#Lost" } },
            "traits": { "smithy.api#streaming": {} }
        },
        "example#Text": {
            "type": "structure",
            "members": { "language": { "target": "smithy.api#String" }, "text": { "target": "smithy.api#String" } }
        },
        "example#Lost": { "type": "structure", "members": {}, "traits": { "smithy.api#error": "client" } }
    }
}"#;

/// Returns the changes of the model, and those of the way back, with this text in the place of another.
fn changes(old: &str, new: &str) -> [Vec<String>; 2] {
    assert!(MODEL.contains(old), "{old}");
    let state = |text: &str| case::state_of("api", "example#Service", text, None);
    let (before, after) = (state(MODEL), state(&MODEL.replace(old, new)));
    let line = |it: Change| format!("{} {}: {}", it.class, it.path, it.what);
    let lines = |changes: Vec<Change>| changes.into_iter().map(line).collect();
    [
        lines(diff::compare(&before, &after)),
        lines(diff::compare(&after, &before)),
    ]
}

#[test]
fn an_event_is_a_variant() {
    let text = r#""text": { "target": "example#Text" }"#;
    let more = format!(r#"{text}, "note": {{ "target": "example#Text" }}"#);
    let [added, removed] = changes(&format!("{text}, "), &format!("{more}, "));
    assert_eq!(added, ["additive api::types::Replies::Note: the variant"]);
    assert_eq!(removed, ["breaking api::types::Replies::Note: the variant"]);
}

#[test]
fn an_exception_is_an_error_of_the_operation() {
    let lost = r#", "lost": { "target": "example#Lost" }"#;
    let [removed, added] = changes(lost, "");
    let expected = [
        "breaking api::error::Lost: the error",
        "breaking api::operation::chat::ChatError::Lost: the error",
        "behavioural api::types::Replies: the exception `lost` was removed",
    ];
    assert_eq!(removed, expected);
    let expected = [
        "additive api::error::Lost: the error",
        "additive api::operation::chat::ChatError::Lost: the error",
        "additive api::types::Replies: the exception `lost`",
    ];
    assert_eq!(added, expected);
}

#[test]
fn the_name_of_an_exception_is_on_the_wire() {
    let [there, _] = changes(r#""lost":"#, r#""gone":"#);
    let expected = [
        "additive api::types::Replies: the exception `gone`",
        "behavioural api::types::Replies: the exception `lost` was removed",
    ];
    assert_eq!(there, expected);
}

#[test]
fn a_member_moves_to_another_part_of_the_event() {
    let language = r#""language": { "target": "smithy.api#String""#;
    let with = |name: &str| format!(r#"{language}, "traits": {{ "smithy.api#{name}": {{}} }} }}"#);
    let [there, back] = changes(&format!("{language} }}"), &with("eventHeader"));
    let path = "behavioural api::types::Text::language: is";
    let (body, header) = (
        "the member `language` of the body",
        "the header `language` of an event",
    );
    assert_eq!(there, [format!("{path} {header} instead of {body}")]);
    assert_eq!(back, [format!("{path} {body} instead of {header}")]);
}

#[test]
fn a_payload_is_one_of_an_event() {
    let members = r#""language": { "target": "smithy.api#String" }, "text": { "target": "smithy.api#String" }"#;
    let payload =
        r#""text": { "target": "smithy.api#String", "traits": { "smithy.api#eventPayload": {} } }"#;
    let header = r#""language": { "target": "smithy.api#String", "traits": { "smithy.api#eventHeader": {} } }"#;
    let [there, _] = changes(members, &format!("{header}, {payload}"));
    let path = "behavioural api::types::Text";
    let expected = [
        format!(
            "{path}::language: is the header `language` of an event instead of the member `language` of the body"
        ),
        format!(
            "{path}::text: is the payload of an event as `text/plain` instead of the member `text` of the body"
        ),
    ];
    assert_eq!(there, expected);
}

#[test]
fn a_union_that_becomes_one_of_events_changes_the_output() {
    let streaming = r#""lost": { "target": "example#Lost" } },
            "traits": { "smithy.api#streaming": {} }"#;
    let [plain, _] = changes(streaming, r#""lost": { "target": "example#Lost" } }"#);
    let field = "breaking api::operation::chat::ChatOutput::replies: is `Option<types::Replies>` instead of \
                 `EventStream<types::Replies>`";
    assert!(plain.iter().any(|it| it == field), "{plain:#?}");
}

#[test]
fn http2_and_required_headers_are_facts_of_calls() {
    let [there, _] = changes(r#"["http/1.1"]"#, r#"["h2"]"#);
    let path = "behavioural api::operation::chat::Chat";
    assert_eq!(
        there,
        [format!("{path}: `HTTP2` is `true` instead of `false`")]
    );
    let session = r#""smithy.api#httpHeader": "X-Session""#;
    let [there, _] = changes(
        session,
        &format!(r#"{session}, "smithy.api#required": {{}}"#),
    );
    let line = format!("{path}: `INITIAL_HEADERS` is `x-session` instead of none");
    assert!(there.contains(&line), "{there:#?}");
}
