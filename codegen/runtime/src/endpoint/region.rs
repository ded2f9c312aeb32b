//! Validation of region names and sets, for every region that a request depends on.

use crate::error::OneLine;
use std::fmt::Display;

/// Expected form of a name, for errors.
pub(crate) const EXPECTED: &str =
    "a region such as us-east-1: 1 to 63 letters, digits and inner hyphens, and not only digits";

/// Returns the region `text`, in lower case and without surrounding blanks; `None` if it is invalid.
///
/// A region becomes part of the host and of the signature, so it must be a host label, and not digits only, which could
/// be taken for a number. AWS regions are in lower case, including pseudo regions such as `aws-global`: upper case has
/// the same meaning in DNS, but not in a signature.
///
/// Source of the form: RFC 1123, section 2.1; botocore's `validate_region_name` (`utils.py`).
pub(crate) fn region(text: &str) -> Option<String> {
    let text = text.trim();
    let is_label = (1..=63).contains(&text.len())
        && !text.starts_with('-')
        && !text.ends_with('-')
        && text
            .bytes()
            .all(|it| it.is_ascii_alphanumeric() || it == b'-')
        && !text.bytes().all(|it| it.is_ascii_digit());
    is_label.then(|| text.to_ascii_lowercase())
}

/// Validates a region like [`region`]; `place` names its origin.
///
/// # Errors
/// If it is not a region.
pub(crate) fn region_at(place: impl Display, text: &str) -> Result<String, String> {
    let got = OneLine(text);
    region(text).ok_or_else(|| format!("{place}: expected {EXPECTED}, got {got:?}"))
}

/// Expected form of a region set, for errors.
pub(crate) const EXPECTED_SET: &str = "regions separated by commas, such as us-east-1,eu-*: letters, digits and hyphens, and * for any characters";

/// Returns the regions of a SigV4a signature, in lower case, separated by commas and without blanks; `None` if one of
/// them is invalid.
///
/// Source of the form: `x-amz-region-set` in the IAM User Guide, "AWS Signature Version 4 for API requests".
pub(crate) fn region_set(text: &str) -> Option<String> {
    let regions = text.split(',').map(str::trim);
    let is_allowed = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'*';
    let is_region = |region: &str| !region.is_empty() && region.bytes().all(is_allowed);
    let regions: Vec<String> = regions
        .map(|region| is_region(region).then(|| region.to_ascii_lowercase()))
        .collect::<Option<_>>()?;
    Some(regions.join(","))
}

#[cfg(test)]
mod tests {
    use super::{region, region_set};

    #[test]
    fn a_region_set_is_a_list_with_wildcards() {
        for (text, expected) in [
            ("*", "*"),
            ("us-east-1", "us-east-1"),
            (" US-East-1 , eu-*\n", "us-east-1,eu-*"),
            ("us-west-*,aws-global", "us-west-*,aws-global"),
        ] {
            assert_eq!(region_set(text).as_deref(), Some(expected), "{text}");
        }
        for text in [
            "",
            " ",
            ",",
            "a,",
            ",a",
            "a,,b",
            "a b",
            "a\r\nx: y",
            "a/b",
            "a;b",
            "é",
            "a\0",
        ] {
            assert_eq!(region_set(text), None, "{text:?}");
        }
    }

    #[test]
    fn a_region_is_a_label_of_a_host_in_lower_case() {
        let longest = "a".repeat(63);
        for (text, expected) in [
            ("us-east-1", "us-east-1"),
            ("US-EAST-1", "us-east-1"),
            (" Eu-Central-1\n", "eu-central-1"),
            ("aws-global", "aws-global"),
            ("aws-us-gov-global", "aws-us-gov-global"),
            ("fips-us-east-1", "fips-us-east-1"),
            ("eusc-de-east-1", "eusc-de-east-1"),
            ("local", "local"),
            ("a", "a"),
            ("1a", "1a"),
            (&longest, &longest),
        ] {
            assert_eq!(region(text).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn anything_else_is_not_a_region() {
        let too_long = "a".repeat(64);
        for text in [
            "",
            " ",
            "-",
            "--",
            "-a",
            "a-",
            "1",
            "127",
            "us_east_1",
            "us.east.1",
            "a b",
            "a\tb",
            "us-east-1\r\nx: y",
            "us-east-1\0",
            "us-east-1#",
            "us-east-1?",
            "us-east-1/",
            "us-east-1:443",
            "us-east-1%2e",
            "*",
            "us-*",
            "us-east-1,eu-west-1",
            "evil.example/#",
            "evil.example:8443/x",
            "x@evil.example/",
            "x@evil.example:8443/#",
            "us-east-1.evil.example?",
            "../..",
            "..",
            "\\",
            "é",
            "us\u{2010}east\u{2010}1",
            "\u{ff55}s-east-1",
            "us-east-1\u{200b}",
            &too_long,
        ] {
            assert_eq!(region(text), None, "{text:?}");
        }
    }
}
