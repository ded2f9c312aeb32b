//! Checksums of responses: requested, compared at the end of the body, and said in the metadata.

use crate::service::*;
use crate::world::{Reply, World, client, response, value};
use runtime::ChecksumAlgorithm::{Crc32, Crc32c, Sha1, Sha256};
use runtime::ChecksumValidation::{Composite, Missing, Validated};
use runtime::{ByteStreamErrorKind, ChecksumPolicy, ChecksumValidation, Error, FakeBody, Retry};
use std::io;

type Headers<'a> = &'a [(&'static str, &'a str)];

/// Reads a thing, and returns its content or the error, with the validation.
async fn read(
    headers: Headers<'_>,
    body: FakeBody,
) -> (
    Result<String, runtime::ByteStreamError>,
    Option<ChecksumValidation>,
) {
    let world = World::new([response(headers, body)]);
    let client = world.client();
    let call = client.request::<GetThing>(GetThingInput::default());
    let answer = call.send().await.unwrap();
    assert_eq!(
        value(world.request().headers(), "x-amz-checksum-mode"),
        "ENABLED"
    );
    let validation = answer.metadata.checksum();
    (answer.output.body.text(1024).await, validation)
}

fn hello() -> FakeBody {
    FakeBody::new().length(11).chunk("hello ").chunk("world")
}

const CRC32: (&str, &str) = ("x-amz-checksum-crc32", "DUoRhQ==");
const SHA1: (&str, &str) = ("x-amz-checksum-sha1", "Kq5sNclPz7QV2+lfQIuc6R7oRu0=");
const SHA256: (&str, &str) = (
    "x-amz-checksum-sha256",
    "uU0nuZNNPgilLlLX2n2r+sSE7+N6U4DukIj3rOLvzek=",
);

#[tokio::test]
async fn a_stream_is_compared_with_the_checksum_that_costs_least() {
    for (headers, expected) in [
        (&[CRC32][..], Validated(Crc32)),
        (&[SHA1], Validated(Sha1)),
        (&[SHA256], Validated(Sha256)),
        (&[SHA256, SHA1, CRC32], Validated(Crc32)),
        (&[], Missing),
        // An algorithm that is not supported, and one that is not in the model.
        (&[("x-amz-checksum-md5", "x")], Missing),
        (&[("x-amz-checksum-other", "x")], Missing),
        (&[("x-amz-checksum-sha256", "x-3")], Composite),
        (
            &[("x-amz-checksum-crc32", "DUoRhQ==-12"), SHA1],
            Validated(Sha1),
        ),
    ] {
        for body in [hello(), FakeBody::new().chunk("hello world")] {
            let (content, validation) = read(headers, body).await;
            assert_eq!(content.unwrap(), "hello world");
            assert_eq!(validation, Some(expected), "{headers:?}");
        }
    }
    // The value of AWS's documentation.
    let content = "a".repeat(66_560);
    let headers = &[("x-amz-checksum-crc32c", "sOO8/Q==")];
    let world = World::new([response(headers, content.clone())]);
    let client = world.client();
    let call = client.request::<GetThing>(GetThingInput::default());
    let answer = call.send().await.unwrap();
    assert_eq!(answer.metadata.checksum(), Some(Validated(Crc32c)));
    assert_eq!(answer.output.body.text(66_560).await.unwrap(), content);
}

#[tokio::test]
async fn a_corrupted_stream_ends_with_an_error_that_has_both_values() {
    for body in [
        FakeBody::new().length(11).chunk("hello ").chunk("w0rld"),
        FakeBody::new().chunk("hello w0rld"),
        FakeBody::new().length(0),
    ] {
        let (content, validation) = read(&[CRC32], body).await;
        assert_eq!(validation, Some(Validated(Crc32)));
        let error = content.unwrap_err();
        assert_eq!(error.kind(), ByteStreamErrorKind::Checksum);
        let text = error.to_string();
        assert!(text.contains("its header says `DUoRhQ==`"), "{text}");
        assert!(text.contains("its CRC32 checksum is `"), "{text}");
        assert_eq!(io::Error::from(error).kind(), io::ErrorKind::InvalidData);
    }
    // Python: the checksum of `hello w0rld`.
    let (content, _) = read(&[CRC32], FakeBody::new().chunk("hello w0rld")).await;
    let text = content.unwrap_err().to_string();
    assert!(text.contains("is `niQOcQ==`"), "{text}");
}

