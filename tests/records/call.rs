//! Calls of operations for the records: made by a program that is written for each model, and for the project's own
//! services by the tests.

use runtime::endpoint::{self, BuiltIns};
use runtime::{
    AuthScheme, Client, ConfigBuilder, Error, FakeTransport, Http, Operation, Protocol, Service,
    Token, XmlNamespace, http,
};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use std::fmt::Debug;
use std::io::{BufRead, BufReader, BufWriter, Write as _};
use std::marker::PhantomData;
use std::pin::pin;
use std::task::{Context, Poll, Waker};
use std::time::Duration;
use std::{env, fs};

/// Makes a call and returns the text of its request or result, of one line.
pub type Recorder = fn(&Call) -> String;

/// A call, and the response that it gets.
#[derive(Debug)]
pub struct Call {
    pub operation: String,
    is_cbor: bool,
    /// True if the text is JSON, to be compared with facts.
    is_json: bool,
    input: String,
    response: Option<http::Response<Vec<u8>>>,
}

/// Reads calls from the file that is the first argument, and writes their texts, in lines, to the second.
#[allow(dead_code, reason = "the tests call the operations themselves")]
pub fn main(operations: &[(&str, Recorder)]) -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = env::args().skip(1);
    let mut argument = || arguments.next().ok_or("two files are needed");
    let calls = BufReader::new(fs::File::open(argument()?)?);
    let mut texts = BufWriter::new(fs::File::create(argument()?)?);
    for line in calls.lines() {
        writeln!(texts, "{}", run(operations, &line?)?)?;
    }
    texts.flush()?;
    Ok(())
}

/// Makes a call that is described in JSON.
pub fn run(
    operations: &[(&str, Recorder)],
    line: &str,
) -> Result<String, Box<dyn std::error::Error>> {
    let call = Call::parse(line)?;
    let mut operations = operations.iter();
    let recorder = operations.find(|(name, _)| *name == call.operation);
    let (_, recorder) = recorder.ok_or_else(|| format!("{} is not known", call.operation))?;
    let text = recorder(&call);
    Ok(text.replace('\n', "\\n").replace('\r', "\\r"))
}

impl Call {
    fn parse(line: &str) -> Result<Self, Box<dyn std::error::Error>> {
        let call: Value = serde_json::from_str(line)?;
        let text = |key: &str| call.get(key).and_then(Value::as_str).unwrap_or_default();
        let response = match call.get("status").and_then(Value::as_u64) {
            Some(status) => {
                let mut response = http::Response::builder().status(u16::try_from(status)?);
                let headers = call.get("headers").and_then(Value::as_array);
                for header in headers.into_iter().flatten() {
                    let text = |index: usize| header.get(index).and_then(Value::as_str);
                    let value = text(1).unwrap_or_default().as_bytes();
                    response = response.header(text(0).unwrap_or_default(), value);
                }
                Some(response.body(bytes(text("body"))?)?)
            }
            None => None,
        };
        Ok(Self {
            operation: text("operation").to_owned(),
            is_cbor: call.get("cbor") == Some(&Value::Bool(true)),
            is_json: call.get("json") == Some(&Value::Bool(true)),
            input: text("input").to_owned(),
            response,
        })
    }

    /// The configuration of a client of `S` with this transport: without anything that is different the next time.
    fn config<S: Service>(&self, transport: &FakeTransport) -> ConfigBuilder {
        let mut json = S::PROTOCOLS.iter().copied();
        let json = json.find(|it| *it != Protocol::RpcV2Cbor);
        let protocol = if self.is_cbor {
            Protocol::RpcV2Cbor
        } else {
            json.unwrap_or(Protocol::AwsJson1_0)
        };
        let config = transport.config_builder().protocol(protocol);
        // For services that authenticate by bearer tokens.
        let config = config.token(Token::new("token"));
        config.entropy(|| Ok([0; 16]))
    }
}

/// Makes a call of `Op`.
pub fn record<Op: Operation>(call: &Call) -> String
where
    Op::Input: DeserializeOwned,
    Op::Output: Debug + Serialize,
    Op::Error: Debug,
{
    let input = match serde_json::from_str::<Op::Input>(&call.input) {
        Ok(input) => input,
        Err(error) => return format!("no input: {error}"),
    };
    let is_request = call.response.is_none();
    let response = call.response.clone().unwrap_or_default();
    let transport = FakeTransport::new().once::<Every<Op>>(response);
    let config = match call.config::<Op::Service>(&transport).build() {
        Ok(config) => config,
        Err(error) => return format!("no client: {error}"),
    };
    let client = Client::new::<EveryProtocol<Op::Service>>(&config);
    let mut context = Context::from_waker(Waker::noop());
    let Poll::Ready(result) = pin!(client.call::<Every<Op>>(input)).poll(&mut context) else {
        return "the call waits".to_owned();
    };
    match result {
        _ if call.is_json && is_request && !transport.sent().is_empty() => sent_json(&transport),
        Ok(output) if call.is_json => json!({ "output": output }).to_string(),
        _ if is_request && !transport.sent().is_empty() => sent(&transport),
        Ok(output) => match serde_json::to_string(&output) {
            Ok(json) => format!("{output:?} = {json}"),
            Err(error) => format!("{output:?}, no JSON: {error}"),
        },
        Err(error) if call.is_json && error.code().is_some() => error_json(&error),
        Err(error) => format!("error: {error:?}"),
    }
}

