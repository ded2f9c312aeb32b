//! Requests sent in protocol tests, and assertions about them.

use bytes::Bytes;
use http::Request;
use http::header::HOST;
use serde_json::Value;

/// A request. Each method asserts one expectation, and panics if it is not met.
#[derive(Debug)]
pub struct SentRequest(pub(super) Request<Bytes>);

#[expect(clippy::missing_panics_doc, reason = "asserting is what they are for")]
#[cfg_attr(
    any(feature = "cbor", feature = "xml"),
    expect(clippy::panic, reason = "asserting is what they are for")
)]
impl SentRequest {
    /// Asserts the method.
    #[track_caller]
    pub fn method(&self, expected: &str) -> &Self {
        assert_eq!(self.0.method().as_str(), expected, "the method");
        self
    }

    /// Asserts the path.
    #[track_caller]
    pub fn path(&self, expected: &str) -> &Self {
        assert_eq!(self.0.uri().path(), expected, "the path");
        self
    }

    /// Asserts the host, in the URL and in the header if there is one.
    #[track_caller]
    pub fn host(&self, expected: &str) -> &Self {
        let authority = self.0.uri().authority().map(|it| it.as_str());
        assert_eq!(authority, Some(expected), "the host");
        if let Some(host) = self.0.headers().get(HOST) {
            assert_eq!(host, expected, "the header `host`");
        }
        self
    }

    /// Asserts that the query has this part, such as `key=value`.
    #[track_caller]
    pub fn query(&self, expected: &str) -> &Self {
        let found = self.parts().any(|part| part == expected);
        assert!(
            found,
            "`{expected}` is not in the query of {}",
            self.0.uri()
        );
        self
    }

    /// Asserts that the query has this key.
    #[track_caller]
    pub fn query_key(&self, key: &str) -> &Self {
        assert!(
            self.has_key(key),
            "`{key}` is not in the query of {}",
            self.0.uri()
        );
        self
    }

    /// Asserts that the query does not have this key.
    #[track_caller]
    pub fn no_query_key(&self, key: &str) -> &Self {
        assert!(
            !self.has_key(key),
            "`{key}` is in the query of {}",
            self.0.uri()
        );
        self
    }

    /// Asserts the value of a header; several values form a list.
    #[track_caller]
    pub fn header(&self, name: &str, expected: &str) -> &Self {
        let values = self.0.headers().get_all(name).iter();
        let values: Vec<_> = values
            .map(|it| String::from_utf8_lossy(it.as_bytes()))
            .collect();
        assert_eq!(values.join(", "), expected, "the header `{name}`");
        self
    }

    /// Asserts that the header is present.
    #[track_caller]
    pub fn has_header(&self, name: &str) -> &Self {
        assert!(
            self.0.headers().contains_key(name),
            "there is no header `{name}`"
        );
        self
    }

    /// Asserts that the header is absent.
    #[track_caller]
    pub fn no_header(&self, name: &str) -> &Self {
        let value = self.0.headers().get(name);
        assert!(value.is_none(), "there is a header `{name}`: {value:?}");
        self
    }

    /// Asserts that the body is the same JSON value; the order of keys and the notation of numbers may differ.
    #[track_caller]
    pub fn json(&self, expected: &str) -> &Self {
        let same = compare_json(self.0.body(), expected.as_bytes());
        assert!(same.is_ok(), "the body: {same:?}");
        self
    }

    /// Asserts that the body is the same CBOR value as this in base64; the order of keys and the width of lengths and
    /// floats may differ.
    #[cfg(feature = "cbor")]
    #[track_caller]
    pub fn cbor(&self, expected: &str) -> &Self {
        if let Err(difference) = super::cbor::compare(self.0.body(), expected) {
            panic!("the body: {difference}");
        }
        self
    }

    /// Asserts that the body is the same XML document; the order of members and of entries of maps, and white space between
    /// elements may differ.
    #[cfg(feature = "xml")]
    #[track_caller]
    pub fn xml(&self, expected: &str) -> &Self {
        if let Err(difference) = super::xml::compare(self.0.body(), expected) {
            panic!("the body: {difference}");
        }
        self
    }

    /// Asserts that the body has the same parameters; their order may differ.
    #[track_caller]
    pub fn form(&self, expected: &str) -> &Self {
        let sorted = |body: &str| {
            let mut parameters: Vec<_> = body.split('&').map(str::to_owned).collect();
            parameters.sort();
            parameters
        };
        assert_eq!(sorted(&self.body()), sorted(expected), "the body");
        self
    }

    /// Asserts that the body is this text.
    #[track_caller]
    pub fn text(&self, expected: &str) -> &Self {
        assert_eq!(self.body(), expected, "the body");
        self
    }

    fn body(&self) -> String {
        String::from_utf8_lossy(self.0.body()).into_owned()
    }

    fn parts(&self) -> impl Iterator<Item = &str> {
        let query = self.0.uri().query().unwrap_or_default();
        query.split('&')
    }

    fn has_key(&self, key: &str) -> bool {
        self.parts().any(|part| part.split('=').next() == Some(key))
    }
}

/// Compares a JSON value with the expected one.
pub(super) fn compare_json(sent: &[u8], expected: &[u8]) -> Result<(), String> {
    let value = |json| serde_json::from_slice::<Value>(json);
    let same = match (value(sent), value(expected)) {
        (Ok(sent), Ok(expected)) => is_same(&sent, &expected),
        _ => false,
    };
    let shown = String::from_utf8_lossy;
    same.then_some(())
        .ok_or_else(|| format!("it is {}, and not {}", shown(sent), shown(expected)))
}

fn is_same(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Number(a), Value::Number(b)) => a == b || a.as_f64() == b.as_f64(),
        (Value::Array(a), Value::Array(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| is_same(a, b))
        }
        (Value::Object(a), Value::Object(b)) => {
            let has_same = |(key, a): (&String, &Value)| b.get(key).is_some_and(|b| is_same(a, b));
            a.len() == b.len() && a.iter().all(has_same)
        }
        (a, b) => a == b,
    }
}
