//! The same over a socket: a server compares the bytes that arrive with what was signed.

use crate::cases;
use crate::judge::{has_input, sent, without_tabs};
use crate::server::{Reply, Server};
use crate::service::{Put, Service};
use crate::signed::received;
use crate::sigv4::verify;
use runtime::{Client, Config, Credentials, HttpTransport, Retry};

const SECRET: &str = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

/// Cases, of which some are not sent.
const CASES: u64 = 400;

#[tokio::test]
async fn what_arrives_is_what_was_signed() {
    let server = Server::always(Reply::new(200, "{}"));
    let config = Config::builder()
        .transport(HttpTransport::builder().no_proxy().build().unwrap())
        .credentials(Credentials::new("AKIDEXAMPLE", SECRET))
        .region("eu-west-1")
        .retry(Retry::off())
        .disable_host_prefix_injection(true)
        .endpoint_url(server.url("/"))
        .build();
    let client = Client::new::<Service>(&config.unwrap());
    let mut arrived = 0;
    for seed in 0..CASES {
        let mut input = cases::put(seed);
        input.account = "a".to_owned();
        let expected = sent::<Put>(input.clone()).unwrap();
        let outcome = client.call::<Put>(input.clone()).await;
        assert_eq!(
            outcome.is_ok(),
            expected.is_some(),
            "{seed}: {outcome:?}: {input:?}"
        );
        let requests = server.requests();
        arrived += usize::from(outcome.is_ok());
        assert_eq!(requests.len(), arrived, "{seed}: {input:?}");
        let (Some(request), true) = (requests.last(), outcome.is_ok()) else {
            continue;
        };
        let received = received(request);
        let checked =
            has_input(&input, &received).and_then(|()| verify(&without_tabs(&received), SECRET));
        checked.unwrap_or_else(|problem| panic!("{seed}, {problem}: {input:?}"));
    }
    assert!(arrived > 150, "{arrived}");
}
