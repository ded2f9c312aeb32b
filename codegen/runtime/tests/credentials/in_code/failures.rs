//! Providers that cannot be built or have no credentials, and secrets in what they show.

use super::{ROLE, config};
use crate::carrier::Carrier;
use crate::clock::StillClock;
use crate::shown::shown;
use runtime::{
    AssumeRole, AssumeRoleWithWebIdentity, BoxFuture, Config, Credentials, CredentialsCache,
    CredentialsError, FirstOf, ProvideCredentials,
};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

/// The limits of STS's API: `DurationSeconds`.
#[test]
fn a_duration_is_one_that_sts_accepts() {
    let config = config(&Carrier::default()).build().unwrap();
    let build = |duration| {
        let role = AssumeRole::new(ROLE).duration(duration).build(&config);
        let web = AssumeRoleWithWebIdentity::from_file(ROLE, "/token").duration(duration);
        [role, web.build(&config)].map(|built| built.map(drop).map_err(|it| it.to_string()))
    };
    for accepted in [900, 901, 3_600, 43_200] {
        assert_eq!(build(Duration::from_secs(accepted)), [Ok(()), Ok(())]);
    }
    for (rejected, text) in [
        (Duration::ZERO, "0ns"),
        (Duration::from_secs(899), "899s"),
        (Duration::from_millis(900_500), "900.5s"),
        (Duration::from_secs(43_201), "43201s"),
        (Duration::from_secs(900 + (1 << 32)), "4294968196s"),
    ] {
        let expected = ["AssumeRole", "AssumeRoleWithWebIdentity"].map(|builder| {
            Err(format!(
                "{builder}::duration: expected whole seconds from 900 s to 43200 s, got {text}"
            ))
        });
        assert_eq!(build(rejected), expected);
    }
}

#[test]
fn a_role_is_an_arn() {
    let config = config(&Carrier::default()).build().unwrap();
    for arn in ["", "demo", "arn:aws:iam::1:", "role\n/demo"] {
        let error = AssumeRole::new(arn).build(&config).unwrap_err();
        let expected = "AssumeRole: expected the ARN of a role, such as arn:aws:iam::123456789012:role/name, got \"";
        assert!(error.to_string().starts_with(expected), "{error}");
    }
}

#[tokio::test]
async fn a_source_without_credentials_is_a_failure_of_the_role() {
    let config = Config::builder()
        .transport(Carrier::default())
        .region("eu-west-1")
        .build()
        .unwrap();
    let role = AssumeRole::new(ROLE).build(&config).unwrap();
    let error = role.provide().await.unwrap_err();
    let expected = format!("AssumeRole: source of {ROLE}: no provider is configured");
    assert!(error.to_string().starts_with(&expected), "{error}");
    assert!(!error.is_not_found(), "the role is configured");
    // So it does not give way to another identity.
    let chain = FirstOf::new("role", role).or("keys", Credentials::new("AKIDEXAMPLE", "secret"));
    let error = chain.provide().await.unwrap_err();
    assert!(
        error.to_string().starts_with("role: AssumeRole: "),
        "{error}"
    );
}

#[tokio::test]
async fn a_rejection_of_sts_is_told_with_its_code_and_no_secret() {
    const CANARIES: [&str; 4] = [
        "canary-of-a-secret",
        "canary-of-a-token",
        "canary-of-a-policy",
        "canary-of-an-identity",
    ];
    let carrier = Carrier::default();
    let config = config(&carrier).build().unwrap();
    let source = Credentials::new("AKIDEXAMPLE", CANARIES[0]).session_token(CANARIES[1]);
    let role = AssumeRole::new(ROLE).source(source).policy(CANARIES[2]);
    let web = AssumeRoleWithWebIdentity::from_fn(ROLE, || async { Ok(CANARIES[3].to_owned()) });
    let mut seen = format!("{role:?} {role:#?} {web:?} {web:#?}");
    for (built, name, repeated, expected) in [
        (role.build(&config), "AssumeRole", &CANARIES[..2], "… …"),
        (
            web.build(&config),
            "AssumeRoleWithWebIdentity",
            &CANARIES[3..],
            "…",
        ),
    ] {
        let message = repeated.join(" ");
        carrier.answer(
            403,
            &format!(
                "<ErrorResponse><Error><Code>AccessDenied</Code><Message>no: {message}</Message></Error></ErrorResponse>"
            ),
        );
        let cache = built.unwrap();
        let error = cache.provide().await.unwrap_err();
        assert_eq!(
            error.to_string(),
            format!("{name}: assuming {ROLE}: HTTP 403 AccessDenied: no: {expected}")
        );
        seen += &format!("{} {cache:?} {cache:#?}", shown(&error));
    }
    for canary in CANARIES {
        assert!(!seen.contains(canary), "{seen}");
    }
}

/// A provider that is set afterwards.
#[derive(Clone, Default)]
struct Later(Arc<OnceLock<CredentialsCache>>);

impl ProvideCredentials for Later {
    fn provide(&self) -> BoxFuture<'_, Result<Credentials, CredentialsError>> {
        Box::pin(async { self.0.get().unwrap().provide().await })
    }

    fn reject(&self, credentials: &Credentials) {
        self.0.get().unwrap().reject(credentials);
    }
}

/// Nothing can detect it, but it ends.
#[tokio::test]
async fn a_role_that_is_its_own_source_ends_with_a_timeout() {
    let carrier = Carrier::default();
    let config = Config::builder()
        .transport(carrier.clone())
        .clock(StillClock::new(true))
        .region("eu-west-1")
        .build()
        .unwrap();
    let source = Later::default();
    let chain = FirstOf::new("loop", source.clone());
    let role = AssumeRole::new(ROLE).source(chain).build(&config).unwrap();
    assert!(source.0.set(role.clone()).is_ok());
    let error = role.provide().await.unwrap_err();
    let expected = "the credentials provider did not respond within 180 s";
    assert!(error.to_string().ends_with(expected), "{error}");
    assert_eq!(carrier.take().1.len(), 0);
}
