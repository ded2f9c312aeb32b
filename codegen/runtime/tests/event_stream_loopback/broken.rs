//! Responses that are broken, end too early, or have what is not known.

use crate::frames::{Value, message};
use crate::model::{TalkError, Transcript, chunk, line};
use crate::{Bytes, Talking, talking, until, within};
use h2::Reason;
use runtime::Error;

fn event(text: &str) -> Bytes {
    let number = [("number", Value::Integer(1))];
    message("event", "line", &number, &format!(r#"{{"text":"{text}"}}"#)).into()
}

type Failure = Error<TalkError>;

/// Returns the error that follows one event.
async fn failure(talking: &mut Talking) -> Failure {
    let transcript = &mut talking.output.transcript;
    let first = within(transcript.next()).await.unwrap();
    assert_eq!(first.unwrap(), line(1, "a"));
    let error = within(transcript.next()).await.unwrap().unwrap_err();
    assert!(within(transcript.next()).await.is_none());
    error
}

/// The call has ended, for the caller and for the service.
async fn assert_ended(talking: &mut Talking) {
    until(|| talking.sender.is_closed()).await;
    assert!(talking.sender.send(chunk("late")).await.is_err());
}

#[tokio::test]
async fn a_wrong_checksum_is_an_error_and_ends_the_call() {
    for broken in 0..event("b").len() {
        let mut talking = talking().await;
        let mut bytes = event("b").to_vec();
        bytes[broken] ^= 0x10;
        talking.call.answer.send(event("a")).await.unwrap();
        talking.call.answer.send(bytes.into()).await.unwrap();
        let error = failure(&mut talking).await;
        assert!(matches!(error, Error::Decode(_)), "{broken}: {error}");
        let message = error.to_string();
        let place = format!(
            "invalid frame at byte {} of the event stream: ",
            event("a").len()
        );
        assert!(message.contains(&place), "{message}");
        assert!(message.contains("checksum"), "{message}");
        assert_eq!(error.request_id(), Some("r-1"));
        assert_ended(&mut talking).await;
        assert_eq!(talking.call.answer.was_reset().await, Reason::CANCEL);
    }
}

#[tokio::test]
async fn a_response_that_ends_inside_of_an_event_is_an_error() {
    let mut talking = talking().await;
    talking.call.answer.send(event("a")).await.unwrap();
    talking
        .call
        .answer
        .send(event("b").slice(..40))
        .await
        .unwrap();
    talking.call.answer.end();
    let error = failure(&mut talking).await;
    assert!(matches!(error, Error::Decode(_)), "{error}");
    let message = error.to_string();
    assert!(
        message.contains("the stream ended after 40 bytes of the frame"),
        "{message}"
    );
    assert_ended(&mut talking).await;
}

#[tokio::test]
async fn a_reset_stream_is_an_error_of_the_transport() {
    let mut talking = talking().await;
    talking.call.answer.send(event("a")).await.unwrap();
    // The event is read before the reset, which overtakes what was not sent.
    let transcript = &mut talking.output.transcript;
    let first = within(transcript.next()).await.unwrap();
    assert_eq!(first.unwrap(), line(1, "a"));
    talking.call.answer.reset(Reason::INTERNAL_ERROR);
    let error = within(transcript.next()).await.unwrap().unwrap_err();
    assert!(matches!(error, Error::Transport(_)), "{error}");
    assert!(within(transcript.next()).await.is_none());
    assert_ended(&mut talking).await;
}

#[tokio::test]
async fn a_lost_connection_is_an_error_of_the_transport() {
    let mut talking = talking().await;
    talking.call.answer.send(event("a")).await.unwrap();
    let transcript = &mut talking.output.transcript;
    let first = within(transcript.next()).await.unwrap();
    assert_eq!(first.unwrap(), line(1, "a"));
    talking.server.disconnect();
    let error = within(transcript.next()).await.unwrap().unwrap_err();
    assert!(matches!(error, Error::Transport(_)), "{error}");
    assert!(within(transcript.next()).await.is_none());
    assert_ended(&mut talking).await;
}

#[tokio::test]
async fn an_unknown_event_is_named_and_the_stream_goes_on() {
    let mut talking = talking().await;
    let unknown = message("event", "applause", &[], r#"{"loud":true}"#);
    talking.call.answer.send(unknown.into()).await.unwrap();
    talking.call.answer.send(event("a")).await.unwrap();
    let transcript = &mut talking.output.transcript;
    match within(transcript.next()).await.unwrap().unwrap() {
        Transcript::Unknown(member) => assert_eq!(member.tag(), "applause"),
        known => panic!("{known:?}"),
    }
    let next = within(transcript.next()).await.unwrap();
    assert_eq!(next.unwrap(), line(1, "a"));
}

#[tokio::test]
async fn an_event_above_the_limit_is_an_error_before_it_has_come() {
    let mut talking = talking().await;
    talking.call.answer.send(event("a")).await.unwrap();
    // The default is 64 MiB. Of the frame there are the lengths and their checksum.
    let lengths = [&(64 * 1024 * 1024 + 1_u32).to_be_bytes()[..], &[0; 4]].concat();
    let checksum = crate::frames::crc(&lengths).to_be_bytes();
    let prelude = [&lengths[..], &checksum].concat();
    talking.call.answer.send(prelude.into()).await.unwrap();
    let error = failure(&mut talking).await;
    let message = error.to_string();
    assert!(matches!(error, Error::Decode(_)), "{message}");
    assert!(message.contains("the limit of 67108864 bytes"), "{message}");
    assert!(message.contains("max_event_size"), "{message}");
}
