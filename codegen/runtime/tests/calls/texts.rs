//! Texts from outside in errors: long ones, and ones that are written to be read as something else.

use crate::script::{answer, failure};
use crate::world::{World, client};
use runtime::{
    BoxFuture, Config, Credentials, CredentialsError, Environment, ProvideCredentials, Retry,
    TransportError,
};
use std::error::Error as _;
use std::fmt;

/// Characters that change how others are seen, or are not seen: controls of C0 and C1, separators, directions, joiners.
const HIDDEN: [char; 24] = [
    '\0',
    '\t',
    '\n',
    '\r',
    '\u{1b}',
    '\u{7f}',
    '\u{85}',
    '\u{9b}',
    '\u{61c}',
    '\u{200b}',
    '\u{200d}',
    '\u{200e}',
    '\u{200f}',
    '\u{2028}',
    '\u{2029}',
    '\u{202a}',
    '\u{202c}',
    '\u{202e}',
    '\u{2060}',
    '\u{2066}',
    '\u{2069}',
    '\u{feff}',
    '\u{e0041}',
    '\u{ad}',
];

/// The most characters that are shown of one text, and of an error with several of them.
const SHOWN: usize = 2_000;
const LONGEST: usize = 3 * SHOWN + 500;

/// A megabyte that begins with all that is not to be seen.
fn hostile() -> String {
    let start: String = HIDDEN.iter().collect();
    format!("start {start} {}", "x".repeat(1 << 20))
}

#[track_caller]
fn check(error: &(impl fmt::Display + fmt::Debug)) {
    for (text, is_pretty) in [
        (error.to_string(), false),
        (format!("{error:?}"), false),
        (format!("{error:#?}"), true),
    ] {
        assert!(
            text.chars().count() <= 2 * LONGEST,
            "{} characters",
            text.len()
        );
        let found = text.find(|it| HIDDEN.contains(&it) && !(is_pretty && it == '\n'));
        assert_eq!(found, None, "{}", text.escape_debug());
        assert!(text.contains("start"), "{text:.200}");
    }
    assert!(error.to_string().chars().count() <= LONGEST);
}

#[test]
fn what_a_service_says_is_bounded_and_its_accessors_give_all() {
    let message = hostile();
    for code in [
        "AccessDeniedException",
        "NotFoundException",
        "SomethingElse",
        &message,
    ] {
        for request_id in ["4711", &"start ".repeat(1_000)] {
            let body = serde_json::json!({ "__type": code, "message": message });
            let headers = [("x-amzn-requestid", request_id)];
            let world = World::new([answer(400, &headers, body.to_string())]);
            let error = world.call().unwrap_err();
            check(&error);
            assert_eq!(error.message(), Some(&*message));
            assert_eq!(error.request_id(), Some(request_id.trim()));
            let end = match request_id.len() {
                4 => " (request id 4711)",
                _ => "…)",
            };
            assert!(error.to_string().ends_with(end));
        }
    }
    let whole = "é".repeat(SHOWN);
    for (message, shown) in [
        (whole.clone(), whole.clone()),
        (whole.clone() + "e", whole + "…"),
    ] {
        let body = serde_json::json!({ "__type": "Other", "message": message });
        let world = World::new([answer(400, &[], body.to_string())]);
        let error = world.call().unwrap_err().to_string();
        assert_eq!(error, format!("GetState: HTTP 400 Other: {shown}"));
    }
}

#[test]
fn what_a_transport_says_is_bounded() {
    for error in [
        TransportError::new(hostile()),
        TransportError::timeout(hostile()),
    ] {
        let world = World::new([failure(error)]);
        let config = world.config().retry(Retry::off());
        let error = world.call_of(&client(config)).unwrap_err();
        check(&error);
        let mut source = error.source();
        let mut whole = false;
        while let Some(error) = source {
            whole |= error.to_string() == hostile();
            source = error.source();
        }
        assert!(whole, "the source has all of it");
    }
}

/// A provider that fails with a text.
struct Fails;

impl ProvideCredentials for Fails {
    fn provide(&self) -> BoxFuture<'_, Result<Credentials, CredentialsError>> {
        Box::pin(std::future::ready(Err(CredentialsError::new(hostile()))))
    }
}

#[test]
fn what_a_provider_says_is_bounded() {
    let world = World::new([]);
    let error = world.call_of(&client(world.config().credentials(Fails)));
    check(&error.unwrap_err());
    check(&CredentialsError::new(hostile()));
    check(&CredentialsError::not_found(hostile()));
}

#[test]
fn what_a_configuration_holds_is_bounded() {
    let hostile = hostile();
    let no_files: [(&str, &str); 0] = [];
    let variables = |name: &'static str| {
        let value = hostile.trim_start_matches("start ");
        let environment = Environment::fixed([(name, format!("start {value}"))], no_files);
        Config::builder().environment(environment)
    };
    for builder in [
        Config::builder().region(hostile.clone()),
        Config::builder().app_id(hostile.clone()),
        Config::builder().endpoint_url(hostile.clone()),
        Config::builder().profile(hostile.clone()),
        variables("AWS_REGION"),
        variables("AWS_PROFILE"),
        variables("AWS_RETRY_MODE"),
        variables("AWS_MAX_ATTEMPTS"),
    ] {
        check(&builder.build().unwrap_err());
    }
    // In a file a value is of one line, and its place is a text of its own.
    let line = hostile.replace(['\n', '\r'], "");
    let path = format!("/{line}");
    let files = [(path.clone(), format!("[default]\nregion = {line}"))];
    let environment = Environment::fixed([("AWS_CONFIG_FILE", path)], files);
    check(
        &Config::builder()
            .environment(environment)
            .build()
            .unwrap_err(),
    );
}

#[test]
fn what_a_call_was_given_is_bounded() {
    use crate::sample::operation::get_state::GetState;
    let world = World::new([]);
    let client = world.client();
    let call = || client.request::<GetState>(crate::world::input());
    for call in [call().region(hostile()), call().endpoint_url(hostile())] {
        let shown = format!("{call:?}");
        assert!(shown.chars().count() < LONGEST && !shown.contains(HIDDEN));
        check(&world.clock.run(call.send()).unwrap_err());
    }
}
