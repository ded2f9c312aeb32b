//! The transport that a configuration brings itself.

use crate::server::{Reply, Server};
use crate::world::{KEY_ID, REGION, SECRET, input};
use generated::codeconnections::Client;
use runtime::retry::Retry;
use runtime::{Config, ConfigBuilder, Credentials, Environment, Error};
use std::fs;
use std::path::Path;
use tests::workspace;

const BODY: &str = r#"{"LatestSync": {"Target": "my-stack"}}"#;
const ROLE: &str = r#"{"AccessKeyId": "AKIDLOOPBACKEXAMPLE", "SecretAccessKey": "secret", "Token": "token",
    "Expiration": "2099-01-01T00:00:00Z"}"#;

fn config(server: &Server, bundle: &Path) -> ConfigBuilder {
    Config::builder()
        .ca_bundle(bundle)
        .endpoint_url(server.url(""))
        .region(REGION)
        .retry(Retry::off())
}

/// A file that is not there yet, as in a container whose volumes come late.
#[tokio::test]
async fn a_transport_that_could_not_be_built_is_tried_again() {
    let service = Server::always(Reply::new(200, BODY));
    let agent = Server::always(Reply::new(200, ROLE));
    let url = agent.url("/role");
    let role = [("AWS_CONTAINER_CREDENTIALS_FULL_URI", url.as_str())];
    let no_files: [(&str, &str); 0] = [];
    let folder = tempfile::tempdir().expect("a folder");
    for (number, with_role) in [false, true].into_iter().enumerate() {
        let bundle = folder.path().join(format!("{number}.pem"));
        let config = config(&service, &bundle);
        let config = if with_role {
            config.environment(Environment::fixed(role, no_files))
        } else {
            config.credentials(Credentials::new(KEY_ID, SECRET))
        };
        let client = Client::new(&config.build().expect("a configuration"));
        for _ in 0..2 {
            let error = client.get_resource_sync_status(input()).await;
            let error = error.expect_err("there is no bundle");
            let message = error.to_string();
            assert!(
                message.contains("there is no transport: the CA bundle "),
                "{message}"
            );
            assert!(matches!(error, Error::Construction(_)), "{message}");
        }
        let ca = workspace().join("codegen/runtime/tests/support/tls/ca.pem");
        fs::copy(ca, &bundle).expect("a bundle");
        for _ in 0..2 {
            let answer = client.get_resource_sync_status(input()).await;
            answer.expect("an answer");
        }
    }
    // Connections are kept, so that it was one transport for each configuration.
    assert_eq!((service.requests().len(), service.connections()), (4, 2));
    assert_eq!(agent.requests().len(), 1);
}
