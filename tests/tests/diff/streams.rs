//! Changes of what is a stream already: code of users was written for it.

use codegen::diff::{self, Change};

use crate::case;

/// A model in which the pages of `Scan` have these traits.
fn model(page: &str) -> String {
    let base = case::base();
    let blob = r#""example#Page": { "type": "blob" }"#;
    assert!(base.contains(blob));
    let changed = format!(r#""example#Page": {{ "type": "blob", "traits": {{ {page} }} }}"#);
    base.replace(blob, &changed)
}

fn changes(old: &str, new: &str) -> Vec<String> {
    let state = |text: &str| {
        let protocol = Some("restJson1");
        case::state_of("api", "example#Library", &model(text), protocol)
    };
    let line = |it: Change| format!("{} {}: {}", it.class, it.path, it.what);
    let changes = diff::compare(&state(old), &state(new));
    changes.into_iter().map(line).collect()
}

const STREAM: &str = r#""smithy.api#streaming": {}"#;

#[test]
fn a_stream_that_becomes_a_blob_has_another_type_and_can_be_cloned() {
    let both = |line: &str| {
        let path = "api::operation::scan::Scan";
        ["Input", "Output"].map(|side| line.replace("SIDE", &format!("{path}{side}")))
    };
    let expected = [
        both("breaking SIDE::page: is `Option<Blob>` instead of `ByteStream`"),
        both("additive SIDE: implements `Clone` and `PartialEq`"),
        both("documentation SIDE::page: the documentation"),
    ];
    assert_eq!(changes(STREAM, ""), expected.concat());
}

#[test]
fn a_media_type_is_that_of_requests() {
    let typed = format!(r#"{STREAM}, "smithy.api#mediaType": "image/png""#);
    let path = "api::operation::scan::Scan";
    let what = "page: is the whole body as `image/png` instead of the whole body as `application/octet-stream`";
    let expected = ["Input", "Output"].map(|side| format!("behavioural {path}{side}::{what}"));
    assert_eq!(changes(STREAM, &typed), expected);
    assert_eq!(changes(STREAM, STREAM), [""; 0]);
}
