//! Strings that encoders and decoders treat differently, for each part of a message.

use super::model::Location;
use super::value::Format;

/// Returns strings that a message can have there.
pub fn texts(location: Location<'_>) -> Vec<String> {
    let texts: &[&str] = match location {
        Location::Label => &IN_PATHS,
        Location::PrefixHeaders(_) => &IN_NAMES,
        Location::Header(_) => &IN_HEADERS,
        _ => &IN_BODIES,
    };
    let texts = texts.iter().map(|text| match *text {
        // Lengths at which the head of a string in CBOR grows.
        "24 characters, one more." => format!("{text}{}", "x".repeat(232)),
        text => text.to_owned(),
    });
    texts.collect()
}

const IN_BODIES: [&str; 16] = [
    "",
    "\"\\/",
    "\u{8}\u{c}\n\r\t",
    "\0\u{1}\u{1f}\u{7f}\u{80}",
    "\u{e4}\u{20ac}",
    "\u{1f600}\u{1d11e}\u{10ffff}",
    "\u{2028}\u{2029}\u{feff}",
    "null",
    " a b ",
    "{\"a\":[1]}",
    "23 characters, no more.",
    "24 characters, one more.",
    "<a href='b'>&amp;</a>",
    "NaN",
    "e\u{301}\u{fffd}",
    "",
];

/// Labels are not empty, nor segments that are removed from a path.
const IN_PATHS: [&str; 10] = [
    "a/b//c/",
    "%2F",
    "a b+c",
    "...",
    "?a=b&c#d",
    "\u{e4}\u{20ac}\u{1f600}",
    "\r\n\0",
    "\"\\,;:@",
    "-._~",
    "{a}",
];

/// Values of headers have no control characters.
const IN_HEADERS: [&str; 12] = [
    "a, b",
    "\"a\"",
    "a\\b",
    "",
    "a \"b\", c\\",
    "\u{e4}\u{20ac}\u{1f600}",
    "a\tb",
    "a;b=c:d",
    "a  b",
    ",",
    "true",
    "\"",
];

/// Keys of headers: with the prefix they are names.
const IN_NAMES: [&str; 5] = ["a", "b-c", "d_1", "-", "!#$%&'*+.^`|~"];

impl Location<'_> {
    /// Returns the format of timestamps without `smithy.api#timestampFormat`.
    pub fn time_format(self) -> Format {
        match self {
            Location::Header(_) | Location::PrefixHeaders(_) => Format::HttpDate,
            Location::Label | Location::Query(_) | Location::QueryParams => Format::DateTime,
            Location::Body | Location::Payload | Location::Status => Format::EpochSeconds,
        }
    }
}
