//! JSON, by `serde_json`.

#[cfg(feature = "client")]
use super::names::Names;
use crate::error::{DecodeError, Envelope};
use crate::wire::Name;
use serde::Serialize;
use serde::de::{DeserializeOwned, Deserializer as _, Error as _, MapAccess, Visitor};
use serde_json::Deserializer;
use serde_json::de::StrRead;
use serde_json::value::RawValue;
use std::error::Error;
use std::fmt;

pub(super) fn write<T: Serialize>(value: &T) -> Result<Vec<u8>, Box<dyn Error + Send + Sync>> {
    Ok(serde_json::to_vec(value)?)
}

pub(super) fn read<T: DeserializeOwned>(body: &[u8]) -> Result<T, DecodeError> {
    serde_json::from_str(text(body)?).map_err(|error| DecodeError::from_json(&error))
}

/// Callback for a member: its name and the deserializer of its value.
type Take<'a> =
    dyn FnMut(&str, &mut Deserializer<StrRead<'_>>) -> Result<bool, serde_json::Error> + 'a;

/// Calls `take` with each member of a structure.
pub(super) fn members(body: &[u8], take: &mut Take<'_>) -> Result<(), DecodeError> {
    let mut problem = None;
    let members = Members(take, &mut problem);
    let mut json = Deserializer::from_str(text(body)?);
    let read = json.deserialize_map(members).and_then(|()| json.end());
    match problem {
        Some(problem) => Err(problem),
        None => read.map_err(|error| DecodeError::from_json(&error)),
    }
}

struct Members<'a, 'b>(&'a mut Take<'b>, &'a mut Option<DecodeError>);

impl<'de> Visitor<'de> for Members<'_, '_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a structure")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(Name(name)) = map.next_key()? {
            let value: &RawValue = map.next_value()?;
            let mut value = Deserializer::from_str(value.get());
            if let Err(error) = (self.0)(&name, &mut value) {
                *self.1 = Some(DecodeError::of_member(&name, &error));
                return Err(A::Error::custom("a member"));
            }
        }
        Ok(())
    }
}

/// Returns true if there is no value.
pub(super) fn is_empty(body: &[u8]) -> bool {
    matches!(body.trim_ascii(), b"" | b"null")
}

/// Returns the body as a string; an empty body as an empty structure.
fn text(body: &[u8]) -> Result<&str, DecodeError> {
    let body = if is_empty(body) { b"{}" } else { body };
    // Checked once for the whole body, not text by text: JSON is UTF-8 everywhere (RFC 8259, section 8.1), also in what is
    // passed over.
    str::from_utf8(body).map_err(|error| DecodeError::new(&error.to_string()))
}

pub(super) fn envelope(body: &[u8]) -> Envelope {
    Envelope::read(&mut serde_json::Deserializer::from_slice(body))
}

#[cfg(feature = "client")]
pub(super) fn names(body: &[u8]) -> Vec<String> {
    Names::read(&mut serde_json::Deserializer::from_slice(body))
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
