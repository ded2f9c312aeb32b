//! Roles assumed with web identity tokens.

use super::{ROLE, config, expected, only_request, parameters};
use crate::carrier::Carrier;
use crate::environment;
use runtime::{AssumeRoleWithWebIdentity, Config, ProvideCredentials};
use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

#[tokio::test]
async fn the_token_of_a_file_is_sent_without_a_signature() {
    let carrier = Carrier::default();
    let files = [("/home/u/tokens/ci", "\u{feff}the.web/token+\n")];
    let config = config(&carrier).environment(environment("", &[], &files));
    let role = AssumeRoleWithWebIdentity::from_file(ROLE, "~/tokens/ci")
        .session_name("pod")
        .policy("{}")
        .policy_arn("arn:aws:iam::aws:policy/ReadOnlyAccess")
        .duration(Duration::from_secs(900));
    let role = role.build(&config.build().unwrap()).unwrap();
    for _ in 0..2 {
        let credentials = role.provide().await.unwrap();
        assert_eq!(credentials.secret_access_key(), "secret one");
        assert_eq!(credentials.account(), Some("111111111111"));
    }
    let request = only_request(&carrier);
    assert_eq!(request.header("authorization"), None);
    assert_eq!(
        request.header("host").as_deref(),
        Some("sts.eu-west-1.amazonaws.com")
    );
    assert_eq!(
        parameters(&request),
        expected(&[
            ("Action", "AssumeRoleWithWebIdentity"),
            ("DurationSeconds", "900"),
            ("Policy", "{}"),
            (
                "PolicyArns.member.1.arn",
                "arn:aws:iam::aws:policy/ReadOnlyAccess"
            ),
            ("RoleArn", ROLE),
            ("RoleSessionName", "pod"),
            ("Version", "2011-06-15"),
            ("WebIdentityToken", "the.web/token+"),
        ])
    );
}

#[tokio::test]
async fn the_token_may_come_from_a_function() {
    let carrier = Carrier::default();
    let calls = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&calls);
    let role = AssumeRoleWithWebIdentity::from_fn(ROLE, move || {
        let number = counted.fetch_add(1, Ordering::SeqCst);
        async move { Ok(format!("token {number}\n")) }
    });
    let role = role.build(&config(&carrier).build().unwrap()).unwrap();
    let first = role.provide().await.unwrap();
    let token = |(name, value): (String, String)| (name == "WebIdentityToken").then_some(value);
    let sent = |carrier| {
        parameters(&only_request(carrier))
            .into_iter()
            .find_map(token)
    };
    assert_eq!(sent(&carrier).as_deref(), Some("token 0"));
    role.reject(&first);
    role.provide().await.unwrap();
    assert_eq!(sent(&carrier).as_deref(), Some("token 1"));
    assert_eq!(calls.load(Ordering::SeqCst), 2);
}

#[tokio::test]
async fn a_token_that_cannot_be_had_is_told_and_nothing_is_sent() {
    let carrier = Carrier::default();
    let files = [("/empty", " \n")];
    let config: Config = config(&carrier)
        .environment(environment("", &[], &files))
        .build()
        .unwrap();
    let from_file = |file: &str| AssumeRoleWithWebIdentity::from_file(ROLE, file);
    let broken = || async { Err(io::Error::other("the provider is down").into()) };
    let empty = || async { Ok(" \n".to_owned()) };
    for (role, expected) in [
        (
            from_file("/missing"),
            "the web identity token /missing cannot be read: entity not found",
        ),
        (
            from_file("/empty"),
            "the web identity token /empty is empty or not text",
        ),
        (
            AssumeRoleWithWebIdentity::from_fn(ROLE, broken),
            "the web identity token cannot be obtained: the provider is down",
        ),
        (
            AssumeRoleWithWebIdentity::from_fn(ROLE, empty),
            "the web identity token is empty",
        ),
    ] {
        let error = role.build(&config).unwrap().provide().await.unwrap_err();
        let expected = format!("AssumeRoleWithWebIdentity: assuming {ROLE}: {expected}");
        assert_eq!(error.to_string(), expected);
        assert!(!error.is_not_found());
        assert_eq!(carrier.take().1.len(), 0);
    }
}
