//! Calls of clients whose configuration lacks something.

use crate::sample::operation::get_state::GetState;
use crate::sample::operation::ping::{PingError, PingInput, PingOutput};
use crate::script::ok;
use crate::world::{World, client, input};
use runtime::endpoint::{self, BuiltIns};
use runtime::{
    Client, Config, ConfigBuilder, Credentials, Environment, EnvironmentCredentials, Error,
    Operation, Protocol, Service,
};

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
        "GetState: the request could not be built: no region is configured for Example: set it in code \
         (`ConfigBuilder::region`), or let AWS_REGION and the profile be read (`Config::from_env` or \
         `ConfigBuilder::environment`)"
    );
    let call = client.request::<GetState>(input()).region("eu-west-1");
    world.clock.run(call.send()).unwrap();
}

#[test]
fn a_missing_region_is_said_with_the_places_that_are_read() {
    let start = "GetState: the request could not be built: no region is configured for Example: set it in code \
                 (`ConfigBuilder::region`), in the variable AWS_REGION, or as `region` of the profile ";
    let off = ("AWS_EC2_METADATA_DISABLED", "true");
    let dev = "[profile dev]\nsdk_ua_app_id = a";
    for (variables, end) in [
        (
            vec![("HOME", "/home/me")],
            "\"default\" in /home/me/.aws/config",
        ),
        (
            vec![("AWS_CONFIG_FILE", "/etc/aws"), ("AWS_PROFILE", "dev")],
            "\"dev\" in /etc/aws",
        ),
        (vec![], "\"default\" in the file that AWS_CONFIG_FILE names"),
    ] {
        let world = World::new([]);
        let variables = variables.into_iter().chain([off]);
        let config = Config::builder()
            .transport(world.script.clone())
            .environment(Environment::fixed(variables, [("/etc/aws", dev)]))
            .endpoint_url("https://example.com")
            .credentials(Credentials::new("AKIDEXAMPLE", "secret"));
        assert_eq!(call_error(&world, &client(config)), format!("{start}{end}"));
    }
}

/// Rules say in words of their own that they need a region, and say other things in the same way.
#[test]
fn rules_that_need_a_region_are_told_from_rules_that_need_something_else() {
    let error = |configure: fn(ConfigBuilder) -> ConfigBuilder| {
        let world = World::new([]);
        let config = Config::builder()
            .transport(world.script.clone())
            .credentials(Credentials::new("AKIDEXAMPLE", "secret"));
        let client = Client::new::<Worded>(&configure(config).build().unwrap());
        let call = client.call::<Word>(PingInput::default());
        let error = world.clock.run(call).unwrap_err();
        assert!(matches!(error, Error::Construction(_)));
        error.to_string()
    };
    for error in [error(|it| it), error(|it| it.use_dual_stack(true))] {
        let start = "Word: the request could not be built: no region is configured for Worded: set it in code";
        assert!(error.starts_with(start), "{error}");
    }
    assert_eq!(
        error(|it| it.use_fips(true)),
        "Word: the request could not be built: no endpoint of Worded: there is no FIPS here"
    );
    assert_eq!(
        error(|it| it.use_dual_stack(true).region("eu-west-1")),
        "Word: the request could not be built: no endpoint of Worded: no dual stack in eu-west-1"
    );
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
        "GetState: the request could not be built: no endpoint of Example: its model has no endpoint rules, so the \
         endpoint URL must be configured"
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

#[cfg(not(feature = "http1"))]
#[test]
fn without_a_transport_it_is_said_how_to_get_one() {
    let world = World::new([]);
    let config = Config::builder()
        .endpoint_url("https://example.com")
        .region("eu-west-1");
    assert_eq!(
        call_error(&world, &client(config)),
        "GetState: the request could not be built: there is no transport: set one with \
         `Config::builder().transport(…)`, or enable the feature `http1`"
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
        "GetState: no credentials: there is no credentials provider: set one with `Config::builder().credentials(…)`, or \
         enable the feature `credentials`"
    );
}

#[test]
fn without_randomness_no_request_is_built() {
    let world = World::new([]);
    let none = || Err(std::io::Error::other("no randomness"));
    let error = call_error(&world, &client(world.config().entropy(none)));
    assert_eq!(
        error,
        "GetState: the request could not be built: no randomness"
    );
}

/// A service whose rules know one region.
struct Regional;

impl Service for Regional {
    const SHAPE_NAME: &'static str = "Regional";
    const SDK_ID: &'static str = "Regional";
    const VERSION: &'static str = "1";
    const SIGNING_NAME: Option<&'static str> = Some("regional");
    const PROTOCOLS: &'static [Protocol] = &[Protocol::AwsJson1_1];

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
        let start = "Look: the request could not be built: no endpoint of Regional: no Some(";
        assert!(error.to_string().starts_with(start), "{error}");
    }
}

