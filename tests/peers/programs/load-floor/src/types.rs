//! What the calls take and give, no more than is on the wire.

use serde::{Deserialize, Serialize};

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ProtonInput {
    pub repository_name: String,
    pub repository_provider: String,
    pub branch: String,
    pub sync_type: String,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct CodeConnectionsInput {
    pub branch: String,
    pub repository_link_id: String,
    pub sync_type: String,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct ReceiveMessage {
    pub queue_url: String,
    pub max_number_of_messages: i32,
}

/// Of both services, which differ in the case of their names.
#[derive(Deserialize)]
pub struct Status {
    #[serde(rename = "LatestSync", alias = "latestSync")]
    pub latest_sync: Attempt,
}

#[derive(Deserialize)]
#[allow(dead_code, reason = "a call reads all of its answer")]
pub struct Attempt {
    #[serde(rename = "StartedAt", alias = "startedAt")]
    pub started_at: f64,
    #[serde(rename = "Status", alias = "status")]
    pub status: String,
    #[serde(rename = "Events", alias = "events")]
    pub events: Vec<Event>,
}

#[derive(Deserialize)]
#[allow(dead_code, reason = "a call reads all of its answer")]
pub struct Event {
    #[serde(rename = "Event", alias = "event")]
    pub event: String,
    #[serde(rename = "ExternalId", alias = "externalId")]
    pub external_id: Option<String>,
    #[serde(rename = "Time", alias = "time")]
    pub time: f64,
    #[serde(rename = "Type", alias = "type")]
    pub r#type: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Messages {
    pub messages: Vec<Message>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
#[allow(dead_code, reason = "a call reads all of its answer")]
pub struct Message {
    pub message_id: String,
    pub receipt_handle: String,
    #[serde(rename = "MD5OfBody")]
    pub md5_of_body: String,
    pub body: String,
}
