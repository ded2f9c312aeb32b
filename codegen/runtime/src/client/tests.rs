//! The client itself; calls are tested from outside, with types as the generator writes them.

use super::Client;
use crate::config::Config;
use crate::credentials::Credentials;
use crate::operation::{Protocol, Service};

struct Example;

impl Service for Example {
    const SHAPE_NAME: &'static str = "Example_20200720";
    const SDK_ID: &'static str = "Example";
    const VERSION: &'static str = "2020-07-20";
    const SIGNING_NAME: Option<&'static str> = Some("example");
    const PROTOCOLS: &'static [Protocol] = &[Protocol::AwsJson1_0];
}

#[test]
fn debug_shows_what_is_called_and_how_and_no_secret() {
    let credentials = Credentials::new("AKIAIOSFODNN7EXAMPLE", "the-secret");
    let config = Config::builder()
        .region("eu-west-1")
        .credentials(credentials.session_token("the-token"))
        .build();
    let client = Client::new::<Example>(&config.unwrap());
    let shown = format!("{client:?}");
    assert!(
        shown.starts_with(
            r#"Client { service: "Example", config: Config { region: Some("eu-west-1")"#
        ),
        "{shown}"
    );
    for secret in ["AKIA", "the-secret", "the-token"] {
        assert!(!shown.contains(secret), "{shown}");
    }
}
