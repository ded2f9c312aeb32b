//! Which requests must not go through a proxy.

use super::{Setup, container, ok};
use crate::transport::BypassProxy;

/// For each request, whether it is marked.
async fn marked(setup: Setup<'_>) -> Vec<bool> {
    let run = setup.run().await;
    let requests = run.requests.iter();
    requests
        .map(|request| request.extensions().get::<BypassProxy>().is_some())
        .collect()
}

/// Whatever the host is called: the request holds a token, and the response credentials.
#[tokio::test]
async fn requests_for_metadata_bypass_proxies() {
    let uri = (
        "AWS_CONTAINER_CREDENTIALS_FULL_URI",
        "https://agent.example/a",
    );
    let setup = Setup {
        variables: &[uri, ("AWS_CONTAINER_AUTHORIZATION_TOKEN", "the-token")],
        answers: vec![ok(container::body("container"))],
        ..Setup::default()
    };
    assert_eq!(marked(setup).await, [true]);

    let endpoint = (
        "AWS_EC2_METADATA_SERVICE_ENDPOINT",
        "http://metadata.example",
    );
    let setup = Setup {
        variables: &[endpoint],
        answers: vec![ok("an-imds-token"), ok("role"), ok("{}")],
        ..Setup::default()
    };
    assert_eq!(marked(setup).await, [true; 3]);

    let profile = Setup {
        config: "[default]\nrole_arn = arn:aws:iam::123456789012:role/a\ncredential_source = EcsContainer",
        variables: &[uri],
        answers: vec![ok(container::body("container")), ok("not XML")],
        ..Setup::default()
    };
    assert_eq!(marked(profile).await, [true, false]);
}

#[tokio::test]
async fn requests_to_services_do_not() {
    let setup = Setup {
        variables: &[
            ("AWS_ROLE_ARN", "arn:aws:iam::123456789012:role/pod"),
            ("AWS_WEB_IDENTITY_TOKEN_FILE", "/token"),
        ],
        files: &[("/token", "the-web-token")],
        answers: vec![ok("not XML")],
        ..Setup::default()
    };
    assert_eq!(marked(setup).await, [false]);
}
