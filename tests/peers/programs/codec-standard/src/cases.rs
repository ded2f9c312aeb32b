//! The cases of the benchmark, read from its model.

use crate::by_hand;
use crate::format::{Cbor, Format, Json, Result};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use standard::runtime::wire::Structure;
use std::hint::black_box;

/// The same work by both kinds of types.
pub struct Case {
    pub protocol: &'static str,
    /// The direction and the case's id without the protocol.
    pub name: String,
    pub ours: Box<dyn Fn()>,
    pub by_hand: Box<dyn Fn()>,
}

/// All cases of both protocols.
///
/// # Errors
/// The model is not the benchmark's, has an operation without types by hand, or both kinds of types differ in a value.
pub fn cases(model: &Value) -> Result<Vec<Case>> {
    let mut cases = of_protocol::<Json>(model)?;
    cases.extend(of_protocol::<Cbor>(model)?);
    Ok(cases)
}

fn of_protocol<F: Format>(model: &Value) -> Result<Vec<Case>> {
    let shapes = model["shapes"]
        .as_object()
        .ok_or("a model without shapes")?;
    let mut cases = Vec::new();
    for (id, shape) in shapes {
        let operation = id.rsplit('#').next().unwrap_or_default();
        for (direction, of) in [
            (
                "httpRequestTests",
                request::<F> as fn(&str, &Value) -> Result<Case>,
            ),
            ("httpResponseTests", response::<F>),
        ] {
            let tests = &shape["traits"][format!("smithy.test#{direction}")];
            for test in tests.as_array().into_iter().flatten() {
                if belongs::<F>(test) {
                    let named = |error| format!("{}: {error}", test["id"]);
                    cases.push(of(operation, test).map_err(named)?);
                }
            }
        }
    }
    if cases.is_empty() {
        return Err(format!("a model without cases of {}", F::PROTOCOL).into());
    }
    Ok(cases)
}

/// Returns whether a protocol test is a case of this protocol.
fn belongs<F: Format>(test: &Value) -> bool {
    let protocol = test["protocol"].as_str().unwrap_or_default();
    let mut tags = test["tags"].as_array().into_iter().flatten();
    protocol.rsplit('#').next() == Some(F::PROTOCOL) && tags.any(|tag| tag == "serde-benchmark")
}

fn request<F: Format>(operation: &str, test: &Value) -> Result<Case> {
    match operation {
        "Healthcheck" => write::<F, F::HealthcheckInput, by_hand::HealthcheckInput>(test),
        "GetItem" => write::<F, F::GetItemInput, by_hand::GetItemInput>(test),
        "PutItem" => write::<F, F::PutItemInput, by_hand::PutItemInput>(test),
        _ => Err(unknown(operation)),
    }
}

fn response<F: Format>(operation: &str, test: &Value) -> Result<Case> {
    match operation {
        "Healthcheck" => read::<F, F::HealthcheckOutput, by_hand::HealthcheckOutput>(test),
        "GetItem" => read::<F, F::GetItemOutput, by_hand::GetItemOutput>(test),
        _ => Err(unknown(operation)),
    }
}

fn unknown(operation: &str) -> Box<dyn std::error::Error + Send + Sync> {
    format!("no types by hand for {operation}: add them to by_hand.rs").into()
}

/// Writes the value of a request.
fn write<F: Format, O, H>(test: &Value) -> Result<Case>
where
    O: Structure + 'static,
    H: Serialize + DeserializeOwned + Default + PartialEq + 'static,
{
    let by_hand: H = match &test["params"] {
        Value::Null => H::default(),
        params => serde_json::from_value(with_base64(params))?,
    };
    let ours: O = F::CODEC.read(&F::write(&by_hand)?)?;
    if F::read::<H>(&F::CODEC.write(&ours)?)? != by_hand {
        return Err("both kinds of types write different values".into());
    }
    Ok(Case {
        protocol: F::PROTOCOL,
        name: name::<F>("write", test)?,
        ours: Box::new(move || drop(black_box(F::CODEC.write(black_box(&ours))))),
        by_hand: Box::new(move || drop(black_box(F::write(black_box(&by_hand))))),
    })
}

/// Reads the body of a response.
fn read<F: Format, O, H>(test: &Value) -> Result<Case>
where
    O: Structure + 'static,
    H: DeserializeOwned + Default + PartialEq + 'static,
{
    let body = F::body(test["body"].as_str().unwrap_or_default())?;
    let ours: O = F::CODEC.read(&body)?;
    if F::read::<H>(&F::CODEC.write(&ours)?)? != read_by_hand::<F, H>(&body)? {
        return Err("both kinds of types read different values".into());
    }
    let same = body.clone();
    Ok(Case {
        protocol: F::PROTOCOL,
        name: name::<F>("read", test)?,
        ours: Box::new(move || drop(black_box(F::CODEC.read::<O>(black_box(&body))))),
        by_hand: Box::new(move || drop(black_box(read_by_hand::<F, H>(black_box(&same))))),
    })
}

fn read_by_hand<F: Format, H: DeserializeOwned + Default>(body: &[u8]) -> Result<H> {
    if body.is_empty() {
        return Ok(H::default());
    }
    F::read(body)
}

fn name<F: Format>(direction: &str, test: &Value) -> Result<String> {
    let id = test["id"].as_str().ok_or("a case without an id")?;
    let id = id.strip_prefix(F::PROTOCOL).unwrap_or(id);
    Ok(format!("{direction} {}", id.trim_start_matches('_')))
}

/// Returns params with Base64 for blobs, which protocol tests have as plain strings. The members `B` and `BS` of
/// attribute values are the only blobs; an attribute of that name has an object.
fn with_base64(params: &Value) -> Value {
    let encoded = |value: &Value| match value {
        Value::String(text) => BASE64_STANDARD.encode(text).into(),
        other => with_base64(other),
    };
    match params {
        Value::Object(members) => members
            .iter()
            .map(|(name, value)| {
                let value = match (name.as_str(), value) {
                    ("B", _) => encoded(value),
                    ("BS", Value::Array(items)) => items.iter().map(encoded).collect(),
                    _ => with_base64(value),
                };
                (name.clone(), value)
            })
            .collect(),
        Value::Array(items) => items.iter().map(with_base64).collect(),
        other => other.clone(),
    }
}
