//! The types as one writes them by hand.

#[path = "../../shared/attribute_value.rs"]
mod attribute_value;

use attribute_value::AttributeValue;
use serde::{Deserialize, Serialize};
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
