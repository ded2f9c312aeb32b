//! A server, a client that knows no proxy, and a call to make.

use crate::server::{Received, Server};
use crate::signed::received;
use crate::sigv4::{self, Signature};
use crate::trace;
use generated::codeconnections::Client;
use generated::codeconnections::enums::SyncConfigurationType;
use generated::codeconnections::operation::get_resource_sync_status::{
    GetResourceSyncStatusError, GetResourceSyncStatusInput, GetResourceSyncStatusOutput,
};
use runtime::retry::{Retry, StandardRetry, TokenBucket};
use runtime::{
    Config, ConfigBuilder, Credentials, Error, HttpTransport, Timeouts, TransportErrorKind,
};
use std::time::Duration;

pub const KEY_ID: &str = "AKIDLOOPBACKEXAMPLE";
pub const SECRET: &str = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
pub const REGION: &str = "eu-west-1";

pub type Failure = Error<GetResourceSyncStatusError>;
pub type Outcome = Result<GetResourceSyncStatusOutput, Failure>;

/// A configuration that sends to `server`, without retries.
pub fn config(server: &Server) -> ConfigBuilder {
    config_to(server.url(""))
}

/// A configuration that sends to a URL, without retries and past the proxies of whoever runs the tests.
pub fn config_to(url: String) -> ConfigBuilder {
    trace::listen();
    let transport = HttpTransport::builder().no_proxy();
    Config::builder()
        .transport(transport.build().expect("a transport"))
        .endpoint_url(url)
        .region(REGION)
        .credentials(Credentials::new(KEY_ID, SECRET))
        .retry(Retry::off())
}

/// Standard retries that are paid from `bucket` and do not wait.
///
/// How long they wait is tested with a clock that is set: no test here is to last.
pub fn prompt_retries(bucket: &TokenBucket) -> Retry {
    let retry = StandardRetry::new(bucket.clone());
    Retry::custom(retry.max_backoff(Duration::ZERO))
}

/// Limits that no test reaches but one that hangs.
pub fn patient() -> Timeouts {
    let limit = Duration::from_secs(60);
    Timeouts::default().attempt(limit).operation(limit)
}

pub fn client(config: ConfigBuilder) -> Client {
    Client::new(&config.build().expect("a configuration"))
}

pub fn input() -> GetResourceSyncStatusInput {
    GetResourceSyncStatusInput::new("my-stack", SyncConfigurationType::CfnStackSync)
}

pub async fn call(config: ConfigBuilder) -> Outcome {
    client(config).get_resource_sync_status(input()).await
}

/// The error of a call, of which a retry is no part.
pub async fn failure(config: ConfigBuilder) -> Failure {
    let outcome = call(config).await;
    outcome.expect_err("the call fails")
}

/// What a broken connection is to the transport.
pub fn transport_kind<E>(error: &Error<E>) -> Option<TransportErrorKind> {
    match error {
        Error::Transport(error) => Some(error.transport_error().kind()),
        _ => None,
    }
}

/// What the signature of a request says, which must be genuine.
pub fn signature(request: &Received, secret: &str) -> Signature {
    check(request, secret).expect("a genuine signature")
}

pub fn check(request: &Received, secret: &str) -> Result<Signature, String> {
    sigv4::verify(&received(request), secret)
}

/// A header of a request; empty where there is none.
pub fn header<'a>(request: &'a Received, name: &str) -> &'a str {
    let value = request.header(name).unwrap_or_default();
    str::from_utf8(value).expect("a header in UTF-8")
}
