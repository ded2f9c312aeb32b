//! The region of an EC2 instance: asked for last, late and once.

use crate::carrier::Carrier;
use crate::clock::StillClock;
use crate::open::{Look, Open};
use crate::sample::operation::get_state::{GetState, GetStateInput};
use crate::sample::operation::ping::PingInput;
use crate::{environment, sample};
use runtime::{Client, Config, ConfigBuilder, Credentials, Environment};
use std::time::Duration;
use tokio::task::JoinSet;

fn config(carrier: &Carrier) -> ConfigBuilder {
    Config::builder()
        .transport(carrier.clone())
        .credentials(Credentials::new("AKIDEXAMPLE", "secret"))
        .endpoint_url("https://service.example")
}

fn client(config: ConfigBuilder) -> Client {
    Client::new::<sample::Service>(&config.build().unwrap())
}

async fn call(client: &Client) -> Result<(), String> {
    let call = client.call::<GetState>(GetStateInput::new("main")).await;
    call.map(drop).map_err(|error| error.to_string())
}

/// The regions that requests to the service were signed for, and the paths of the metadata service.
fn sent(carrier: &Carrier) -> (Vec<String>, Vec<String>) {
    let (service, metadata) = carrier.take();
    let region = |authorization: String| authorization.split('/').nth(2).unwrap().to_owned();
    let regions = service
        .iter()
        .map(|it| region(it.header("authorization").unwrap()));
    let paths = metadata
        .iter()
        .map(|it| format!("{} {}", it.method, it.target));
    (regions.collect(), paths.collect())
}

const ASKED: [&str; 2] = [
    "PUT /latest/api/token",
    "GET /latest/meta-data/placement/region",
];

#[tokio::test]
async fn the_first_call_asks_for_it_and_no_other() {
    let carrier = Carrier::default();
    let config = config(&carrier).environment(environment("", &[], &[]));
    let built = config.build().unwrap();
    let clients = [(); 2].map(|()| Client::new::<sample::Service>(&built));
    assert_eq!(sent(&carrier), (vec![], vec![]));
    call(&clients[0]).await.unwrap();
    let (regions, paths) = sent(&carrier);
    assert_eq!(regions, ["ap-southeast-3"]);
    assert_eq!(paths, ASKED);
    // Clients of one configuration share it.
    for client in clients {
        call(&client).await.unwrap();
        assert_eq!(sent(&carrier), (vec!["ap-southeast-3".to_owned()], vec![]));
    }
}

#[tokio::test]
async fn a_thousand_calls_ask_once() {
    let carrier = Carrier::default();
    let client = client(config(&carrier).environment(environment("", &[], &[])));
    let mut calls = JoinSet::new();
    for _ in 0..1_000 {
        let client = client.clone();
        calls.spawn(async move { call(&client).await });
    }
    while let Some(call) = calls.join_next().await {
        call.unwrap().unwrap();
    }
    let (regions, paths) = sent(&carrier);
    assert_eq!((regions.len(), paths.len()), (1_000, 2));
}

/// STS is asked there too, though credentials are needed before a request is built.
#[tokio::test]
async fn a_role_is_assumed_in_it() {
    let carrier = Carrier::default();
    let role = "[default]\nrole_arn = arn:aws:iam::1:role/r\nsource_profile = default\n\
                aws_access_key_id = AKIDEXAMPLE\naws_secret_access_key = s\n";
    let config = Config::builder()
        .transport(carrier.clone())
        .service_endpoint_url("Example", "https://service.example")
        .environment(environment(role, &[], &[]));
    call(&client(config)).await.unwrap();
    let (_, others) = carrier.take();
    let hosts = others.iter().map(|it| it.header("host").unwrap());
    let expected = [
        "169.254.169.254",
        "169.254.169.254",
        "sts.ap-southeast-3.amazonaws.com",
    ];
    assert_eq!(hosts.collect::<Vec<_>>(), expected);
}

