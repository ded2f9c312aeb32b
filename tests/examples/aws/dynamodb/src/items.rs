//! Conversions between structs and items, through serde and `serde_dynamo`: a module to copy.
//!
//! A `Vec` or `BTreeSet` is a list, unless its member has `#[serde(with = "serde_dynamo::string_set")]`, or `number_set` or
//! `binary_set`. Bytes are binary data with `#[serde(with = "serde_bytes")]`, and a list of numbers without it.

use clients::dynamodb::types::AttributeValue;
use clients::runtime::Blob;
use serde::Serialize;
use serde::de::{DeserializeOwned, Error as _};
use serde_dynamo::{AttributeValue as Value, Error};
use std::collections::{BTreeMap, HashMap};

/// An item, or the key of one.
pub type Item = BTreeMap<String, AttributeValue>;

/// Converts a struct or map into an item.
///
/// # Errors
/// If it is neither, or serde rejects it.
pub fn to_item(value: &impl Serialize) -> Result<Item, Error> {
    let item: HashMap<String, Value> = serde_dynamo::to_item(value)?;
    Ok(members(item))
}

/// Converts an item into a struct.
///
/// # Errors
/// If the item has a member of another type, or lacks one.
pub fn from_item<T: DeserializeOwned>(item: Item) -> Result<T, Error> {
    let item = item.into_iter().map(|(name, it)| Ok((name, value(it)?)));
    serde_dynamo::from_item(item.collect::<Result<HashMap<_, _>, Error>>()?)
}

/// Converts a value, such as the one of a parameter in an expression.
///
/// # Errors
/// If serde rejects it.
pub fn to_attribute(value: &impl Serialize) -> Result<AttributeValue, Error> {
    let value: Value = serde_dynamo::to_attribute_value(value)?;
    Ok(attribute(value))
}

fn members(members: HashMap<String, Value>) -> Item {
    let members = members.into_iter();
    members.map(|(name, it)| (name, attribute(it))).collect()
}

fn attribute(value: Value) -> AttributeValue {
    match value {
        Value::S(it) => AttributeValue::S(it),
        Value::N(it) => AttributeValue::N(it),
        Value::B(it) => AttributeValue::B(it.into()),
        Value::Bool(it) => AttributeValue::Bool(it),
        Value::Null(it) => AttributeValue::Null(it),
        Value::Ss(it) => AttributeValue::Ss(it),
        Value::Ns(it) => AttributeValue::Ns(it),
        Value::Bs(it) => AttributeValue::Bs(it.into_iter().map(Blob::from).collect()),
        Value::L(it) => AttributeValue::L(it.into_iter().map(attribute).collect()),
        Value::M(it) => AttributeValue::M(members(it)),
    }
}

fn value(attribute: AttributeValue) -> Result<Value, Error> {
    Ok(match attribute {
        AttributeValue::S(it) => Value::S(it),
        AttributeValue::N(it) => Value::N(it),
        AttributeValue::B(it) => Value::B(it.into()),
        AttributeValue::Bool(it) => Value::Bool(it),
        AttributeValue::Null(it) => Value::Null(it),
        AttributeValue::Ss(it) => Value::Ss(it),
        AttributeValue::Ns(it) => Value::Ns(it),
        AttributeValue::Bs(it) => Value::Bs(it.into_iter().map(Vec::from).collect()),
        AttributeValue::L(it) => Value::L(it.into_iter().map(value).collect::<Result<_, _>>()?),
        AttributeValue::M(it) => {
            let members = it.into_iter().map(|(name, it)| Ok((name, value(it)?)));
            Value::M(members.collect::<Result<_, Error>>()?)
        }
        _ => return Err(Error::custom("an attribute has an unknown type")),
    })
}
