//! Judgement of a call with hostile strings: an error before sending, exactly if HTTP cannot have the input; else a
//! request with the strings of the input and nothing else, whose signature is genuine.

use crate::parse::{Headers, Target, headers, items};
use crate::service::{Put, PutInput, Service, Tag, TagInput};
use crate::sigv4::{Received, verify};
use runtime::bytes::Bytes;
use runtime::http::{Request, Response};
use runtime::{Client, Error, FakeTransport, Operation};
use std::pin::pin;
use std::task::{Context, Poll, Waker};

/// Secret key of the fake transport's credentials.
const SECRET: &str = "fake";

/// Headers that clients set, whatever the input is.
const OF_CLIENT: [&str; 11] = [
    "accept",
    "amz-sdk-invocation-id",
    "amz-sdk-request",
    "authorization",
    "content-length",
    "content-type",
    "host",
    "user-agent",
    "x-amz-date",
    "x-amz-security-token",
    "x-amz-user-agent",
];

/// Headers that inputs cannot set: they frame the message.
const FRAMING: [&str; 9] = [
    "connection",
    "expect",
    "host",
    "keep-alive",
    "proxy-connection",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
];

/// Returns the request of a call; `None` if the call fails before it is sent.
pub fn sent<Op: Operation>(input: Op::Input) -> Result<Option<Request<Bytes>>, String> {
    let fake = FakeTransport::new().once::<Op>(Response::new(""));
    let config = fake
        .config_builder()
        .build()
        .map_err(|error| error.to_string())?;
    let client = Client::new::<Service>(&config);
    let mut context = Context::from_waker(Waker::noop());
    let Poll::Ready(outcome) = pin!(client.call::<Op>(input)).poll(&mut context) else {
        return Err("the call waits".to_owned());
    };
    match (fake.sent().pop(), outcome) {
        (Some(request), Ok(_)) => Ok(Some(request)),
        (None, Err(Error::Construction(_))) => Ok(None),
        (_, Err(error)) => Err(format!("another error: {error}")),
        (None, Ok(_)) => Err("nothing is sent".to_owned()),
    }
}

/// Returns true if the request of the input is sent, and describes what is wrong as an error.
pub fn put(input: &PutInput) -> Result<bool, String> {
    let Some(request) = sent::<Put>(input.clone())? else {
        return is_refused(can_be_put(input));
    };
    let request = Received::of(&request);
    if !can_be_put(input) {
        return Err(format!("it is sent: {request:?}"));
    }
    has_input(input, &request)?;
    let host = request.header("host").unwrap_or_default();
    let expected = format!("{}.fake.example", input.account.to_ascii_lowercase());
    is_same("host", &host.to_ascii_lowercase(), &expected)?;
    is_signed(&request)
}

/// Compares a request with the input.
pub fn has_input(input: &PutInput, request: &Received) -> Result<(), String> {
    let target = Target::parse(&request.target)?;
    let [label, rest] = ["things", "parts"].map(str::to_owned);
    let mut segments = vec![label, input.label.clone(), rest];
    segments.extend(input.rest.split('/').map(str::to_owned));
    is_same("path", &target.segments, &segments)?;
    is_same("query", &target.query, &query(input))?;

    let mut found = read_headers(request)?;
    is_same(
        "header",
        &found.remove("x-text"),
        &input.header.as_deref().map(line),
    )?;
    let list = found.remove("x-list").unwrap_or_default().join(",");
    let list = match list.is_empty() {
        true => Vec::new(),
        false => items(&list)?,
    };
    is_same("list", &list, &input.list.clone().unwrap_or_default())?;
    for (key, value) in input.meta.iter().flatten() {
        let name = format!("x-meta-{}", key.to_ascii_lowercase());
        is_same("meta", &found.remove(&name), &Some(line(value)))?;
    }
    has_no_more(&found)?;
    let body: serde_json::Value =
        serde_json::from_slice(&request.body).map_err(|error| error.to_string())?;
    let expected = input.body.as_deref();
    is_same(
        "body",
        &body.get("body").and_then(|it| it.as_str()),
        &expected,
    )
}

/// The query: literals, members, and entries of the map that are not called like these.
fn query(input: &PutInput) -> Vec<(String, Option<String>)> {
    let owned = |name: &str, value: &String| (name.to_owned(), Some(value.clone()));
    let literals = [
        ("v".to_owned(), Some("1".to_owned())),
        ("flag".to_owned(), None),
    ];
    let text = input.text.iter().map(|it| owned("q", it));
    let texts = input.texts.iter().flatten().map(|it| owned("list", it));
    let is_free = |name: &&String| !["v", "flag", "q", "list"].contains(&name.as_str());
    let params = input
        .params
        .iter()
        .flatten()
        .filter(|(name, _)| is_free(name));
    let params = params.flat_map(|(name, values)| values.iter().map(move |it| owned(name, it)));
    literals
        .into_iter()
        .chain(text)
        .chain(texts)
        .chain(params)
        .collect()
}

