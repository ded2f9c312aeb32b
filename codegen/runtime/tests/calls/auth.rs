//! Authentication schemes: which header a request has, for each mixture of schemes, identities and preferences.
//!
//! Rules: Smithy's "Authentication traits"; the AWS SDKs and Tools Reference Guide, "Authentication scheme"; botocore's
//! `_set_auth_scheme_preference_signer` (`handlers.py`).

use crate::sample::operation::ping::{PingError, PingInput, PingOutput};
use crate::script::{Sent, ok};
use crate::world::{SECRET, World};
use runtime::endpoint::{self, BuiltIns, Endpoint};
use runtime::{
    AuthScheme, BoxFuture, Client, Config, ConfigBuilder, Credentials, CredentialsError,
};
use runtime::{Environment, Error, Operation, Protocol, ProvideCredentials, Service, Token};

/// A service with signatures and tokens, and signatures first.
pub struct Both;

impl Service for Both {
    const SHAPE_NAME: &'static str = "Both";
    const SDK_ID: &'static str = "Both Runtime";
    const VERSION: &'static str = "1";
    const SIGNING_NAME: Option<&'static str> = Some("both-schemes");
    const AUTH: &'static [AuthScheme] = &[AuthScheme::SigV4, AuthScheme::Bearer];
    const PROTOCOLS: &'static [Protocol] = &[Protocol::AwsJson1_0];
}

macro_rules! operations {
    ($service:ident: $($name:ident $([$($auth:ident),*])?;)*) => {$(
        pub struct $name;

        impl Operation for $name {
            const NAME: &'static str = stringify!($name);
            type Service = $service;
            type Input = PingInput;
            type Output = PingOutput;
            type Error = PingError;
            $(const AUTH: &'static [AuthScheme] = &[$(AuthScheme::$auth),*];)?
        }
    )*};
}

operations! {
    Both:
    OfService;
    TokenFirst [Bearer, SigV4];
    TokenOnly [Bearer];
    SignedOnly [SigV4];
    Open [NoAuth];
    Empty [];
    Maybe [SigV4, Bearer, NoAuth];
    MaybeToken [Bearer, NoAuth];
}

/// Finds nothing, or fails.
struct Without(CredentialsError);

impl ProvideCredentials for Without {
    fn provide(&self) -> BoxFuture<'_, Result<Credentials, CredentialsError>> {
        Box::pin(std::future::ready(Err(self.0.clone())))
    }
}

fn nothing() -> Without {
    Without(CredentialsError::not_found("there are none"))
}

pub fn call<Op>(world: &World, config: ConfigBuilder) -> Result<Sent, Error<PingError>>
where
    Op: Operation<Input = PingInput, Output = PingOutput, Error = PingError>,
{
    world.script.add([ok()]);
    let client = Client::new::<Op::Service>(&config.build().unwrap());
    let call = client.call::<Op>(PingInput::default());
    world.clock.run(call)?;
    Ok(world.only_request())
}

/// The header `authorization` of a call: `signed`, the token, or nothing; `None` if no identity is found.
fn header<Op>(config: ConfigBuilder) -> Option<String>
where
    Op: Operation<Input = PingInput, Output = PingOutput, Error = PingError>,
{
    let world = World::new([]);
    let config = config
        .transport(world.script.clone())
        .clock(world.clock.clone());
    let sent = match call::<Op>(&world, config) {
        Ok(sent) => sent,
        Err(Error::Credentials(_)) => return None,
        Err(error) => panic!("{error}"),
    };
    let header = sent.header("authorization");
    if header.starts_with("AWS4-HMAC-SHA256 ") {
        assert_eq!(sent.signature(SECRET).service, "both-schemes");
        return Some("signed".to_owned());
    }
    assert_eq!(sent.header("x-amz-date"), "", "only a signature has a date");
    assert_eq!(sent.header("x-amz-security-token"), "");
    Some(header.to_owned())
}

fn config() -> ConfigBuilder {
    Config::builder()
        .endpoint_url("https://both.example")
        .region("eu-west-1")
}

fn keys() -> Credentials {
    Credentials::new("AKIDEXAMPLE", SECRET).session_token("session")
}

fn variables(variables: &[(&str, &str)]) -> Environment {
    let no_files: [(&str, &str); 0] = [];
    Environment::fixed(variables.iter().copied(), no_files)
}

const TOKEN: &str = "Bearer mF_9.B5f-4.1JqM";

fn token() -> Token {
    Token::new("mF_9.B5f-4.1JqM")
}

