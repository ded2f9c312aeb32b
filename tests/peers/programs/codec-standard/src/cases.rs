//! The cases of the benchmark, read from its model.

use crate::by_hand;
use crate::format::{Cbor, Format, Json};
use crate::query;
use crate::rest;
use crate::standard::{Result, Test, tests};
use ::standard::runtime::wire::Structure;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::hint::black_box;

/// The same work by both kinds of types.
pub struct Case {
    pub name: String,
    pub ours: Box<dyn Fn()>,
    pub by_hand: Box<dyn Fn()>,
}

/// All cases of a protocol.
///
/// # Errors
/// The model is not the benchmark's, has an operation without types by hand, or both kinds of types differ in a value.
pub fn cases(model: &Value, protocol: &str) -> Result<Vec<Case>> {
    let case = match protocol {
        "awsJson1_0" => case::<Json>,
        "rpcv2Cbor" => case::<Cbor>,
        "awsQuery" => query::case,
        "restJson1" => rest::case::<rest::RestJson>,
        "restXml" => rest::case::<rest::RestXml>,
        other => return Err(format!("no types by hand for {other}").into()),
    };
    let named = |test: Test| case(&test).map_err(|error| format!("{}: {error}", test.name).into());
    tests(model, protocol)?.into_iter().map(named).collect()
}

fn case<F: Format>(test: &Test) -> Result<Case> {
    if test.is_request {
        request::<F>(test)
    } else {
        response::<F>(test)
    }
}

fn request<F: Format>(test: &Test) -> Result<Case> {
    match test.operation.as_str() {
        "Healthcheck" => write::<F, F::HealthcheckInput, by_hand::HealthcheckInput>(test),
        "GetItem" => write::<F, F::GetItemInput, by_hand::GetItemInput>(test),
        "PutItem" => write::<F, F::PutItemInput, by_hand::PutItemInput>(test),
        operation => Err(unknown(operation)),
    }
}

fn response<F: Format>(test: &Test) -> Result<Case> {
    match test.operation.as_str() {
        "Healthcheck" => read::<F, F::HealthcheckOutput, by_hand::HealthcheckOutput>(test),
        "GetItem" => read::<F, F::GetItemOutput, by_hand::GetItemOutput>(test),
        operation => Err(unknown(operation)),
    }
}

pub fn unknown(operation: &str) -> Box<dyn std::error::Error + Send + Sync> {
    format!("no types by hand for {operation}: add them to those of its protocol").into()
}

/// Writes the value of a request.
fn write<F: Format, O, H>(test: &Test) -> Result<Case>
where
    O: Structure + 'static,
    H: Serialize + DeserializeOwned + Default + PartialEq + 'static,
{
    let by_hand: H = match &test.params {
        Value::Null => H::default(),
        params => H::deserialize(params)?,
    };
    let ours: O = F::CODEC.read(&F::write(&by_hand)?)?;
    if F::read::<H>(&F::CODEC.write(&ours)?)? != by_hand {
        return Err("both kinds of types write different values".into());
    }
    Ok(Case {
        name: test.name.clone(),
        ours: Box::new(move || drop(black_box(F::CODEC.write(black_box(&ours))))),
        by_hand: Box::new(move || drop(black_box(F::write(black_box(&by_hand))))),
    })
}

/// Reads the body of a response.
fn read<F: Format, O, H>(test: &Test) -> Result<Case>
where
    O: Structure + PartialEq + 'static,
    H: Serialize + DeserializeOwned + Default + PartialEq + 'static,
{
    let body = F::body(&test.body)?;
    let (ours, by_hand): (O, H) = (F::CODEC.read(&body)?, read_by_hand::<F, H>(&body)?);
    let [ours_again, by_hand_again] = [F::write(&by_hand)?, F::CODEC.write(&ours)?];
    if F::CODEC.read::<O>(&ours_again)? != ours || F::read::<H>(&by_hand_again)? != by_hand {
        return Err("both kinds of types read different values".into());
    }
    let same = body.clone();
    Ok(Case {
        name: test.name.clone(),
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
