//! Calls that go elsewhere than their client's others.

use crate::sample::operation::get_state::GetState;
use crate::script::ok;
use crate::world::{SECRET, World, client, input};
use runtime::Environment;

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