#[tokio::test]
async fn every_other_region_comes_before_it() {
    let carrier = Carrier::default();
    let nothing = || environment("", &[], &[]);
    let variable = environment("", &[("AWS_REGION", "eu-west-1")], &[]);
    let profile = environment("[default]\nregion = eu-west-1", &[], &[]);
    for config in [
        config(&carrier).environment(nothing()).region("eu-west-1"),
        config(&carrier).environment(variable),
        config(&carrier).environment(profile),
    ] {
        call(&client(config)).await.unwrap();
        assert_eq!(sent(&carrier), (vec!["eu-west-1".to_owned()], vec![]));
    }
    let client = client(config(&carrier).environment(nothing()));
    let request = client.request::<GetState>(GetStateInput::new("main"));
    request.region("eu-west-1").send().await.unwrap();
    assert_eq!(sent(&carrier), (vec!["eu-west-1".to_owned()], vec![]));
}

#[tokio::test]
async fn nothing_is_asked_where_it_is_turned_off() {
    let carrier = Carrier::default();
    let off = environment("", &[("AWS_EC2_METADATA_DISABLED", "true")], &[]);
    let client = client(config(&carrier).environment(off));
    let error = call(&client).await.unwrap_err();
    assert!(error.contains("no region is configured"), "{error}");
    assert_eq!(sent(&carrier), (vec![], vec![]));
}

#[tokio::test]
async fn nothing_is_read_or_asked_without_an_environment() {
    let carrier = Carrier::default();
    let bare = || {
        Config::builder()
            .transport(carrier.clone())
            .endpoint_url("https://service.example")
    };
    let error = call(&client(bare())).await.unwrap_err();
    assert!(error.contains("no region is configured"), "{error}");
    let error = call(&client(bare().region("eu-west-1"))).await.unwrap_err();
    assert_eq!(
        error,
        "GetState: no credentials: no provider is configured, and nothing is read without an environment: hand a \
         provider to `ConfigBuilder::credentials`, or let variables, profiles and metadata be read with \
         `Config::from_env` or `ConfigBuilder::environment`"
    );
    assert_eq!(sent(&carrier), (vec![], vec![]));

    // An empty one asks for the metadata of the instance, and for nothing else.
    let config = bare().environment(Environment::empty());
    call(&client(config)).await.unwrap();
    let (regions, paths) = sent(&carrier);
    assert_eq!((regions.len(), paths.is_empty()), (1, false));
}

#[tokio::test]
async fn what_the_metadata_service_says_is_checked_and_it_is_left_alone_for_a_minute() {
    for (status, body) in [
        (404, ""),
        (200, ""),
        (200, "evil.example/#"),
        (200, "<html>"),
    ] {
        let carrier = Carrier::default();
        carrier.answer(status, body);
        let clock = StillClock::new(false);
        let config = config(&carrier).environment(environment("", &[], &[]));
        let client = client(config.clock(clock.clone()));
        for (passed, is_asked) in [(0, true), (59, false), (1, true)] {
            clock.pass(Duration::from_secs(passed));
            let error = call(&client).await.unwrap_err();
            assert!(error.contains("no region is configured"), "{error}");
            let (regions, paths) = sent(&carrier);
            assert_eq!((regions.len(), !paths.is_empty()), (0, is_asked), "{body}");
        }
    }
}

#[tokio::test]
async fn the_profile_says_where_the_metadata_service_is() {
    let carrier = Carrier::default();
    let profile = "[default]\nec2_metadata_service_endpoint = http://metadata.example:1";
    let client = client(config(&carrier).environment(environment(profile, &[], &[])));
    call(&client).await.unwrap();
    let (_, metadata) = carrier.take();
    let hosts = metadata.iter().map(|it| it.header("host").unwrap());
    assert_eq!(hosts.collect::<Vec<_>>(), ["metadata.example:1"; 2]);
}

#[tokio::test]
async fn a_call_that_needs_no_region_does_not_ask() {
    let carrier = Carrier::default();
    let config = config(&carrier).environment(environment("", &[], &[]));
    let client = Client::new::<Open>(&config.build().unwrap());
    client.call::<Look>(PingInput::default()).await.unwrap();
    let (service, metadata) = carrier.take();
    assert_eq!((service.len(), metadata.len()), (1, 0));
}