fn can_be_put(input: &PutInput) -> bool {
    let is_dots = |segment: &str| segment == "." || segment == "..";
    let is_host = |it: &str| {
        let is_allowed = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
        let is_edge = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphanumeric);
        let bytes = it.as_bytes();
        (1..=63).contains(&it.len())
            && it.bytes().all(is_allowed)
            && is_edge(bytes.first())
            && is_edge(bytes.last())
    };
    let can_be_list = input.list.iter().flatten().all(|it| is_value(it));
    let can_be_meta = input
        .meta
        .iter()
        .flatten()
        .all(|(key, value)| is_token(&format!("x-meta-{key}")) && is_value(value));
    let is_lost = |text: &str| text.is_empty() || is_dots(text);
    let can_be_rest = !input.rest.is_empty() && !input.rest.split('/').any(is_dots);
    !is_lost(&input.label)
        && can_be_rest
        && is_host(&input.account)
        && input.header.as_deref().is_none_or(is_value)
        && can_be_list
        && can_be_meta
}

/// Returns true if the request of the input is sent, and describes what is wrong as an error.
pub fn tag(input: &TagInput) -> Result<bool, String> {
    let all = input.all.iter().flatten();
    let can_be_sent = all.clone().all(|(key, value)| {
        let name = key.to_ascii_lowercase();
        is_token(&name) && is_value(value) && !FRAMING.contains(&name.as_str())
    });
    let Some(request) = sent::<Tag>(input.clone())? else {
        return is_refused(can_be_sent);
    };
    let request = Received::of(&request);
    if !can_be_sent {
        return Err(format!("it is sent: {request:?}"));
    }
    let mut found = read_headers(&request)?;
    let authorizations = found.get("authorization").map_or(0, Vec::len);
    is_same("authorization", &authorizations, &1)?;
    is_same(
        "content-length",
        &found.get("content-length"),
        &Some(&line("0")),
    )?;
    is_same("target", &request.target.as_str(), &"/tags")?;
    let named = found.remove("x-named");
    if let Some(expected) = &input.named {
        is_same("named", &named, &Some(line(expected)))?;
    }
    for (key, value) in all {
        let name = key.to_ascii_lowercase();
        if name == "x-named" || OF_CLIENT.contains(&name.as_str()) && name != "content-type" {
            continue;
        }
        let mut lines = found.remove(&name).unwrap_or_default();
        let at = lines
            .iter()
            .position(|it| *it == value.trim_matches([' ', '\t']));
        let at = at.ok_or_else(|| format!("no header {name}"))?;
        // Names that differ in their case are the same header.
        lines.remove(at);
        if !lines.is_empty() {
            found.insert(name, lines);
        }
    }
    has_no_more(&found)?;
    is_signed(&request)
}

fn is_refused(can_be_sent: bool) -> Result<bool, String> {
    match can_be_sent {
        true => Err("it is refused".to_owned()),
        false => Ok(false),
    }
}

fn is_signed(request: &Received) -> Result<bool, String> {
    let signature = verify(&without_tabs(request), SECRET)?;
    is_same("service", &signature.service.as_str(), &"hostile")?;
    Ok(true)
}

/// Returns the request with spaces for tabs in headers: they are the same in a signature, as in that of botocore.
pub fn without_tabs(request: &Received) -> Received {
    let mut request = request.clone();
    for (_, value) in &mut request.headers {
        *value = value.replace('\t', " ");
    }
    request
}

fn read_headers(request: &Received) -> Result<Headers, String> {
    let lines = request.headers.iter();
    headers(lines.map(|(name, value)| (name.as_str(), value.as_bytes())))
}

fn has_no_more(found: &Headers) -> Result<(), String> {
    let mut others = found.keys().filter(|it| !OF_CLIENT.contains(&it.as_str()));
    match others.next() {
        Some(name) => Err(format!("another header {name}")),
        None => Ok(()),
    }
}

/// The only line of a header.
fn line(value: &str) -> Vec<String> {
    vec![value.trim_matches([' ', '\t']).to_owned()]
}

/// Returns whether a header can have the value (RFC 9110, section 5.5).
fn is_value(text: &str) -> bool {
    !text.contains(|it: char| it.is_ascii_control() && it != '\t')
}

/// Returns whether it is the name of a header (RFC 9110, section 5.6.2).
fn is_token(text: &str) -> bool {
    let is_allowed = |it: char| it.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(it);
    !text.is_empty() && text.chars().all(is_allowed)
}

fn is_same<T: PartialEq + std::fmt::Debug>(
    name: &str,
    found: &T,
    expected: &T,
) -> Result<(), String> {
    match found == expected {
        true => Ok(()),
        false => Err(format!("{name}: {found:?}, not {expected:?}")),
    }
}
