//! Requests that are signed and not sent.

use crate::sample::operation::get_state::GetState;
use crate::script::{error, ok};
use crate::sigv4::{Received, verify};
use crate::world::{SECRET, World, client, input};
use http::{HeaderName, HeaderValue};
use runtime::hooks::{after_attempt, after_call, before_sending, before_signing};
use runtime::{Clock, Config, Credentials, Error, Retry, http};

#[test]
fn a_request_is_signed_as_it_would_be_sent() {
    let world = World::new([ok()]);
    let client = world.client();
    let request = || {
        let (name, value) = (
            HeaderName::from_static("x-team"),
            HeaderValue::from_static("sync"),
        );
        client.request::<GetState>(input()).header(name, value)
    };
    let signed = world.clock.run(request().sign()).unwrap();
    assert!(world.script.take_sent().is_empty());
    let signature = verify(&Received::of(&signed), SECRET).unwrap();
    assert_eq!(
        (signature.region.as_str(), signature.service.as_str()),
        ("eu-west-1", "example")
    );

    world.clock.run(request().send()).unwrap();
    let sent = world.only_request();
    assert_eq!(signature, sent.signature(SECRET));
    let parts = |it: &http::Request<_>| (it.method().clone(), it.uri().clone(), it.version());
    assert_eq!(parts(&signed), parts(&sent.request));
    assert_eq!(signed.body(), sent.request.body());
    for (name, value) in sent.request.headers() {
        if name != "amz-sdk-request" {
            assert_eq!(signed.headers().get(name), Some(value), "{name}");
        }
    }
    assert_eq!(signed.headers().len(), sent.request.headers().len());
    assert_eq!(signed.headers()["amz-sdk-request"], "attempt=1; max=1");
}

#[test]
fn no_transport_is_needed() {
    let world = World::new([]);
    let config = Config::builder()
        .clock(world.clock.clone())
        .endpoint_url("https://example.com")
        .credentials(Credentials::new("AKIDEXAMPLE", SECRET))
        .region("eu-west-1");
    let signed = client(config);
    let signed = signed.request::<GetState>(input()).sign();
    let signed = world.clock.run(signed).unwrap();
    verify(&Received::of(&signed), SECRET).unwrap();
}

#[test]
fn the_rate_limiter_of_adaptive_retries_does_not_delay_a_signature() {
    let world = World::new([error(400, "ThrottlingException")]);
    let retry = Retry::adaptive().max_attempts(1);
    let client = client(world.plain_config().retry(retry));
    world.call_of(&client).unwrap_err();
    let before = world.clock.instant();
    for _ in 0..10 {
        let signed = client.request::<GetState>(input()).sign();
        world.clock.run(signed).unwrap();
    }
    assert_eq!(world.clock.instant(), before);
}

#[test]
fn the_hooks_before_the_signature_run_alone() {
    let world = World::new([]);
    let signing = before_signing(|request| {
        request.insert_header("x-hook", request.attempt().to_string())?;
        Ok(())
    });
    let config = world
        .config()
        .hook(signing)
        .hook(before_sending(|_| panic!("it is not sent")))
        .hook(after_attempt(|_| panic!("it is not sent")))
        .hook(after_call(|_| panic!("it is not called")));
    let client = client(config);
    let signed = world
        .clock
        .run(client.request::<GetState>(input()).sign())
        .unwrap();
    let signature = verify(&Received::of(&signed), SECRET).unwrap();
    assert!(signature.signed_headers.contains(&"x-hook".to_owned()));
    assert_eq!(signed.headers()["x-hook"], "1");
}

#[test]
fn without_credentials_there_is_no_signature() {
    let world = World::new([]);
    let config = Config::builder()
        .clock(world.clock.clone())
        .endpoint_url("https://example.com")
        .region("eu-west-1");
    let client = client(config);
    let signed = client.request::<GetState>(input()).sign();
    let error = world.clock.run(signed).unwrap_err();
    assert!(matches!(error, Error::Credentials(_)), "{error}");
}

#[cfg(feature = "blocking")]
#[test]
fn a_blocking_client_signs_keeps_bodies_and_has_hooks() {
    use runtime::Blocking;
    let world = World::new([ok()]);
    let client = world.client();
    let request = || Blocking::new().request(client.request::<GetState>(input()));
    let hook = before_signing(|request| {
        request.insert_header("x-hook", "1")?;
        Ok(())
    });
    let signed = request().hook(hook).sign().unwrap();
    verify(&Received::of(&signed), SECRET).unwrap();
    assert_eq!(signed.headers()["x-hook"], "1");
    let response = request().keep_raw_body().send().unwrap();
    assert_eq!(response.metadata.raw_body().unwrap(), "{}");
}
