//! Bearer tokens: their way over the wire (RFC 6750, section 2.1), their cache, and the places where they never show.

use crate::auth::{Maybe, TokenFirst, TokenOnly, call};
use crate::clock::TestClock;
use crate::sample::operation::ping::{PingError, PingInput};
use crate::script::{answer, error, failure, ok, status};
use crate::world::{SECRET, World, secs};
use runtime::{
    BoxFuture, Client, Clock, ConfigBuilder, Credentials, CredentialsError, Environment,
};
use runtime::{Error, ProvideToken, Token, TransportError};
use std::error::Error as _;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Gives a token for an hour each time.
#[derive(Clone)]
struct Hourly {
    clock: TestClock,
    asked: Arc<AtomicUsize>,
}

impl ProvideToken for Hourly {
    fn provide_token(&self) -> BoxFuture<'_, Result<Token, CredentialsError>> {
        let number = self.asked.fetch_add(1, Ordering::SeqCst) + 1;
        let token = Token::new(format!("token-{number}"));
        let token = token.expires_at(self.clock.now() + secs(3600));
        Box::pin(std::future::ready(Ok(token)))
    }
}

fn hourly(world: &World) -> Hourly {
    Hourly {
        clock: world.clock.clone(),
        asked: Arc::default(),
    }
}

fn client(config: ConfigBuilder) -> Client {
    Client::new::<crate::auth::Both>(&config.build().unwrap())
}

fn ping(world: &World, client: &Client) -> Result<(), Error<PingError>> {
    let call = client.call::<TokenOnly>(PingInput::default());
    world.clock.run(call).map(drop)
}

#[test]
fn a_token_is_used_until_it_expires_and_then_replaced() {
    let world = World::new((0..3).map(|_| ok()));
    let provider = hourly(&world);
    let client = client(world.config().token(provider.clone()));
    for (after, expected) in [(0, "token-1"), (3000, "token-1"), (1000, "token-2")] {
        world.clock.show(world.clock.now() + secs(after));
        ping(&world, &client).unwrap();
        let sent = world.only_request();
        assert_eq!(sent.header("authorization"), format!("Bearer {expected}"));
    }
    assert_eq!(provider.asked.load(Ordering::SeqCst), 2);
}

#[test]
fn a_token_that_a_service_rejects_as_expired_is_replaced() {
    let world = World::new([error(400, "ExpiredTokenException"), ok()]);
    let client = client(world.config().token(hourly(&world)));
    ping(&world, &client).unwrap();
    let sent = world.script.take_sent();
    let headers: Vec<_> = sent.iter().map(|it| it.header("authorization")).collect();
    assert_eq!(headers, ["Bearer token-1", "Bearer token-2"]);
}

/// The specifications of retries have no rule for it: it is an error like any other with a status of 4xx.
#[test]
fn a_rejected_token_without_a_known_code_is_not_sent_again() {
    let world = World::new([status(401), ok()]);
    let client = client(world.config().token(hourly(&world)));
    let error = ping(&world, &client).unwrap_err();
    assert_eq!(
        (error.status().unwrap().as_u16(), error.attempts()),
        (401, 1)
    );
    world.script.take_sent();
    ping(&world, &client).unwrap();
    assert_eq!(
        world.only_request().header("authorization"),
        "Bearer token-1"
    );
}

#[test]
fn a_token_is_sent_over_tls_alone_except_on_this_machine() {
    for url in [
        "http://localhost:8000",
        "http://api.localhost",
        "http://127.0.0.1:1",
        "http://127.1",
        "http://[::1]:8000",
        "https://both.example",
    ] {
        let world = World::new([]);
        let config = world.config().endpoint_url(url).token(Token::new("hidden"));
        let sent = call::<TokenOnly>(&world, config).unwrap();
        assert_eq!(sent.header("authorization"), "Bearer hidden", "{url}");
    }
    for url in [
        "http://both.example",
        "http://both.example:443",
        "http://localhost.example",
        "http://10.0.0.1",
        "http://169.254.169.254",
        "http://[fe80::1]",
    ] {
        let world = World::new([]);
        let config = world.config().endpoint_url(url).token(Token::new("hidden"));
        let error = call::<TokenFirst>(&world, config.clone()).unwrap_err();
        let start = format!(
            "TokenFirst: the request could not be built: a bearer token is sent only over TLS: configure an https \
             endpoint instead of {url} (http is allowed for localhost"
        );
        assert!(error.to_string().starts_with(&start), "{error}");
        assert!(!format!("{error:?}").contains("hidden"), "{error:?}");
        assert!(world.times().is_empty(), "{url}");
        // Signatures are no secrets.
        let signed = config.auth_scheme_preference([runtime::AuthScheme::SigV4]);
        let sent = call::<Maybe>(&world, signed).unwrap();
        sent.signature(SECRET);
    }
}

