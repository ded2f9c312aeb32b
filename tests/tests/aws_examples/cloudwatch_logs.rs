//! `cloudwatch-logs`: StartLiveTail of the API reference of Amazon CloudWatch Logs.

use serde_json::{Value, json};

use crate::events::{after, event, exception, initial_response, stream};
use crate::run::{self, CREDENTIALS, Run, body, header, is_signed_for, run_with, start, wait_for};
use crate::server::{Reply, Server};
use crate::workspace::Programs;

const GROUP: &str = "arn:aws:logs:eu-west-1:123456789012:log-group:my-group";

/// Runs all cases.
pub fn check(programs: &Programs) {
    sessions(programs);
    errors(programs);
    prints_at_once(programs);
}

/// Credentials, and no prefix for the address of the server.
fn variables() -> Vec<(&'static str, &'static str)> {
    let no_prefix = ("AWS_DISABLE_HOST_PREFIX_INJECTION", "true");
    [&CREDENTIALS[..], &[no_prefix]].concat()
}

fn tail(programs: &Programs, program: &[&str], replies: Vec<Reply>) -> Run {
    run_with(programs, program, &variables(), replies)
}

/// The first two messages of a session.
fn session(id: &str) -> Vec<Vec<u8>> {
    let start = json!({
        "requestId": "2a1b", "sessionId": id, "logGroupIdentifiers": [GROUP],
        "logStreamNames": null, "logStreamNamePrefixes": [],
    });
    vec![initial_response(), event("sessionStart", &start)]
}

/// The events of a second.
fn update(is_sampled: bool, messages: &[&str]) -> Vec<u8> {
    let results = messages.iter().map(|message| {
        json!({
            "logStreamName": "web/1", "logGroupIdentifier": "123456789012:my-group", "message": message,
            "timestamp": 1_764_532_800_250_i64, "ingestionTime": 1_764_532_801_003_i64,
        })
    });
    let results: Vec<Value> = results.collect();
    let metadata = json!({"sampled": is_sampled});
    let update = json!({"sessionMetadata": metadata, "sessionResults": results});
    event("sessionUpdate", &update)
}

/// The second session starts because the first timed out; the program ends as the second does.
fn sessions(programs: &Programs) {
    let mut first = session("s-1");
    first.extend([
        update(false, &[]),
        update(false, &["a\n", "b \u{fc}"]),
        update(true, &["c"]),
        event("sessionNews", &json!({"message": "new"})),
        update(true, &["d\n\te"]),
        update(false, &[""]),
    ]);
    let message = json!({"message": "Session has timed out"});
    first.push(exception("SessionTimeoutException", &message));
    let mut second = session("s-2");
    second.push(update(false, &["f"]));
    let program = ["cloudwatch-logs", GROUP, "error -404"];
    let run = tail(programs, &program, vec![stream(&first), stream(&second)]);
    // `date --utc --date @1764532800.25` of GNU.
    let start = "2025-11-30T20:00:00.25Z  web/1  ";
    let out = ["a", "b \u{fc}", "c", "d\n\te", "", "f"].map(|it| format!("{start}{it}\n"));
    let err = "[session s-1 started]\n\
               [more than 500 events a second: a sample is shown]\n\
               [all events are shown again]\n\
               [the session timed out]\n\
               [session s-2 started]\n";
    run.ends(0, &out.concat(), err);
    assert_eq!(run.requests.len(), 2);
    for request in &run.requests {
        let expected = json!({
            "logGroupIdentifiers": [GROUP],
            "logEventFilterPattern": "error -404",
        });
        assert_eq!(body(request), expected);
        let target = header(request, "x-amz-target");
        assert_eq!(target, ["Logs_20140328.StartLiveTail"]);
        assert_eq!(
            header(request, "content-type"),
            ["application/x-amz-json-1.1"]
        );
        is_signed_for(request, "logs");
    }
}

/// Errors of the call, of the session, and of the connection end the program.
fn errors(programs: &Programs) {
    let program = ["cloudwatch-logs", GROUP];
    let missing = json!({
        "__type": "ResourceNotFoundException",
        "message": "The specified log group does not exist.",
    });
    let run = tail(programs, &program, vec![run::json(400, &missing)]);
    assert_eq!((run.code, &*run.out), (Some(1), ""));
    assert!(run.err.contains("log group does not exist"), "{}", run.err);
    let input = json!({"logGroupIdentifiers": [GROUP]});
    assert_eq!(body(&run.requests[0]), input);

    let mut messages = session("s-1");
    messages.push(update(false, &["a"]));
    // Without the last chunk.
    let lost = stream(&messages).cut(after(&messages));
    let run = tail(programs, &program, vec![lost]);
    ends_with_an_error(&run, &["StartLiveTail"]);

    let message = json!({"message": "an unknown error"});
    messages.push(exception("SessionStreamingException", &message));
    let run = tail(programs, &program, vec![stream(&messages)]);
    ends_with_an_error(&run, &["SessionStreamingException", "an unknown error"]);
}

/// Checks that a session with one event failed, and that no other was started.
fn ends_with_an_error(run: &Run, parts: &[&str]) {
    assert_eq!(
        (run.code, run.out.lines().count()),
        (Some(1), 1),
        "{}",
        run.err
    );
    let [start, error] = run.err.lines().collect::<Vec<_>>()[..] else {
        panic!("{}", run.err);
    };
    assert_eq!(start, "[session s-1 started]");
    assert!(error.starts_with("error: "), "{error}");
    assert!(parts.iter().all(|part| error.contains(part)), "{error}");
    assert_eq!(run.requests.len(), 1);
}

/// Events are printed while the session goes on.
fn prints_at_once(programs: &Programs) {
    let mut messages = session("s-1");
    messages.push(update(false, &["a"]));
    let server = Server::always(stream(&messages).stall(after(&messages)));
    let mut started = start(programs, &["cloudwatch-logs", GROUP], &variables(), server);
    let mut out = started.child.stdout.take().unwrap();
    wait_for(&mut out, "2025-11-30T20:00:00.25Z  web/1  a\n");
    started.child.kill().unwrap();
    started.finish();
}
