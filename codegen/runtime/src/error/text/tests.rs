//! Texts that are long, of many lines, or written to be read as something else.

#[cfg(feature = "client")]
use super::Bounded;
use super::{OneLine, SHOWN_CHARACTERS};
#[cfg(feature = "client")]
use std::fmt;

#[test]
fn text_of_many_lines_becomes_one() {
    assert_eq!(OneLine("a\r\nb\tc\u{1b}[0m").to_string(), "a  b c [0m");
    assert_eq!(OneLine("").to_string(), "");
    assert_eq!(OneLine("\n").to_string(), " ");
    let quoted = format!("{:?}", OneLine("a\r\nb\t\"é"));
    assert_eq!(quoted, r#""a\r\nb\t\"é""#);
}

/// By Unicode's names: controls (C0, DEL, C1), separators, and the general category Cf as far as it is not seen.
#[test]
fn what_is_not_seen_is_a_space() {
    for hidden in [
        '\0',
        '\u{8}',
        '\u{1f}',
        '\u{7f}',
        '\u{80}',
        '\u{85}',
        '\u{9b}',
        '\u{9f}',
        '\u{ad}',
        '\u{34f}',
        '\u{61c}',
        '\u{180e}',
        '\u{200b}',
        '\u{200c}',
        '\u{200d}',
        '\u{200e}',
        '\u{200f}',
        '\u{2028}',
        '\u{2029}',
        '\u{202a}',
        '\u{202b}',
        '\u{202c}',
        '\u{202d}',
        '\u{202e}',
        '\u{2060}',
        '\u{2064}',
        '\u{2066}',
        '\u{2067}',
        '\u{2068}',
        '\u{2069}',
        '\u{206f}',
        '\u{3164}',
        '\u{feff}',
        '\u{fff9}',
        '\u{fffb}',
        '\u{e0001}',
        '\u{e007f}',
    ] {
        let text = format!("a{hidden}b");
        assert_eq!(OneLine(&text).to_string(), "a b", "{hidden:?}");
        let shown = format!("{:?}", OneLine(&text));
        let escaped = match hidden {
            '\0' => r"\0".to_owned(),
            _ => format!(r"\u{{{:x}}}", u32::from(hidden)),
        };
        assert_eq!(shown, format!("\"a{escaped}b\""));
    }
}

#[test]
fn what_is_seen_stays() {
    for text in [
        "é ü ß",
        "日本語",
        "مرحبا",
        "שלום",
        "❤\u{fe0f}",
        "a\u{a0}b",
        "…",
        "\u{fffd}",
    ] {
        assert_eq!(OneLine(text).to_string(), text);
    }
}

#[test]
fn a_text_of_2000_characters_is_whole_and_a_longer_one_is_cut() {
    assert_eq!(SHOWN_CHARACTERS, 2_000);
    let whole = "é".repeat(2_000);
    assert_eq!(OneLine(&whole).to_string(), whole);
    assert_eq!(format!("{:?}", OneLine(&whole)), format!("\"{whole}\""));
    let longer = "é".repeat(1_000_000);
    assert_eq!(OneLine(&longer).to_string(), format!("{whole}…"));
    assert_eq!(format!("{:?}", OneLine(&longer)), format!("\"{whole}…\""));
}

/// A value whose `Debug` escapes nothing.
#[cfg(feature = "client")]
struct Raw(String);

#[cfg(feature = "client")]
impl fmt::Debug for Raw {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

#[cfg(feature = "client")]
#[test]
fn debug_of_anything_is_bounded() {
    let raw = Raw("a\nb\u{202e}c".to_owned());
    assert_eq!(format!("{:?}", Bounded(&raw)), "a b c");
    assert_eq!(format!("{:#?}", Bounded(&raw)), "a\nb c");
    let long = format!("{:?}", Bounded(&vec![7; 100_000]));
    assert_eq!(long.chars().count(), 2_001);
    assert!(long.starts_with("[7, 7") && long.ends_with('…'));
}

#[cfg(feature = "client")]
#[test]
fn a_chain_says_everything_once() {
    use super::Chain;
    use std::io;

    let inner = io::Error::other("connection\nrefused");
    assert_eq!(Chain(&inner).to_string(), "connection refused");
    let outer = crate::TransportError::new(inner);
    assert_eq!(Chain(&outer).to_string(), "connection refused");
}

#[cfg(feature = "client")]
#[test]
fn a_long_chain_is_cut() {
    use super::Chain;

    /// An error that caused another of the same length.
    #[derive(Debug)]
    struct Link(u32, Option<Box<Link>>);

    impl fmt::Display for Link {
        fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
            write!(formatter, "{:0>300}", self.0)
        }
    }

    impl std::error::Error for Link {
        fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
            self.1.as_deref().map(|link| link as _)
        }
    }

    let links = (0..100).fold(None, |cause, number| Some(Box::new(Link(number, cause))));
    let shown = Chain(&*links.unwrap()).to_string();
    assert_eq!(shown.chars().count(), 2_001);
}
