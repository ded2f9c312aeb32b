//! Names and values of fields.

use crate::trace::{Trace, listen};
use crate::world::{Fake, config, error, input, output};
use generated::codeconnections::Client;
use generated::runtime::endpoint::Endpoint;
use generated::runtime::{ConfigBuilder, TransportError};

/// Returns the lines of what a call traces, and whether it succeeded.
fn trace(responses: Vec<Fake>) -> (Vec<String>, bool) {
    trace_with(responses, |config| config)
}

fn trace_with(
    responses: Vec<Fake>,
    configure: impl FnOnce(ConfigBuilder) -> ConfigBuilder,
) -> (Vec<String>, bool) {
    listen();
    let trace = Trace::default();
    let is_ok = tracing::subscriber::with_default(trace.clone(), || {
        let (clock, config) = config(responses);
        let client = Client::new(&configure(config).build().expect("a configuration"));
        clock.run(client.get_repository_link(input())).is_ok()
    });
    let text = trace.text();
    assert!(!text.contains("HIDDEN"), "{text}");
    (text.lines().map(str::to_owned).collect(), is_ok)
}

/// Asserts that a line has these fields, each between spaces.
#[track_caller]
fn assert_fields(line: &str, fields: &[&str]) {
    let spaced = format!("{line} ");
    for field in fields {
        assert!(spaced.contains(&format!(" {field} ")), "{field}: {line}");
    }
}

#[test]
fn a_call_is_a_span_with_the_names_of_opentelemetry() {
    let (lines, is_ok) = trace(vec![output()]);
    assert!(is_ok);
    let [span, ..] = lines.as_slice() else {
        panic!("nothing is traced");
    };
    assert!(
        span.starts_with("generated::codeconnections aws_call: "),
        "{span}"
    );
    assert_fields(
        span,
        &[
            r#"otel.kind="client""#,
            "otel.name=CodeConnections.GetRepositoryLink",
            r#"rpc.system="aws-api""#,
            r#"rpc.service="CodeConnections""#,
            r#"rpc.method="GetRepositoryLink""#,
        ],
    );
    let recorded: Vec<&str> = { lines.iter() }
        .filter_map(|it| it.strip_prefix("recorded: "))
        .collect();
    let expected = [
        r#"cloud.region="eu-west-1""#,
        r#"server.address="links.example""#,
        "server.port=8443",
        "http.response.status_code=200",
        r#"aws.request_id="id-of-output""#,
    ];
    assert_eq!(recorded, expected);
}

#[test]
fn the_region_is_the_one_that_requests_are_signed_for() {
    let (lines, _) = trace_with(vec![output()], |config| {
        config.endpoint_resolver(|request| {
            let endpoint = Endpoint::new("https://cell.example")?;
            let region = [("signingRegion", "us-west-2")];
            assert_eq!(request.region(), Some("eu-west-1"));
            Ok(endpoint.auth_scheme("sigv4", region))
        })
    });
    let region = r#"recorded: cloud.region="us-west-2""#.to_owned();
    assert!(lines.contains(&region), "{lines:#?}");
}

#[test]
fn an_attempt_is_an_event_with_its_duration_and_the_reason_and_delay_of_the_retry() {
    let (lines, is_ok) = trace(vec![error(400, "ThrottlingException"), output()]);
    assert!(is_ok);
    let attempts: Vec<&String> = lines.iter().filter(|it| it.contains("attempt=")).collect();
    let [first, second] = attempts.as_slice() else {
        panic!("two attempts: {lines:#?}");
    };
    assert_fields(
        first,
        &[
            "message=response",
            "attempt=1",
            "http.response.status_code=400",
            r#"aws.request_id="id-of-error""#,
            r#"error.type="ThrottlingException""#,
            "duration=0.25",
            r#"retry.reason="throttling""#,
            "retry.delay=1.5",
        ],
    );
    assert_fields(
        second,
        &[
            "attempt=2",
            "http.response.status_code=200",
            "duration=0.25",
        ],
    );
    for absent in ["error.type", "retry."] {
        assert!(!second.contains(absent), "{second}");
    }
    let resent = "recorded: http.request.resend_count=1".to_owned();
    assert!(lines.contains(&resent), "{lines:#?}");
    assert!(!lines.iter().any(|it| it.contains("otel.status_code")));
}

#[test]
fn a_failed_call_is_an_error_with_its_type() {
    let refused = || TransportError::connect("no such host").into();
    let page = || {
        let response = http::Response::builder().status(503).body("<html>");
        Fake::from(response.expect("a response"))
    };
    let denied = || error(400, "AccessDeniedException");
    let undecodable = || {
        let response = http::Response::builder().body("[]");
        Fake::from(response.expect("a response"))
    };
    for (responses, error_type) in [
        (vec![denied(), denied()], "AccessDeniedException"),
        (vec![page(), page()], "503"),
        (vec![refused(), refused()], "transport"),
        (vec![undecodable()], "decode"),
    ] {
        let (lines, is_ok) = trace(responses);
        assert!(!is_ok);
        for expected in [
            format!("recorded: error.type={error_type:?}"),
            r#"recorded: otel.status_code="ERROR""#.to_owned(),
        ] {
            assert!(lines.contains(&expected), "{expected}: {lines:#?}");
        }
    }
    let (lines, _) = trace(vec![refused(), refused()]);
    let last = lines.iter().rfind(|it| it.contains("attempt=2"));
    let fields = ["message=no", r#"error.type="transport""#, r#"error="no"#];
    assert_fields(last.expect("an attempt"), &fields);
}
