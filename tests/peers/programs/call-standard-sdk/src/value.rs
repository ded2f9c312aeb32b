//! Attribute values of the SDK from those of the benchmark.

use crate::standard_calls::Result;
use aws_sdk_dynamodb::primitives::Blob;
use aws_sdk_dynamodb::types::AttributeValue;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde_json::Value;
use std::collections::HashMap;

pub fn map(json: &Value) -> Result<HashMap<String, AttributeValue>> {
    let members = json.as_object().ok_or("not a map of values")?;
    members
        .iter()
        .map(|(name, json)| Ok((name.clone(), value(json)?)))
        .collect()
}

fn value(json: &Value) -> Result<AttributeValue> {
    let members = json.as_object().into_iter().flatten();
    let (kind, value) = members.last().ok_or("not a value")?;
    Ok(match kind.as_str() {
        "S" => AttributeValue::S(text(value)?),
        "N" => AttributeValue::N(text(value)?),
        "B" => AttributeValue::B(blob(value)?),
        "SS" => AttributeValue::Ss(list(value, text)?),
        "NS" => AttributeValue::Ns(list(value, text)?),
        "BS" => AttributeValue::Bs(list(value, blob)?),
        "M" => AttributeValue::M(map(value)?),
        "L" => AttributeValue::L(list(value, self::value)?),
        "NULL" => AttributeValue::Null(value.as_bool().ok_or("not a boolean")?),
        "BOOL" => AttributeValue::Bool(value.as_bool().ok_or("not a boolean")?),
        kind => return Err(format!("unknown kind of value {kind}").into()),
    })
}

fn list<T>(json: &Value, item: impl Fn(&Value) -> Result<T>) -> Result<Vec<T>> {
    let items = json.as_array().ok_or("not a list")?;
    items.iter().map(item).collect()
}

fn text(json: &Value) -> Result<String> {
    Ok(json.as_str().ok_or("not a string")?.to_owned())
}

fn blob(json: &Value) -> Result<Blob> {
    Ok(Blob::new(BASE64_STANDARD.decode(text(json)?)?))
}
