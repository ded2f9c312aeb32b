//! JSON objects of agents, commands and the portal of IAM Identity Center.
//!
//! Keys are case-insensitive: replacements of AWS's own servers differ in case.

use crate::error::DecodeError;
use serde_json::{Map, Value};

/// A JSON object. It may hold secrets, and has no `Debug`.
pub(super) struct Object(Map<String, Value>);

impl Object {
    /// Parses a document that is an object, optionally after a byte order mark.
    ///
    /// # Errors
    /// If it is not a JSON object. The error quotes none of it.
    pub(super) fn parse(document: &[u8]) -> Result<Self, DecodeError> {
        let document = document.strip_prefix(b"\xef\xbb\xbf").unwrap_or(document);
        if document.trim_ascii().is_empty() {
            return Err(DecodeError::new("it is empty"));
        }
        match serde_json::from_slice(document) {
            Ok(Value::Object(members)) => Ok(Self(members)),
            Ok(_) => Err(DecodeError::new("expected an object")),
            Err(error) => Err(DecodeError::new(&error.to_string())),
        }
    }

    /// Returns the value of a key, which is case-insensitive; `null` counts as missing.
    pub(super) fn get(&self, key: &str) -> Option<&Value> {
        let value = self.0.get(key).or_else(|| {
            let mut members = self.0.iter();
            let found = members.find(|(name, _)| name.eq_ignore_ascii_case(key));
            found.map(|(_, value)| value)
        });
        value.filter(|value| !value.is_null())
    }

    /// Returns the string of a key, without surrounding white space; an empty one counts as missing.
    ///
    /// # Errors
    /// If the value is not a string.
    pub(super) fn text(&self, key: &str) -> Result<Option<&str>, String> {
        let Some(value) = self.get(key) else {
            return Ok(None);
        };
        let text = value.as_str().map(str::trim);
        let text = text.ok_or_else(|| format!("{key} is not a string"))?;
        Ok(Some(text).filter(|text| !text.is_empty()))
    }

    /// Returns the string of a required key.
    ///
    /// # Errors
    /// If it is missing or not a string.
    pub(super) fn required(&self, key: &str) -> Result<&str, String> {
        self.text(key)?
            .ok_or_else(|| format!("{key} is missing or empty"))
    }

    /// Returns the object of a key.
    ///
    /// # Errors
    /// If it is missing or not an object.
    pub(super) fn object(&self, key: &str) -> Result<Self, String> {
        match self.get(key) {
            Some(Value::Object(members)) => Ok(Self(members.clone())),
            Some(_) => Err(format!("{key} is not an object")),
            None => Err(format!("{key} is missing")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Object;

    #[test]
    fn keys_are_found_in_any_case_and_as_they_are_written_first() {
        let object =
            Object::parse("\u{feff}{\"accesskeyid\": \"a\", \"AccessKeyId\": \" b\\n\", \"TOKEN\": \"c\", \"x\": \"\"}".as_bytes());
        let object = object.unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(object.text("AccessKeyId"), Ok(Some("b")));
        assert_eq!(object.text("Token"), Ok(Some("c")));
        assert_eq!(object.text("X"), Ok(None));
        assert_eq!(object.text("y"), Ok(None));
        assert_eq!(object.required("token"), Ok("c"));
        assert_eq!(
            object.required("X"),
            Err("X is missing or empty".to_owned())
        );
    }

    #[test]
    fn what_is_of_another_type_is_named_and_not_shown() {
        let object = Object::parse(br#"{"a": ["secret"], "b": {"c": "d"}, "e": null}"#);
        let object = object.unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(object.text("A"), Err("A is not a string".to_owned()));
        assert_eq!(object.text("e"), Ok(None));
        let inner = object
            .object("b")
            .map(|inner| inner.text("C") == Ok(Some("d")));
        assert_eq!(inner, Ok(true));
        let wrong = |key| object.object(key).map(|_| ()).unwrap_err();
        assert_eq!(
            [wrong("a"), wrong("e")],
            ["a is not an object", "e is missing"]
        );
        for (document, expected) in [
            (r#""secret""#, "expected an object"),
            (
                r#"{"a": "secret"#,
                "EOF while parsing a string at line 1 column 13",
            ),
            ("<html>secret", "expected value at line 1 column 1"),
        ] {
            let error = Object::parse(document.as_bytes()).err();
            assert_eq!(error.map(|it| it.to_string()).as_deref(), Some(expected));
        }
        let deep = "[".repeat(100_000);
        assert!(Object::parse(deep.as_bytes()).is_err());
    }
}
