//! Traits of single operations and services: host prefixes, the codes of the AWS query protocol, compression, and
//! requests without a signature.
//!
//! The facts are those of Smithy's specification and of its protocol tests for awsJson1_0.

use crate::sample::operation::get_state::{GetStateError, GetStateInput, GetStateOutput};
use crate::sample::operation::ping::{Ping, PingError, PingInput, PingOutput};
use crate::script::{answer, error, ok};
use crate::world::{SECRET, World, client, input, ms};
use runtime::endpoint::{BuiltIns, Endpoint, EndpointError, host_label};
use runtime::retry::{Retry, StandardRetry};
use runtime::{
    AuthScheme, BoxFuture, Client, ConfigBuilder, Credentials, CredentialsError, Environment,
};
use runtime::{Error, Fault, Operation, Protocol, ProvideCredentials, Service};
use std::time::Duration;

/// A service that once spoke the AWS query protocol, and has an endpoint by rules.
struct Old;

impl Service for Old {
    const SHAPE_NAME: &'static str = "Old_20200720";
    const SDK_ID: &'static str = "Old";
    const VERSION: &'static str = "2020-07-20";
    const SIGNING_NAME: Option<&'static str> = Some("old");
    const PROTOCOLS: &'static [Protocol] = &[Protocol::AwsJson1_0];
    const QUERY_COMPATIBLE: bool = true;
    const RETRY_BASE: Duration = Duration::from_millis(25);
    const MAX_ATTEMPTS: u32 = 4;
}

/// `GetState` as a service has it that makes use of everything.
struct Everything;

impl Operation for Everything {
    const NAME: &'static str = "GetState";
    type Service = Old;
    type Input = GetStateInput;
    type Output = GetStateOutput;
    type Error = GetStateError;
    const LONG_POLL: bool = true;
    const GZIP: bool = true;

    fn endpoint(_: &GetStateInput, built_ins: &BuiltIns<'_>) -> Result<Endpoint, EndpointError> {
        Endpoint::new(built_ins.endpoint.unwrap_or("https://old.example"))
    }

    fn host_prefix(input: &GetStateInput) -> Result<String, EndpointError> {
        Ok(format!("data.{}.", host_label("name", &input.name)?))
    }
}

macro_rules! pings {
    ($($name:ident: $($auth:ident),*;)*) => {$(
        struct $name;

        impl Operation for $name {
            const NAME: &'static str = "Ping";
            type Service = Old;
            type Input = PingInput;
            type Output = PingOutput;
            type Error = PingError;
            const AUTH: &'static [AuthScheme] = &[$(AuthScheme::$auth),*];
        }
    )*};
}

pings! {
    Anonymous: NoAuth;
    Optional: SigV4, NoAuth;
}

fn old(config: ConfigBuilder) -> Client {
    Client::new::<Old>(&config.build().unwrap())
}

fn call(world: &World, config: ConfigBuilder) -> Result<GetStateOutput, Error<GetStateError>> {
    world.clock.run(old(config).call::<Everything>(input()))
}

fn config(world: &World) -> ConfigBuilder {
    world.config().endpoint_url("https://example.com/custom")
}

#[test]
fn a_prefix_comes_before_any_host_and_is_signed() {
    let world = World::new([ok()]);
    call(&world, config(&world)).unwrap();
    let request = world.only_request();
    assert_eq!(
        request.request.uri(),
        "https://data.main.example.com/custom/"
    );
    // The signature that is verified is over this host.
    assert!(
        request
            .signature(SECRET)
            .signed_headers
            .contains(&"host".to_owned())
    );
}

#[test]
fn a_prefix_can_be_turned_off() {
    let variables = [("AWS_DISABLE_HOST_PREFIX_INJECTION", "true")];
    let no_files: [(&str, &str); 0] = [];
    let world = World::new([ok(), ok()]);
    for config in [
        config(&world).disable_host_prefix_injection(true),
        config(&world).environment(Environment::fixed(variables, no_files)),
    ] {
        call(&world, config).unwrap();
        let request = world.only_request();
        assert_eq!(request.request.uri(), "https://example.com/custom/");
    }
}

#[test]
fn what_is_no_host_label_is_not_sent() {
    let world = World::new([]);
    let client = old(config(&world));
    let input = GetStateInput::new("s3cret.evil");
    let error = world
        .clock
        .run(client.call::<Everything>(input))
        .unwrap_err();
    assert_eq!(
        error.to_string(),
        "GetState: the request could not be built: no endpoint of Old: `name`, which is part of the host, must \
         be 1 to 63 letters, digits and inner hyphens"
    );
    assert!(!format!("{error:?}").contains("s3cret"));
    let address = config(&world).endpoint_url("http://127.0.0.1:8000");
    let error = call(&world, address).unwrap_err().to_string();
    assert!(
        error.contains("`127.0.0.1`") && error.contains("disable_host"),
        "{error}"
    );
    assert!(world.times().is_empty());
}

