//! The types as one writes them by hand.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::collections::BTreeMap;

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Output {
    latest_sync: Option<Attempt>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Attempt {
    started_at: f64,
    status: Status,
    events: Vec<Event>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
enum Status {
    Initiated,
    InProgress,
    Succeeded,
    Failed,
    Queued,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Event {
    r#type: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    external_id: Option<String>,
    time: f64,
    event: String,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Page {
    items: Vec<BTreeMap<String, AttributeValue>>,
    count: i32,
    scanned_count: i32,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
enum AttributeValue {
    S(String),
    N(String),
    B(Bytes),
    Ss(Vec<String>),
    Ns(Vec<String>),
    Bs(Vec<Bytes>),
    M(BTreeMap<String, AttributeValue>),
    L(Vec<AttributeValue>),
    Null(bool),
    Bool(bool),
}

struct Bytes(Vec<u8>);

impl Serialize for Bytes {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&BASE64_STANDARD.encode(&self.0))
    }
}

impl<'de> Deserialize<'de> for Bytes {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        BASE64_STANDARD
            .decode(text)
            .map(Self)
            .map_err(serde::de::Error::custom)
    }
}
