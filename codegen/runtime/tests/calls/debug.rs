//! `Debug` of errors: what a program prints that ends with `fn main() -> Result<(), Box<dyn Error>>`.

use crate::pages::repeated_token;
use crate::sample::operation::get_state::{GetState, GetStateInput, GetStateOutput};
use crate::script::{Answer, answer, error, failure, ok, silence};
use crate::world::{Outcome, World, client, secs};
use runtime::endpoint::{Endpoint, EndpointError};
use runtime::hooks::before_signing;
use runtime::http::Request;
use runtime::presign::{PresignError, Presigner};
use runtime::retry::RetryMode;
use runtime::{
    Acceptor, Acceptors, BigInteger, Config, CredentialsError, DecodeError, Environment, On, Retry,
    Timeouts, Timestamp, TransportError, WaitError, Waiter,
};
use std::collections::BTreeSet;
use std::error::Error;
use std::fs;
use std::io;
use std::path::Path;
use std::sync::mpsc;

const NO_FILES: [(&str, &str); 0] = [];

/// One attempt, which may take a second.
fn outcome(answer: Answer) -> Outcome {
    let world = World::new([answer]);
    let timeouts = Timeouts::default().attempt(secs(1));
    let config = world.config().retry(Retry::off()).timeouts(timeouts);
    world.call_of(&client(config))
}

fn failed(answer: Answer) -> Box<dyn Error> {
    outcome(answer).unwrap_err().into()
}

struct Idle;

impl Waiter for Idle {
    type Operation = GetState;
    type Success = GetStateOutput;
    const NAME: &'static str = "Idle";
    const ACCEPTORS: Acceptors<GetState> = &[
        Acceptor::retry("the error Soon", On::Error("Soon")),
        Acceptor::failure("any output", On::Success),
    ];

    fn success(last: Outcome) -> Outcome {
        last
    }
}

fn waited(answer: Answer) -> WaitError<GetStateOutput, impl Error> {
    let world = World::new([answer]);
    let client = client(world.config().retry(Retry::off()));
    let wait = client.wait::<Idle>(GetStateInput::new("main"), secs(0));
    world.clock.run(wait.into_future()).unwrap_err()
}

fn config_errors() -> Vec<Box<dyn Error>> {
    let file = |text: &'static str| {
        let variables = [("AWS_CONFIG_FILE", "/config")];
        Config::builder().environment(Environment::fixed(variables, [("/config", text)]))
    };
    let configs = [
        Config::builder().region("a b"),
        Config::builder().profile("dev"),
        Config::builder().environment(Environment::fixed([("AWS_MAX_ATTEMPTS", "0")], NO_FILES)),
        file("[default]\nregion\n"),
        file("[default]\nservices = local\nendpoint_url = http://localhost"),
    ];
    let failed = configs.into_iter().filter_map(|it| it.build().err());
    failed.map(Into::into).collect()
}

/// Errors of every public type, with the name of the type.
fn all() -> Vec<(&'static str, Box<dyn Error>)> {
    let world = World::new([]);
    let bare = Config::builder().transport(world.script.clone());
    let refused = || io::Error::from(io::ErrorKind::ConnectionRefused);
    let mut all: Vec<(&str, Box<dyn Error>)> = vec![
        (
            "ConstructionError",
            world.call_of(&client(bare.clone())).unwrap_err().into(),
        ),
        (
            "AuthenticationError",
            world
                .call_of(&client(bare.region("eu-west-1").endpoint_url("http://a")))
                .unwrap_err()
                .into(),
        ),
        (
            "DispatchError",
            failed(failure(TransportError::connect(refused()))),
        ),
        ("TimeoutError", failed(silence())),
        (
            "TimeoutError",
            failed(failure(TransportError::timeout("stalled"))),
        ),
        ("ResponseError", failed(answer(200, &[], "[]"))),
        ("ServiceError", failed(error(400, "Other"))),
        ("ServiceError", failed(error(429, "ThrottlingException"))),
        (
            "ServiceError",
            failed(answer(
                400,
                &[],
                r#"{"__type": "ThrottlingException", "message": 1}"#,
            )),
        ),
        ("WaitError", waited(error(400, "Soon")).into()),
        ("WaitError", waited(error(400, "Other")).into()),
        ("WaitError", waited(ok()).into()),
        (
            "CredentialsError",
            CredentialsError::not_found("nothing here").into(),
        ),
        ("CredentialsError", CredentialsError::new(refused()).into()),
        ("TransportError", TransportError::io(refused()).into()),
        (
            "EndpointError",
            EndpointError::of(Endpoint::new("a").unwrap_err(), "Proton").into(),
        ),
        (
            "TimestampError",
            "a".parse::<Timestamp>().unwrap_err().into(),
        ),
        (
            "ParseNumberError",
            "a".parse::<BigInteger>().unwrap_err().into(),
        ),
        (
            "RetryModeError",
            "fast".parse::<RetryMode>().unwrap_err().into(),
        ),
        ("RepeatedTokenError", repeated_token()),
        ("DecodeError", decode().into()),
        ("PresignError", presigned().into()),
        ("HeaderError", of_header()),
    ];
    all.extend(config_errors().into_iter().map(|it| ("ConfigError", it)));
    #[cfg(feature = "streams")]
    all.extend(of_streams());
    #[cfg(feature = "http1")]
    {
        let transport = runtime::HttpTransport::builder().ca_bundle("/no/such/file");
        all.push(("BuildTransportError", transport.build().unwrap_err().into()));
    }
    all
}