#[test]
fn a_service_of_the_query_protocol_is_asked_for_its_codes_and_no_other_is() {
    let world = World::new([ok(), ok()]);
    call(&world, config(&world)).unwrap();
    let request = world.only_request();
    assert_eq!(request.header("x-amzn-query-mode"), "true");
    let signed = request.signature(SECRET).signed_headers;
    assert!(signed.contains(&"x-amzn-query-mode".to_owned()));

    world.call().unwrap();
    let request = world.only_request();
    assert!(!request.request.headers().contains_key("x-amzn-query-mode"));
}

#[test]
fn an_error_has_the_code_of_the_query_protocol_and_its_own_shape() {
    let headers = [("x-amzn-query-error", "Old.Wrong;Receiver")];
    let body = r#"{"__type": "com.example#ValidationException", "message": "no"}"#;
    let world = World::new([answer(400, &headers, body), answer(400, &headers, body)]);
    let error = call(&world, config(&world)).unwrap_err();
    assert_eq!(error.code(), Some("Old.Wrong"));
    assert!(matches!(
        error.as_service_error(),
        Some(GetStateError::Validation(_))
    ));
    let Error::Service(error) = &error else {
        panic!("{error}");
    };
    assert_eq!(error.metadata().fault(), Some(Fault::Server));
    // What the model says of the shape holds: this one's message is sensitive.
    let shown = "GetState: HTTP 400 Old.Wrong: [sensitive]";
    assert_eq!(error.to_string(), shown);
    world.times();

    // Another service is not asked for it, and not believed.
    let error = world.call().unwrap_err();
    assert_eq!(error.code(), Some("ValidationException"));
}

#[test]
fn throttling_by_the_code_of_the_query_protocol_is_throttling() {
    let headers = [("x-amzn-query-error", "RequestThrottled;Sender")];
    let body = r#"{"__type": "com.example#Unlisted"}"#;
    let world = World::new([answer(400, &headers, body), ok()]);
    call(&world, config(&world)).unwrap();
    assert_eq!(world.times(), [ms(0), ms(1_000)]);
}

#[test]
fn a_service_has_attempts_and_waits_of_its_own() {
    let world = World::new((0..9).map(|_| error(503, "Unavailable")));
    let policy = Retry::custom(StandardRetry::new(world.bucket.clone()));
    let error = call(&world, config(&world).retry(policy)).unwrap_err();
    assert_eq!(error.attempts(), 4);
    assert_eq!(world.times(), [ms(0), ms(25), ms(75), ms(175)]);
}

/// Gives no credentials, for this reason.
struct Without(CredentialsError);

impl ProvideCredentials for Without {
    fn provide(&self) -> BoxFuture<'_, Result<Credentials, CredentialsError>> {
        Box::pin(std::future::ready(Err(self.0.clone())))
    }
}

fn ping<Op>(world: &World, config: ConfigBuilder) -> Result<PingOutput, Error<PingError>>
where
    Op: Operation<Input = PingInput, Output = PingOutput, Error = PingError>,
{
    world
        .clock
        .run(old(config).call::<Op>(PingInput::default()))
}

#[test]
fn without_authentication_there_is_no_signature_and_no_need_of_credentials() {
    let world = World::new([ok()]);
    let broken = Without(CredentialsError::new("the vault is sealed"));
    ping::<Anonymous>(&world, config(&world).credentials(broken)).unwrap();
    let request = world.only_request();
    for header in ["authorization", "x-amz-date", "x-amz-security-token"] {
        assert!(!request.request.headers().contains_key(header), "{header}");
    }
}

#[test]
fn where_authentication_is_optional_requests_are_signed_if_there_are_credentials() {
    let world = World::new([ok(), ok()]);
    ping::<Optional>(&world, config(&world)).unwrap();
    assert_eq!(world.only_request().signature(SECRET).service, "old");

    let none = Without(CredentialsError::not_found("there are none"));
    ping::<Optional>(&world, config(&world).credentials(none)).unwrap();
    assert_eq!(world.only_request().header("authorization"), "");
}

