//! Headers that hooks read and change; signatures are checked by an independent verifier.

use super::Log;
use crate::sample::operation::get_state::GetState;
use crate::script::{Sent, ok, status};
use crate::world::{SECRET, World, client, input};
use http::{HeaderName, HeaderValue};
use runtime::Credentials;
use runtime::hooks::{Hook, before_sending, before_signing};
use runtime::http;

fn is_signed(sent: &Sent, name: &str) -> bool {
    let signed = sent.signature(SECRET).signed_headers;
    signed.iter().any(|it| it == name)
}

/// Calls with a hook, and returns the request.
fn sent_with(hook: impl Hook) -> Sent {
    let world = World::new([ok()]);
    world.call_of(&client(world.config().hook(hook))).unwrap();
    world.only_request()
}

/// Calls with a hook that fails, and returns the error.
fn error_of(hook: impl Hook) -> String {
    let world = World::new([ok()]);
    let credentials = Credentials::new("AKIDEXAMPLE", SECRET).session_token("token");
    let config = world.config().credentials(credentials).hook(hook);
    let error = world.call_of(&client(config)).unwrap_err();
    assert!(world.script.take_sent().is_empty());
    let text = error.to_string();
    let text = text.strip_prefix("GetState: the request could not be built: ");
    text.unwrap().to_owned()
}

#[test]
fn a_header_that_is_added_before_signing_is_signed_in_each_attempt() {
    let world = World::new([status(503), ok()]);
    let hook = before_signing(|request| {
        let number = request.attempt().to_string();
        assert_eq!(request.insert_header("x-attempt", number)?, None);
        assert_eq!(request.insert_header("x-team", "sync")?, None);
        Ok(())
    });
    world.call_of(&client(world.config().hook(hook))).unwrap();
    let sent = world.script.take_sent();
    for (sent, number) in sent.iter().zip(["1", "2"]) {
        assert!(is_signed(sent, "x-attempt") && is_signed(sent, "x-team"));
        assert_eq!(sent.header("x-attempt"), number);
    }
    assert_eq!(sent.len(), 2);
}

#[test]
fn headers_of_the_caller_and_of_other_hooks_are_replaced_and_removed() {
    let world = World::new([ok()]);
    let first = before_signing(|request| {
        request.insert_header("x-first", "1")?;
        Ok(())
    });
    let second = before_signing(|request| {
        assert_eq!(request.insert_header("x-first", "2")?.unwrap(), "1");
        assert_eq!(request.insert_header("x-own", "hook")?.unwrap(), "call");
        assert_eq!(request.remove_header("x-removed")?.unwrap(), "call");
        assert_eq!(request.remove_header("x-absent")?, None);
        request.insert_header("user-agent", "board/1")?;
        request.insert_header("x-amz-user-agent", "board/1")?;
        Ok(())
    });
    let client = client(world.config().hook(first).hook(second));
    let value = HeaderValue::from_static("call");
    let call = client
        .request::<GetState>(input())
        .header(HeaderName::from_static("x-own"), value.clone())
        .header(HeaderName::from_static("x-removed"), value);
    world.clock.run(call.send()).unwrap();
    let sent = world.only_request();
    let found = ["x-first", "x-own", "x-removed", "user-agent"].map(|name| sent.header(name));
    assert_eq!(found, ["2", "hook", "", "board/1"]);
    assert!(is_signed(&sent, "x-own"));
}

#[test]
fn before_signing_no_header_of_the_protocol_or_the_signature_can_be_changed() {
    let of_protocol = "it belongs to the protocol, the endpoint or the input";
    let of_signature = "it belongs to the signature";
    for (name, reason) in [
        ("content-type", of_protocol),
        ("x-amz-target", of_protocol),
        ("authorization", of_signature),
        ("x-amz-date", of_signature),
        ("x-amz-security-token", of_signature),
        ("x-amz-content-sha256", of_signature),
        ("content-length", "the transport sets it"),
        ("transfer-encoding", "the transport sets it"),
        (
            "amz-sdk-request",
            "it counts attempts, and the runtime sets it",
        ),
    ] {
        let expected =
            format!("hook `before_signing`: the header `{name}` cannot be changed: {reason}");
        let inserted = before_signing(move |request| {
            request.insert_header(name, "other")?;
            Ok(())
        });
        assert_eq!(error_of(inserted), expected);
        let removed = before_signing(move |request| {
            request.remove_header(name)?;
            Ok(())
        });
        assert_eq!(error_of(removed), expected);
    }
}

#[test]
fn a_caller_s_header_that_the_protocol_has_stays_the_protocol_s() {
    let world = World::new([ok()]);
    let hook = before_signing(|request| {
        request.insert_header("content-type", "text/plain")?;
        Ok(())
    });
    let client = client(world.config().hook(hook));
    let value = HeaderValue::from_static("application/x-amz-json-1.0");
    let call = client.request::<GetState>(input());
    let call = call.header(HeaderName::from_static("content-type"), value);
    let error = world.clock.run(call.send()).unwrap_err();
    assert!(error.to_string().contains("`content-type`"), "{error}");
}