#[test]
fn a_request_has_the_first_scheme_with_an_identity() {
    type Case = (
        fn(ConfigBuilder) -> Option<String>,
        [Option<&'static str>; 4],
    );
    let cases: [Case; 8] = [
        // Operation: with both identities, credentials alone, a token alone, and nothing.
        (
            header::<OfService>,
            [Some("signed"), Some("signed"), Some(TOKEN), None],
        ),
        (
            header::<TokenFirst>,
            [Some(TOKEN), Some("signed"), Some(TOKEN), None],
        ),
        (header::<TokenOnly>, [Some(TOKEN), None, Some(TOKEN), None]),
        (
            header::<SignedOnly>,
            [Some("signed"), Some("signed"), None, None],
        ),
        (header::<Open>, [Some(""); 4]),
        (header::<Empty>, [Some(""); 4]),
        (
            header::<Maybe>,
            [Some("signed"), Some("signed"), Some(TOKEN), Some("")],
        ),
        (
            header::<MaybeToken>,
            [Some(TOKEN), Some(""), Some(TOKEN), Some("")],
        ),
    ];
    for (number, (header, expected)) in cases.into_iter().enumerate() {
        let found = [
            header(config().credentials(keys()).token(token())),
            header(config().credentials(keys())),
            header(config().credentials(nothing()).token(token())),
            header(config().credentials(nothing())),
        ];
        let found = found.each_ref().map(Option::as_deref);
        assert_eq!(found, expected, "{number}");
    }
}

#[test]
fn the_preference_of_code_variable_and_profile_reorders_the_schemes() {
    let both = || config().credentials(keys()).token(token());
    let read = |variable: &str, profile: &str| {
        let variables = [
            ("AWS_AUTH_SCHEME_PREFERENCE", variable),
            ("AWS_CONFIG_FILE", "/c"),
        ];
        let profile = format!("[default]\nauth_scheme_preference = {profile}");
        both().environment(Environment::fixed(variables, [("/c", profile)]))
    };
    let bearer_first = "unknown, httpBearerAuth ,sigv4";
    for (config, expected) in [
        (both(), "signed"),
        (both().auth_scheme_preference([AuthScheme::Bearer]), TOKEN),
        (read(bearer_first, ""), TOKEN),
        (read("", bearer_first), TOKEN),
        (read("\thttpBearerAuth\t", "sigv4"), TOKEN),
        (read("sigv4a,sigv4", bearer_first), "signed"),
        // Names are case-sensitive, and are not those of the traits.
        (
            read("httpbearerauth,smithy.api#httpBearerAuth,,", ""),
            "signed",
        ),
        (
            read("sigv4", "sigv4").auth_scheme_preference([AuthScheme::Bearer]),
            TOKEN,
        ),
        (
            read(bearer_first, "").auth_scheme_preference([AuthScheme::SigV4]),
            "signed",
        ),
        (read(bearer_first, "").auth_scheme_preference([]), "signed"),
    ] {
        assert_eq!(header::<OfService>(config).as_deref(), Some(expected));
    }
    let bearer = || both().auth_scheme_preference([AuthScheme::Bearer]);
    assert_eq!(header::<SignedOnly>(bearer()).as_deref(), Some("signed"));
    assert_eq!(header::<Open>(bearer()).as_deref(), Some(""));
    assert_eq!(header::<Maybe>(bearer()).as_deref(), Some(TOKEN));
    let open = both().auth_scheme_preference([AuthScheme::NoAuth]);
    assert_eq!(header::<Maybe>(open.clone()).as_deref(), Some(""));
    assert_eq!(header::<OfService>(open).as_deref(), Some("signed"));
}

#[test]
fn the_token_of_the_services_variable_is_preferred_unless_code_says_otherwise() {
    const VARIABLE: (&str, &str) = ("AWS_BEARER_TOKEN_BOTH_SCHEMES", " from-a-variable\n");
    const FROM_VARIABLE: &str = "Bearer from-a-variable";
    let with = |others: &[(&str, &str)]| {
        let all: Vec<_> = others.iter().copied().chain([VARIABLE]).collect();
        config().credentials(keys()).environment(variables(&all))
    };
    for (config, expected) in [
        (with(&[]), FROM_VARIABLE),
        // The variable is made for the service, and so more specific.
        (
            with(&[("AWS_AUTH_SCHEME_PREFERENCE", "sigv4")]),
            FROM_VARIABLE,
        ),
        (
            with(&[]).auth_scheme_preference([AuthScheme::SigV4]),
            "signed",
        ),
        (with(&[]).auth_scheme_preference([]), "signed"),
        (with(&[]).token(token()), TOKEN),
    ] {
        assert_eq!(header::<OfService>(config).as_deref(), Some(expected));
    }
    assert_eq!(header::<SignedOnly>(with(&[])).as_deref(), Some("signed"));
    assert_eq!(header::<Open>(with(&[])).as_deref(), Some(""));
    assert_eq!(
        header::<MaybeToken>(with(&[])).as_deref(),
        Some(FROM_VARIABLE)
    );
    for (name, value) in [
        ("AWS_BEARER_TOKEN_BOTH_SCHEMES", " "),
        ("AWS_BEARER_TOKEN_BOTH_RUNTIME", "another"),
        ("AWS_BEARER_TOKEN", "another"),
    ] {
        let config = config().credentials(keys());
        let config = config.environment(variables(&[(name, value)]));
        assert_eq!(header::<OfService>(config).as_deref(), Some("signed"));
    }
}

#[test]
fn a_provider_that_fails_is_not_skipped() {
    let world = World::new([]);
    let broken = || Without(CredentialsError::new("the vault is sealed"));
    let config = || world.config().token(token());
    let error = call::<Maybe>(&world, config().credentials(broken())).unwrap_err();
    let message = "Maybe: no credentials: the vault is sealed";
    assert_eq!(error.to_string(), message);
    // Schemes before it need it not.
    let sent = call::<TokenFirst>(&world, config().credentials(broken())).unwrap();
    assert_eq!(sent.header("authorization"), TOKEN);
}

#[test]
fn without_any_identity_each_is_said() {
    let world = World::new([]);
    let error = call::<OfService>(&world, world.config().credentials(nothing())).unwrap_err();
    assert_eq!(
        error.to_string(),
        "OfService: no credentials: there are none; no token: there is no provider of bearer tokens: hand one to \
         `ConfigBuilder::token`, or set the variable of the service, such as AWS_BEARER_TOKEN_BEDROCK"
    );
    assert!(world.times().is_empty());
}

#[test]
fn a_token_needs_no_region() {
    let no_region = || {
        Config::builder()
            .endpoint_url("https://both.example")
            .token(token())
    };
    assert_eq!(header::<TokenFirst>(no_region()).as_deref(), Some(TOKEN));
    let world = World::new([]);
    let config = no_region().transport(world.script.clone());
    let error = call::<OfService>(&world, config.clone()).unwrap_err();
    assert!(matches!(error, Error::Construction(_)), "{error}");
    assert!(error.to_string().contains("no region"), "{error}");
    // The signature is needed after all.
    let no_token = Config::builder().endpoint_url("https://both.example");
    let no_token = no_token.transport(world.script.clone()).credentials(keys());
    let error = call::<TokenFirst>(&world, no_token).unwrap_err();
    assert!(error.to_string().contains("no region"), "{error}");
}

/// A service whose endpoint has schemes of its own.
pub struct Endpoints;

impl Service for Endpoints {
    const SHAPE_NAME: &'static str = "Endpoints";
    const SDK_ID: &'static str = "Endpoints";
    const VERSION: &'static str = "1";
    const SIGNING_NAME: Option<&'static str> = Some("both-schemes");
    const AUTH: &'static [AuthScheme] = &[AuthScheme::SigV4];
    const PROTOCOLS: &'static [Protocol] = &[Protocol::AwsJson1_0];

    fn endpoint(built_ins: &BuiltIns<'_>) -> endpoint::Result {
        let endpoint = Endpoint::new("https://both.example/a%20b")?;
        Ok(match built_ins.text("Scheme") {
            Some("token") => endpoint.auth_scheme("httpBearerAuth", [("signingName", "a")]),
            Some("once") => endpoint
                .auth_scheme("sigv5", [("signingName", "a")])
                .auth_scheme("sigv4", [("disableDoubleEncoding", true)]),
            Some("multi-region") => endpoint.auth_scheme("sigv4a", [("signingRegionSet", ["*"])]),
            _ => endpoint,
        })
    }
}

operations! {
    Endpoints:
    Signed;
    Unsigned [NoAuth];
}

#[test]
fn the_schemes_of_the_endpoint_have_precedence() {
    let of = |scheme: &str| {
        let config = config().credentials(keys()).token(token());
        config.endpoint_parameter("Scheme", scheme)
    };
    assert_eq!(header::<Signed>(of("")).as_deref(), Some("signed"));
    assert_eq!(header::<Signed>(of("token")).as_deref(), Some(TOKEN));
    let preferred = of("token").auth_scheme_preference([AuthScheme::SigV4]);
    assert_eq!(header::<Signed>(preferred).as_deref(), Some(TOKEN));
    // An operation without authentication has none at any endpoint.
    assert_eq!(header::<Unsigned>(of("token")).as_deref(), Some(""));
    assert_eq!(header::<Unsigned>(of("multi-region")).as_deref(), Some(""));
}

#[cfg(not(feature = "sigv4a"))]
#[test]
fn a_scheme_that_needs_a_feature_names_it() {
    let world = World::new([]);
    let config = world.config().endpoint_parameter("Scheme", "multi-region");
    let error = call::<Signed>(&world, config).unwrap_err();
    assert_eq!(
        error.to_string(),
        "Signed: the request could not be built: no endpoint of Endpoints: it requires one of the authentication \
         schemes [{\"name\":\"sigv4a\",\"signingRegionSet\":[\"*\"]}]: for sigv4a enable the feature `sigv4a` of the \
         runtime"
    );
}

/// The verifier encodes the path twice, as services other than Amazon S3 do: it accepts no other signature.
#[test]
fn a_path_is_encoded_once_if_the_endpoint_says_so() {
    use crate::sigv4::{Received, verify};
    let world = World::new([]);
    let config = || world.config().credentials(keys());
    let twice = call::<Signed>(&world, config()).unwrap();
    verify(&Received::of(&twice.request), SECRET).unwrap();
    let once = config().endpoint_parameter("Scheme", "once");
    let once = call::<Signed>(&world, once).unwrap();
    assert_eq!(once.request.uri(), twice.request.uri());
    verify(&Received::of(&once.request), SECRET).unwrap_err();
}
