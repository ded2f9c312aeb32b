//! Requests and responses of the protocols awsQuery and ec2Query.

use crate::run::{KEY_ID, SECRET, header, is_signed_by};
use crate::server::{Received, Reply};

/// Checks that a request calls an operation of a service with exactly these parameters, beside `Action` and `Version`.
pub fn calls(request: &Received, operation: &Operation, expected: &[(&str, &str)]) {
    calls_as(request, operation, (KEY_ID, SECRET), expected);
}

/// [`calls`], with other credentials than those of the environment.
pub fn calls_as(
    request: &Received,
    operation: &Operation,
    (key_id, secret): (&str, &str),
    expected: &[(&str, &str)],
) {
    assert_eq!((&*request.method, &*request.target), ("POST", "/"));
    let content_type = header(request, "content-type");
    assert_eq!(content_type, ["application/x-www-form-urlencoded"]);
    is_signed_by(request, operation.service, key_id, secret);
    let fixed = [("Action", operation.name), ("Version", operation.version)];
    let mut expected: Vec<_> = fixed.iter().chain(expected).copied().collect();
    expected.sort_unstable();
    let found = parameters(request);
    let found: Vec<(&str, &str)> = found
        .iter()
        .map(|(key, value)| (&**key, &**value))
        .collect();
    assert_eq!(found, expected);
}

/// An operation, with the signing name and the API version of its service.
pub struct Operation {
    pub service: &'static str,
    pub version: &'static str,
    pub name: &'static str,
}

/// Parameters in the order of their names, decoded.
pub fn parameters(request: &Received) -> Vec<(String, String)> {
    let body = str::from_utf8(&request.body).unwrap();
    let parameters = body.split('&').map(|it| it.split_once('=').unwrap());
    let mut parameters: Vec<_> = parameters
        .map(|(key, value)| (decode(key), decode(value)))
        .collect();
    parameters.sort_unstable();
    parameters
}

/// Decodes percent-encoded text, in which only the unreserved characters of RFC 3986 may stand for themselves.
fn decode(text: &str) -> String {
    let mut parts = text.split('%');
    let mut bytes = parts.next().unwrap().as_bytes().to_vec();
    assert!(bytes.iter().all(is_unreserved), "{text}");
    for part in parts {
        let (code, rest) = part.split_at(2);
        bytes.push(u8::from_str_radix(code, 16).unwrap());
        assert!(rest.bytes().all(|byte| is_unreserved(&byte)), "{text}");
        bytes.extend(rest.bytes());
    }
    String::from_utf8(bytes).unwrap()
}

fn is_unreserved(byte: &u8) -> bool {
    byte.is_ascii_alphanumeric() || b"-._~".contains(byte)
}

/// A response with XML, as AWS sends it.
pub fn xml(status: u16, body: &str) -> Reply {
    let declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
    Reply::new(status, format!("{declaration}{body}"))
        .header("content-type", "text/xml;charset=UTF-8")
}

/// An error of awsQuery.
pub fn error(status: u16, code: &str, message: &str) -> Reply {
    let error = format!("<Type>Sender</Type><Code>{code}</Code><Message>{message}</Message>");
    let id = "<RequestId>b25f48e8</RequestId>";
    xml(
        status,
        &format!("<ErrorResponse><Error>{error}</Error>{id}</ErrorResponse>"),
    )
}

/// An error of ec2Query.
pub fn ec2_error(status: u16, code: &str, message: &str) -> Reply {
    let error = format!("<Code>{code}</Code><Message>{message}</Message>");
    let id = "<RequestID>b25f48e8</RequestID>";
    xml(
        status,
        &format!("<Response><Errors><Error>{error}</Error></Errors>{id}</Response>"),
    )
}
