//! Endpoint resolvers of the caller.

use crate::sample::Service;
use crate::sample::operation::get_state::GetState;
use crate::sample::operation::ping::{PingError, PingInput, PingOutput};
use crate::script::ok;
use crate::world::{SECRET, World, client, input};
use runtime::endpoint::{Endpoint, EndpointError};
use runtime::{Client, Environment, Error, Operation};

/// An operation that adds a prefix to the host.
struct Prefixed;

impl Operation for Prefixed {
    const NAME: &'static str = "Prefixed";
    type Service = Service;
    type Input = PingInput;
    type Output = PingOutput;
    type Error = PingError;

    fn host_prefix(_: &PingInput) -> Result<String, EndpointError> {
        Ok("data.".to_owned())
    }
}

#[test]
fn a_resolver_is_told_of_the_call_and_chooses_its_url() {
    let world = World::new([ok()]);
    let config = world.config().use_fips(true).endpoint_resolver(|request| {
        let names = (request.service(), request.operation());
        assert_eq!(names, ("Example", "GetState"));
        assert_eq!(request.region(), Some("eu-west-1"));
        assert_eq!(
            (request.use_fips(), request.use_dual_stack()),
            (true, false)
        );
        assert_eq!(request.endpoint_url(), Some("https://example.com"));
        assert_eq!(request.account_id(), None);
        Ok(Endpoint::new("http://localhost:4566/base")?)
    });
    world.call_of(&client(config)).unwrap();
    let sent = world.only_request();
    assert_eq!(sent.request.uri(), "http://localhost:4566/base/");
    assert_eq!(sent.signature(SECRET).region, "eu-west-1");
    assert!(
        sent.header("user-agent").contains("N"),
        "an overridden endpoint"
    );
}

#[test]
fn headers_and_the_region_of_signatures_are_those_of_its_endpoint() {
    let world = World::new([ok()]);
    let config = world.config().endpoint_resolver(|_| {
        let properties = [("signingRegion", "us-west-2"), ("signingName", "other")];
        let endpoint = Endpoint::new("https://cell.example")?.header("x-cell", "7")?;
        Ok(endpoint.auth_scheme("sigv4", properties))
    });
    world.call_of(&client(config)).unwrap();
    let sent = world.only_request();
    let signature = sent.signature(SECRET);
    let scope = (signature.region.as_str(), signature.service.as_str());
    assert_eq!(scope, ("us-west-2", "other"));
    assert_eq!(sent.header("x-cell"), "7");
}

#[test]
fn it_precedes_configured_urls_and_a_url_of_the_call_precedes_it() {
    let world = World::new([ok(), ok(), ok()]);
    let no_files: [(&str, &str); 0] = [];
    let variables = [("AWS_ENDPOINT_URL", "http://variable.example")];
    let config = world
        .config()
        .environment(Environment::fixed(variables, no_files))
        .service_endpoint_url("Example", "http://service.example")
        .endpoint_resolver(|request| match request.operation() {
            "GetState" => request.resolve_at("http://resolver.example/"),
            _ => request.resolve(),
        });
    let client = client(config);
    world.call_of(&client).unwrap();
    assert_eq!(
        world.only_request().request.uri(),
        "http://resolver.example/"
    );
    let call = client.request::<GetState>(input());
    let call = call.endpoint_url("http://call.example");
    world.clock.run(call.send()).unwrap();
    assert_eq!(world.only_request().request.uri(), "http://call.example/");
}

#[test]
fn the_rules_and_the_host_prefix_apply_to_a_url_that_is_handed_to_them_alone() {
    for (is_handed, expected) in [
        (true, "https://data.gateway.example/"),
        (false, "https://gateway.example/"),
    ] {
        let world = World::new([ok()]);
        let config = world.config().endpoint_resolver(move |request| {
            let url = "https://gateway.example";
            match is_handed {
                true => request.resolve_at(url),
                false => Ok(Endpoint::new(url)?),
            }
        });
        let client = Client::new::<Service>(&config.build().unwrap());
        let call = client.call::<Prefixed>(PingInput::default());
        world.clock.run(call).unwrap();
        assert_eq!(world.only_request().request.uri(), expected);
    }
}

#[test]
fn its_error_fails_the_call_unsent() {
    let world = World::new([]);
    let config = world
        .config()
        .endpoint_resolver(|request| Err(format!("no cell in {:?}", request.region()).into()));
    let error = world.call_of(&client(config)).unwrap_err();
    assert!(matches!(error, Error::Construction(_)));
    assert_eq!(
        error.to_string(),
        "GetState: the request could not be built: no cell in Some(\"eu-west-1\")"
    );
    let config = world.config();
    let config = config.endpoint_resolver(|it| it.resolve_at("ftp://example.com"));
    let error = world.call_of(&client(config)).unwrap_err().to_string();
    assert!(
        error.contains("`ftp://example.com` is not a valid endpoint URL"),
        "{error}"
    );
}

#[test]
fn headers_of_its_endpoint_cannot_change_the_length_or_break_the_host() {
    for (name, value, reason) in [
        ("content-length", "1", "the transport sets it"),
        ("Transfer-Encoding", "chunked", "the transport sets it"),
        (
            "host",
            "Cell.example/",
            "it must be a host in lower case with an optional port",
        ),
    ] {
        let endpoint = Endpoint::new("https://cell.example").unwrap();
        let error = endpoint.header(name, value).unwrap_err();
        let expected = format!("no endpoint: its header `{name}` cannot be sent: {reason}");
        assert_eq!(error.to_string(), expected);
    }
    let world = World::new([ok()]);
    let config = world
        .config()
        .endpoint_resolver(|_| Ok(Endpoint::new("https://a.example")?.header("host", "b:8443")?));
    world.call_of(&client(config)).unwrap();
    let sent = world.only_request();
    assert_eq!(sent.header("host"), "b:8443");
    sent.signature(SECRET);
}

#[test]
fn values_of_headers_of_an_endpoint_are_not_shown() {
    let endpoint = Endpoint::new("https://cell.example").unwrap();
    let endpoint = endpoint.header("x-api-key", "hidden").unwrap();
    assert_eq!(
        format!("{endpoint:?}"),
        r#"Endpoint { url: https://cell.example/, headers: ["x-api-key"], properties: {} }"#
    );
}
