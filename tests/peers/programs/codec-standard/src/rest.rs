//! The cases of restJson1 and restXml: requests and responses with headers.

mod header;
mod requests;
mod responses;
mod with_headers;

use crate::cases::{Case, unknown};
use crate::standard::{Result, Test};
use ::standard::runtime::__private::{Codec, read_response, write_request};
use ::standard::runtime::http::{HeaderMap, Request, Response, Uri, response::Parts};
use ::standard::runtime::{Operation, Protocol};
use ::standard::{restjson, restxml};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use jiff::Timestamp;
use jiff::fmt::rfc2822;
use requests::{ByHand, CopyObjectInput, PutObjectInput};
use responses::{CopyObjectOutput, CopyObjectResult, EpochSeconds, GetObjectOutput};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};
use std::hint::black_box;

const ENDPOINT: &str = "https://localhost";

/// A protocol, and the generated operations of the service that speaks it.
pub trait Rest: 'static {
    const PROTOCOL: Protocol;
    /// A timestamp in a body.
    type Time: DeserializeOwned + Serialize + 'static;
    type CopyObject: Operation;
    type GetObject: Operation;
    type PutObject: Operation;

    fn read(body: &[u8]) -> Result<CopyObjectResult<Self::Time>>;
}

pub struct RestJson;

impl Rest for RestJson {
    const PROTOCOL: Protocol = Protocol::RestJson1;
    type Time = EpochSeconds;
    type CopyObject = restjson::operation::copy_object::CopyObject;
    type GetObject = restjson::operation::get_object::GetObject;
    type PutObject = restjson::operation::put_object::PutObject;

    fn read(body: &[u8]) -> Result<CopyObjectResult<Self::Time>> {
        Ok(serde_json::from_slice(body)?)
    }
}

pub struct RestXml;

impl Rest for RestXml {
    const PROTOCOL: Protocol = Protocol::RestXml;
    type Time = Timestamp;
    type CopyObject = restxml::operation::copy_object::CopyObject;
    type GetObject = restxml::operation::get_object::GetObject;
    type PutObject = restxml::operation::put_object::PutObject;

    fn read(body: &[u8]) -> Result<CopyObjectResult<Self::Time>> {
        Ok(quick_xml::de::from_str(std::str::from_utf8(body)?)?)
    }
}

/// The same work by both kinds of types.
///
/// # Errors
/// There are no types by hand for the operation, or both kinds of types differ in a value.
pub fn case<R: Rest>(test: &Test) -> Result<Case> {
    match (test.operation.as_str(), test.is_request) {
        ("CopyObject", true) => write::<R, R::CopyObject, CopyObjectInput>(test),
        ("PutObject", true) => write::<R, R::PutObject, PutObjectInput>(test),
        ("CopyObject", false) => read::<R, R::CopyObject, _>(
            test,
            |headers, body| CopyObjectOutput::from_response(headers, body, R::read),
            |output| Ok(serde_json::to_value(output)?),
        ),
        ("GetObject", false) => {
            read::<R, R::GetObject, _>(test, GetObjectOutput::from_response, |output| {
                let mut value = serde_json::to_value(&output.headers)?;
                value["Body"] = BASE64_STANDARD.encode(&output.body).into();
                Ok(value)
            })
        }
        (operation, _) => Err(unknown(operation)),
    }
}

/// Writes a request.
fn write<R, Op, H>(test: &Test) -> Result<Case>
where
    R: Rest,
    Op: Operation,
    Op::Input: 'static,
    H: ByHand + DeserializeOwned + 'static,
{
    let ours: Op::Input = Codec::Json.read(&serde_json::to_vec(&test.params)?)?;
    let by_hand = H::deserialize(with_times(&test.params))?;
    let endpoint: Uri = ENDPOINT.parse()?;
    let written = write_request::<Op>(R::PROTOCOL, &endpoint, &ours)?;
    if parts(&written) != parts(&by_hand.to_request(ENDPOINT)?) {
        return Err("both kinds of types write different requests".into());
    }
    Ok(Case {
        name: test.name.clone(),
        ours: Box::new(move || {
            drop(black_box(write_request::<Op>(
                R::PROTOCOL,
                &endpoint,
                black_box(&ours),
            )));
        }),
        by_hand: Box::new(move || drop(black_box(black_box(&by_hand).to_request(ENDPOINT)))),
    })
}

/// Returns what of a request is sent.
fn parts<B: AsRef<[u8]>>(request: &Request<B>) -> (String, &HeaderMap, &[u8]) {
    let line = format!("{} {}", request.method(), request.uri());
    (line, request.headers(), request.body().as_ref())
}

/// Reads a response, by hand with `read`; `value` returns its members as JSON.
fn read<R, Op, H>(
    test: &Test,
    read: impl Fn(&HeaderMap, &[u8]) -> Result<H> + 'static,
    value: impl Fn(&H) -> Result<Value>,
) -> Result<Case>
where
    R: Rest,
    Op: Operation,
    H: 'static,
{
    let (head, body) = response(test)?;
    let ours = read_response::<Op>(R::PROTOCOL, &head, &body)?;
    let ours: Value = serde_json::from_slice(&Codec::Json.write(&ours)?)?;
    if with_times(&ours) != value(&read(&head.headers, &body)?)? {
        return Err("both kinds of types read different values".into());
    }
    let (same_head, same_body) = (head.clone(), body.clone());
    Ok(Case {
        name: test.name.clone(),
        ours: Box::new(move || {
            let read = read_response::<Op>(R::PROTOCOL, black_box(&head), black_box(&body));
            drop(black_box(read));
        }),
        by_hand: Box::new(move || {
            let read = read(black_box(&same_head.headers), black_box(&same_body));
            drop(black_box(read));
        }),
    })
}

/// Returns the response of a case. The bodies of objects are Base64.
fn response(test: &Test) -> Result<(Parts, Vec<u8>)> {
    let mut response = Response::builder().status(200);
    for (name, value) in &test.headers {
        response = response.header(name, value);
    }
    let (head, ()) = response.body(())?.into_parts();
    let body = if test.operation == "GetObject" {
        BASE64_STANDARD.decode(&test.body)?
    } else {
        test.body.clone().into_bytes()
    };
    Ok((head, body))
}

/// Returns members as types by hand have them: timestamps as text.
fn with_times(json: &Value) -> Value {
    let members = json.as_object().into_iter().flatten();
    let members: Map<String, Value> = members
        .map(|(name, value)| (name.clone(), time(name, value).unwrap_or(value.clone())))
        .collect();
    json!(members)
}

fn time(name: &str, value: &Value) -> Option<Value> {
    let ends = ["odifiedSince", "Modified", "Expires", "Date"];
    if !ends.iter().any(|end| name.ends_with(end)) {
        return None;
    }
    let time = match value {
        Value::String(text) => rfc2822::parse(text).ok()?.timestamp(),
        seconds => Timestamp::from_second(seconds.as_i64()?).ok()?,
    };
    Some(time.to_string().into())
}
