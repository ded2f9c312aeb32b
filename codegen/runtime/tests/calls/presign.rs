//! Presigned requests: what they hold, that a service accepts them and nothing else, and their limits.

mod urls;

use crate::sigv4::query::{Presigned, verify_presigned};
use crate::sigv4::{Received, Signature};
use crate::world::{SECRET, World, secs};
use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use runtime::http::{HeaderValue, Method, Request};
use runtime::presign::{PresignedRequest, Presigner};
use runtime::{Config, Credentials, CredentialsError};
use std::time::{Duration, SystemTime};

const TOKEN: &str = "THE//TOKEN+==";
const IDENTITY: &str =
    "https://sts.eu-west-1.amazonaws.com/?Action=GetCallerIdentity&Version=2011-06-15";

/// 2027-01-15T08:00:00Z
const NOW: Duration = secs(1_800_000_000);

fn now() -> SystemTime {
    SystemTime::UNIX_EPOCH + NOW
}

fn temporary() -> Credentials {
    Credentials::new("AKIDEXAMPLE", SECRET).session_token(TOKEN)
}

fn config(credentials: Credentials) -> Config {
    let world = World::new([]);
    let config = world.plain_config().credentials(credentials);
    config.build().unwrap()
}

fn get(url: &str) -> Request<()> {
    Request::get(url).body(()).unwrap()
}

fn presigned(presigner: &Presigner, config: &Config, request: Request<()>) -> PresignedRequest {
    let world = World::new([]);
    world.clock.run(presigner.presign(config, request)).unwrap()
}

fn sts(seconds: u64) -> Presigner {
    Presigner::new("sts", secs(seconds))
}

/// The request as the service receives it, if it is sent with the headers that were returned.
fn received(request: PresignedRequest) -> Received {
    Received::of(&Request::from(request).map(|()| ""))
}

fn names(request: &PresignedRequest) -> Vec<&str> {
    let query = request.uri().query().unwrap();
    let names = query.split('&').map(|pair| pair.split('=').next().unwrap());
    names.collect()
}

#[test]
fn a_service_accepts_a_presigned_request() {
    let request = Request::get(IDENTITY).header("X-K8s-Aws-Id", "a  cluster");
    let request = request.body(()).unwrap();
    let presigned = presigned(&sts(60), &config(temporary()), request);
    assert_eq!(presigned.method(), Method::GET);
    assert_eq!(
        names(&presigned),
        [
            "Action",
            "Version",
            "X-Amz-Algorithm",
            "X-Amz-Credential",
            "X-Amz-Date",
            "X-Amz-Expires",
            "X-Amz-SignedHeaders",
            "X-Amz-Security-Token",
            "X-Amz-Signature",
        ]
    );
    let headers = presigned.headers();
    assert_eq!(headers["host"], "sts.eu-west-1.amazonaws.com");
    assert_eq!(headers["x-k8s-aws-id"], "a  cluster");
    assert_eq!(headers.len(), 2);
    let expected = Presigned {
        signature: Signature {
            access_key_id: "AKIDEXAMPLE".to_owned(),
            date: "20270115T080000Z".to_owned(),
            region: "eu-west-1".to_owned(),
            service: "sts".to_owned(),
            signed_headers: vec!["host".to_owned(), "x-k8s-aws-id".to_owned()],
        },
        expires_in: 60,
        token: Some(TOKEN.to_owned()),
        region_set: None,
    };
    let verified = verify_presigned(&received(presigned), SECRET, true);
    assert_eq!(verified, Ok(expected));
}

/// Token of `aws eks get-token`, whose form is that of aws-iam-authenticator: a prefix, and the URL in base64url.
#[test]
fn a_token_of_eks_is_a_presigned_identity() {
    let request = Request::get(IDENTITY).header("x-k8s-aws-id", "cluster");
    let presigned = presigned(
        &sts(60).region("eu-west-1"),
        &config(temporary()),
        request.body(()).unwrap(),
    );
    let url = BASE64_URL_SAFE_NO_PAD.encode(presigned.uri().to_string());
    let token = format!("k8s-aws-v1.{url}");

    // The cluster adds the header with its own name, and sends the URL.
    let url = token.strip_prefix("k8s-aws-v1.").unwrap();
    let url = BASE64_URL_SAFE_NO_PAD.decode(url).unwrap();
    let url = std::str::from_utf8(&url).unwrap();
    let sent = |cluster: &str| {
        let request = Request::get(url).header("x-k8s-aws-id", cluster).body("");
        verify_presigned(&Received::of(&request.unwrap()), SECRET, true)
    };
    let verified = sent("cluster").unwrap();
    assert_eq!(verified.expires_in, 60);
    sent("another").unwrap_err();
}

