//! Files that nobody meant to write, against what botocore reads of them.
//!
//! The table has what botocore 1.44.8 resolves for the profile in use. A row says `here` if that differs: where botocore
//! fails (`ConfigParseError`, because of any line of a file), and, with the reason, where it reads something else.
//! A character of `config` and `credentials` is a byte.

use super::load_selecting;
use crate::config::ConfigError;
use crate::config::profile::{Profiles, Section};
use serde_json::{Map, Value, json};

const TABLE: &str = include_str!("botocore.json");

#[test]
fn hostile_files_are_read_as_botocore_reads_them() {
    let table: Value = serde_json::from_str(TABLE).unwrap();
    let rows = table["rows"].as_array().unwrap();
    for row in rows {
        let bytes = |key: &str| -> Vec<u8> {
            let text = row[key].as_str().unwrap_or_default();
            text.chars().map(|it| u8::try_from(it).unwrap()).collect()
        };
        let profile = row["profile"].as_str().map(str::to_owned);
        let found = load_selecting(&bytes("config"), &bytes("credentials"), profile);
        let expected = row.get("here").unwrap_or(&row["botocore"]);
        assert_eq!(resolved(found), *expected, "{row}");
        let fails = row["botocore"].is_string();
        assert_eq!(row.get("here").is_some(), fails || row.get("why").is_some());
    }
    assert_eq!(rows.len(), 83);
}

/// The keys of the profile in use, or the error.
fn resolved(profiles: Result<Profiles, ConfigError>) -> Value {
    match profiles {
        Ok(profiles) => profiles.current().map_or(json!({}), keys),
        Err(error) => failure(&error),
    }
}

fn keys(section: &Section) -> Value {
    let value = |key: &str| match (section.get(key), section.sub(key)) {
        (Some(text), _) => json!(text),
        (None, Ok(sub)) => json!(sub),
        (None, Err(error)) => failure(&error),
    };
    let keys = section.keys().map(|key| (key.to_owned(), value(key)));
    Value::Object(keys.collect::<Map<_, _>>())
}

fn failure(error: &ConfigError) -> Value {
    json!({"error": error.to_string()})
}
