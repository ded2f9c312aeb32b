//! When a trace is handed on, and how it looks.

use super::Trace;
use crate::config::Environment;
use http::{HeaderMap, HeaderValue};

const FUNCTION: (&str, &str) = ("AWS_LAMBDA_FUNCTION_NAME", "function");
const TRACE: &str = "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1";

fn added(variables: &[(&str, &str)], before: Option<&'static str>) -> Option<String> {
    let no_files: [(&str, &str); 0] = [];
    let environment = Environment::fixed(variables.iter().copied(), no_files);
    let mut headers = HeaderMap::new();
    if let Some(before) = before {
        headers.insert("x-amzn-trace-id", HeaderValue::from_static(before));
    }
    Trace::default().add(&mut headers, &environment);
    let value = headers.remove("x-amzn-trace-id")?;
    assert!(headers.is_empty());
    Some(value.to_str().unwrap().to_owned())
}

#[test]
fn a_trace_is_handed_on_within_a_function_alone() {
    let trace = ("_X_AMZN_TRACE_ID", TRACE);
    for (variables, before, after) in [
        (&[FUNCTION, trace][..], None, Some(TRACE)),
        (&[FUNCTION, trace], Some("Root=own"), Some("Root=own")),
        (&[trace], None, None),
        (&[FUNCTION], None, None),
        (&[FUNCTION, ("_X_AMZN_TRACE_ID", "")], None, None),
        (&[("AWS_LAMBDA_FUNCTION_NAME", ""), trace], None, None),
        (&[], None, None),
    ] {
        assert_eq!(added(variables, before).as_deref(), after, "{variables:?}");
    }
}

#[test]
fn each_request_has_the_trace_of_its_time() {
    let no_files: [(&str, &str); 0] = [];
    let trace = Trace::default();
    for id in ["Root=1-first", "Root=1-second"] {
        let variables = [FUNCTION, ("_X_AMZN_TRACE_ID", id)];
        let mut headers = HeaderMap::new();
        trace.add(&mut headers, &Environment::fixed(variables, no_files));
        assert_eq!(headers["x-amzn-trace-id"], id);
    }
}

#[test]
fn what_a_header_cannot_have_is_percent_encoded() {
    for (trace, sent) in [
        ("first\nsecond", "first%0Asecond"),
        ("\0\u{7f}\té", "%00%7F%09%C3%A9"),
        ("test123-=;:+&[]{}\"' %41", "test123-=;:+&[]{}\"' %41"),
    ] {
        let variables = [FUNCTION, ("_X_AMZN_TRACE_ID", trace)];
        assert_eq!(added(&variables, None).as_deref(), Some(sent));
    }
}
