//! The cases of awsQuery.

mod by_hand;

use crate::cases::{Case, unknown};
use crate::standard::{Result, Test};
use ::standard::awsquery::operation::get_metric_data::{GetMetricDataInput, GetMetricDataOutput};
use ::standard::awsquery::operation::put_metric_data::PutMetricDataInput;
use ::standard::runtime::__private::Codec;
use ::standard::runtime::wire::Structure;
use by_hand::Parameters;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use std::hint::black_box;

/// The same work by both kinds of types.
///
/// # Errors
/// There are no types by hand for the operation, or both kinds of types differ in a value.
pub fn case(test: &Test) -> Result<Case> {
    match (test.operation.as_str(), test.is_request) {
        ("GetMetricData", true) => write::<GetMetricDataInput, by_hand::GetMetricDataInput>(test),
        ("PutMetricData", true) => write::<PutMetricDataInput, by_hand::PutMetricDataInput>(test),
        ("GetMetricData", false) => read(test),
        (operation, _) => Err(unknown(operation)),
    }
}

/// Writes the value of a request.
fn write<O, H>(test: &Test) -> Result<Case>
where
    O: Structure + 'static,
    H: Parameters + DeserializeOwned + 'static,
{
    let ours: O = Codec::Json.read(&serde_json::to_vec(&test.params)?)?;
    let by_hand = H::deserialize(with_elements(&test.params))?;
    if parameters(&Codec::AwsQuery.write(&ours)?) != parameters(by_hand.to_query().as_bytes()) {
        return Err("both kinds of types write different parameters".into());
    }
    Ok(Case {
        name: test.name.clone(),
        ours: Box::new(move || drop(black_box(Codec::AwsQuery.write(black_box(&ours))))),
        by_hand: Box::new(move || drop(black_box(black_box(&by_hand).to_query()))),
    })
}

/// Returns names and values in their order, numbers in one form.
fn parameters(body: &[u8]) -> Vec<(String, String)> {
    let number = |text: String| text.parse().map_or(text, |number: f64| number.to_string());
    form_urlencoded::parse(body)
        .map(|(name, value)| (name.into_owned(), number(value.into_owned())))
        .collect()
}

/// Reads the body of a response.
fn read(test: &Test) -> Result<Case> {
    let body = test.body.clone().into_bytes();
    let ours: GetMetricDataOutput = Codec::AwsQuery.read(&body)?;
    let json: Value = serde_json::from_slice(&Codec::Json.write(&ours)?)?;
    let value = by_hand::GetMetricDataOutput::deserialize(with_elements(&json))?;
    if read_by_hand(&body)?.result != value {
        return Err("both kinds of types read different values".into());
    }
    let same = body.clone();
    Ok(Case {
        name: test.name.clone(),
        ours: Box::new(move || {
            let read = Codec::AwsQuery.read::<GetMetricDataOutput>(black_box(&body));
            drop(black_box(read));
        }),
        by_hand: Box::new(move || drop(black_box(read_by_hand(black_box(&same))))),
    })
}

fn read_by_hand(body: &[u8]) -> Result<by_hand::GetMetricDataResponse> {
    Ok(quick_xml::de::from_str(std::str::from_utf8(body)?)?)
}

/// Returns a value as structs by hand have it, which are those of XML: lists with an element for each entry, and timestamps
/// as text.
fn with_elements(json: &Value) -> Value {
    match json {
        Value::Object(members) => members
            .iter()
            .map(|(name, value)| {
                let is_time = name.ends_with("Time") || name.starts_with("Timestamp");
                (
                    name.clone(),
                    with_elements(&if is_time { times(value) } else { value.clone() }),
                )
            })
            .collect(),
        Value::Array(entries) => {
            let entries: Value = entries.iter().map(with_elements).collect();
            json!({"member": entries})
        }
        other => other.clone(),
    }
}

fn times(json: &Value) -> Value {
    match json {
        Value::Array(entries) => entries.iter().map(times).collect(),
        other => {
            let time = other.as_i64().map(jiff::Timestamp::from_second);
            time.and_then(std::result::Result::ok)
                .map_or(Value::Null, |time| time.to_string().into())
        }
    }
}
