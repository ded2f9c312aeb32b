//! `bedrock`: InvokeModel of the API reference of Amazon Bedrock, with the bodies of the user guide of Amazon Nova.

use serde_json::{Value, json};

use crate::run::{self, body, header, is_signed_for, run, run_with};
use crate::server::{Received, Reply};
use crate::workspace::Programs;

const PROMPT: &str = "Name a river in \"France\".";

/// Runs all cases.
pub fn check(programs: &Programs) {
    signed(programs);
    with_a_token(programs);
    errors(programs);
}

fn response() -> Reply {
    let content = json!([
        {"reasoningContent": {"reasoningText": {"text": "[REDACTED]"}}},
        {"text": "The Seine, in Paris."},
    ]);
    let body = json!({
        "output": {"message": {"role": "assistant", "content": content}},
        "stopReason": "end_turn",
        "usage": {"inputTokens": 7, "outputTokens": 6, "totalTokens": 13},
    });
    run::json(200, &body).header("x-amzn-bedrock-performanceconfig-latency", "standard")
}

/// Checks headers and body, which do not depend on the authentication.
fn is_documented(request: &Received) {
    assert_eq!(header(request, "content-type"), ["application/json"]);
    assert_eq!(header(request, "accept"), ["application/json"]);
    let body: Value = body(request);
    let messages = json!([{"role": "user", "content": [{"text": PROMPT}]}]);
    assert_eq!(body["messages"], messages);
    let tokens = body["inferenceConfig"]["maxTokens"].as_u64();
    assert!(tokens.is_some_and(|it| (1..=5000).contains(&it)), "{body}");
    let temperature = body["inferenceConfig"]["temperature"].as_f64();
    assert!(temperature.is_some_and(|it| 0.0 < it && it < 1.0), "{body}");
}

fn signed(programs: &Programs) {
    let run = run(programs, &["bedrock", PROMPT], vec![response()]);
    run.ends(0, "The Seine, in Paris.\n", "");
    assert_eq!(
        run.targets(),
        ["POST /model/amazon.nova-lite-v1%3A0/invoke"]
    );
    is_documented(&run.requests[0]);
    is_signed_for(&run.requests[0], "bedrock");
}

/// The token is preferred to credentials, and needs none.
fn with_a_token(programs: &Programs) {
    let profile =
        "arn:aws:bedrock:eu-west-1:123456789012:inference-profile/eu.amazon.nova-lite-v1:0";
    let encoded = profile.replace(':', "%3A").replace('/', "%2F");
    let token = ("AWS_BEARER_TOKEN_BEDROCK", "bedrock-api-key-EXAMPLE");
    let credentials = [
        ("AWS_ACCESS_KEY_ID", "AKID"),
        ("AWS_SECRET_ACCESS_KEY", "secret"),
    ];
    for variables in [vec![token], [&[token], &credentials[..]].concat()] {
        let program = ["bedrock", PROMPT, profile];
        let run = run_with(programs, &program, &variables, vec![response()]);
        run.ends(0, "The Seine, in Paris.\n", "");
        assert_eq!(run.targets(), [format!("POST /model/{encoded}/invoke")]);
        let request = &run.requests[0];
        is_documented(request);
        let authorization = header(request, "authorization");
        assert_eq!(authorization, ["Bearer bedrock-api-key-EXAMPLE"]);
    }
}

fn errors(programs: &Programs) {
    let message =
        json!({"message": "You don't have access to the model with the specified model ID."});
    let denied = run::error(403, "AccessDeniedException", &message);
    let run = run(programs, &["bedrock", PROMPT], vec![denied]);
    assert_eq!((run.code, &*run.out), (Some(1), ""));
    let start = "error: no access to amazon.nova-lite-v1:0: ";
    assert!(run.err.starts_with(start), "{}", run.err);
    assert!(run.err.contains("You don't have access"), "{}", run.err);

    let message = json!({"message": "Too many requests, please wait before trying again."});
    let throttled = vec![run::error(429, "ThrottlingException", &message); 3];
    let run = run::run(programs, &["bedrock", PROMPT], throttled);
    run.ends(1, "", "error: too many requests: try again later\n");
    assert_eq!(run.requests.len(), 3, "it is retried twice");

    let empty = json!({"output": {"message": {"role": "assistant", "content": []}}});
    let replies = vec![run::json(200, &empty)];
    let run = run::run(programs, &["bedrock", PROMPT], replies);
    run.ends(1, "", "error: the response has no text\n");
}