#[test]
fn credentials_that_cannot_be_had_fail_a_call_that_would_be_signed() {
    let world = World::new([]);
    let broken = Without(CredentialsError::new("the vault is sealed"));
    let error = ping::<Optional>(&world, config(&world).credentials(broken)).unwrap_err();
    assert!(error.to_string().contains("the vault is sealed"), "{error}");
    // Nothing found is a failure too where a signature is needed.
    let none = Without(CredentialsError::not_found("there are none"));
    let client = client(world.config().credentials(none));
    let call = client.call::<Ping>(PingInput::default());
    let error = world.clock.run(call).unwrap_err();
    assert!(matches!(error, Error::Credentials(_)), "{error}");
    assert!(world.times().is_empty());
}

#[test]
fn a_request_that_cannot_be_built_needs_no_credentials() {
    let world = World::new([]);
    let broken = Without(CredentialsError::new("the vault is sealed"));
    let client = client(world.config().credentials(broken));
    let call = client.request::<Ping>(PingInput::default());
    let call = call.endpoint_url("https://example.com/?a=b");
    let error = world.clock.run(call.send()).unwrap_err();
    assert!(matches!(error, Error::Construction(_)), "{error}");
}

/// A feature that another crate enables does not compress anything by itself.
#[test]
fn a_body_is_not_compressed_unless_code_asks_for_it() {
    let world = World::new([ok()]);
    call(&world, config(&world).request_min_compression_size(0)).unwrap();
    assert_eq!(world.only_request().header("content-encoding"), "");
}

#[cfg(feature = "compression")]
mod compression {
    use super::*;
    use crate::sample::operation::get_state::GetState;
    use crate::script::Sent;
    use flate2::read::GzDecoder;
    use std::io::Read;

    /// Returns the request of a call, without a random token in it.
    fn sent(world: &World, config: ConfigBuilder) -> Sent {
        world.script.add([ok()]);
        call(world, config).unwrap();
        world.only_request()
    }

    #[test]
    fn a_body_from_the_minimum_on_is_compressed_before_it_is_signed() {
        let world = World::new([]);
        let plain = sent(&world, config(&world).request_compression(true));
        let size = u32::try_from(plain.request.body().len()).unwrap();
        assert_eq!(
            plain.header("content-encoding"),
            "",
            "10,240 bytes are the least"
        );

        let compressing = |size| {
            let config = config(&world).request_min_compression_size(size);
            config.request_compression(true)
        };
        let at = sent(&world, compressing(size));
        assert_eq!(at.header("content-encoding"), "gzip");
        let metrics = [&plain, &at].map(crate::pages::metrics);
        assert_eq!(metrics.map(|it| it.contains('L')), [false, true]);
        assert!(
            at.signature(SECRET)
                .signed_headers
                .contains(&"content-encoding".to_owned())
        );
        let body = at.request.body();
        assert_eq!(at.header("content-length"), body.len().to_string());
        let mut text = Vec::new();
        GzDecoder::new(&**body).read_to_end(&mut text).unwrap();
        assert_eq!(text, **plain.request.body());
        assert!(at.header("user-agent").contains("L,"), "the metric of it");

        let variables = [("AWS_DISABLE_REQUEST_COMPRESSION", "true")];
        let no_files: [(&str, &str); 0] = [];
        for as_it_is in [
            compressing(size + 1),
            compressing(0).disable_request_compression(true),
            compressing(0).environment(Environment::fixed(variables, no_files)),
        ] {
            let sent = sent(&world, as_it_is);
            assert_eq!(sent.header("content-encoding"), "");
            assert_eq!(sent.request.body(), plain.request.body());
        }
    }

    #[test]
    fn an_operation_that_does_not_allow_it_is_sent_as_it_is() {
        let world = World::new([ok()]);
        let config = world.config().request_min_compression_size(0);
        let client = client(config.request_compression(true));
        world.clock.run(client.call::<GetState>(input())).unwrap();
        assert_eq!(world.only_request().header("content-encoding"), "");
    }

    #[cfg(feature = "test-util")]
    #[test]
    fn a_fake_reads_what_is_compressed() {
        use runtime::FakeTransport;
        let fake = FakeTransport::new().on::<Everything>(|input| {
            assert_eq!(input.name, "main");
            Ok(serde_json::from_str("{}").unwrap())
        });
        let config = fake.config_builder().request_min_compression_size(0);
        let client = old(config.request_compression(true));
        let world = World::new([]);
        world.clock.run(client.call::<Everything>(input())).unwrap();
        assert_eq!(fake.sent()[0].headers()["content-encoding"], "gzip");
        assert_eq!(fake.requests::<Everything>().unwrap()[0].name, "main");
    }
}
