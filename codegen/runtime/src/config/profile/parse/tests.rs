//! The format, by examples: those that AWS tests its SDKs with, in other words, and what botocore reads beyond them.

mod botocore;
mod malformed;

use crate::config::profile::{Profiles, Section};
use crate::config::{ConfigError, Environment};
use std::collections::BTreeMap;

/// Loads a configuration file and a credentials file.
fn load(config: &[u8], credentials: &[u8]) -> Result<Profiles, ConfigError> {
    load_selecting(config, credentials, None)
}

fn load_selecting(
    config: &[u8],
    credentials: &[u8],
    profile: Option<String>,
) -> Result<Profiles, ConfigError> {
    let files = [("/config", config), ("/credentials", credentials)];
    let variables = [
        ("AWS_CONFIG_FILE", "/config"),
        ("AWS_SHARED_CREDENTIALS_FILE", "/credentials"),
    ];
    Profiles::load_selecting(&Environment::fixed(variables, files), profile)
}

/// Returns the content of files: a line for each section, such as `profile a: key="value" sub={key="value"}`.
fn outline(profiles: &Profiles) -> String {
    let kinds = [
        ("profile", &profiles.profiles),
        ("sso-session", &profiles.sso_sessions),
        ("services", &profiles.services),
    ];
    let lines = kinds.into_iter().flat_map(|(kind, sections)| {
        let line = move |(name, section)| format!("{kind} {name}:{}", values(section));
        sections.iter().map(line)
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn values(section: &Section) -> String {
    let sub = |sub: &BTreeMap<String, String>| {
        let pairs = sub.iter().map(|(key, value)| format!("{key}={value:?}"));
        pairs.collect::<Vec<_>>().join(" ")
    };
    let value = |key| match (section.get(key), section.sub(key)) {
        (Some(text), Ok(None)) => format!(" {key}={text:?}"),
        (None, Ok(Some(keys))) => format!(" {key}={{{}}}", sub(keys)),
        other => format!(" {key} is both or nothing: {other:?}"),
    };
    section.keys().map(value).collect()
}

#[track_caller]
fn check_config(cases: &[(&str, &str)]) {
    for (config, expected) in cases {
        let profiles = load(config.as_bytes(), b"").unwrap();
        assert_eq!(outline(&profiles), *expected, "{config:?}");
    }
}

#[test]
fn sections() {
    check_config(&[
        ("", ""),
        ("[default]", "profile default:"),
        ("[profile foo]", "profile foo:"),
        ("[profile foo]\n[profile bar]", "profile bar:\nprofile foo:"),
        ("[profile \tfoo \t]", "profile foo:"),
        ("[profile\tfoo]", "profile foo:"),
        ("[   profile foo    ]", "profile foo:"),
        ("  [profile foo]", "profile foo:"),
        ("[profile a-b:c/d_e%f.g@h+]", "profile a-b:c/d_e%f.g@h+:"),
        (
            "[profile foo]; c [x]\n[profile bar]# c",
            "profile bar:\nprofile foo:",
        ),
        (
            "[sso-session foo]\nname = value",
            "sso-session foo: name=\"value\"",
        ),
        (
            "[services foo]\nname = value",
            "services foo: name=\"value\"",
        ),
    ]);
}

#[test]
fn names_with_quotes() {
    check_config(&[
        ("[profile \"two words\"]", "profile two words:"),
        ("[profile 'two words'] # c", "profile two words:"),
        ("[profile \"a]b\"]", "profile a]b:"),
        ("[profile \"a;b # c\"]", "profile a;b # c:"),
        ("[sso-session \"foo\"]", "sso-session foo:"),
        ("[profile o'brien]", "profile o'brien:"),
        ("[profile o'brien] # isn't he", "profile o'brien:"),
        ("[profile \"\"]", ""),
    ]);
}

#[test]
fn unknown_sections_are_ignored_with_all_that_is_in_them() {
    check_config(&[
        ("[foo]\nname = value", ""),
        ("[profilefoo]\nname = value\n[profile bar]", "profile bar:"),
        ("[profile]\nname = value", ""),
        (
            "[plugins]\ncli =\n  a = b\nx = y\n  z\n[default]\na = b",
            "profile default: a=\"b\"",
        ),
        ("[]\na = b", ""),
        ("[preview cloudfront]\na = b", ""),
        ("[Profile foo]", ""),
        (
            "[profile foo]\nname = value\n[profile in valid]\nx = 1\n[profile bar]\nname = value2",
            "profile bar: name=\"value2\"\nprofile foo: name=\"value\"",
        ),
    ]);
}

#[test]
fn values_and_keys() {
    check_config(&[
        ("[default]\nname = value", "profile default: name=\"value\""),
        (
            "[default]\r\nname = value\r\n",
            "profile default: name=\"value\"",
        ),
        (
            "[default]\r\nname = value\r",
            "profile default: name=\"value\"",
        ),
        (
            "\u{feff}[default]\nname=value",
            "profile default: name=\"value\"",
        ),
        (
            "[default]\nname = val=ue=",
            "profile default: name=\"val=ue=\"",
        ),
        ("[default]\nname = 😂", "profile default: name=\"😂\""),
        (
            "[default]\nname: value\nurl : http://a=b",
            "profile default: name=\"value\" url=\"http://a=b\"",
        ),
        (
            "[default]\nname \t=  \tvalue \t",
            "profile default: name=\"value\"",
        ),
        ("[default]\nname =", "profile default: name=\"\""),
        (
            "[default]\nname = \"v\" \\n",
            "profile default: name=\"\\\"v\\\" \\\\n\"",
        ),
        (
            "[default]\nNaMe-1_x.y = Value",
            "profile default: name-1_x.y=\"Value\"",
        ),
        (
            "[default]\nin valid = value\n  more\na = b",
            "profile default: a=\"b\"",
        ),
        (
            "\t \n[default]\n\t\n \nname = value\n\t \n",
            "profile default: name=\"value\"",
        ),
    ]);
}

#[test]
fn comments() {
    check_config(&[
        (
            "# c\n[default] # c\nname = value # c # c",
            "profile default: name=\"value\"",
        ),
        (
            "; c\n[default] ; c\nname = value ; c ; c",
            "profile default: name=\"value\"",
        ),
        (
            ";\n[default];\nname = value ;\n",
            "profile default: name=\"value\"",
        ),
        (
            "[default]\nname = value\t#c",
            "profile default: name=\"value\"",
        ),
        ("[default]\nname = # c", "profile default: name=\"\""),
        (
            "[default]\na = value; no c\nb = value# no c",
            "profile default: a=\"value; no c\" b=\"value# no c\"",
        ),
        (
            "  # c\n[default]\n  ; c\nname = value\n  # c",
            "profile default: name=\"value\"",
        ),
    ]);
}

#[test]
fn values_over_several_lines() {
    check_config(&[
        ("[default]\na = b\n -c", "profile default: a=\"b\\n-c\""),
        (
            "[default]\na = b\n -c\n\n \t -d \t\ne=f",
            "profile default: a=\"b\\n-c\\n-d\" e=\"f\"",
        ),
        (
            "[default]\na = b\n -c # no c",
            "profile default: a=\"b\\n-c # no c\"",
        ),
        (
            "[default]\na = b\n c = d",
            "profile default: a=\"b\\nc = d\"",
        ),
        (
            "[default]\na = b\n [default]",
            "profile default: a=\"b\\n[default]\"",
        ),
    ]);
}

#[test]
fn sub_sections() {
    check_config(&[
        (
            "[default]\ns3 =\n name = value",
            "profile default: s3={name=\"value\"}",
        ),
        (
            "[default]\ns3 = # c\n name = value # c",
            "profile default: s3={name=\"value\"}",
        ),
        (
            "[default]\ns3 =\n Name =",
            "profile default: s3={name=\"\"}",
        ),
        (
            "[default]\ns3 =\n in valid = value",
            "profile default: s3={}",
        ),
        (
            "[default]\ns3 =\n a = b\n\t \n # c\n\n c = d\r\nx = y",
            "profile default: s3={a=\"b\" c=\"d\"} x=\"y\"",
        ),
        (
            "[services dev]\ncodeconnections =\n  endpoint_url = http://a\nproton =\n  endpoint_url = http://b",
            "services dev: codeconnections={endpoint_url=\"http://a\"} proton={endpoint_url=\"http://b\"}",
        ),
    ]);
}

#[test]
fn keys_that_are_all_indented() {
    check_config(&[
        (
            "[default]\n  a = b\n  c = d\n    e\n  s3 =\n    f = g\n[profile x]\n\th = i",
            "profile default: a=\"b\" c=\"d\\ne\" s3={f=\"g\"}\nprofile x: h=\"i\"",
        ),
        (
            "[default]\n    a = b\n  c = d\ne = f",
            "profile default: a=\"b\" c=\"d\" e=\"f\"",
        ),
    ]);
}

#[test]
fn what_is_there_twice() {
    check_config(&[
        ("[default]\na = b\na = c", "profile default: a=\"c\""),
        ("[default]\nA = b\na = c", "profile default: a=\"c\""),
        (
            "[default]\na = b\n[default]\nc = d",
            "profile default: a=\"b\" c=\"d\"",
        ),
        (
            "[default]\na = b\n[default]\na = c",
            "profile default: a=\"c\"",
        ),
        (
            "[services x]\na =\n b = c\n d = e\n[services x]\na =\n b = f",
            "services x: a={b=\"f\"}",
        ),
        // `[profile default]` is the name to use, and what is in `[default]` does not count then.
        (
            "[profile default]\na = b\n[default]\nc = d",
            "profile default: a=\"b\"",
        ),
        (
            "[default]\nc = d\n[profile default]\na = b",
            "profile default: a=\"b\"",
        ),
        (
            "[profile default]\na = b\n[default]\nc = d\n[profile default]\ne = f",
            "profile default: a=\"b\" e=\"f\"",
        ),
    ]);
}

#[test]
fn the_credentials_file_has_names_alone_and_precedence() {
    for (config, credentials, expected) in [
        ("", "[foo]\na = b", "profile foo: a=\"b\""),
        (
            "",
            "[   foo    ]\na = b\n[profile bar]",
            "profile foo: a=\"b\"",
        ),
        ("", "[default]\na = b", "profile default: a=\"b\""),
        ("", "[profile foo]\na = b", ""),
        ("", "[sso-session foo]\n[services foo]", ""),
        (
            "",
            "[sso-sessionfoo]\na = b\n[bar]",
            "profile bar:\nprofile sso-sessionfoo: a=\"b\"",
        ),
        ("", "[]\na = b", ""),
        (
            "[profile foo]\na = b",
            "[foo]\nc = d",
            "profile foo: a=\"b\" c=\"d\"",
        ),
        (
            "[profile foo]\na = b",
            "[foo]\nA = c",
            "profile foo: a=\"c\"",
        ),
        (
            "[profile default]\na = b\n[default]\nc = d",
            "[default]\ne = f",
            "profile default: a=\"b\" e=\"f\"",
        ),
        (
            "[profile \"two words\"]\na = b",
            "[two words]\nc = d",
            "profile two words: a=\"b\" c=\"d\"",
        ),
        (
            "[profile \"two words\"]\na = b",
            "['two words']\nc = d",
            "profile two words: a=\"b\" c=\"d\"",
        ),
    ] {
        let profiles = load(config.as_bytes(), credentials.as_bytes()).unwrap();
        assert_eq!(outline(&profiles), expected, "{config:?} {credentials:?}");
    }
}