#[cfg(feature = "streams")]
fn of_streams() -> Vec<(&'static str, Box<dyn Error>)> {
    let file = runtime::ByteStream::from_file("/no/such/file");
    let refused = io::Error::from(io::ErrorKind::ConnectionRefused);
    let cut = runtime::ByteStreamError::from(TransportError::io(refused));
    vec![
        ("ByteStreamError", file.open().unwrap_err().into()),
        ("ByteStreamError", cut.into()),
        #[cfg(feature = "event-streams")]
        ("SendEventError", unsent()),
    ]
}

#[cfg(feature = "event-streams")]
fn unsent() -> Box<dyn Error> {
    let (sender, events) = runtime::RequestEvents::channel(1);
    drop(events);
    let sent = World::new([]).clock.run(sender.send(()));
    sent.unwrap_err().into()
}

/// The error of a header that a hook cannot change.
fn of_header() -> Box<dyn Error> {
    let (sender, errors) = mpsc::sync_channel(1);
    let hook = before_signing(move |request| {
        let error = request.insert_header("authorization", "a").unwrap_err();
        sender.send(error)?;
        Ok(())
    });
    let world = World::new([ok()]);
    world.call_of(&client(world.config().hook(hook))).unwrap();
    errors.recv().unwrap().into()
}

fn presigned() -> PresignError {
    let world = World::new([]);
    let config = world.config().build().unwrap();
    let presigner = Presigner::new("sts", secs(0));
    let presigned = presigner.presign(&config, Request::new(()));
    world.clock.run(presigned).unwrap_err()
}

fn decode() -> DecodeError {
    let error = outcome(answer(200, &[], "[]")).unwrap_err();
    let source = error
        .source()
        .and_then(|it| it.downcast_ref::<DecodeError>());
    source.unwrap().clone()
}

/// The details of an error: what stands in the last parentheses of its `Debug`.
#[track_caller]
fn details(name: &str, error: &dyn Error) -> String {
    let (display, debug) = (error.to_string(), format!("{error:?}"));
    assert!(!debug.contains('\n'), "{debug}");
    let details = debug
        .strip_prefix(&*display)
        .and_then(|it| it.strip_prefix(" ("));
    let details = details.and_then(|it| it.strip_suffix(')'));
    let details = details.unwrap_or_else(|| panic!("{name}: {display:?} does not begin {debug:?}"));
    let pretty = format!("{error:#?}");
    assert!(pretty.starts_with(&format!("{display} (")), "{pretty}");
    details.to_owned()
}

/// Parentheses with several values, or without a name before them; those of a nested error have its type within.
fn has_unnamed_tuple(debug: &str) -> bool {
    let mut quoted = false;
    let mut previous = ' ';
    let mut open = Vec::new();
    let next = debug.chars().skip(1).chain([' ']);
    for (character, next) in debug.chars().zip(next) {
        match character {
            '"' if previous != '\\' => quoted = !quoted,
            _ if quoted => {}
            '(' if !previous.is_alphanumeric() && !next.is_uppercase() => return true,
            '(' | '{' | '[' => open.push(character),
            ')' | '}' | ']' => drop(open.pop()),
            ',' if open.last() == Some(&'(') => return true,
            _ => {}
        }
        previous = character;
    }
    false
}

