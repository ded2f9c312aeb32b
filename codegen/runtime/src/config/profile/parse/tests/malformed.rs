//! Malformed lines.

use super::load;

#[test]
fn a_line_of_the_profile_in_use_that_does_not_follow_the_format_is_an_error() {
    const BRACKET: &str = "expected ] at the end of the section's name";
    const PAIR: &str = "expected key = value";
    const KEY: &str = "expected a key before =";
    const UTF_8: &str = "expected UTF-8 text";
    for (config, line, message) in [
        ("[default", 1, BRACKET),
        ("[default # c\na = b", 1, BRACKET),
        ("[profile 'default]", 1, BRACKET),
        ("[default]\n= value", 2, KEY),
        ("[default]\n: value", 2, KEY),
        ("[default]\r\na = b\r\n\r\nkey", 4, PAIR),
        ("[default]\n # c\nkey # = value", 3, PAIR),
        ("[default]\n -continued", 2, PAIR),
        ("[default]\na = b\n[default]\n -continued\nkey", 4, PAIR),
        ("[profile x]\n[profile default]\nkey\n[profile y]", 3, PAIR),
    ] {
        let error = load(config.as_bytes(), b"").unwrap_err();
        let expected = format!("/config, line {line}: {message}");
        assert_eq!(error.to_string(), expected, "{config:?}");
    }
    for (config, line) in [
        (&b"[default]\na = b\nc = \xff"[..], 3),
        (b"[default]\n\xff = a", 2),
        (b"[default]\na = b\n \xff", 3),
        (b"[default\xff]", 1),
    ] {
        let error = load(config, b"").unwrap_err();
        let expected = format!("/config, line {line}: {UTF_8}");
        assert_eq!(error.to_string(), expected, "{config:?}");
    }
    let error = load(b"[default]\na = b", b"[default]\nAKIAEXAMPLE").unwrap_err();
    assert_eq!(
        error.to_string(),
        "/credentials, line 2: expected key = value"
    );
}

#[test]
fn a_line_of_a_section_that_is_used_is_an_error_and_of_any_other_is_not() {
    let file = "[profile p]\nnotes\n[sso-session s]\nnotes\n[services d]\nnotes\n[profile q]\n[sso-session t]\n\
        [services e]\na =\n  notes\nb =\n  c = d\n";
    let profiles = load(file.as_bytes(), b"").unwrap();
    let error = |line| format!("/config, line {line}: expected key = value");
    assert_eq!(profiles.profile("p").unwrap_err().to_string(), error(2));
    assert_eq!(profiles.sso_session("s").unwrap_err().to_string(), error(4));
    assert_eq!(profiles.services("d").unwrap_err().to_string(), error(6));
    assert!(profiles.profile("q").unwrap().is_some());
    assert!(profiles.sso_session("t").unwrap().is_some());
    // A line that is nested below a key matters to whoever uses the key.
    let services = profiles.services("e").unwrap().unwrap();
    assert_eq!(services.sub("a").unwrap_err().to_string(), error(11));
    assert_eq!(services.sub("b").unwrap().unwrap().get("c").unwrap(), "d");
}

#[test]
fn utf_16_with_a_byte_order_mark_is_read() {
    let text = "[default]\r\nname = caf\u{e9}\u{1f602}\r\n";
    let units: Vec<u16> = text.encode_utf16().collect();
    let little: Vec<u8> = units.iter().flat_map(|unit| unit.to_le_bytes()).collect();
    let big: Vec<u8> = units.iter().flat_map(|unit| unit.to_be_bytes()).collect();
    for file in [
        [&b"\xff\xfe"[..], &little].concat(),
        [b"\xfe\xff", &*big].concat(),
    ] {
        let profiles = load(&file, b"").unwrap();
        let name = profiles.current().unwrap().get("name");
        assert_eq!(name, Some("caf\u{e9}\u{1f602}"));
        // Half a character at the end.
        load(&file[..file.len() - 1], b"").unwrap();
    }
}

/// Text that is cut, doubled and spoilt everywhere never panics, and an error names a line that there is.
#[test]
fn no_input_panics() {
    const SAMPLE: &str = "\u{feff}# c\r\n[default] ; c\r\nregion = us-east-1 # c\n\n[profile \"a b\"]\n\
        credential_process = x\n  --y é\nservices = dev\n[services dev]\nproton =\n  endpoint_url = http://a\n\
        \t[sso-session 'x']\n = \n";
    const PIECES: [&str; 12] = [
        "", "[", "]", "=", "\n", "\r", " ", "\t", "#", "\"", "'", "\u{a0}é",
    ];
    let characters: Vec<char> = SAMPLE.chars().collect();
    let mut failures = 0;
    for position in 0..characters.len() {
        for piece in PIECES {
            for removed in 0..4 {
                let (before, rest) = characters.split_at(position);
                let rest = rest.iter().skip(removed);
                let text: String = before
                    .iter()
                    .copied()
                    .chain(piece.chars())
                    .chain(rest.copied())
                    .collect();
                for (config, credentials) in [(text.as_str(), ""), ("", &text)] {
                    if let Err(error) = load(config.as_bytes(), credentials.as_bytes()) {
                        failures += 1;
                        let text = error.to_string();
                        let line = text
                            .split_once(", line ")
                            .unwrap()
                            .1
                            .split_once(':')
                            .unwrap()
                            .0;
                        let lines = config.lines().count() + credentials.lines().count();
                        assert!((1..=lines).contains(&line.parse().unwrap()), "{text}");
                    }
                }
            }
        }
        let bytes = SAMPLE.as_bytes();
        let cut = [&bytes[..position], b"\xc3", &bytes[position..]].concat();
        let _ = load(&cut, &cut);
    }
    assert!(failures > 0);
}
