//! JSON: what `serde_json` writes.

use crate::error::{DecodeError, Envelope};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::error::Error;

pub(super) fn write<T: Serialize>(value: &T) -> Result<Vec<u8>, Box<dyn Error + Send + Sync>> {
    Ok(serde_json::to_vec(value)?)
}

pub(super) fn read<T: DeserializeOwned>(body: &[u8]) -> Result<T, DecodeError> {
    let body = match body.trim_ascii() {
        b"" | b"null" => b"{}",
        _ => body,
    };
    // Checked once for the whole body, not text by text: JSON is UTF-8 everywhere (RFC 8259, section 8.1), also in what is
    // passed over.
    let body = str::from_utf8(body).map_err(|error| DecodeError::new(&error.to_string()))?;
    serde_json::from_str(body).map_err(|error| DecodeError::from_json(&error))
}

pub(super) fn envelope(body: &[u8]) -> Envelope {
    Envelope::read(&mut serde_json::Deserializer::from_slice(body))
}

#[cfg(test)]
mod tests {
    use super::read;
    use serde::de::IgnoredAny;
    use std::collections::BTreeMap;

    #[test]
    fn what_is_no_utf_8_is_refused_wherever_it_is() {
        let body = b"{\"known\":\"\xff\"}";
        let known = read::<BTreeMap<String, String>>(body).unwrap_err();
        let passed_over = read::<BTreeMap<String, IgnoredAny>>(body).unwrap_err();
        for error in [known, passed_over] {
            let error = error.to_string();
            assert!(error.contains("utf-8") && error.contains("10"), "{error}");
        }
    }
}