#[test]
fn debug_begins_with_display_and_names_what_follows() {
    for (name, error) in all() {
        let error = match name {
            // Only clients make it.
            "RepeatedTokenError" => error.source().unwrap(),
            _ => &*error,
        };
        let details = details(name, error);
        let inner = match name {
            "WaitError" => ["Unreached", "ServiceError"].as_slice(),
            _ => &[name],
        };
        let is_named = inner.iter().any(|it| details.starts_with(it));
        assert!(is_named, "{name}: {details}");
        assert!(!has_unnamed_tuple(&details), "{details}");
    }
    for (tuple, expected) in [
        (r#"A("…", 3, None)"#, true),
        (r#"A { b: ("…", 3) }"#, true),
        (r#"A { b: (B, 3) }"#, true),
        (r#"A { b: no connection (B { c: 3, d: None }) }"#, false),
        (
            r#"A { b: Some("(a, b)"), c: [1, 2], d: B(C { e: 1, f: 2 }) }"#,
            false,
        ),
    ] {
        assert_eq!(has_unnamed_tuple(tuple), expected, "{tuple}");
    }
}

#[test]
fn no_debug_of_a_call_has_unnamed_tuples() {
    let world = World::new([]);
    let config = world.config().build().unwrap();
    let client = world.client();
    let input = || GetStateInput::new("main");
    let request = client.request::<GetState>(input()).region("eu-west-1");
    for debug in [
        format!("{:?}", world.config()),
        format!("{config:?}"),
        format!("{client:?}"),
        format!("{request:?}"),
        format!("{:?}", client.wait::<Idle>(input(), secs(1))),
        format!("{:?}", Timeouts::default()),
        format!("{:?}", outcome(ok())),
        format!("{:?}", Retry::standard().max_attempts(2)),
        format!("{:?}", world.bucket),
        format!("{:?}", Idle::ACCEPTORS),
    ] {
        assert!(!has_unnamed_tuple(&debug), "{debug}");
    }
}

#[test]
fn a_program_that_ends_with_an_error_says_what_is_wrong() {
    let shown = |error: &dyn Error| format!("{error:?}");
    assert_eq!(
        shown(&*failed(failure(TransportError::connect("refused")))),
        "GetState: no response: refused (DispatchError { operation: \"GetState\", attempts: 1, source: TransportError { \
         kind: Connect } })"
    );
    let refused = io::Error::from(io::ErrorKind::ConnectionRefused);
    assert_eq!(
        shown(&TransportError::io(refused)),
        "connection refused (TransportError { kind: Io, source: Kind(ConnectionRefused) })"
    );
    let body = r#"{"__type": "ThrottlingException", "message": "slow down"}"#;
    assert_eq!(
        shown(&*failed(answer(429, &[("x-amzn-requestid", "4711")], body))),
        "GetState: HTTP 429 ThrottlingException: slow down (request id 4711) (ServiceError { metadata: ErrorMetadata { \
         operation: \"GetState\", status: 429, code: Some(\"ThrottlingException\"), message: Some(\"slow down\"), \
         request_id: Some(\"4711\") }, error: Some(ThrottlingException(ThrottlingException { message: Some(\"slow \
         down\") })), decode_error: None, .. })"
    );
    assert_eq!(
        shown(&Config::builder().region("a b").build().unwrap_err())
            .split_once(
                " (ConfigError { problem: Value { origin: Code(\"region\"), got: Text(\"a b\"), "
            )
            .map(|(display, _)| display),
        Some(
            "ConfigBuilder::region: expected a region such as us-east-1: 1 to 63 letters, digits and inner hyphens, and \
             not only digits, got \"a b\""
        )
    );
}

/// Names of public types that end in `Error`, in the sources of the crate.
fn public_errors(folder: &Path, found: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            public_errors(&path, found);
            continue;
        }
        let text = fs::read_to_string(&path).unwrap();
        let types = text.lines().filter_map(|line| {
            let rest = line
                .strip_prefix("pub struct ")
                .or_else(|| line.strip_prefix("pub enum "))?;
            rest.split(|it: char| !it.is_alphanumeric()).next()
        });
        found.extend(types.filter(|it| it.ends_with("Error")).map(str::to_owned));
    }
}

#[test]
fn no_public_error_is_left_out() {
    let mut public = BTreeSet::new();
    public_errors(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("src"),
        &mut public,
    );
    // It has all the others as its variants.
    assert!(public.remove("Error"));
    if cfg!(not(feature = "http1")) {
        public.remove("BuildTransportError");
    }
    if cfg!(not(feature = "streams")) {
        public.remove("ByteStreamError");
    }
    if cfg!(not(feature = "event-streams")) {
        public.remove("SendEventError");
    }
    let shown: BTreeSet<_> = all().into_iter().map(|(name, _)| name.to_owned()).collect();
    assert_eq!(shown, public);
}
