//! Bearer tokens from the `sso_session` of the selected profile, for configurations that read their environment.

use crate::auth::{Both, MaybeToken, OfService, TokenFirst, TokenOnly};
use crate::sample::operation::ping::{PingError, PingInput, PingOutput};
use crate::script::{Answer, Sent, answer, error, ok};
use crate::world::{SECRET, World, secs};
use runtime::{Client, Clock, Config, ConfigBuilder, Credentials, Environment, Error, Operation};
use std::path::Path;

const PROFILE: &str = "[default]\nsso_session = s\n[sso-session s]\nsso_region = eu-central-1\n\
                       sso_start_url = https://start.example/\n";
/// `printf s | sha1sum`
const FILE: &str = "/home/u/.aws/sso/cache/a0f1490a20d0211c997b44bc357e1972deab8ae3.json";

/// A session as the AWS CLI writes it. The time is 2027-01-15T08:00:00Z.
fn session(expiry: &str) -> String {
    format!(
        r#"{{"startUrl": "https://start.example/", "region": "eu-central-1", "accessToken": "canary-old",
            "expiresAt": "{expiry}", "clientId": "client", "clientSecret": "canary-of-a-client",
            "registrationExpiresAt": "2099-01-01T00:00:00Z", "refreshToken": "canary-to-refresh"}}"#
    )
}

fn environment(profile: &str, session: &str) -> Environment {
    let files = [("/home/u/.aws/config", profile), (FILE, session)];
    Environment::fixed([("HOME", "/home/u")], files)
}

/// A response of `CreateToken`, with a token for an hour.
fn renewed(number: u32) -> Answer {
    let body = format!(
        r#"{{"accessToken": "canary-{number}", "expiresIn": 3600, "refreshToken": "canary-to-refresh-{number}"}}"#
    );
    answer(200, &[], body)
}

/// A configuration whose URL is that of the service alone, not that of SSO OIDC.
fn with_files(world: &World, environment: Environment) -> ConfigBuilder {
    let config = Config::builder()
        .transport(world.script.clone())
        .clock(world.clock.clone())
        .service_endpoint_url("Both Runtime", "https://example.com")
        .credentials(Credentials::new("AKIDEXAMPLE", SECRET))
        .region("eu-west-1");
    config.environment(environment)
}

fn client(config: ConfigBuilder) -> Client {
    Client::new::<Both>(&config.build().unwrap())
}

/// The URLs and the header `authorization` of the requests of a call.
fn sent(world: &World, client: &Client) -> Vec<(String, String)> {
    let call = client.call::<TokenOnly>(PingInput::default());
    world.clock.run(call).unwrap();
    let sent = world.script.take_sent();
    let shown = |it: &Sent| {
        let url = it.request.uri().to_string();
        (url, it.header("authorization").to_owned())
    };
    sent.iter().map(shown).collect()
}

fn to_oidc() -> (String, String) {
    let url = "https://oidc.eu-central-1.amazonaws.com/token";
    (url.to_owned(), String::new())
}

fn to_service(token: &str) -> (String, String) {
    let url = "https://example.com/";
    (url.to_owned(), format!("Bearer {token}"))
}

#[test]
fn the_token_of_the_session_is_sent() {
    let world = World::new([ok()]);
    let environment = environment(PROFILE, &session("2027-01-15T10:00:00Z"));
    let client = client(with_files(&world, environment));
    assert_eq!(sent(&world, &client), [to_service("canary-old")]);
}

#[test]
fn a_token_is_renewed_when_it_is_due() {
    let world = World::new([renewed(1), ok(), ok(), ok()]);
    let files = environment(PROFILE, &session("2027-01-15T08:00:00Z"));
    let config = with_files(&world, files.clone()).build().unwrap();
    let client = Client::new::<Both>(&config);
    assert_eq!(sent(&world, &client), [to_oidc(), to_service("canary-1")]);
    let written = String::from_utf8(files.read(Path::new(FILE)).unwrap()).unwrap();
    assert!(written.contains("canary-to-refresh-1"), "{written}");

    // The same session for another configuration, which finds what this one has written.
    let other = with_files(&world, files.clone());
    assert_eq!(sent(&world, &self::client(other)), [to_service("canary-1")]);

    let again = Client::new::<Both>(&config);
    assert_eq!(sent(&world, &again), [to_service("canary-1")]);
    // An hour later it has expired.
    world.clock.show(world.clock.now() + secs(3600));
    world.script.add([renewed(2), ok()]);
    assert_eq!(sent(&world, &client), [to_oidc(), to_service("canary-2")]);
}

