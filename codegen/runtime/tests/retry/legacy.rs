//! The mode `legacy`, which other SDKs read from the same files.

use crate::trace::{Trace, listen};
use runtime::{Config, Environment};

fn traced(variables: &[(&str, &str)], file: &str) -> String {
    listen();
    let trace = Trace::default();
    let files = [("/home/u/.aws/config", file)];
    let variables = variables.iter().copied().chain([("HOME", "/home/u")]);
    let environment = Environment::fixed(variables, files);
    let config = Config::builder().environment(environment);
    let built = tracing::subscriber::with_default(trace.clone(), || config.build());
    built.unwrap();
    trace.text()
}

#[test]
fn legacy_is_standard_and_a_warning_says_so() {
    let expected = r#"the retry mode "legacy" is not supported: "standard" is used instead"#;
    let file = "[default]\nretry_mode = legacy";
    for text in [
        traced(&[("AWS_RETRY_MODE", "legacy")], ""),
        traced(&[], file),
    ] {
        assert_eq!(text.matches(expected).count(), 1, "{text}");
    }
    assert!(!traced(&[("AWS_RETRY_MODE", "standard")], file).contains("legacy"));
}
