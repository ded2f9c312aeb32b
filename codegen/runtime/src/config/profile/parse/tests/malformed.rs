//! What does not follow the format.

use super::load;

#[test]
fn a_file_that_does_not_follow_the_format_is_an_error_with_its_line() {
    const SECTION: &str = "expected a section before this, such as [default]";
    const BRACKET: &str = "expected ] at the end of the section's name";
    const PAIR: &str = "expected key = value";
    const KEY: &str = "expected a key before =";
    const REST: &str = "expected nothing but a comment after ]";
    for (config, line, message) in [
        ("name = value", 1, SECTION),
        ("\n# c\n -continued", 3, SECTION),
        ("[profile foo", 1, BRACKET),
        ("[default]\n[profile \"foo]\na = b", 2, BRACKET),
        ("[default] foo", 1, REST),
        ("[[default]]", 1, REST),
        ("[default]\n= value", 2, KEY),
        ("[default]\nkey : value", 2, PAIR),
        ("[default]\r\na = b\r\n\r\nkey", 4, PAIR),
        ("[default]\n # c\nkey # = value", 3, PAIR),
        ("[default]\n -continued", 2, PAIR),
        ("[default]\na = b\n[default]\n -continued", 4, PAIR),
        ("[default]\ns3 =\n invalid", 3, PAIR),
        ("[default]\ns3 =\n a = b\n = value", 4, KEY),
        ("[unknown]\nkey", 2, PAIR),
    ] {
        let error = load(config.as_bytes(), b"").unwrap_err();
        let expected = format!("/config, line {line}: {message}");
        assert_eq!(error.to_string(), expected, "{config:?}");
    }
    let error = load(b"", b"[default]\nAKIAEXAMPLE").unwrap_err();
    assert_eq!(
        error.to_string(),
        "/credentials, line 2: expected key = value"
    );
}

#[test]
fn a_file_must_be_utf_8() {
    for (config, line) in [
        (&b"[default]\na = b\nc = \xff"[..], 3),
        // What a Windows shell writes: UTF-16.
        (b"\xff\xfe[\0d\0", 1),
    ] {
        let error = load(config, b"").unwrap_err();
        let expected = format!("/config, line {line}: expected UTF-8 text");
        assert_eq!(error.to_string(), expected);
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
        load(&cut, b"").unwrap_err();
    }
    assert!(failures > 0);
}
