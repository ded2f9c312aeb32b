//! A conversation with a model of Amazon Bedrock, as the events of `ConverseStream`.
//!
//! It is made up, from the documentation of the operation and of `application/vnd.amazon.eventstream`. The service pads
//! the documents of its events with a member `p`, which no model has; an example of that is
//! <https://github.com/aws/aws-sdk-js-v3/issues/6919>.

use std::iter::once;

/// Names of the answers and their numbers of pieces of text. A name is that of the model too.
pub const ANSWERS: [(&str, usize); 2] = [("short", 200), ("long", 2200)];

/// Number of events around those of the text: one before them, three behind.
pub const AROUND: usize = 4;

/// Pieces of text, over and over, as a model would say them.
const TEXT: [&str; 12] = [
    "The",
    " sea is blue because",
    " water absorbs the",
    " red",
    " part of the",
    " light of the sun",
    ". What",
    " is left",
    " is scattered,",
    " and reaches",
    " the eye \u{2014} \"deep",
    " blue\".\n\n",
];

/// The characters that the service pads with.
const PADDING: &str = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

/// The text of the answer of that name; `None` if there is none.
pub fn named(name: &str) -> Option<String> {
    let answer = ANSWERS.iter().find(|(answer, _)| *answer == name);
    answer.map(|(_, pieces)| answer_of(*pieces))
}

fn answer_of(pieces: usize) -> String {
    TEXT.iter().copied().cycle().take(pieces).collect()
}

/// Messages of an answer, one for each event.
pub fn conversation(pieces: usize) -> Vec<Vec<u8>> {
    let text = TEXT.iter().cycle().take(pieces).enumerate();
    let deltas = text.map(|(number, piece)| {
        // Debug of a text without control characters but line feeds is JSON.
        let delta = format!(
            r#"{{"contentBlockIndex":0,"delta":{{"text":{piece:?}}},"p":"{}"}}"#,
            padding(number)
        );
        message("contentBlockDelta", &delta)
    });
    let start = message(
        "messageStart",
        &format!(r#"{{"p":"{}","role":"assistant"}}"#, padding(7)),
    );
    let usage = format!(
        r#"{{"inputTokens":14,"outputTokens":{pieces},"totalTokens":{}}}"#,
        pieces + 14
    );
    let end = [
        (
            "contentBlockStop",
            format!(r#"{{"contentBlockIndex":0,"p":"{}"}}"#, padding(25)),
        ),
        (
            "messageStop",
            format!(r#"{{"p":"{}","stopReason":"end_turn"}}"#, padding(51)),
        ),
        (
            "metadata",
            format!(
                r#"{{"metrics":{{"latencyMs":4127}},"p":"{}","usage":{usage}}}"#,
                padding(11)
            ),
        ),
    ];
    let end = end.map(|(name, document)| message(name, &document));
    once(start).chain(deltas).chain(end).collect()
}

/// From 1 to 62 characters, without an order that is seen.
fn padding(number: usize) -> &'static str {
    &PADDING[..1 + number * 37 % PADDING.len()]
}

/// A message with an event: lengths of the whole and of the headers, their CRC, headers, payload, CRC of all.
fn message(event: &str, document: &str) -> Vec<u8> {
    let headers = [
        (":event-type", event),
        (":content-type", "application/json"),
        (":message-type", "event"),
    ];
    let headers: Vec<u8> = headers.into_iter().flat_map(header).collect();
    // 12 bytes before the headers, 4 behind the payload.
    let length = 16 + headers.len() + document.len();
    let mut message = [size(length), size(headers.len())].concat();
    message.extend(crc(&message));
    message.extend(headers);
    message.extend(document.as_bytes());
    message.extend(crc(&message));
    message
}

/// A header with a text, which is the type 7.
fn header((name, value): (&str, &str)) -> Vec<u8> {
    let mut header = vec![name.len() as u8];
    header.extend(name.as_bytes());
    header.push(7);
    header.extend((value.len() as u16).to_be_bytes());
    header.extend(value.as_bytes());
    header
}

fn size(length: usize) -> [u8; 4] {
    (length as u32).to_be_bytes()
}

/// The CRC32 of ISO 3309, bit by bit: a message is made once.
fn crc(bytes: &[u8]) -> [u8; 4] {
    let crc = bytes.iter().fold(u32::MAX, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| {
            (crc >> 1) ^ (0xedb8_8320 & (crc & 1).wrapping_neg())
        })
    });
    (!crc).to_be_bytes()
}

#[cfg(test)]
mod tests {
    use super::{ANSWERS, AROUND, conversation, crc, named};

    /// The check value of the catalogue of CRCs.
    #[test]
    fn the_crc_is_that_of_iso_3309() {
        assert_eq!(crc(b"123456789"), [0xcb, 0xf4, 0x39, 0x26]);
    }

    #[test]
    fn a_conversation_has_its_events_and_its_text() {
        let [(name, pieces), _] = ANSWERS;
        let messages = conversation(pieces);
        assert_eq!(messages.len(), pieces + AROUND);
        let mut text = String::new();
        for message in &messages {
            let start = message.iter().position(|byte| *byte == b'{').unwrap();
            let document = &message[start..message.len() - 4];
            let document: serde_json::Value = serde_json::from_slice(document).unwrap();
            text += document["delta"]["text"].as_str().unwrap_or_default();
        }
        assert_eq!(named(name), Some(text));
    }
}
