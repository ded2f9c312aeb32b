//! Features and libraries in the user agent. The codes are those of botocore's `useragent.py`.

use crate::pages::metrics;
use crate::sample::operation::ping::{PingError, PingInput, PingOutput};
use crate::script::ok;
use crate::world::{SECRET, World, client};
use runtime::endpoint::{BuiltIns, Endpoint, EndpointError};
use runtime::{
    AccountIdEndpointMode, AuthScheme, BoxFuture, Client, Config, Credentials, CredentialsError,
    Document, Environment, EnvironmentCredentials, Operation, Protocol, ProvideCredentials,
    Service, Token,
};

const NO_FILES: [(&str, &str); 0] = [];

/// A service with endpoints for single accounts, which says so as the rules of DynamoDB do.
struct OfAccounts;

impl Service for OfAccounts {
    const SHAPE_NAME: &'static str = "OfAccounts";
    const SDK_ID: &'static str = "OfAccounts";
    const VERSION: &'static str = "1";
    const SIGNING_NAME: Option<&'static str> = Some("accounts");
    const PROTOCOLS: &'static [Protocol] = &[Protocol::AwsJson1_0];
    const HAS_ACCOUNT_ENDPOINTS: bool = true;

    fn endpoint(built_ins: &BuiltIns<'_>) -> Result<Endpoint, EndpointError> {
        let mode = built_ins.account_id_endpoint_mode;
        match built_ins.account_id {
            Some(account) if mode != Some("disabled") => {
                let endpoint = Endpoint::new(format!("https://{account}.example"))?;
                // Codes that no SDK has yet, and values of another type, are skipped.
                let codes = [Document::from("O"), "zz".into(), "".into(), 1.into()];
                Ok(endpoint.property("metricValues", codes.to_vec()))
            }
            _ => Endpoint::new("https://all.example"),
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

struct Look;

impl Operation for Look {
    const AUTH: &'static [AuthScheme] = &[AuthScheme::NoAuth];
    const NAME: &'static str = "Look";
    type Service = OfAccounts;
    type Input = PingInput;
    type Output = PingOutput;
    type Error = PingError;
}

/// The codes of a call of `Op` by a client without a configured endpoint.
fn codes<Op>(credentials: impl ProvideCredentials, mode: AccountIdEndpointMode) -> String
where
    Op: Operation<Input = PingInput>,
{
    let world = World::new([ok()]);
    let config = Config::builder()
        .transport(world.script.clone())
        .clock(world.clock.clone())
        .region("eu-west-1")
        .account_id_endpoint_mode(mode)
        .credentials(credentials);
    let client = Client::new::<OfAccounts>(&config.build().unwrap());
    let call = client.call::<Op>(PingInput {});
    assert!(world.clock.run(call).is_ok());
    metrics(&world.only_request())
}

fn keys() -> Credentials {
    Credentials::new("AKIDEXAMPLE", SECRET)
}

#[test]
fn the_account_and_its_endpoint_are_told() {
    use AccountIdEndpointMode::{Disabled, Preferred, Required};

    let account = || keys().account_id("123456789012");
    for (credentials, mode, expected) in [
        (keys(), Preferred, "E,P,e"),
        (keys(), Disabled, "E,Q,e"),
        (account(), Preferred, "E,O,P,T,e"),
        (account(), Required, "E,O,R,T,e"),
        (account(), Disabled, "E,Q,T,e"),
    ] {
        assert_eq!(codes::<Count>(credentials, mode), expected);
    }
}

struct Vault;

impl ProvideCredentials for Vault {
    fn provide(&self) -> BoxFuture<'_, Result<Credentials, CredentialsError>> {
        Box::pin(async { Ok(keys()) })
    }
}

#[test]
fn the_source_of_the_credentials_is_told() {
    let mode = AccountIdEndpointMode::Disabled;
    let variables = [
        ("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE"),
        ("AWS_SECRET_ACCESS_KEY", SECRET),
        ("AWS_ACCOUNT_ID", "123456789012"),
    ];
    let environment = EnvironmentCredentials::new(Environment::fixed(variables, NO_FILES));
    assert_eq!(codes::<Count>(environment, mode), "E,Q,T,g");
    assert_eq!(codes::<Count>(Vault, mode), "E,Q,e");
    assert_eq!(codes::<Look>(keys(), mode), "E,Q", "it is not signed");
}

#[test]
fn the_signature_covers_the_source_of_the_credentials() {
    let world = World::new([ok()]);
    world.call_of(&client(world.plain_config())).unwrap();
    let request = world.only_request();
    assert_eq!(metrics(&request), "E,N,e");
    let signed = request.signature(SECRET).signed_headers;
    assert!(signed.contains(&"x-amz-user-agent".to_owned()));
}

#[test]
fn libraries_are_named_once_in_their_order_and_at_most_ten() {
    let world = World::new([ok(), ok()]);
    let config = world
        .plain_config()
        .app_id("board")
        .framework("orm", "2.0.1")
        .framework("cache", "")
        .framework("orm", "2.0.1")
        .framework(" orm ", "3#rc");
    world.call_of(&client(config.clone())).unwrap();
    let sent = world.only_request();
    let agent = sent.header("user-agent");
    assert!(
        agent.ends_with(" m/E,N,e lib/orm#2.0.1 lib/cache lib/orm#3-rc app/board"),
        "{agent}"
    );

    let config = (0..20).fold(config, |config, it| config.framework(format!("l{it}"), "1"));
    world.call_of(&client(config)).unwrap();
    let sent = world.only_request();
    let agent = sent.header("user-agent");
    assert_eq!(agent.matches(" lib/").count(), 10, "{agent}");
    assert!(agent.ends_with(" lib/l6#1 app/board"), "{agent}");
}

#[test]
fn a_name_that_cannot_be_sent_is_an_error() {
    for (name, version, got) in [
        ("", "1", "\"\""),
        ("my lib", "1", "\"my lib\""),
        ("lib/x", "1", "\"lib/x\""),
        ("lib", "1\r\nx: y", r#""1\r\nx: y""#),
        ("lib", "é", "\"é\""),
    ] {
        let config = Config::builder().framework(name, version).build();
        let error = config.unwrap_err().to_string();
        let expected = "ConfigBuilder::framework: expected letters, digits and !#$%&'*+-.^_`|~";
        assert!(error.starts_with(expected), "{error}");
        assert!(error.ends_with(got), "{error}");
    }
}

/// The token of the service's variable is told, and no other.
#[test]
fn a_token_of_the_services_variable_is_told() {
    use crate::auth::{OfService, TokenFirst, call};

    let variable = Environment::fixed([("AWS_BEARER_TOKEN_BOTH_SCHEMES", "token")], NO_FILES);
    let world = World::new([]);
    let config = || world.plain_config().environment(variable.clone());
    let code = || world.plain_config().token(Token::new("of-code"));
    for (sent, expected) in [
        (call::<OfService>(&world, config()), "E,N,3"),
        (call::<TokenFirst>(&world, config()), "E,N,3"),
        // A provider in code is used instead of the variable.
        (
            call::<OfService>(&world, config().token(Token::new("of-code"))),
            "E,N",
        ),
        (call::<TokenFirst>(&world, code()), "E,N"),
        // The variable is set, and the call is signed.
        (
            call::<OfService>(&world, config().auth_scheme_preference([AuthScheme::SigV4])),
            "E,N,e",
        ),
    ] {
        assert_eq!(metrics(&sent.unwrap()), expected);
    }
}
