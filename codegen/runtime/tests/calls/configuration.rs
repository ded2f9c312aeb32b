//! Calls of clients whose configuration lacks something.

use crate::sample::operation::get_state::GetState;
use crate::sample::operation::ping::{PingError, PingInput, PingOutput};
use crate::script::ok;
use crate::world::{World, client, input};
use runtime::endpoint::{self, BuiltIns};
use runtime::{Client, Config, Credentials, Environment, Error, Operation, Protocol, Service};

fn call_error(world: &World, client: &Client) -> String {
    let error = world
        .clock
        .run(client.call::<GetState>(input()))
        .unwrap_err();
    assert_eq!((error.attempts(), world.times()), (0, vec![]));
    error.to_string()
}

#[test]
fn without_a_region_nothing_is_sent() {
    let world = World::new([ok()]);
    let config = Config::builder()
        .transport(world.script.clone())
        .endpoint_url("https://example.com")
        .credentials(Credentials::new("AKIDEXAMPLE", "secret"));
    let client = client(config);
    assert_eq!(
        call_error(&world, &client),
        "GetState: no request could be built: no region is configured, and requests are signed for one: \
         set it in code, AWS_REGION or the profile"
    );
    let call = client.request::<GetState>(input()).region("eu-west-1");
    world.clock.run(call.send()).unwrap();
}

#[test]
fn without_an_endpoint_nothing_is_sent() {
    let world = World::new([]);
    let config = Config::builder()
        .transport(world.script.clone())
        .region("eu-west-1")
        .credentials(Credentials::new("AKIDEXAMPLE", "secret"));
    assert_eq!(
        call_error(&world, &client(config)),
        "GetState: no request could be built: no endpoint of Example: its model has no endpoint rules, so the \
         endpoint URL has to be configured"
    );
}

#[test]
fn a_variable_with_a_bad_endpoint_is_named() {
    let world = World::new([]);
    let no_files: [(&str, &str); 0] = [];
    let variables = [("AWS_ENDPOINT_URL_EXAMPLE", "example")];
    let config = Config::builder()
        .transport(world.script.clone())
        .region("eu-west-1")
        .environment(Environment::fixed(variables, no_files));
    let error = call_error(&world, &client(config));
    assert!(error.contains("AWS_ENDPOINT_URL_EXAMPLE"), "{error}");
}

#[cfg(not(feature = "reqwest"))]
#[test]
fn without_a_transport_it_is_said_how_to_get_one() {
    let world = World::new([]);
    let config = Config::builder()
        .endpoint_url("https://example.com")
        .region("eu-west-1");
    assert_eq!(
        call_error(&world, &client(config)),
        "GetState: no request could be built: there is no transport: hand one to \
         `Config::builder().transport(…)`, or enable the feature `reqwest`"
    );
}

#[cfg(not(feature = "credentials"))]
#[test]
fn without_a_provider_it_is_said_how_to_get_one() {
    let world = World::new([]);
    let config = Config::builder()
        .transport(world.script.clone())
        .endpoint_url("https://example.com")
        .region("eu-west-1");
    assert_eq!(
        call_error(&world, &client(config)),
        "GetState: no credentials: there is no provider: hand one to `Config::builder().credentials(…)`, or \
         enable the feature `credentials`"
    );
}

#[test]
fn without_randomness_no_request_is_built() {
    let world = World::new([]);
    let none = || Err(std::io::Error::other("no randomness"));
    let error = call_error(&world, &client(world.config().entropy(none)));
    assert_eq!(error, "GetState: no request could be built: no randomness");
}

/// A service whose rules know one region.
struct Regional;

impl Service for Regional {
    const SHAPE_NAME: &'static str = "Regional";
    const SDK_ID: &'static str = "Regional";
    const VERSION: &'static str = "1";
    const SIGNING_NAME: Option<&'static str> = Some("regional");
    const PROTOCOL: Protocol = Protocol::AwsJson1_1;

    fn endpoint(built_ins: &BuiltIns<'_>) -> endpoint::Result {
        match (built_ins.region, built_ins.use_fips) {
            (Some("eu-west-1"), false) => endpoint::Endpoint::new("https://regional.example/v1")?
                .auth_scheme(
                    "sigv4",
                    [("signingName", "other"), ("signingRegion", "eu-central-1")],
                )
                .header("x-cell", "7"),
            (region, _) => endpoint::refuse(format!("no {region:?}")).map_err(|e| e.of("Regional")),
        }
    }
}

struct Look;

impl Operation for Look {
    const NAME: &'static str = "Look";
    type Service = Regional;
    type Input = PingInput;
    type Output = PingOutput;
    type Error = PingError;
}

#[test]
fn the_rules_of_the_service_say_where_to_and_how_to_sign() {
    let world = World::new([ok()]);
    let config = Config::builder()
        .transport(world.script.clone())
        .region("eu-west-1")
        .credentials(Credentials::new("AKIDEXAMPLE", "secret"));
    let client = Client::new::<Regional>(&config.clone().build().unwrap());
    world
        .clock
        .run(client.call::<Look>(PingInput::default()))
        .unwrap();
    let request = world.only_request();
    assert_eq!(request.request.uri(), "https://regional.example/v1/");
    assert_eq!(request.header("x-cell"), "7");
    assert_eq!(
        request.header("user-agent"),
        request.header("x-amz-user-agent")
    );
    assert!(
        !request.header("user-agent").contains(",N"),
        "no endpoint is configured"
    );
    let signature = request.signature("secret");
    assert_eq!(
        (&*signature.service, &*signature.region),
        ("other", "eu-central-1")
    );
    assert!(signature.signed_headers.contains(&"x-cell".to_owned()));

    for config in [config.clone().region("us-east-1"), config.use_fips(true)] {
        let client = Client::new::<Regional>(&config.build().unwrap());
        let call = client.call::<Look>(PingInput::default());
        let error = world.clock.run(call).unwrap_err();
        assert!(matches!(error, Error::Construction(_)));
        let start = "Look: no request could be built: no endpoint of Regional: no Some(";
        assert!(error.to_string().starts_with(start), "{error}");
    }
}