#[test]
fn a_host_is_checked_like_that_of_a_call() {
    let host = |host: &'static str| {
        before_signing(move |request| {
            request.insert_header("host", host)?;
            Ok(())
        })
    };
    let sent = sent_with(host("gateway.example:8443"));
    assert_eq!(sent.header("host"), "gateway.example:8443");
    sent.signature(SECRET);
    assert_eq!(
        error_of(host("Gateway.example")),
        "hook `before_signing`: the header `host` cannot be changed: it must be a host in lower case with an optional port"
    );
}

#[test]
fn a_header_that_is_added_before_sending_is_not_signed_and_the_signature_stays_valid() {
    let sent = sent_with(before_sending(|request| {
        request.insert_header("x-proxy", "1")?;
        request.insert_header("x-proxy", "2")?;
        request.insert_header("traceparent", "00-a-b-01")?;
        request.insert_header("user-agent", "board/1")?;
        Ok(())
    }));
    assert!(!is_signed(&sent, "x-proxy"));
    let found = ["x-proxy", "traceparent", "user-agent"].map(|name| sent.header(name));
    assert_eq!(found, ["2", "00-a-b-01", "board/1"]);
}

#[test]
fn before_sending_no_signed_header_can_be_changed() {
    let signed = "it is signed: change it in `before_signing`";
    for (name, reason) in [
        ("content-type", signed),
        ("x-amz-date", signed),
        ("x-amz-security-token", signed),
        ("x-amz-target", signed),
        ("x-amz-user-agent", signed),
        ("authorization", "it belongs to the signature"),
        ("x-amz-acl", "it must be signed: set it in `before_signing`"),
        ("host", "it must be signed: set it in `before_signing`"),
        ("content-length", "the transport sets it"),
        (
            "amz-sdk-invocation-id",
            "it counts attempts, and the runtime sets it",
        ),
    ] {
        let hook = before_sending(move |request| {
            request.insert_header(name, "other")?;
            Ok(())
        });
        assert_eq!(
            error_of(hook),
            format!("hook `before_sending`: the header `{name}` cannot be changed: {reason}")
        );
        let removed = before_sending(move |request| {
            request.remove_header(name)?;
            Ok(())
        });
        assert!(error_of(removed).contains(reason));
    }
}

#[test]
fn before_sending_everything_can_be_read() {
    let log = Log::default();
    let lines = log.clone();
    let sent = sent_with(before_sending(move |request| {
        for name in ["authorization", "x-amz-date", "amz-sdk-request"] {
            lines.add(request.headers()[name].to_str()?);
        }
        let body = request.body().unwrap().clone();
        lines.add(String::from_utf8(body.to_vec())?);
        assert!(!format!("{request:?}").contains("AKIDEXAMPLE"));
        Ok(())
    }));
    let headers = ["authorization", "x-amz-date", "amz-sdk-request"].map(|it| sent.header(it));
    let lines = log.take();
    assert_eq!(lines[..3], headers);
    assert_eq!(lines[3].as_bytes(), sent.request.body());
}

#[test]
fn an_invalid_name_or_value_is_named_without_the_value() {
    let value = before_signing(|request| {
        request.insert_header("x-key", "the-secret\n")?;
        Ok(())
    });
    assert_eq!(
        error_of(value),
        "hook `before_signing`: the header `x-key` cannot be changed: its value is not valid"
    );
    let name = before_signing(|request| {
        request.insert_header("x key", "1")?;
        Ok(())
    });
    assert_eq!(
        error_of(name),
        "hook `before_signing`: a header cannot be changed: its name is not valid"
    );
}

#[test]
fn headers_without_end_are_an_error_at_both_points() {
    let names = || (0..40_000).map(|number| format!("x-{number}"));
    for (point, error) in [
        (
            "before_signing",
            error_of(before_signing(move |request| {
                names().try_for_each(|name| request.insert_header(name, "1").map(drop))?;
                Ok(())
            })),
        ),
        (
            "before_sending",
            error_of(before_sending(move |request| {
                names().try_for_each(|name| request.insert_header(name, "1").map(drop))?;
                Ok(())
            })),
        ),
    ] {
        assert!(error.starts_with(&format!("hook `{point}`: the header `x-")));
        assert!(error.ends_with("cannot be changed: the request has too many headers"));
    }
    // What the hook leaves can still be signed.
    let sent = sent_with(before_signing(move |request| {
        let _ = names().try_for_each(|name| request.insert_header(name, "1").map(drop));
        Ok(())
    }));
    sent.signature(SECRET);
}
