//! Bearer tokens of a configuration next to other credentials, of a call or of a configuration: tokens are another
//! identity, and are not sent.

use crate::auth::{Both, Maybe, MaybeToken, OfService, TokenFirst, TokenOnly};
use crate::sample::operation::ping::{PingError, PingInput, PingOutput};
use crate::script::{Sent, ok};
use crate::world::World;
use runtime::{
    AuthScheme, Client, ConfigBuilder, Credentials, Environment, Error, Operation, Token,
};

const CANARY: &str = "canary-of-a-token";
const SECRET: &str = "secret of the tenant";

fn tenant() -> Credentials {
    Credentials::new("ASIATENANT", SECRET)
}

fn environment(variables: &[(&str, &str)], files: &[(&str, String)]) -> Environment {
    Environment::fixed(variables.iter().copied(), files.iter().cloned())
}

/// Configurations whose token is from code, from the variable of the service, and from an `sso_session`.
fn sources(world: &World) -> Vec<ConfigBuilder> {
    let mut sources = vec![
        world.config().token(Token::new(CANARY)),
        world.config().environment(environment(
            &[("AWS_BEARER_TOKEN_BOTH_SCHEMES", CANARY)],
            &[],
        )),
    ];
    if cfg!(feature = "credentials") {
        let profile = "[default]\nsso_session = s\n[sso-session s]\nsso_region = eu-west-1\n\
                       sso_start_url = https://start.example/\n";
        let sign_in =
            format!(r#"{{"accessToken": "{CANARY}", "expiresAt": "2099-01-01T00:00:00Z"}}"#);
        sources.push(world.config().environment(environment(
            &[("HOME", "/home/u")],
            &[
                ("/home/u/.aws/config", profile.to_owned()),
                // `printf s | sha1sum`
                (
                    "/home/u/.aws/sso/cache/a0f1490a20d0211c997b44bc357e1972deab8ae3.json",
                    sign_in,
                ),
            ],
        )));
    }
    sources
}

/// The identity of the caller.
#[derive(Clone, Copy)]
enum By {
    Configuration,
    Call,
    OtherConfiguration,
}

fn send<Op>(world: &World, config: ConfigBuilder, by: By) -> Result<Sent, Error<PingError>>
where
    Op: Operation<Input = PingInput, Output = PingOutput, Error = PingError>,
{
    world.script.add([ok()]);
    let config = config.build().unwrap();
    let config = match by {
        By::OtherConfiguration => config.with_credentials(tenant()),
        By::Configuration | By::Call => config,
    };
    let client = Client::new::<Both>(&config);
    let call = client.request::<Op>(PingInput::default());
    let call = match by {
        By::Call => call.credentials(tenant()),
        By::Configuration | By::OtherConfiguration => call,
    };
    world.clock.run(call.send())?;
    Ok(world.only_request())
}

/// A token that is not sent by accident: the canary is nowhere in the request.
#[track_caller]
fn assert_no_token(sent: &Sent) {
    let headers = sent.request.headers().values();
    let texts = headers.map(|it| String::from_utf8_lossy(it.as_bytes()));
    for text in texts {
        assert!(!text.contains(CANARY), "{text}");
    }
    assert!(!sent.request.uri().to_string().contains(CANARY));
}

#[test]
fn a_token_of_the_configuration_is_sent_if_nothing_else_signs_the_call() {
    let world = World::new([]);
    for config in sources(&world) {
        let sent = send::<TokenFirst>(&world, config.clone(), By::Configuration).unwrap();
        assert_eq!(sent.header("authorization"), format!("Bearer {CANARY}"));
        let preferred = config.auth_scheme_preference([AuthScheme::Bearer]);
        let sent = send::<OfService>(&world, preferred, By::Configuration).unwrap();
        assert_eq!(sent.header("authorization"), format!("Bearer {CANARY}"));
    }
}

#[test]
fn a_call_with_other_credentials_is_signed_even_if_tokens_are_preferred() {
    let world = World::new([]);
    for config in sources(&world) {
        let preferred = config.clone().auth_scheme_preference([AuthScheme::Bearer]);
        for by in [By::Call, By::OtherConfiguration] {
            for sent in [
                send::<OfService>(&world, config.clone(), by),
                send::<TokenFirst>(&world, config.clone(), by),
                send::<Maybe>(&world, config.clone(), by),
                send::<OfService>(&world, preferred.clone(), by),
                send::<TokenFirst>(&world, preferred.clone(), by),
                send::<Maybe>(&world, preferred.clone(), by),
            ] {
                let sent = sent.unwrap();
                assert_eq!(sent.signature(SECRET).access_key_id, "ASIATENANT");
                assert_no_token(&sent);
            }
        }
    }
}

#[test]
fn other_credentials_do_not_replace_a_token_that_the_operation_requires() {
    let world = World::new([]);
    for config in sources(&world) {
        for by in [By::Call, By::OtherConfiguration] {
            let sent = send::<MaybeToken>(&world, config.clone(), by).unwrap();
            assert_eq!(sent.header("authorization"), "", "it needs none");
            assert_no_token(&sent);
            let error = send::<TokenOnly>(&world, config.clone(), by).unwrap_err();
            assert!(matches!(error, Error::Credentials(_)), "{error}");
            assert_eq!(
                error.to_string(),
                "TokenOnly: no credentials: bearer tokens of the configuration are not used with other credentials: use a \
                 client of the configuration, without credentials for the call"
            );
            assert!(!format!("{error:?}").contains(CANARY), "{error:?}");
            assert!(world.times().is_empty(), "nothing is sent");
        }
    }
}
