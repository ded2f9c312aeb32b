//! Text in TOML.

/// Returns a basic string of TOML: one of JSON, but for a character that TOML wants escaped as well.
pub(crate) fn quoted(text: &str) -> String {
    let json = serde_json::Value::from(text).to_string();
    json.replace('\u{7f}', "\\u007f")
}
