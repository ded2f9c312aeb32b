//! Records: the texts of an operation's cases, and their digests.

use super::cases::{Case, KINDS, REJECTIONS, cases};
use super::model::{Model, Operation};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

/// Hexadecimal digits of a digest: enough that two texts do not have the same by chance.
const DIGITS: usize = 12;

/// Record of an operation: the texts of its cases, by kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// Name of the operation.
    pub operation: String,
    /// In the order of [`KINDS`].
    texts: [String; KINDS.len()],
}

impl Record {
    /// Records an operation: `result` returns the text of a case's result.
    ///
    /// # Errors
    ///
    /// Fails if `result` does.
    pub fn new(
        model: &Model,
        operation: &Operation<'_>,
        result: &mut dyn FnMut(&Case) -> Result<String, String>,
    ) -> Result<Self, String> {
        let mut record = Self {
            operation: operation.name.to_owned(),
            texts: Default::default(),
        };
        for case in cases(model, operation) {
            let result = result(&case)?;
            let is_rejected = case.kind.starts_with("response") && result.starts_with("error: ");
            if is_rejected {
                // The wording of messages may change; that a response is rejected may not.
                record.add(case.kind, &shown(&case, "rejected"));
                record.add(REJECTIONS, &shown(&case, &result));
            } else {
                record.add(case.kind, &shown(&case, &result));
            }
        }
        Ok(record)
    }

    fn add(&mut self, kind: &str, text: &str) {
        let texts = KINDS.iter().zip(&mut self.texts);
        for (_, texts) in texts.filter(|(it, _)| **it == kind) {
            texts.push_str(text);
        }
    }

    /// Returns the texts of all cases.
    #[must_use]
    pub fn text(&self) -> String {
        self.texts.concat()
    }

    /// Returns the line of the record: the service, the operation, and a digest for each kind of cases.
    #[must_use]
    pub fn line(&self, service: &str) -> String {
        let digests = self.texts.iter().map(|text| match text.is_empty() {
            true => "-".to_owned(),
            false => digest(text),
        });
        let digests: Vec<String> = digests.collect();
        format!("{service} {} {}", self.operation, digests.join(" "))
    }
}

/// Returns the call of a case, for the program that makes it: JSON of one line.
#[must_use]
pub fn call(case: &Case) -> String {
    let mut call = json!({
        "operation": case.operation,
        "cbor": case.wire.is_cbor(),
        "input": case.input,
    });
    if let Some(response) = &case.response {
        let mut headers = vec![
            ("content-type", case.wire.media_type()),
            ("x-amzn-requestid", "id"),
        ];
        if case.wire.is_cbor() {
            headers.push(("smithy-protocol", "rpc-v2-cbor"));
        }
        // A service sends its own type of the body, if a member has it.
        let own = response
            .headers
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()));
        let own: Vec<_> = own.collect();
        headers.retain(|(name, _)| !own.iter().any(|(it, _)| it.eq_ignore_ascii_case(name)));
        headers.extend(own);
        if let Value::Object(call) = &mut call {
            call.insert("status".to_owned(), response.status.into());
            call.insert("headers".to_owned(), json!(headers));
            call.insert("body".to_owned(), hex(&response.body).into());
        }
    }
    call.to_string()
}

/// The text of a case in three lines.
fn shown(case: &Case, result: &str) -> String {
    let (given, got) = match &case.response {
        None => (format!("input {}", case.input), "sent "),
        Some(response) => {
            let body = match str::from_utf8(&response.body) {
                Ok(text) if !case.wire.is_cbor() => without_breaks(text),
                _ => hex(&response.body),
            };
            let headers: String = response
                .headers
                .iter()
                .map(|(name, value)| format!("{name}: {value} "))
                .collect();
            (format!("body {} {headers}{body}", response.status), "read ")
        }
    };
    let protocol = if case.kind.ends_with("json") || case.kind.ends_with("cbor") {
        ""
    } else if case.wire.is_cbor() {
        " cbor"
    } else {
        " json"
    };
    format!(
        "[{}{protocol}] {}\n  {given}\n  {got}{result}\n",
        case.kind, case.label
    )
}

/// The text in one line: only whitespace of the unusual encoding has breaks.
fn without_breaks(text: &str) -> String {
    text.replace('\r', "\\r")
        .replace('\n', "\\n")
        .replace('\t', "\\t")
}

fn digest(text: &str) -> String {
    let mut digits = hex(&Sha256::digest(text.as_bytes()));
    digits.truncate(DIGITS);
    digits
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
