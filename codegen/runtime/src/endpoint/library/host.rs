//! Validation of parts of a host.

use std::net::Ipv4Addr;

/// `isValidHostLabel`: returns true if `value` is a host label (RFC 1123, section 2.1), or with `allow_sub_domains`,
/// one or more of them separated by dots.
#[must_use]
pub fn is_valid_host_label(value: &str, allow_sub_domains: bool) -> bool {
    all_labels(value, allow_sub_domains, is_label)
}

/// `aws.isVirtualHostableS3Bucket`: returns true if `value` is a bucket name that can be part of a host; with
/// `allow_sub_domains` it may have dots.
#[must_use]
pub fn is_virtual_hostable_s3_bucket(value: &str, allow_sub_domains: bool) -> bool {
    let is_bucket =
        |label: &str| is_label(label) && !label.contains(|c: char| c.is_ascii_uppercase());
    (3..=63).contains(&value.len())
        && value.parse::<Ipv4Addr>().is_err()
        && all_labels(value, allow_sub_domains, is_bucket)
}

fn all_labels(value: &str, allow_sub_domains: bool, is_label: impl Fn(&str) -> bool) -> bool {
    if allow_sub_domains {
        value.split('.').all(is_label)
    } else {
        is_label(value)
    }
}

fn is_label(label: &str) -> bool {
    (1..=63).contains(&label.len())
        && label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
        && !label.starts_with('-')
        && !label.ends_with('-')
}

#[cfg(test)]
mod tests {
    use super::{is_valid_host_label, is_virtual_hostable_s3_bucket};

    #[test]
    fn labels() {
        let long = "a".repeat(63);
        let too_long = "a".repeat(64);
        for (value, alone, with_dots) in [
            ("us-east-1", true, true),
            ("3aws4", true, true),
            ("A", true, true),
            ("part1.part2", false, true),
            ("part1 part2", false, false),
            ("", false, false),
            ("part1.", false, false),
            (".part1", false, false),
            ("part1..part2", false, false),
            ("part1.-part2", false, false),
            ("part1-", false, false),
            ("a_b", false, false),
            ("ü", false, false),
            (&long, true, true),
            (&too_long, false, false),
        ] {
            assert_eq!(is_valid_host_label(value, false), alone, "{value}");
            assert_eq!(
                is_valid_host_label(value, true),
                with_dots,
                "{value} with dots"
            );
        }
    }

    #[test]
    fn buckets() {
        let too_long = format!("{0}.{0}", "a".repeat(32));
        for (value, alone, with_dots) in [
            ("my-bucket", true, true),
            ("my.bucket", false, true),
            ("123", true, true),
            ("ab", false, false),
            ("MyBucket", false, false),
            ("my.Bucket", false, false),
            ("my_bucket", false, false),
            ("-bucket", false, false),
            ("bucket-", false, false),
            ("my..bucket", false, false),
            ("my.-bucket", false, false),
            ("192.168.1.1", false, false),
            (&too_long, false, false),
        ] {
            assert_eq!(
                is_virtual_hostable_s3_bucket(value, false),
                alone,
                "{value}"
            );
            assert_eq!(
                is_virtual_hostable_s3_bucket(value, true),
                with_dots,
                "{value} with dots"
            );
        }
    }
}