/// The example of the Amazon S3 API Reference, "Authenticating Requests: Using Query Parameters".
#[test]
fn an_object_of_s3_is_presigned_as_published() {
    let secret = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
    let credentials = Credentials::new("AKIAIOSFODNN7EXAMPLE", secret);
    // 2013-05-24T00:00:00Z
    let start = SystemTime::UNIX_EPOCH + secs(1_369_353_600);
    let presigner = Presigner::new("s3", secs(86_400))
        .region("us-east-1")
        .start(start)
        .unsigned_payload()
        .path_encoded_once();
    let request = get("https://examplebucket.s3.amazonaws.com/test.txt");
    let presigned = presigner.presign_with(&credentials, request).unwrap();
    let url = presigned.uri().to_string();
    let signature = "aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404";
    assert!(
        url.ends_with(&format!("&X-Amz-Signature={signature}")),
        "{url}"
    );
}

#[test]
fn whatever_changes_on_the_way_is_rejected() {
    let request = Request::put("https://a.example/x?a=1").header("x-one", "1");
    let request = request.body(()).unwrap();
    let received = received(presigned(&sts(60), &config(temporary()), request));
    verify_presigned(&received, SECRET, true).unwrap();
    verify_presigned(&received, "another secret", true).unwrap_err();
    let tamper: [fn(&mut Received); 7] = [
        |it| it.method = "GET".to_owned(),
        |it| it.target = it.target.replacen("/x", "/y", 1),
        |it| it.target = it.target.replacen("a=1", "a=2", 1),
        |it| it.target = it.target.replacen("Expires=60", "Expires=61", 1),
        |it| it.target = it.target.replacen("T080000Z", "T080001Z", 1),
        |it| it.body.push(b'x'),
        |it| it.headers.retain(|(name, _)| name != "x-one"),
    ];
    for (index, tamper) in tamper.into_iter().enumerate() {
        let mut received = received.clone();
        tamper(&mut received);
        assert!(
            verify_presigned(&received, SECRET, true).is_err(),
            "{index}"
        );
    }
}

#[test]
fn headers_that_others_change_are_neither_signed_nor_returned() {
    let mut request = get(IDENTITY);
    for name in [
        "user-agent",
        "amz-sdk-request",
        "amz-sdk-invocation-id",
        "authorization",
        "x-amzn-trace-id",
        "proxy-authorization",
        "x-amz-date",
        "x-amz-security-token",
        "x-amz-user-agent",
    ] {
        request
            .headers_mut()
            .insert(name, HeaderValue::from_static("v"));
    }
    let headers = request.headers_mut();
    headers.insert("host", HeaderValue::from_static("sts.example"));
    headers.append("x-two", HeaderValue::from_static("b"));
    headers.append("x-two", HeaderValue::from_static("a"));
    let presigned = presigned(&sts(60), &config(temporary()), request);
    let names: Vec<_> = presigned.headers().keys().map(|it| it.as_str()).collect();
    assert_eq!(names, ["host", "x-two"]);
    assert_eq!(presigned.headers().len(), 3);
    let verified = verify_presigned(&received(presigned), SECRET, true).unwrap();
    assert_eq!(verified.signature.signed_headers, ["host", "x-two"]);
}

/// The error of a request that is not presigned, which shows no secret.
fn refused(presigner: &Presigner, config: &Config, request: Request<()>) -> String {
    let world = World::new([]);
    let called = world.clock.run(presigner.presign(config, request));
    let error = called.unwrap_err();
    let shown = format!("{error} {error:?}");
    for secret in [SECRET, TOKEN, "hidden"] {
        assert!(!shown.contains(secret), "{shown}");
    }
    let text = error.to_string();
    let rest = text.strip_prefix("the request could not be presigned: ");
    rest.unwrap_or_else(|| panic!("{text}")).to_owned()
}

