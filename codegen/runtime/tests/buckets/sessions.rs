//! Sessions of directory buckets.

use crate::service::{Buckets, CreateSession, DeleteObject, bucket, object};
use crate::sigv4::{Received, verify};
use crate::wire::{SECRET, Wire, ok, response};
use http::{Request, Response};
use runtime::bytes::Bytes;
use runtime::hooks::before_signing;
use runtime::{Client, Credentials, FakeTransport};
use std::sync::mpsc;
use std::time::Duration;

pub const BUCKET: &str = "data--euw1-az1--x-s3";
const HOST: &str = "https://data--euw1-az1--x-s3.s3express-euw1-az1.eu-west-1.amazonaws.com";

/// Returns the response of `CreateSession` (Amazon S3 API Reference) with the session number `number`.
pub fn session(number: u32, expiration: &str) -> Response<Bytes> {
    let body = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<CreateSessionResult><Credentials>\
         <SessionToken>token{number}</SessionToken><SecretAccessKey>{SECRET}</SecretAccessKey>\
         <AccessKeyId>SESSION{number}</AccessKeyId><Expiration>{expiration}</Expiration>\
         </Credentials></CreateSessionResult>"
    );
    response(200, &[], &body)
}

pub fn delete(wire: &Wire, client: &Client, name: &str) -> Result<(), String> {
    let call = client.call::<DeleteObject>(object(name, "k"));
    let outcome = wire.clock.run(call);
    outcome.map(drop).map_err(|error| error.to_string())
}

pub fn key(request: &Request<Bytes>) -> String {
    let received = Received::of(request);
    let signature = verify(&received, SECRET).unwrap();
    assert_eq!(
        (signature.service.as_str(), signature.region.as_str()),
        ("s3express", "eu-west-1")
    );
    signature.access_key_id
}

#[test]
fn calls_to_a_bucket_share_a_session() {
    let wire = Wire::new([session(1, "2027-01-15T08:05:00Z"), ok(), ok()]);
    let client = wire.client();
    delete(&wire, &client, BUCKET).unwrap();
    delete(&wire, &client, BUCKET).unwrap();
    let sent = wire.sent();
    let urls = [
        format!("{HOST}/?session"),
        format!("{HOST}/k"),
        format!("{HOST}/k"),
    ];
    assert_eq!(wire.urls(), urls);
    // The session is created with the credentials of the caller, and signs the calls.
    let keys: Vec<String> = sent.iter().map(key).collect();
    assert_eq!(keys, ["AKIDEXAMPLE", "SESSION1", "SESSION1"]);
    let token = |request: &Request<Bytes>| request.headers().get("x-amz-s3session-token").cloned();
    assert_eq!(token(&sent[0]), None);
    assert_eq!(token(&sent[1]).unwrap(), "token1");
    assert!(!sent[1].headers().contains_key("x-amz-security-token"));
    let agent = sent[1].headers()["user-agent"].to_str().unwrap();
    assert!(agent.contains(" m/") && agent.contains('J'), "{agent}");
}

#[test]
fn other_buckets_and_other_credentials_have_other_sessions() {
    let end = "2027-01-15T08:05:00Z";
    let wire = Wire::new([
        session(1, end),
        ok(),
        session(2, end),
        ok(),
        session(3, end),
        ok(),
    ]);
    let client = wire.client();
    delete(&wire, &client, BUCKET).unwrap();
    delete(&wire, &client, "other--euw1-az1--x-s3").unwrap();
    let request = client.request::<DeleteObject>(object(BUCKET, "k"));
    let request = request.credentials(Credentials::new("AKIDOTHER", SECRET));
    wire.clock.run(request.send()).unwrap();
    let keys: Vec<String> = wire.sent().iter().map(key).collect();
    assert_eq!(
        keys,
        [
            "AKIDEXAMPLE",
            "SESSION1",
            "AKIDEXAMPLE",
            "SESSION2",
            "AKIDOTHER",
            "SESSION3"
        ]
    );
}

#[test]
fn a_session_is_renewed_before_its_end() {
    let wire = Wire::new([
        session(1, "2027-01-15T08:05:00Z"),
        ok(),
        session(2, "2027-01-15T08:09:50Z"),
        ok(),
    ]);
    let client = wire.client();
    delete(&wire, &client, BUCKET).unwrap();
    // Ten seconds before its end it is no longer used.
    wire.clock
        .show(std::time::UNIX_EPOCH + Duration::from_secs(1_800_000_290));
    delete(&wire, &client, BUCKET).unwrap();
    let keys: Vec<String> = wire.sent().iter().map(key).collect();
    assert_eq!(keys, ["AKIDEXAMPLE", "SESSION1", "AKIDEXAMPLE", "SESSION2"]);
}

/// In tokio a session that ends later is used while it is renewed beside the call.
#[tokio::test]
async fn a_session_is_not_used_in_its_last_ten_seconds() {
    for (seconds, first) in [(289, "SESSION1"), (290, "AKIDEXAMPLE")] {
        let wire = Wire::new([
            session(1, "2027-01-15T08:05:00Z"),
            ok(),
            session(2, "2027-01-15T08:09:50Z"),
            session(2, "2027-01-15T08:09:50Z"),
        ]);
        let client = wire.client();
        let call = || client.call::<DeleteObject>(object(BUCKET, "k"));
        call().await.unwrap();
        let now = Duration::from_secs(1_800_000_000 + seconds);
        wire.clock.show(std::time::UNIX_EPOCH + now);
        call().await.unwrap();
        assert_eq!(key(&wire.sent()[2]), first, "{seconds}");
    }
}

