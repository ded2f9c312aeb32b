//! `chat`: ConverseStream of the API reference of Amazon Bedrock.

use std::io::Write;

use serde_json::{Value, json};

use crate::events::{event, exception, stream};
use crate::run::{self, Run, body, is_signed_for, start_against};
use crate::server::{At, Reply, Server};
use crate::workspace::Programs;

/// Runs all cases.
pub fn check(programs: &Programs) {
    conversation(programs);
    errors(programs);
    #[cfg(unix)]
    interrupted::check(programs);
}

/// A part of a text. The service adds a member of random length, `p`, that is not in its model.
fn text(text: &str) -> Vec<u8> {
    let delta = json!({"contentBlockIndex": 0, "delta": {"text": text}, "p": "abcdefgh"});
    event("contentBlockDelta", &delta)
}

/// The messages of a whole response.
fn response(parts: &[&str], stop: &str) -> Vec<Vec<u8>> {
    let usage = json!({"inputTokens": 7, "outputTokens": 6, "totalTokens": 13});
    let metadata = json!({"usage": usage, "metrics": {"latencyMs": 412}});
    let mut messages = vec![event("messageStart", &json!({"role": "assistant"}))];
    messages.extend(parts.iter().map(|it| text(it)));
    messages.push(event("contentBlockStop", &json!({"contentBlockIndex": 0})));
    messages.push(event("messageStop", &json!({"stopReason": stop})));
    messages.push(event("metadata", &metadata));
    messages
}

/// Runs the program with these lines as its standard input.
fn chat(programs: &Programs, lines: &str, replies: Vec<Reply>) -> Run {
    let mut started = start_against(programs, &["chat"], Server::sequence(replies));
    let stdin = started.child.stdin.as_mut().unwrap();
    stdin.write_all(lines.as_bytes()).unwrap();
    started.finish()
}

/// Returns the roles and texts of a request's messages.
fn sent(run: &Run, number: usize) -> Vec<String> {
    let body = body(&run.requests[number]);
    let messages = body["messages"].as_array().unwrap().iter();
    messages
        .map(|it| {
            let content = it["content"].as_array().unwrap();
            assert_eq!(content.len(), 1, "{it}");
            let text = |it: &Value| it.as_str().unwrap().to_owned();
            text(&it["role"]) + ": " + &text(&content[0]["text"])
        })
        .collect()
}

/// Each message is sent with those before it. Other kinds of content, and events unknown today, are not printed.
fn conversation(programs: &Programs) {
    let mut first = response(&["The Seine, ", "in \u{fc}\n", "Paris."], "end_turn");
    let reasoning = json!({"contentBlockIndex": 0, "delta": {"reasoningContent": {"text": "hm"}}});
    first.insert(1, event("contentBlockDelta", &reasoning));
    first.insert(2, event("somethingNew", &json!({"text": "new"})));
    let second = response(&["777 k"], "max_tokens");
    let lines = "Name a river in \"France\".\n\n  \nHow long is it?\n";
    let run = chat(programs, lines, vec![stream(&first), stream(&second)]);
    let usage = "\n[7 tokens sent, 6 generated]";
    let err = format!("> {usage}> > > \n[max_tokens]{usage}> ");
    run.ends(0, "The Seine, in \u{fc}\nParis.\n777 k\n", &err);
    let target = "POST /model/amazon.nova-lite-v1%3A0/converse-stream";
    assert_eq!(run.targets(), [target, target]);
    let messages = [
        "user: Name a river in \"France\".",
        "assistant: The Seine, in \u{fc}\nParis.",
        "user: How long is it?",
    ];
    assert_eq!(sent(&run, 0), messages[..1]);
    assert_eq!(sent(&run, 1), messages);
    let requests = run.requests.iter();
    requests.for_each(|it| is_signed_for(it, "bedrock"));
}

/// After an error the conversation goes on: with the first part of a response, and without a message that has none.
fn errors(programs: &Programs) {
    let message =
        json!({"message": "You don't have access to the model with the specified model ID."});
    let denied = run::error(403, "AccessDeniedException", &message);
    let busy = json!({"message": "Too many requests, please wait before trying again."});
    let throttled = [text("The "), exception("throttlingException", &busy)];
    let failed = json!({
        "message": "The model returned a stream error.",
        "originalStatusCode": 500,
        "originalMessage": "internal",
    });
    let failed = [exception("modelStreamErrorException", &failed)];
    let lost = [text("Se"), text("ine")];
    let lost = stream(&lost).cut(At::Body(10));
    let last = stream(&response(&["."], "end_turn"));
    let replies = vec![denied, stream(&throttled), stream(&failed), lost, last];
    let run = chat(programs, "a\nb\nc\nd\ne\n", replies);
    assert_eq!(
        (run.code, &*run.out),
        (Some(0), "\nThe \n\n\n.\n"),
        "{}",
        run.err
    );
    let errors: Vec<&str> = run.err.split("> \nerror: ").collect();
    let [_, denied, throttled, failed, lost] = errors[..] else {
        panic!("{}", run.err);
    };
    assert!(denied.starts_with("no access to the model: "), "{denied}");
    assert!(denied.contains("You don't have access"), "{denied}");
    assert_eq!(throttled, "too many requests: try again later");
    assert!(
        failed.contains("The model returned a stream error."),
        "{failed}"
    );
    assert!(failed.contains("ModelStreamErrorException"), "{failed}");
    assert!(lost.contains("ConverseStream"), "{lost}");
    assert_eq!(run.requests.len(), 5, "no stream is requested again");
    assert_eq!(sent(&run, 1), ["user: b"]);
    assert_eq!(sent(&run, 4), ["user: b", "assistant: The ", "user: e"]);
}

#[cfg(unix)]
mod interrupted {
    use super::{Programs, Server, response, sent, start_against, stream, text};
    use crate::events::after;
    use crate::run::{interrupt, until, wait_for};
    use std::io::Write;

    /// Text is printed before the response ends, and Ctrl-C ends the response; without one, it ends the program.
    pub fn check(programs: &Programs) {
        let first = [text("The Se")];
        let stalled = stream(&first).stall(after(&first));
        let replies = [stalled, stream(&response(&["ine."], "end_turn"))];
        let mut started = start_against(programs, &["chat"], Server::sequence(replies));
        let mut stdin = started.child.stdin.take().unwrap();
        let mut out = started.child.stdout.take().unwrap();
        stdin.write_all(b"Name a river.\n").unwrap();
        wait_for(&mut out, "The Se");
        interrupt(&started.child);
        wait_for(&mut out, "\n");
        stdin.write_all(b"go on\n").unwrap();
        wait_for(&mut out, "ine.\n");
        // The call that was interrupted has ended.
        until(|| started.server.hang_ups() == 1);
        // A signal between the response and the prompt has no effect.
        until(|| {
            interrupt(&started.child);
            started.child.try_wait().unwrap().is_some()
        });
        let run = started.finish();
        drop(stdin);
        run.ends(0, "", "> > \n[7 tokens sent, 6 generated]> ");
        let messages = ["user: Name a river.", "assistant: The Se", "user: go on"];
        assert_eq!(sent(&run, 1), messages);
    }
}
