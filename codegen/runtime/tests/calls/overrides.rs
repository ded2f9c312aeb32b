//! Calls that go elsewhere than their client's others.

use crate::sample::operation::get_state::GetState;
use crate::sample::operation::ping::{PingError, PingInput, PingOutput};
use crate::script::ok;
use crate::world::{SECRET, World, client, input};
use runtime::endpoint::{BuiltIns, Endpoint, EndpointError};
use runtime::{Client, Environment, Operation, Protocol, Service};

#[test]
fn a_call_may_have_a_region_of_its_own() {
    let world = World::new([ok(), ok()]);
    let client = world.client();
    let call = client.request::<GetState>(input()).region("us-gov-west-1");
    world.clock.run(call.send()).unwrap();
    assert_eq!(
        world.only_request().signature(SECRET).region,
        "us-gov-west-1"
    );
    world.call_of(&client).unwrap();
    assert_eq!(world.only_request().signature(SECRET).region, "eu-west-1");
}

#[test]
fn a_call_may_have_an_endpoint_of_its_own() {
    let world = World::new([ok(), ok(), ok()]);
    let client = world.client();
    for (url, sent) in [
        ("http://localhost:4566", "http://localhost:4566/"),
        ("https://example.org/base", "https://example.org/base/"),
    ] {
        let call = client.request::<GetState>(input()).endpoint_url(url);
        world.clock.run(call.send()).unwrap();
        let request = world.only_request();
        assert_eq!(request.request.uri(), sent);
        request.signature(SECRET);
    }
    world.call_of(&client).unwrap();
    assert_eq!(world.only_request().request.uri(), "https://example.com/");
}

#[test]
fn the_endpoint_of_the_service_comes_before_that_of_all() {
    let world = World::new([ok()]);
    let no_files: [(&str, &str); 0] = [];
    let variables = [
        ("AWS_ENDPOINT_URL", "http://all.example"),
        ("AWS_ENDPOINT_URL_EXAMPLE", "http://one.example"),
    ];
    let config = world.config().endpoint_url("http://code.example");
    let config = config.service_endpoint_url("Example", "http://service.example");
    let config = config.environment(Environment::fixed(variables, no_files));
    world.call_of(&client(config)).unwrap();
    assert_eq!(
        world.only_request().request.uri(),
        "http://service.example/"
    );
}

/// A service whose rules put something behind the URL that is configured, as those of S3.
struct Behind;

impl Service for Behind {
    const SHAPE_NAME: &'static str = "Behind";
    const SDK_ID: &'static str = "Behind";
    const VERSION: &'static str = "1";
    const SIGNING_NAME: Option<&'static str> = None;
    const PROTOCOLS: &'static [Protocol] = &[Protocol::AwsJson1_1];

    fn endpoint(built_ins: &BuiltIns<'_>) -> Result<Endpoint, EndpointError> {
        Endpoint::new(format!("{}/more", built_ins.endpoint.unwrap_or_default()))
    }
}

struct Add;

impl Operation for Add {
    const NAME: &'static str = "Add";
    type Service = Behind;
    type Input = PingInput;
    type Output = PingOutput;
    type Error = PingError;
}

#[test]
fn rules_are_given_a_url_without_a_path_where_there_is_none() {
    for (url, expected) in [
        ("http://localhost:4566", "http://localhost:4566/more/"),
        ("http://localhost:4566/", "http://localhost:4566/more/"),
        (
            "http://localhost:4566/base",
            "http://localhost:4566/base/more/",
        ),
    ] {
        let world = World::new([ok(), ok()]);
        let in_code = world.config().endpoint_url(url).build().unwrap();
        let plain = world.config().build().unwrap();
        for (config, of_call) in [(in_code, None), (plain, Some(url))] {
            let client = Client::new::<Behind>(&config);
            let mut call = client.request::<Add>(PingInput::default());
            if let Some(url) = of_call {
                call = call.endpoint_url(url);
            }
            world.clock.run(call.send()).unwrap();
            assert_eq!(world.only_request().request.uri(), expected);
        }
    }
}