#[test]
fn a_session_that_the_service_rejects_is_replaced() {
    let expired =
        "<Error><Code>ExpiredToken</Code><Message>The token has expired.</Message></Error>";
    let end = "2027-01-15T08:05:00Z";
    let wire = Wire::new([
        session(1, end),
        response(400, &[], expired),
        session(2, end),
        ok(),
    ]);
    let client = wire.client();
    delete(&wire, &client, BUCKET).unwrap();
    let keys: Vec<String> = wire.sent().iter().map(key).collect();
    assert_eq!(keys, ["AKIDEXAMPLE", "SESSION1", "AKIDEXAMPLE", "SESSION2"]);
}

#[test]
fn the_error_of_a_session_is_that_of_the_call() {
    let denied = "<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>";
    let wire = Wire::new([response(403, &[], denied)]);
    let error = delete(&wire, &wire.client(), BUCKET).unwrap_err();
    let expected =
        "no session of the directory bucket: CreateSession: HTTP 403 AccessDenied: Access Denied";
    assert!(error.contains(expected), "{error}");
    let without_token = "<CreateSessionResult><Credentials><SecretAccessKey>s</SecretAccessKey>\
                         <AccessKeyId>A</AccessKeyId></Credentials></CreateSessionResult>";
    for body in ["<CreateSessionResult/>", without_token] {
        let wire = Wire::new([response(200, &[], body)]);
        let error = delete(&wire, &wire.client(), BUCKET).unwrap_err();
        assert!(
            error.contains("the response to CreateSession has no credentials"),
            "{error}"
        );
    }
}

#[test]
fn a_session_is_retried_like_a_call() {
    let end = "2027-01-15T08:05:00Z";
    let wire = Wire::new([response(503, &[], ""), session(1, end), ok()]);
    delete(&wire, &wire.client(), BUCKET).unwrap();
    assert_eq!(wire.sent().len(), 3);
}

#[test]
fn presigned_requests_have_the_token_of_the_session() {
    let wire = Wire::new([session(1, "2027-01-15T08:05:00Z")]);
    let client = wire.client();
    let request = client.request::<DeleteObject>(object(BUCKET, "k"));
    let presigned = request.presign(Duration::from_secs(60));
    let presigned = wire.clock.run(presigned).unwrap();
    let query = presigned.uri().query().unwrap();
    assert!(query.contains("&X-Amz-S3session-Token=token1&"), "{query}");
    assert!(!query.contains("Security-Token"), "{query}");
}

#[test]
fn a_session_can_be_created_by_the_caller() {
    let wire = Wire::new([session(1, "2027-01-15T08:05:00Z")]);
    let config = wire
        .config()
        .endpoint_parameter("DisableS3ExpressSessionAuth", true);
    let client = Client::new::<Buckets>(&config.build().unwrap());
    wire.clock
        .run(client.call::<CreateSession>(bucket(BUCKET)))
        .unwrap();
    assert_eq!(wire.sent().len(), 1);
}

#[test]
fn a_fake_responds_to_the_request_for_a_session() {
    let fake = FakeTransport::new()
        .once::<CreateSession>(session(1, "2027-01-15T08:05:00Z"))
        .on::<DeleteObject>(|_| Ok(Default::default()));
    let wire = Wire::new([]);
    let config = fake.config_builder().clock(wire.clock.clone());
    let config = config.region("eu-west-1").build().unwrap();
    delete(&wire, &Client::new::<Buckets>(&config), BUCKET).unwrap();
    let input = fake.requests::<DeleteObject>().unwrap().remove(0);
    assert_eq!((input.bucket.as_str(), input.key.as_str()), (BUCKET, "k"));
    assert_eq!(fake.sent().len(), 2);
}

#[test]
fn a_session_is_created_without_hooks_and_resolvers() {
    let wire = Wire::new([session(1, "2027-01-15T08:05:00Z"), ok()]);
    let (sender, seen) = mpsc::channel();
    let resolved = sender.clone();
    let config = wire
        .config()
        .hook(before_signing(move |request| {
            sender.send(request.operation())?;
            request.insert_header("x-hook", "1")?;
            Ok(())
        }))
        .endpoint_resolver(move |request| {
            resolved.send(request.operation())?;
            request.resolve()
        });
    let client = Client::new::<Buckets>(&config.build().unwrap());
    delete(&wire, &client, BUCKET).unwrap();
    let urls = [format!("{HOST}/?session"), format!("{HOST}/k")];
    assert_eq!(wire.urls(), urls);
    let has_header = |it: &Request<Bytes>| it.headers().contains_key("x-hook");
    let sent = wire.sent();
    assert_eq!((has_header(&sent[0]), has_header(&sent[1])), (false, true));
    let seen: Vec<_> = seen.try_iter().collect();
    assert_eq!(seen, ["DeleteObject", "DeleteObject"]);
}

#[test]
fn a_resolver_gets_the_bucket_into_its_url_from_the_rules() {
    let wire = Wire::new([ok()]);
    let config = wire
        .config()
        .endpoint_resolver(|request| request.resolve_at("http://localhost:9000"));
    let client = Client::new::<Buckets>(&config.build().unwrap());
    delete(&wire, &client, "data").unwrap();
    assert_eq!(wire.urls(), ["http://localhost:9000/data/k"]);
}
