//! JSON objects of agents, commands, AWS services and the AWS CLI's files.
//!
//! Keys are case-insensitive: replacements of AWS's own servers differ in case.

use crate::error::DecodeError;
use serde_json::{Map, Value};

/// A JSON object. It may hold secrets, and has no `Debug`.
#[derive(Clone, PartialEq)]
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

    /// Returns the strings of required keys.
    ///
    /// # Errors
    /// If one is not a string, or some are missing: the error names all of these.
    pub(super) fn all_required<const N: usize>(
        &self,
        keys: [&str; N],
    ) -> Result<[&str; N], String> {
        let mut found = [""; N];
        let mut missing = Vec::new();
        for (found, key) in found.iter_mut().zip(keys) {
            match self.text(key)? {
                Some(text) => *found = text,
                None => missing.push(key),
            }
        }
        match missing.as_slice() {
            [] => Ok(found),
            [key] => Err(format!("{key} is missing or empty")),
            keys => Err(format!("{} are missing or empty", keys.join(", "))),
        }
    }

    /// Sets the value of a key, in the spelling that the object has for it; other members are kept.
    pub(super) fn set(&mut self, key: &str, value: impl Into<Value>) {
        let mut names = self.0.keys();
        let spelled = match self.0.contains_key(key) {
            true => None,
            false => names.find(|name| name.eq_ignore_ascii_case(key)),
        };
        let name = spelled.map_or(key, String::as_str).to_owned();
        self.0.insert(name, value.into());
    }

    /// Returns the document.
    pub(super) fn into_bytes(self) -> Vec<u8> {
        Value::from(self).to_string().into_bytes()
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

impl From<Object> for Value {
    fn from(object: Object) -> Self {
        Self::Object(object.0)
    }
}

#[cfg(test)]
mod tests {
    use super::Object;
    use serde_json::{Value, json};

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
    fn a_value_is_set_in_the_spelling_of_the_object_and_the_rest_is_kept() {
        let text = r#"{"AccessToken": "old", "other": {"a": [1.5, null]}}"#;
        let mut object = Object::parse(text.as_bytes()).unwrap_or_else(|error| panic!("{error}"));
        object.set("accessToken", "new");
        object.set("expiresIn", 5);
        let written: Value = serde_json::from_slice(&object.into_bytes()).unwrap_or_default();
        let expected = json!({"AccessToken": "new", "expiresIn": 5, "other": {"a": [1.5, null]}});
        assert_eq!(written, expected);
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