/// An error of the service; `shown` has the members of a modeled one.
fn error_json<E: Debug>(error: &Error<E>) -> String {
    let parts = json!({
        "code": error.code(),
        "message": error.message(),
        "request_id": error.request_id(),
    });
    json!({ "error": parts, "shown": format!("{:?}", error.as_service_error()) }).to_string()
}

/// Headers that depend on the time, on the machine or on the features of a build.
const OTHER_HEADERS: [&str; 6] = [
    "amz-sdk-invocation-id",
    "amz-sdk-request",
    "authorization",
    "user-agent",
    "x-amz-date",
    "x-amz-user-agent",
];

/// Requests, without [`OTHER_HEADERS`].
fn sent(transport: &FakeTransport) -> String {
    let mut text = String::new();
    for request in transport.sent() {
        text.push_str(&format!("{} {}", request.method(), request.uri()));
        for (name, value) in request.headers() {
            if !OTHER_HEADERS.contains(&name.as_str()) {
                let value = String::from_utf8_lossy(value.as_bytes());
                text.push_str(&format!(" | {name}: {value}"));
            }
        }
        text.push_str(" | ");
        text.push_str(&readable(request.body()));
    }
    text
}

/// The last request, with all of its headers.
fn sent_json(transport: &FakeTransport) -> String {
    let Some(request) = transport.sent().pop() else {
        return String::new();
    };
    let headers = request.headers().iter();
    let text = |value: &http::HeaderValue| String::from_utf8_lossy(value.as_bytes()).into_owned();
    let headers: Vec<_> = headers
        .map(|(name, value)| (name.as_str(), text(value)))
        .collect();
    json!({
        "method": request.method().as_str(),
        "url": request.uri().to_string(),
        "headers": headers,
        "body": hex(request.body()),
    })
    .to_string()
}

/// A body as text, or in hexadecimal digits.
fn readable(body: &[u8]) -> String {
    match str::from_utf8(body) {
        Ok(text) if !text.contains(|it: char| it.is_ascii_control()) => text.to_owned(),
        _ => hex(body),
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn bytes(hex: &str) -> Result<Vec<u8>, Box<dyn std::error::Error>> {
    let digit = |it: u8| char::from(it).to_digit(16).ok_or("not hexadecimal");
    let mut bytes = Vec::new();
    for pair in hex.as_bytes().chunks(2) {
        let mut byte = 0;
        for it in pair {
            byte = byte * 16 + digit(*it)?;
        }
        bytes.push(u8::try_from(byte)?);
    }
    Ok(bytes)
}

/// A service, in every protocol that its types have the names and bindings of.
struct EveryProtocol<S>(PhantomData<S>);

impl<S: Service> Service for EveryProtocol<S> {
    const SHAPE_NAME: &'static str = S::SHAPE_NAME;
    const SDK_ID: &'static str = S::SDK_ID;
    const VERSION: &'static str = S::VERSION;
    const SIGNING_NAME: Option<&'static str> = S::SIGNING_NAME;
    const AUTH: &'static [AuthScheme] = S::AUTH;
    const PROTOCOLS: &'static [Protocol] = match S::PROTOCOLS {
        [
            Protocol::RestXml | Protocol::AwsQuery | Protocol::Ec2Query,
            ..,
        ] => S::PROTOCOLS,
        _ => &[
            Protocol::AwsJson1_0,
            Protocol::AwsJson1_1,
            Protocol::RpcV2Cbor,
            Protocol::RestJson1,
        ],
    };
    const RETRY_BASE: Duration = S::RETRY_BASE;
    const MAX_ATTEMPTS: u32 = S::MAX_ATTEMPTS;
    const HAS_ACCOUNT_ENDPOINTS: bool = S::HAS_ACCOUNT_ENDPOINTS;
    const QUERY_COMPATIBLE: bool = S::QUERY_COMPATIBLE;
    const XML_NAMESPACE: Option<XmlNamespace> = S::XML_NAMESPACE;

    fn endpoint(built_ins: &BuiltIns<'_>) -> endpoint::Result {
        S::endpoint(built_ins)
    }
}

/// An operation of a service, in every protocol.
struct Every<Op>(PhantomData<Op>);

impl<Op: Operation> Operation for Every<Op> {
    const NAME: &'static str = Op::NAME;
    type Service = EveryProtocol<Op::Service>;
    type Input = Op::Input;
    type Output = Op::Output;
    type Error = Op::Error;
    const HAS_INPUT: bool = Op::HAS_INPUT;
    const HAS_REQUIRED_OUTPUT: bool = Op::HAS_REQUIRED_OUTPUT;
    const LONG_POLL: bool = Op::LONG_POLL;
    const IDEMPOTENT: bool = Op::IDEMPOTENT;
    const AUTH: &'static [AuthScheme] = Op::AUTH;
    const GZIP: bool = Op::GZIP;
    const HTTP: Option<Http> = Op::HTTP;
    const XML_ROOT: &'static str = Op::XML_ROOT;
    const XML_NAMESPACE: Option<XmlNamespace> = Op::XML_NAMESPACE;

    fn idempotency_token(input: &mut Self::Input) -> Option<&mut Option<String>> {
        Op::idempotency_token(input)
    }

    fn endpoint(input: &Self::Input, built_ins: &BuiltIns<'_>) -> endpoint::Result {
        Op::endpoint(input, built_ins)
    }

    fn host_prefix(input: &Self::Input) -> Result<String, endpoint::EndpointError> {
        Op::host_prefix(input)
    }
}