/// A token that is due is renewed whenever the file is read, but only the first call reads it.
#[test]
fn a_token_is_cached_for_all_clients_of_a_configuration() {
    let rejected = error(400, "InvalidGrantException");
    let world = World::new([rejected, ok(), ok()]);
    let environment = environment(PROFILE, &session("2027-01-15T08:14:00Z"));
    let config = with_files(&world, environment).build().unwrap();
    let first = Client::new::<Both>(&config);
    assert_eq!(sent(&world, &first), [to_oidc(), to_service("canary-old")]);
    world.clock.run(world.clock.sleep(secs(60)));
    let second = Client::new::<Both>(&config);
    assert_eq!(sent(&world, &second), [to_service("canary-old")]);
}

#[test]
fn a_token_that_the_service_rejects_as_expired_is_read_again() {
    let world = World::new([error(400, "ExpiredTokenException")]);
    let files = environment(PROFILE, &session("2027-01-15T10:00:00Z"));
    let client = client(with_files(&world, files));
    world.script.add([ok()]);
    let both = [to_service("canary-old"), to_service("canary-old")];
    assert_eq!(sent(&world, &client), both);
}

fn call<Op>(world: &World, config: ConfigBuilder) -> Result<Sent, Error<PingError>>
where
    Op: Operation<Input = PingInput, Output = PingOutput, Error = PingError>,
{
    let call = client(config);
    let call = call.call::<Op>(PingInput::default());
    world.clock.run(call)?;
    Ok(world.only_request())
}

#[test]
fn without_a_session_the_next_scheme_is_used() {
    let keys = "[default]\nregion = eu-west-1\n";
    let older = "[default]\nsso_start_url = https://start.example/\nsso_region = eu-central-1\n\
                 sso_account_id = 123456789012\nsso_role_name = r\n";
    for profile in [keys, older, ""] {
        let world = World::new([ok(), ok(), ok()]);
        let environment = environment(profile, &session("2027-01-15T10:00:00Z"));
        let config = || with_files(&world, environment.clone());
        call::<TokenFirst>(&world, config())
            .unwrap()
            .signature(SECRET);
        call::<OfService>(&world, config())
            .unwrap()
            .signature(SECRET);
        let unsigned = call::<MaybeToken>(&world, config()).unwrap();
        assert_eq!(unsigned.header("authorization"), "");
        let error = call::<TokenOnly>(&world, config()).unwrap_err();
        assert_eq!(
            error.to_string(),
            "TokenOnly: no credentials: no bearer token: the profile has no sso_session; hand a provider to \
             `ConfigBuilder::token`, or set the variable of the service, such as AWS_BEARER_TOKEN_BEDROCK"
        );
        assert!(world.times().is_empty());
    }
}

/// A session that is configured is an identity: it does not give way to another one.
#[test]
fn a_session_that_has_ended_is_an_error_with_the_command_to_sign_in() {
    let ended = session("2027-01-15T08:00:00Z").replace("2099", "2026");
    for (session, why) in [
        (
            ended.as_str(),
            "its registration expired at 2026-01-01T00:00:00Z",
        ),
        ("{", "EOF while parsing an object at line 1 column 1"),
        ("", "it is empty"),
        ("[]", "expected an object"),
        ("{}", "accessToken is missing or empty"),
    ] {
        let world = World::new([]);
        let config = with_files(&world, environment(PROFILE, session));
        let error = call::<TokenFirst>(&world, config).unwrap_err();
        let shown = format!("{error} {error:?}");
        assert!(matches!(error, Error::Credentials(_)), "{shown}");
        assert!(shown.contains(why), "{shown}");
        let command = "sign in with `aws sso login --sso-session s`";
        assert!(shown.contains(command), "{shown}");
        assert!(!shown.contains("canary"), "{shown}");
        assert!(world.times().is_empty());
    }
}

#[test]
fn other_sources_of_a_token_have_precedence_over_the_session() {
    let files = [
        ("/home/u/.aws/config", PROFILE.to_owned()),
        (FILE, session("2027-01-15T10:00:00Z")),
    ];
    let variables = [
        ("HOME", "/home/u"),
        ("AWS_BEARER_TOKEN_BOTH_SCHEMES", "canary-of-the-variable"),
    ];
    let environment = Environment::fixed(variables, files);
    let world = World::new([ok(), ok()]);
    let config = with_files(&world, environment);
    let variable = call::<TokenFirst>(&world, config.clone()).unwrap();
    assert_eq!(
        variable.header("authorization"),
        "Bearer canary-of-the-variable"
    );
    let code = call::<TokenFirst>(&world, config.token(runtime::Token::new("of-code"))).unwrap();
    assert_eq!(code.header("authorization"), "Bearer of-code");
}