#[test]
fn a_week_is_the_longest_time() {
    let config = config(temporary());
    for seconds in [1, 604_800] {
        let presigned = presigned(&sts(seconds), &config, get(IDENTITY));
        let verified = verify_presigned(&received(presigned), SECRET, true).unwrap();
        assert_eq!(verified.expires_in, seconds);
    }
    for (expires_in, got) in [
        (Duration::ZERO, "0ns"),
        (Duration::from_millis(999), "999ms"),
        (secs(604_801), "604801s"),
        (Duration::MAX, "18446744073709551615.999999999s"),
    ] {
        let error = refused(&Presigner::new("sts", expires_in), &config, get(IDENTITY));
        let limits = "it must expire after 1 to 604800 seconds (7 days)";
        assert_eq!(error, format!("{limits}, got {got}"));
    }
}

#[test]
fn a_request_does_not_outlive_its_credentials() {
    let expiry = now() + secs(900);
    let config = config(temporary().expires_at(expiry));
    presigned(&sts(900), &config, get(IDENTITY));
    assert_eq!(
        refused(&sts(901), &config, get(IDENTITY)),
        "it would expire 901 seconds after its start, and its credentials expire at 2027-01-15T08:15:00Z already, after \
         900 seconds: shorten the time, or use credentials that last longer"
    );
    // From its own start, not from now.
    let later = sts(60).start(expiry - secs(59));
    assert!(refused(&later, &config, get(IDENTITY)).contains("after 59 seconds"));
    let after = sts(1).start(expiry + secs(60));
    assert!(refused(&after, &config, get(IDENTITY)).contains("after 0 seconds"));
}

#[test]
fn the_start_is_given_or_that_of_the_clock() {
    let request = |presigner: &Presigner| {
        let presigned = presigned(presigner, &config(temporary()), get(IDENTITY));
        let verified = verify_presigned(&received(presigned), SECRET, true);
        verified.unwrap().signature.date
    };
    assert_eq!(request(&sts(60)), "20270115T080000Z");
    let start = now() - Duration::from_millis(1);
    assert_eq!(request(&sts(60).start(start)), "20270115T075959Z");
}

#[test]
fn a_region_is_given_or_that_of_the_configuration() {
    let region = |presigner: &Presigner| {
        let presigned = presigned(presigner, &config(temporary()), get(IDENTITY));
        let verified = verify_presigned(&received(presigned), SECRET, true);
        verified.unwrap().signature.region
    };
    assert_eq!(region(&sts(60)), "eu-west-1");
    assert_eq!(region(&sts(60).region("US-East-1")), "us-east-1");
    let error = refused(&sts(60).region("a/b"), &config(temporary()), get(IDENTITY));
    assert!(
        error.starts_with("the region: expected a region such as"),
        "{error}"
    );
    let without = Config::builder().credentials(temporary()).build().unwrap();
    let error = refused(&sts(60), &without, get(IDENTITY));
    assert!(
        error.starts_with("no region is configured for sts: "),
        "{error}"
    );
    let error = sts(60).presign_with(&temporary(), get(IDENTITY));
    let error = error.unwrap_err().to_string();
    assert!(
        error.ends_with("no region is set: call `Presigner::region`"),
        "{error}"
    );
}

#[test]
fn without_credentials_the_reason_is_that_of_the_provider() {
    let world = World::new([]);
    let none = || CredentialsError::not_found("no keys in the drawer");
    let config = world.plain_config().credentials(Missing(none)).build();
    let error = refused(&sts(60), &config.unwrap(), get(IDENTITY));
    assert!(error.contains("no keys in the drawer"), "{error}");
}

struct Missing(fn() -> CredentialsError);

impl runtime::ProvideCredentials for Missing {
    fn provide(&self) -> runtime::BoxFuture<'_, Result<Credentials, CredentialsError>> {
        Box::pin(std::future::ready(Err((self.0)())))
    }
}

#[test]
fn debug_shows_neither_signature_nor_token() {
    let request = Request::get("https://a.example/hidden?member=hidden").header("x-key", "hidden");
    let presigned = presigned(&sts(60), &config(temporary()), request.body(()).unwrap());
    let query = presigned.uri().query().unwrap().to_owned();
    let signature = query.split("X-Amz-Signature=").nth(1).unwrap();
    let shown = format!("{presigned:?} {presigned:#?} {:?}", sts(60));
    assert!(shown.contains("\"https://a.example/…\""), "{shown}");
    assert!(shown.contains("x-key"), "{shown}");
    for secret in [signature, "TOKEN", "AKIDEXAMPLE", "hidden", SECRET] {
        assert!(!shown.contains(secret), "{shown}");
    }
}
