//! Values that would lead a signed request elsewhere: none is sent, wherever it comes from, and what is signed as the host
//! is what is sent.

use crate::sample::operation::get_state::{GetState, GetStateError};
use crate::sample::operation::ping::{PingError, PingInput, PingOutput};
use crate::script::ok;
use crate::world::{SECRET, World, client, input};
use http::{HeaderName, HeaderValue};
use runtime::endpoint::{BuiltIns, Endpoint, EndpointError};
use runtime::{
    Client, Config, ConfigBuilder, Credentials, Environment, Error, Operation, Protocol, Request,
    Service, http,
};

/// A service whose host has the region and the account in it, as those of AWS.
struct Regional;

impl Service for Regional {
    const SHAPE_NAME: &'static str = "Regional";
    const SDK_ID: &'static str = "Regional";
    const VERSION: &'static str = "1";
    const SIGNING_NAME: Option<&'static str> = Some("regional");
    const PROTOCOLS: &'static [Protocol] = &[Protocol::AwsJson1_1];
    const HAS_ACCOUNT_ENDPOINTS: bool = true;

    fn endpoint(built_ins: &BuiltIns<'_>) -> Result<Endpoint, EndpointError> {
        if let Some(url) = built_ins.endpoint {
            return Endpoint::new(url);
        }
        let account = built_ins.account_id.unwrap_or("any");
        let region = built_ins.region.unwrap_or_default();
        Endpoint::new(format!("https://{account}.{region}.regional.example"))
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

const TOKEN: &str = "THE-TOKEN";

fn config(world: &World) -> ConfigBuilder {
    Config::builder()
        .transport(world.script.clone())
        .clock(world.clock.clone())
        .credentials(Credentials::new("AKIDEXAMPLE", SECRET).session_token(TOKEN))
}

/// The URL of the only request and the region that it was signed for; `None` if none was sent.
fn sent(world: &World) -> Option<(String, String)> {
    let sent = world.script.take_sent().pop()?;
    let uri = sent.request.uri().to_string();
    Some((uri, sent.signature(SECRET).region))
}

type Call<'a> = Request<'a, Look>;

/// The destination of a call, or the error of one of which nothing is sent.
fn outcome(
    world: &World,
    config: ConfigBuilder,
    change: impl FnOnce(Call<'_>) -> Call<'_>,
) -> Result<(String, String), String> {
    world.script.add([ok()]);
    let client = Client::new::<Regional>(&config.build().map_err(|error| error.to_string())?);
    let call = change(client.request::<Look>(PingInput::default()));
    let called = world.clock.run(call.send());
    match (called, sent(world)) {
        (Ok(_), Some(sent)) => Ok(sent),
        (Err(error), None) => {
            assert!(matches!(error, Error::Construction(_)), "{error}");
            assert_eq!((error.attempts(), error.is_retryable()), (0, false));
            let shown = format!("{error} {error:?}");
            assert!(
                ![TOKEN, SECRET, "hidden"]
                    .iter()
                    .any(|it| shown.contains(it)),
                "{shown}"
            );
            Err(error.to_string())
        }
        (called, sent) => panic!("{called:?} {sent:?}"),
    }
}

/// The region in code, in a variable, in a profile and for one call.
fn everywhere(world: &World, region: &str) -> [Result<(String, String), String>; 4] {
    let no_files: [(&str, &str); 0] = [];
    let variable = Environment::fixed([("AWS_REGION", region)], no_files);
    let file = format!("[default]\nregion = {region}\n");
    let profile = Environment::fixed([("AWS_CONFIG_FILE", "/config")], [("/config", file)]);
    [
        outcome(world, config(world).region(region), |call| call),
        outcome(world, config(world).environment(variable), |call| call),
        outcome(world, config(world).environment(profile), |call| call),
        outcome(world, config(world).region("us-west-2"), |call| {
            call.region(region)
        }),
    ]
}

#[test]
fn a_region_is_sent_to_and_signed_for_in_lower_case() {
    for (region, expected) in [
        ("eu-west-1", "eu-west-1"),
        ("US-EAST-1", "us-east-1"),
        ("Us-Gov-West-1", "us-gov-west-1"),
        ("aws-global", "aws-global"),
        ("aws-cn-global", "aws-cn-global"),
        ("AWS-Global", "aws-global"),
    ] {
        let world = World::new([]);
        let url = format!("https://any.{expected}.regional.example/");
        for outcome in everywhere(&world, region) {
            assert_eq!(outcome, Ok((url.clone(), expected.to_owned())));
        }
    }
}

#[test]
fn what_is_not_a_region_is_not_sent_anywhere() {
    for region in [
        "evil.example/#",
        "evil.example:8443/x",
        "x@evil.example/",
        "x@evil.example:8443/#",
        "us-east-1.evil.example?",
        "a b",
        "us-east-1\r\nx: y",
        "us_east_1",
        "-",
        "../..",
        "us-east-1#",
        "us-east-1/",
        "us-east-1\\",
        "us-east-1%2fevil",
        "127",
        "*",
        "us\u{2010}east-1",
        "\u{202e}1-tsae-su",
    ] {
        let world = World::new([]);
        let outcomes = everywhere(&world, region);
        for (outcome, place) in outcomes.into_iter().zip([
            "ConfigBuilder::region: ",
            "AWS_REGION: ",
            "/config, line 2: ",
            "Look: the request could not be built: Request::region: ",
        ]) {
            // In a file the line ends there, and another key follows.
            if region.contains('\n') && place.starts_with("/config") {
                continue;
            }
            let error = outcome.unwrap_err();
            assert!(error.contains(place), "{error}");
            assert!(
                error.contains("expected a region such as us-east-1"),
                "{error}"
            );
            assert!(!error.contains(['\r', '\n', '\u{202e}']), "{error:?}");
        }
    }
    // Without a region in a variable there is none.
    let world = World::new([]);
    for region in ["", " "] {
        let of_call = outcome(&world, config(&world).region("us-east-1"), |call| {
            call.region(region)
        });
        let in_code = outcome(&world, config(&world).region(region), |call| call);
        for error in [of_call.unwrap_err(), in_code.unwrap_err()] {
            assert!(error.ends_with(&format!("got {region:?}")), "{error}");
        }
    }
}

#[test]
fn an_account_id_cannot_be_another_host() {
    let world = World::new([]);
    let of = |account: &str| {
        let credentials = Credentials::new("AKIDEXAMPLE", SECRET).account_id(account);
        let config = config(&world).region("us-east-1").credentials(credentials);
        outcome(&world, config, |call| call)
    };
    let (url, _) = of("123456789012").unwrap();
    assert_eq!(url, "https://123456789012.us-east-1.regional.example/");
    for account in [
        "",
        "evil.example/",
        "x@evil.example",
        "1.2",
        "a b",
        "evil\r\n",
    ] {
        let error = of(account).unwrap_err();
        assert!(error.contains("account id of the credentials"), "{error}");
    }
}

#[test]
fn the_url_of_a_call_is_checked_and_normal_as_that_of_a_configuration() {
    for (url, expected) in [
        ("http://localhost:4566", "http://localhost:4566/"),
        ("https://Example.ORG:443/Base", "https://example.org/Base/"),
        ("http://127.1:8000/", "http://127.0.0.1:8000/"),
        ("http://[0:0::1]:8000", "http://[::1]:8000/"),
        ("http://my_service", "http://my_service/"),
        ("https://example.org.", "https://example.org./"),
        (" https://example.org\n", "https://example.org/"),
    ] {
        let world = World::new([]);
        let of_call = config(&world).region("us-east-1");
        let in_code = config(&world).region("us-east-1").endpoint_url(url);
        for outcome in [
            outcome(&world, of_call, |call| call.endpoint_url(url)),
            outcome(&world, in_code, |call| call),
        ] {
            assert_eq!(outcome.unwrap().0, expected);
        }
    }
}

#[test]
fn what_is_not_the_url_of_an_endpoint_is_not_sent_to() {
    for (url, why) in [
        ("", "does not begin with https:// or http://"),
        ("/only/a/path", "does not begin with https:// or http://"),
        ("example.com", "does not begin with https:// or http://"),
        (
            "ftp://example.com",
            "does not begin with https:// or http://",
        ),
        ("https://", "has no host"),
        ("https://example.com/?a=hidden", "has a query"),
        ("https://example.com/#hidden", "has a fragment"),
        ("https://user:hidden@example.com", "has a user"),
        ("https://example.com\\@evil.example", "has a user"),
        ("https://exa%6dple.com", "letters, digits, hyphens"),
        ("https://ex\u{e4}mple.com", "letters, digits, hyphens"),
        ("https://example.com/a/../b", "a segment `.` or `..`"),
        ("https://example.com/%2e%2e/b", "a segment `.` or `..`"),
        ("https://example.com/a b", "percent-encoded"),
        ("https://example.com:99999", "port"),
        ("https://256.0.0.1", "IPv4"),
        ("https://[::1", "IPv6"),
        ("https://example.com\r\nx: y", "letters, digits, hyphens"),
    ] {
        let world = World::new([]);
        let of_call = config(&world).region("us-east-1");
        let in_code = of_call.clone().endpoint_url(url);
        for (outcome, setter) in [
            (
                outcome(&world, in_code, |call| call),
                "ConfigBuilder::endpoint_url: ",
            ),
            (
                outcome(&world, of_call, |call| {
                    let call = call.endpoint_url(url);
                    assert!(!format!("{call:?}").contains("hidden"), "{call:?}");
                    call
                }),
                "Look: the request could not be built: Request::endpoint_url: ",
            ),
        ] {
            let error = outcome.unwrap_err();
            assert!(error.starts_with(setter), "{error}");
            assert!(error.contains(why), "{error}");
            assert!(
                !error.contains("hidden") && !error.contains('\n'),
                "{error}"
            );
        }
    }
}

#[test]
fn credentials_cannot_add_to_a_header() {
    let id = "AKIDEXAMPLE";
    let token = |token: &str| Credentials::new(id, SECRET).session_token(token);
    for (credentials, what) in [
        (Credentials::new("", SECRET), "the access key ID is empty"),
        (Credentials::new("A B", SECRET), "the access key ID has"),
        (
            Credentials::new("A\r\nx: y", SECRET),
            "the access key ID has",
        ),
        (
            Credentials::new("A, SignedHeaders=a", SECRET),
            "the access key ID has",
        ),
        (
            Credentials::new("A/20200101", SECRET),
            "the access key ID has",
        ),
        (token("hidden\r\nx: y"), "the session token has"),
        (token("hidden\n"), "the session token has"),
        (token(" hidden"), "the session token has"),
        (token("hidden\0"), "the session token has"),
    ] {
        let world = World::new([]);
        let config = config(&world).region("us-east-1").credentials(credentials);
        let error = outcome(&world, config, |call| call).unwrap_err();
        assert!(error.contains(what), "{error}");
    }
}

#[test]
fn a_host_of_the_users_own_is_signed_as_it_is_sent() {
    let call = |name: HeaderName, value: &[u8]| {
        let world = World::new([ok()]);
        let client = client(world.config());
        let call = client.request::<GetState>(input());
        let call = call.header(name, HeaderValue::from_bytes(value).unwrap());
        let called = world.clock.run(call.send());
        let called = called.map_err(|error: Error<GetStateError>| error.to_string());
        called.map(|_| {
            let sent = world.only_request();
            sent.signature(SECRET);
            sent.header("host").to_owned()
        })
    };
    for host in [
        "vpce.example",
        "vpce.example:443",
        "127.0.0.1:80",
        "[::1]:1",
    ] {
        let sent = call(http::header::HOST, host.as_bytes());
        assert_eq!(sent.as_deref(), Ok(host));
    }
    for host in [
        "",
        "Vpce.example",
        "vpce.example/",
        "user@vpce.example",
        "a b",
        "a,b",
        "127.1",
        "vpce.example:",
        "vpce.example:99999",
        "\u{e9}",
    ] {
        let error = call(http::header::HOST, host.as_bytes()).unwrap_err();
        assert!(
            error.contains("Request::header: `host` must be a host in lower case"),
            "{error}"
        );
    }
    let error = call(http::header::TRANSFER_ENCODING, b"chunked").unwrap_err();
    assert!(
        error.contains("`transfer-encoding` cannot be set"),
        "{error}"
    );
}