/// Hosts that look like this machine, also for a call whose header says so.
#[test]
fn a_token_of_a_call_is_not_sent_to_a_host_that_looks_like_this_machine() {
    use runtime::http::{HeaderValue, header::HOST};
    for url in [
        "http://localhost.evil.example",
        "http://127.0.0.1.nip.io",
        "http://xn--localhost",
        "HTTP://both.example/@localhost",
        "http://localhost@both.example",
        "http://both.example\\@localhost",
        "http://both.example#@localhost",
        "http://both.example?@localhost",
        "http://both.example%2elocalhost",
        "http://both.example\u{3002}localhost",
        "http://[::1].both.example",
        "http://[::1%25both.example]",
        "http://[::ffff:10.0.0.1]",
        "http://[::127.0.0.1]",
        "http://[64:ff9b::7f00:1]",
        "http:both.example",
        "//localhost",
        "ws://localhost",
    ] {
        let world = World::new([]);
        let client = client(world.config().token(Token::new("hidden")));
        let call = client.request::<TokenOnly>(PingInput::default());
        let call = call.header(HOST, HeaderValue::from_static("localhost"));
        let error = world.clock.run(call.endpoint_url(url).send()).unwrap_err();
        assert!(matches!(error, Error::Construction(_)), "{url}: {error}");
        assert!(world.times().is_empty(), "{url}");
    }
}

#[test]
fn a_token_cannot_add_to_the_header() {
    for token in [
        "",
        " ",
        "hidden\r\nx: y",
        "hidden hidden",
        "hidden\0",
        "hidden\u{e9}",
    ] {
        let world = World::new([]);
        let config = world.config().token(Token::new(token));
        let error = call::<TokenOnly>(&world, config).unwrap_err();
        assert_eq!(
            error.to_string(),
            "TokenOnly: the request could not be built: the bearer token is empty, or has a blank, a line break or \
             another character that is not allowed in a header"
        );
        assert!(!format!("{error:?}").contains("hidden"), "{error:?}");
        assert!(world.times().is_empty());
    }
}

/// A token that a caller sets by hand is replaced, as a signature is.
#[test]
fn a_header_of_the_call_does_not_replace_the_token() {
    use runtime::http::{HeaderValue, header::AUTHORIZATION};
    let world = World::new([ok()]);
    let client = client(world.config().token(Token::new("own")));
    let call = client.request::<TokenOnly>(PingInput::default());
    let call = call.header(AUTHORIZATION, HeaderValue::from_static("Bearer other"));
    world.clock.run(call.send()).unwrap();
    let sent = world.only_request();
    let all = sent.request.headers().get_all(AUTHORIZATION);
    assert!(all.iter().eq(["Bearer own"]));
}

#[test]
fn nothing_shows_a_token() {
    const CANARY: &str = "canary-of-a-token";
    let variables = [("AWS_BEARER_TOKEN_BOTH_SCHEMES", CANARY)];
    let no_files: [(&str, &str); 0] = [];
    let environment = Environment::fixed(variables, no_files);
    let echo = format!(r#"{{"__type": "Denied", "extra": "{CANARY}"}}"#);
    for from_variable in [false, true] {
        for answer in [
            answer(401, &[("www-authenticate", "Bearer")], echo.clone()),
            answer(200, &[], echo.clone()),
            failure(TransportError::io("reset")),
        ] {
            let world = World::new([answer]);
            let config = world.config().max_attempts(1);
            let config = match from_variable {
                true => config.environment(environment.clone()),
                false => config.token(Token::new(CANARY)),
            };
            let mut seen = format!("{config:?} {config:#?}");
            let config = config.build().unwrap();
            let client = Client::new::<crate::auth::Both>(&config);
            let request = client.request::<TokenFirst>(PingInput::default());
            seen += &format!("{config:?} {client:?} {client:#?} {request:?}");
            match world.clock.run(request.send()) {
                Ok(response) => seen += &format!("{response:?}"),
                Err(error) => {
                    seen += &format!("{error} {error:?} {error:#?}");
                    let mut cause = error.source();
                    while let Some(error) = cause {
                        seen += &format!(" {error} {error:?}");
                        cause = error.source();
                    }
                }
            }
            let sent = world.script.take_sent().remove(0);
            assert_eq!(sent.header("authorization"), format!("Bearer {CANARY}"));
            seen += &format!("{client:?} {:?}", sent.request);
            assert!(!seen.contains("canary"), "{seen}");
        }
    }
}

/// An access key and a token do not mix in the caches of a configuration.
#[test]
fn credentials_and_tokens_have_caches_of_their_own() {
    let world = World::new([]);
    let keys = Credentials::new("AKIDEXAMPLE", SECRET);
    let config = world.config().credentials(keys).token(Token::new("own"));
    let client = client(config);
    for expected in ["Bearer own", "AWS4-HMAC-SHA256", "Bearer own"] {
        world.script.add([ok()]);
        let input = PingInput::default();
        match expected.starts_with("Bearer") {
            true => world.clock.run(client.call::<TokenOnly>(input)).map(drop),
            false => {
                let call = client.call::<crate::auth::SignedOnly>(input);
                world.clock.run(call).map(drop)
            }
        }
        .unwrap();
        let sent = world.only_request();
        assert!(sent.header("authorization").starts_with(expected));
    }
}