/// A reader that stops at the length does not miss the error, also if the end of the response comes later.
#[tokio::test(start_paused = true)]
async fn the_last_data_of_a_corrupted_stream_is_not_returned() {
    let body = FakeBody::new().length(6).chunk("abc").chunk("def");
    let body = body.delay(std::time::Duration::from_secs(1));
    let world = World::new([response(&[CRC32], body)]);
    let call = world.client();
    let mut stream = call
        .call::<GetThing>(GetThingInput::default())
        .await
        .unwrap()
        .body;
    assert_eq!(stream.next().await.unwrap().unwrap(), "abc");
    assert!(stream.next().await.unwrap().is_err());
    assert!(stream.next().await.is_none());
}

#[tokio::test]
async fn a_stream_that_is_cut_is_incomplete_and_not_corrupted() {
    let (content, _) = read(&[CRC32], FakeBody::new().length(11).chunk("hello ").cut()).await;
    assert_eq!(content.unwrap_err().kind(), ByteStreamErrorKind::Incomplete);
    let (content, _) = read(&[CRC32], FakeBody::new().length(11).chunk("hello ")).await;
    assert_eq!(content.unwrap_err().kind(), ByteStreamErrorKind::Incomplete);
}

#[tokio::test]
async fn without_the_setting_only_the_input_requests_a_checksum() {
    for (mode, sent, validation) in [
        (None, "-", None),
        (Some("ENABLED"), "ENABLED", Some(Validated(Crc32))),
        (Some("OTHER"), "OTHER", None),
    ] {
        let world = World::new([response(&[CRC32], "corrupted")]);
        let config = world.config();
        let config = config.response_checksum_validation(ChecksumPolicy::WhenRequired);
        let input = GetThingInput {
            mode: mode.map(str::to_owned),
            ..GetThingInput::default()
        };
        let client = client(config);
        let answer = client.request::<GetThing>(input).send().await.unwrap();
        assert_eq!(
            value(world.request().headers(), "x-amz-checksum-mode"),
            sent
        );
        assert_eq!(answer.metadata.checksum(), validation);
        let content = answer.output.body.bytes(1024).await;
        assert_eq!(content.is_err(), validation.is_some());
    }
}

#[tokio::test]
async fn a_whole_response_that_is_corrupted_is_an_error_which_is_retried() {
    let tags = r#"{"Tags":"a"}"#;
    let good = || response(&[("x-amz-checksum-crc32", "Z2mMWw==")], tags);
    let bad = || response(&[("x-amz-checksum-crc32", "AAAAAA==")], tags);
    let world = World::new([bad(), good()]);
    let config = world.config().retry(Retry::standard());
    let client_with_retries = client(config);
    let call = client_with_retries.request::<GetTags>(GetThingInput::default());
    let answer = call.send().await.unwrap();
    assert_eq!(answer.metadata.checksum(), Some(Validated(Crc32)));
    assert_eq!(answer.metadata.attempts(), 2);
    assert_eq!(answer.output.tags.as_deref(), Some("a"));
    let world = World::new([bad()]);
    let error = world
        .client()
        .call::<GetTags>(GetThingInput::default())
        .await;
    let error = error.unwrap_err();
    assert!(matches!(error, Error::Transport(_)), "{error:?}");
    let text = error.to_string();
    assert!(
        text.contains("`Z2mMWw==`") && text.contains("`AAAAAA==`"),
        "{text}"
    );
}

#[tokio::test]
async fn errors_are_not_compared() {
    let world = World::new([missing()]);
    let call = world.client();
    let error = call.call::<GetThing>(GetThingInput::default()).await;
    assert!(matches!(error, Err(Error::Service(_))));
}

fn missing() -> Reply {
    match response(&[CRC32, ("x-amzn-errortype", "NoSuchThing")], "{}") {
        Reply::Response(mut response) => {
            *response.status_mut() = runtime::http::StatusCode::NOT_FOUND;
            Reply::Response(response)
        }
        cut @ Reply::Cut(_) => cut,
    }
}
