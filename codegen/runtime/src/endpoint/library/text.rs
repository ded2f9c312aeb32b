//! String functions.

use crate::percent::push_encoded;

/// `substring`: returns the characters of `value` from `start` up to, not including, `end`; with `reverse`, both are
/// counted from the end.
///
/// `None` if `value` is too short, or has characters that are not ASCII.
#[must_use]
pub fn substring(value: &str, start: usize, end: usize, reverse: bool) -> Option<&str> {
    if start >= end || end > value.len() || !value.is_ascii() {
        return None;
    }
    if reverse {
        value.get(value.len() - end..value.len() - start)
    } else {
        value.get(start..end)
    }
}

/// `split`: returns the parts of `value` between the occurrences of `delimiter`; with a `limit` other than 0, at most
/// that many parts, the last one with the rest.
#[must_use]
pub fn split<'a>(value: &'a str, delimiter: &str, limit: usize) -> Vec<&'a str> {
    if limit == 0 {
        value.split(delimiter).collect()
    } else {
        value.splitn(limit, delimiter).collect()
    }
}

/// `uriEncode`: returns `value` with every byte but the unreserved characters of RFC 3986 percent-encoded.
#[must_use]
pub fn uri_encode(value: &str) -> String {
    let mut encoded = String::with_capacity(value.len());
    push_encoded(&mut encoded, value, b"");
    encoded
}

#[cfg(test)]
mod tests {
    use super::{split, substring, uri_encode};

    #[test]
    fn substrings() {
        for (value, start, end, reverse, expected) in [
            ("abcdefg", 0, 4, false, Some("abcd")),
            ("abcd", 0, 4, false, Some("abcd")),
            ("abc", 0, 4, false, None),
            ("", 0, 4, false, None),
            ("\u{fdfd}", 0, 4, false, None),
            ("\u{fdfd}", 0, 3, false, None),
            ("\u{7f}abcdef", 0, 4, false, Some("\u{7f}abc")),
            ("abcdefg", 0, 4, true, Some("defg")),
            ("defg", 0, 4, true, Some("defg")),
            ("abc", 0, 4, true, None),
            ("defg", 1, 3, false, Some("ef")),
            ("defgh", 1, 3, true, Some("fg")),
            ("ab", 1, 3, false, None),
            ("abc", 2, 2, false, None),
            ("abc", 2, 1, true, None),
        ] {
            let found = substring(value, start, end, reverse);
            assert_eq!(found, expected, "{value:?} {start} {end} {reverse}");
        }
    }

    /// The examples of the specification.
    #[test]
    fn splits() {
        for (value, delimiter, limit, expected) in [
            ("a--b--c", "--", 0, &["a", "b", "c"][..]),
            ("a--b--c", "--", 2, &["a", "b--c"]),
            ("a--b--c", "--", 1, &["a--b--c"]),
            ("", "--", 0, &[""]),
            ("--", "--", 0, &["", ""]),
            ("----", "--", 0, &["", "", ""]),
            ("--b--", "--", 0, &["", "b", ""]),
            (
                "--x-s3--azid--suffix",
                "--",
                0,
                &["", "x-s3", "azid", "suffix"],
            ),
            ("--x-s3--azid--suffix", "--", 2, &["", "x-s3--azid--suffix"]),
            ("abc", "x", 0, &["abc"]),
            ("mybucket", "--", 1, &["mybucket"]),
        ] {
            assert_eq!(split(value, delimiter, limit), expected, "{value} {limit}");
        }
    }

    #[test]
    fn encodes_everything_but_the_unreserved() {
        for (value, expected) in [
            ("abcdefg", "abcdefg"),
            ("abc:defg", "abc%3Adefg"),
            (
                "/:,?#[]{}|@! $&'()*+;=%<>\"^`\\",
                "%2F%3A%2C%3F%23%5B%5D%7B%7D%7C%40%21%20%24%26%27%28%29%2A%2B%3B%3D%25%3C%3E%22%5E%60%5C",
            ),
            (
                "0123456789.underscore_dash-Tilda~",
                "0123456789.underscore_dash-Tilda~",
            ),
            ("\u{1f639}", "%F0%9F%98%B9"),
            ("\0\u{7f}", "%00%7F"),
            ("", ""),
        ] {
            assert_eq!(uri_encode(value), expected, "{value:?}");
        }
    }
}
