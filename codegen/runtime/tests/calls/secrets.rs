//! Secrets are shown nowhere.

use crate::hooks::Log;
use crate::sample::operation::get_state::GetState;
use crate::script::{Answer, answer, failure, silence};
use crate::shown::shown;
use crate::world::{World, client, input, secs};
use http::{HeaderName, HeaderValue};
use runtime::hooks::{after_attempt, after_call};
use runtime::{Credentials, Timeouts, TransportError, http};

#[test]
fn no_error_shows_a_secret_a_body_or_a_sensitive_message() {
    let answers: [fn() -> Answer; 9] = [
        || {
            answer(
                400,
                &[],
                r#"{"__type": "ValidationException", "Message": "hidden"}"#,
            )
        },
        || {
            answer(
                400,
                &[],
                r#"{"__type": "ValidationException", "message": "hidden", "Count": "hidden"}"#,
            )
        },
        || {
            answer(
                429,
                &[],
                r#"{"__type": "ThrottlingException", "extra": "hidden"}"#,
            )
        },
        || answer(500, &[("x-hidden", "hidden")], "<html>hidden</html>"),
        || {
            answer(
                200,
                &[("x-amzn-requestid", "id-1")],
                r#"{"nested": {"password": "hidden"}, "more": "hidden"}"#,
            )
        },
        || {
            answer(
                200,
                &[],
                r#"{"nested": {"password": "hidden", "size": "hidden"}}"#,
            )
        },
        || answer(200, &[], "hidden"),
        || failure(TransportError::io("reset")),
        silence,
    ];
    for answer in answers {
        let world = World::new([answer(), answer(), answer()]);
        let credentials = Credentials::new("AKIDHIDDENHIDDEN", "hidden").session_token("hidden");
        let limits = Timeouts::default().attempt(secs(30));
        let log = Log::default();
        let (attempts, calls) = (log.clone(), log.clone());
        let config = world
            .config()
            .hook(after_attempt(move |it| attempts.add(format!("{it:?}"))))
            .hook(after_call(move |it| calls.add(format!("{it:?}"))));
        let client = client(config.credentials(credentials).timeouts(limits));
        let request = client.request::<GetState>(input()).header(
            HeaderName::from_static("x-key"),
            HeaderValue::from_static("hidden"),
        );
        let mut seen = format!("{client:?} {client:#?} {request:?}");
        match world.clock.run(request.send()) {
            Ok(response) => seen += &format!("{response:?}"),
            Err(error) => seen += &shown(&error),
        }
        let summaries = log.take();
        assert!(summaries.len() > 1, "an attempt and the call");
        let seen = seen + &summaries.join(" ");
        let seen = seen.replace("x-hidden", "");
        assert!(!seen.to_lowercase().contains("hidden"), "{seen}");
    }
}

#[test]
fn a_sensitive_message_is_given_to_who_asks() {
    let body = r#"{"__type": "ValidationException", "Message": "hidden"}"#;
    let world = World::new([answer(400, &[], body)]);
    let error = world.call().unwrap_err();
    assert_eq!(error.message(), Some("hidden"));
    assert_eq!(error.raw_body().unwrap(), body);
    assert_eq!(
        error.to_string(),
        "GetState: HTTP 400 ValidationException: [sensitive]"
    );
}
