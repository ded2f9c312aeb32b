//! Reading and writing of bodies: the generated types against structs as one writes them by hand with serde's derive.

mod by_hand;

use generated::proton::operation::get_repository_sync_status::GetRepositorySyncStatusOutput;
use generated::runtime::__private::Codec;
use generated::runtime::wire::Structure;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::hint::black_box;
use whole::dynamodb::operation::query::QueryOutput;

/// The same work by both kinds of types.
pub struct Case {
    pub name: &'static str,
    pub ours: Box<dyn Fn()>,
    pub by_hand: Box<dyn Fn()>,
}

/// All cases.
///
/// # Panics
/// A type cannot read what the service sends, or does not write it again.
pub fn cases() -> [Case; 4] {
    let (status, page) = (
        samples::sync_status().to_string(),
        samples::page().to_string(),
    );
    [
        Case {
            name: "decode a sync status, 4 KB",
            ours: read_by_codec::<GetRepositorySyncStatusOutput>(&status),
            by_hand: decode::<by_hand::Output>(&status),
        },
        Case {
            name: "encode a sync status, 4 KB",
            ours: write_by_codec::<GetRepositorySyncStatusOutput>(&status),
            by_hand: encode::<by_hand::Output>(&status),
        },
        Case {
            name: "decode a page of DynamoDB, 1 MB",
            ours: read_by_codec::<QueryOutput>(&page),
            by_hand: decode::<by_hand::Page>(&page),
        },
        Case {
            name: "encode a page of DynamoDB, 1 MB",
            ours: write_by_codec::<QueryOutput>(&page),
            by_hand: encode::<by_hand::Page>(&page),
        },
    ]
}

fn read_by_codec<T: Structure>(text: &str) -> Box<dyn Fn()> {
    let text = text.to_owned().into_bytes();
    Box::new(move || drop(black_box(Codec::Json.read::<T>(black_box(&text)))))
}

fn write_by_codec<T: Structure + 'static>(text: &str) -> Box<dyn Fn()> {
    let value: T = Codec::Json
        .read(text.as_bytes())
        .expect("the sample is read");
    let written = Codec::Json.write(&value).expect("the value is written");
    let written: serde_json::Value = read(&written);
    assert_eq!(written, read::<serde_json::Value>(text.as_bytes()));
    Box::new(move || drop(black_box(Codec::Json.write(black_box(&value)))))
}

fn decode<T: DeserializeOwned>(text: &str) -> Box<dyn Fn()> {
    let text = text.to_owned().into_bytes();
    Box::new(move || drop(black_box(read::<T>(black_box(&text)))))
}

fn encode<T: DeserializeOwned + Serialize + 'static>(text: &str) -> Box<dyn Fn()> {
    let value: T = read(text.as_bytes());
    let written = serde_json::to_value(&value).expect("the value is written");
    let original: serde_json::Value = read(text.as_bytes());
    assert_eq!(written, original, "what was read is not what is written");
    Box::new(move || drop(black_box(serde_json::to_vec(black_box(&value)))))
}

fn read<T: DeserializeOwned>(text: &[u8]) -> T {
    serde_json::from_slice(text).expect("the sample is read")
}
