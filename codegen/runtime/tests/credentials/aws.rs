//! Every server that credentials come from, as one: it gives credentials whose parts say what they are of.
//!
//! The answers are those that `facts/profiles.json` describes.

use crate::server::{Reply, Server};
use crate::signed::received;
use crate::sigv4::Received;

/// 2099-01-01T00:00:00Z, in seconds since 1970.
pub const EXPIRY: u64 = 4_070_908_800;

/// An answer: status and body.
pub type Answer = (u16, String);

/// Starts a server on loopback that answers as [`answer`] does.
pub fn start() -> Server {
    Server::start(|request| {
        let (status, body) = answer(&received(request));
        Reply::new(status, body)
    })
}

/// The answer to a request.
pub fn answer(request: &Received) -> Answer {
    let path = request.target.split('?').next().unwrap_or_default();
    match (request.method.as_str(), path) {
        ("POST", "/token") => (200, renewed_token()),
        ("POST", "/v1/token") => (200, renewed_session()),
        ("POST", _) => (200, assumed(&request.parameters())),
        ("GET", "/federation/credentials") => (200, sso()),
        ("GET", "/container") => (200, container()),
        ("PUT", "/latest/api/token") => (200, "instance-token".to_owned()),
        ("GET", "/latest/meta-data/placement/region") => (200, "ap-southeast-3".to_owned()),
        ("GET", path) => match path.strip_prefix("/latest/meta-data/iam/security-credentials/") {
            Some("") => (200, "machine".to_owned()),
            Some("machine") => (200, instance()),
            _ => (404, String::new()),
        },
        _ => (405, String::new()),
    }
}

fn assumed(parameters: &[(String, String)]) -> String {
    let value = |name: &str| {
        let found = parameters.iter().find(|(key, _)| key == name);
        found.map(|(_, value)| value.as_str()).unwrap_or_default()
    };
    let (action, arn) = (value("Action"), value("RoleArn"));
    let name = arn.rsplit('/').next().unwrap_or_default();
    let account = arn.split(':').nth(4).unwrap_or_default();
    let id = name.to_uppercase();
    format!(
        "<{action}Response xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><{action}Result><AssumedRoleUser>\
         <AssumedRoleId>AROA:{name}</AssumedRoleId><Arn>arn:aws:sts::{account}:assumed-role/{name}/session</Arn>\
         </AssumedRoleUser><Credentials><AccessKeyId>ASIA{id}</AccessKeyId>\
         <SecretAccessKey>secret {name}</SecretAccessKey><SessionToken>token {name}</SessionToken>\
         <Expiration>2099-01-01T00:00:00Z</Expiration></Credentials></{action}Result></{action}Response>"
    )
}

fn sso() -> String {
    r#"{"roleCredentials": {"accessKeyId": "ASIASSO", "secretAccessKey": "secret sso", "sessionToken": "token sso",
        "expiration": 4070908800000}}"#
        .to_owned()
}

fn renewed_token() -> String {
    r#"{"accessToken": "token oidc", "expiresIn": 3600, "refreshToken": "token oidc refresh"}"#
        .to_owned()
}

fn renewed_session() -> String {
    r#"{"accessToken": {"accessKeyId": "ASIALOGIN", "secretAccessKey": "secret login", "sessionToken": "token login"},
        "tokenType": "aws_sigv4", "expiresIn": 900, "refreshToken": "token login refresh", "idToken": "token login id"}"#
        .to_owned()
}

fn container() -> String {
    r#"{"RoleArn": "arn:aws:iam::888888888888:role/task", "AccessKeyId": "ASIATASK", "SecretAccessKey": "secret task",
        "Token": "token task", "Expiration": "2099-01-01T00:00:00Z", "AccountId": "888888888888"}"#
        .to_owned()
}

fn instance() -> String {
    r#"{"Code": "Success", "LastUpdated": "2026-01-01T00:00:00Z", "Type": "AWS-HMAC", "AccessKeyId": "ASIAMACHINE",
        "SecretAccessKey": "secret machine", "Token": "token machine", "Expiration": "2099-01-01T00:00:00Z"}"#
        .to_owned()
}

impl Received {
    /// The parameters of the form or of the query, decoded.
    pub fn parameters(&self) -> Vec<(String, String)> {
        let query = self
            .target
            .split_once('?')
            .map(|(_, query)| query.to_owned());
        let text = query.unwrap_or_else(|| String::from_utf8(self.body.clone()).unwrap());
        let pairs = text.split('&').filter(|pair| !pair.is_empty());
        pairs
            .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
            .map(|(name, value)| (decode(name), decode(value)))
            .collect()
    }
}

fn decode(text: &str) -> String {
    // Neither is a space for AWS.
    assert!(!text.contains('+'), "{text}");
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        rest = after;
        bytes.push(match (first, after) {
            (b'%', [high, low, after @ ..]) => {
                rest = after;
                let digits = [*high, *low];
                u8::from_str_radix(str::from_utf8(&digits).unwrap(), 16).unwrap()
            }
            _ => *first,
        });
    }
    String::from_utf8(bytes).unwrap()
}
