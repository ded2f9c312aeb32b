//! `aws.partition`.

mod table;

use table::PARTITIONS;

/// A partition: a group of regions with separate accounts and its own host names.
#[derive(Debug, PartialEq, Eq)]
pub struct Partition {
    /// Name in ARNs.
    pub name: &'static str,
    /// Suffix of host names.
    pub dns_suffix: &'static str,
    /// Suffix of dual-stack host names.
    pub dual_stack_dns_suffix: &'static str,
    /// Signing region of services without regions.
    pub implicit_global_region: &'static str,
    /// True if there are FIPS 140 endpoints.
    pub supports_fips: bool,
    /// True if there are dual-stack endpoints.
    pub supports_dual_stack: bool,
    /// Prefixes of its regions, whose names have the form `<prefix>-<word>-<number>`.
    prefixes: &'static [&'static str],
    /// Regions with other names.
    others: &'static [&'static str],
}

/// Returns the partition of `region`.
///
/// A region without a known partition belongs to the partition `aws`, as in AWS's SDKs: the function always returns a
/// partition, although the specification allows none.
#[must_use]
pub fn partition(region: &str) -> &'static Partition {
    let [aws, ..] = &PARTITIONS;
    let named = PARTITIONS.iter().find(|it| it.others.contains(&region));
    named
        .or_else(|| PARTITIONS.iter().find(|it| it.has_form_of(region)))
        .unwrap_or(aws)
}

impl Partition {
    /// Returns the partition that is called `name` in ARNs, if it is known.
    #[cfg(feature = "credentials")]
    pub(crate) fn named(name: &str) -> Option<&'static Self> {
        PARTITIONS.iter().find(|it| it.name == name)
    }

    fn has_form_of(&self, region: &str) -> bool {
        self.prefixes.iter().any(|prefix| {
            let rest = region
                .strip_prefix(prefix)
                .and_then(|rest| rest.strip_prefix('-'));
            rest.and_then(|rest| rest.split_once('-'))
                .is_some_and(|(word, number)| is_word(word) && is_number(number))
        })
    }
}

fn is_word(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::partition;

    #[test]
    fn a_region_is_found_by_name_then_by_form_and_else_it_is_of_aws() {
        for (region, name) in [
            ("us-east-1", "aws"),
            ("mx-south-99", "aws"),
            ("aws-global", "aws"),
            ("aws-cn-global", "aws-cn"),
            ("cn-north-1", "aws-cn"),
            ("us-gov-west-1", "aws-us-gov"),
            ("us-gov-nowhere-12", "aws-us-gov"),
            ("us-iso-east-1", "aws-iso"),
            ("us-isob-east-1", "aws-iso-b"),
            ("eu-isoe-west-1", "aws-iso-e"),
            ("us-isof-south-1", "aws-iso-f"),
            ("eusc-de-east-1", "aws-eusc"),
            ("aws-iso-f-global", "aws-iso-f"),
            // Of none of the forms.
            ("local", "aws"),
            ("", "aws"),
            ("cn-north", "aws"),
            ("cn-north-", "aws"),
            ("cn-north-x", "aws"),
            ("cn--1", "aws"),
            ("us-gov-west-1-extra", "aws"),
            ("eusc-fr-east-1", "aws"),
            ("CN-NORTH-1", "aws"),
        ] {
            assert_eq!(partition(region).name, name, "{region}");
        }
    }
}
