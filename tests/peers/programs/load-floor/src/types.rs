//! Inputs and outputs of the calls, no more than is on the wire.

use serde::{Deserialize, Serialize};
use std::collections::HashMap;

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

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Functions {
    pub functions: Vec<Function>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
#[allow(dead_code, reason = "a call reads all of its answer")]
pub struct Function {
    pub function_name: String,
    pub function_arn: String,
    pub runtime: String,
    pub role: String,
    pub handler: String,
    pub code_size: i64,
    pub description: String,
    pub timeout: i32,
    pub memory_size: i32,
    pub last_modified: String,
    pub code_sha256: String,
    pub version: String,
    pub environment: Option<Environment>,
    pub tracing_config: TracingConfig,
    pub revision_id: String,
    pub package_type: String,
    pub architectures: Vec<String>,
    pub ephemeral_storage: EphemeralStorage,
    pub snap_start: SnapStart,
    pub logging_config: LoggingConfig,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
#[allow(dead_code, reason = "a call reads all of its answer")]
pub struct Environment {
    pub variables: HashMap<String, String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
#[allow(dead_code, reason = "a call reads all of its answer")]
pub struct TracingConfig {
    pub mode: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
#[allow(dead_code, reason = "a call reads all of its answer")]
pub struct EphemeralStorage {
    pub size: i32,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
#[allow(dead_code, reason = "a call reads all of its answer")]
pub struct SnapStart {
    pub apply_on: String,
    pub optimization_status: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
#[allow(dead_code, reason = "a call reads all of its answer")]
pub struct LoggingConfig {
    pub log_format: String,
    pub log_group: String,
}