/// A service whose rules reject what they cannot use, each in its words.
struct Worded;

impl Service for Worded {
    const SHAPE_NAME: &'static str = "Worded";
    const SDK_ID: &'static str = "Worded";
    const VERSION: &'static str = "1";
    const SIGNING_NAME: Option<&'static str> = Some("worded");
    const PROTOCOLS: &'static [Protocol] = &[Protocol::AwsJson1_1];

    fn endpoint(built_ins: &BuiltIns<'_>) -> endpoint::Result {
        if built_ins.use_fips {
            return endpoint::refuse("there is no FIPS here");
        }
        match built_ins.region {
            Some(region) if built_ins.use_dual_stack => {
                endpoint::refuse(format!("no dual stack in {region}"))
            }
            Some(region) => endpoint::Endpoint::new(format!("https://{region}.worded.example")),
            None => endpoint::refuse("Invalid Configuration: Missing Region"),
        }
    }
}

struct Word;

impl Operation for Word {
    const NAME: &'static str = "Word";
    type Service = Worded;
    type Input = PingInput;
    type Output = PingOutput;
    type Error = PingError;
}

/// A service that has endpoints for single accounts, and a parameter of its own.
struct OfAccounts;

impl Service for OfAccounts {
    const SHAPE_NAME: &'static str = "OfAccounts";
    const SDK_ID: &'static str = "OfAccounts";
    const VERSION: &'static str = "1";
    const SIGNING_NAME: Option<&'static str> = Some("accounts");
    const PROTOCOLS: &'static [Protocol] = &[Protocol::AwsJson1_0];
    const HAS_ACCOUNT_ENDPOINTS: bool = true;

    fn endpoint(built_ins: &BuiltIns<'_>) -> endpoint::Result {
        let stage = built_ins.text("Stage").unwrap_or("live");
        let mode = built_ins.account_id_endpoint_mode;
        match built_ins.account_id {
            Some(account) => endpoint::Endpoint::new(format!("https://{account}.{stage}.example")),
            None if mode == Some("required") => endpoint::refuse("no account is known"),
            None => endpoint::Endpoint::new(format!("https://{stage}.example")),
        }
    }
}

struct Count;

impl Operation for Count {
    const NAME: &'static str = "Count";
    type Service = OfAccounts;
    type Input = PingInput;
    type Output = PingOutput;
    type Error = PingError;
}

#[test]
fn an_endpoint_may_depend_on_the_account_and_on_what_the_client_was_told() {
    use runtime::AccountIdEndpointMode::{Disabled, Preferred, Required};

    let unknown = Credentials::new("AKIDEXAMPLE", "secret");
    let known = unknown.clone().account_id("123456789012");
    for (credentials, mode, stage, expected) in [
        (
            &known,
            Preferred,
            None,
            Ok("https://123456789012.live.example/"),
        ),
        (
            &known,
            Required,
            Some("test"),
            Ok("https://123456789012.test.example/"),
        ),
        (&known, Disabled, Some("test"), Ok("https://test.example/")),
        (&unknown, Preferred, None, Ok("https://live.example/")),
        (&unknown, Required, None, Err("no account is known")),
    ] {
        let world = World::new([ok()]);
        let mut config = Config::builder()
            .transport(world.script.clone())
            .region("eu-west-1")
            .credentials(credentials.clone())
            .account_id_endpoint_mode(mode);
        if let Some(stage) = stage {
            config = config.endpoint_parameter("Stage", stage);
        }
        let client = Client::new::<OfAccounts>(&config.build().unwrap());
        let called = world.clock.run(client.call::<Count>(PingInput::default()));
        match expected {
            Ok(uri) => {
                called.unwrap();
                assert_eq!(world.only_request().request.uri(), uri);
            }
            Err(reason) => {
                let error = called.unwrap_err();
                assert!(matches!(error, Error::Construction(_)), "{error}");
                assert!(error.to_string().contains(reason), "{error}");
            }
        }
    }
}

/// A provider that has none: where only the endpoint needs credentials, the call ends as if it could not be signed.
#[test]
fn an_endpoint_that_depends_on_the_account_needs_credentials_first() {
    let world = World::new([]);
    let config = Config::builder()
        .transport(world.script.clone())
        .region("eu-west-1")
        .credentials(EnvironmentCredentials::new(Environment::empty()))
        .build()
        .unwrap();
    let client = Client::new::<OfAccounts>(&config);
    let called = world.clock.run(client.call::<Count>(PingInput::default()));
    let error = called.unwrap_err();
    assert!(matches!(error, Error::Credentials(_)), "{error}");
}
