//! The fake transport sees inputs as they were given, without chunks and trailers.

use crate::pieces::Pieces;
use crate::service::*;
use runtime::{ByteStream, Client, FakeTransport, TransportError};

#[tokio::test]
async fn a_body_arrives_as_it_was_given() {
    let fake = FakeTransport::new().on::<PutThing>(|_| Ok(Empty {}));
    let config = fake.config_builder().build().unwrap();
    let client = Client::new::<Service>(&config);
    for encoding in [None, Some("gzip")] {
        let pieces = Pieces::<TransportError>::of(&["hello ", "world"]);
        let input = PutThingInput {
            content_encoding: encoding.map(str::to_owned),
            ..thing(ByteStream::from_stream(11, pieces))
        };
        client.call::<PutThing>(input).await.unwrap();
    }
    let sent = fake.sent();
    assert!(sent[0].body().starts_with(b"b\r\nhello world\r\n0\r\n"));
    let inputs = fake.requests::<PutThing>().unwrap();
    for (input, encoding) in inputs.into_iter().zip([None, Some("gzip")]) {
        assert_eq!(input.algorithm.as_deref(), Some("CRC32"));
        assert_eq!(input.crc32.as_deref(), Some("DUoRhQ=="));
        assert_eq!(input.content_encoding.as_deref(), encoding);
        assert_eq!(input.content_length, Some(11));
        assert_eq!(input.body.text(11).await.unwrap(), "hello world");
    }
}

#[tokio::test]
async fn an_output_is_compared_with_its_checksum() {
    let fake = FakeTransport::new().on::<GetThing>(|input| {
        assert_eq!(input.mode.as_deref(), Some("ENABLED"));
        Ok(GetThingOutput {
            crc32: Some("DUoRhQ==".to_owned()),
            content_length: None,
            body: ByteStream::from(input.range.unwrap_or_default()),
        })
    });
    let config = fake.config_builder().build().unwrap();
    let client = Client::new::<Service>(&config);
    for (content, is_valid) in [("hello world", true), ("hello", false)] {
        let input = GetThingInput {
            range: Some(content.to_owned()),
            ..GetThingInput::default()
        };
        let output = client.call::<GetThing>(input).await.unwrap();
        assert_eq!(output.body.text(11).await.is_ok(), is_valid);
    }
}
