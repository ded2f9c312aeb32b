//! Event streams as services send them.

use serde_json::Value;

use crate::frames::message;
use crate::server::{At, Reply};

/// The response of a REST protocol, each message in a chunk of its own.
pub fn stream(messages: &[Vec<u8>]) -> Reply {
    let chunks = messages.iter().map(Vec::as_slice);
    Reply::chunked(200, chunks).header("content-type", "application/vnd.amazon.eventstream")
}

/// The place in the body of a [`stream`] after these messages.
pub fn after(messages: &[Vec<u8>]) -> At {
    // A chunk begins with its size, and ends with an empty line.
    let length = |message: &Vec<u8>| format!("{:x}\r\n\r\n", message.len()).len() + message.len();
    At::Body(messages.iter().map(length).sum())
}

/// An event with a document.
pub fn event(name: &str, document: &Value) -> Vec<u8> {
    message("event", name, &[], &document.to_string())
}

/// The first message of an RPC protocol, without members.
pub fn initial_response() -> Vec<u8> {
    message("event", "initial-response", &[], "{}")
}

/// A modelled error, which ends the stream.
pub fn exception(name: &str, document: &Value) -> Vec<u8> {
    message("exception", name, &[], &document.to_string())
}
