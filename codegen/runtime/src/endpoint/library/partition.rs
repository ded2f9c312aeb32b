//! `aws.partition`.

mod table;

use table::PARTITIONS;

/// A group of regions that have accounts and names of hosts in common.
#[derive(Debug, PartialEq, Eq)]
pub struct Partition {
    /// What it is called in ARNs.
    pub name: &'static str,
    /// How names of hosts end.
    pub dns_suffix: &'static str,
    /// How names of hosts that are reachable by IPv4 and IPv6 end.
    pub dual_stack_dns_suffix: &'static str,
    /// The region that services without regions sign for.
    pub implicit_global_region: &'static str,
    /// Whether there are endpoints validated by FIPS 140.
    pub supports_fips: bool,
    /// Whether there are endpoints reachable by IPv4 and IPv6.
    pub supports_dual_stack: bool,
    /// What the names of its regions start with: they have the form `<prefix>-<word>-<number>`.
    prefixes: &'static [&'static str],
    /// The regions that are called otherwise.
    others: &'static [&'static str],
}

/// The partition of `region`.
///
/// A region that no partition knows is one of the partition `aws`, as AWS's clients have it: the function always gives
/// a partition, though the specification lets it give none.
#[must_use]
pub fn partition(region: &str) -> &'static Partition {
    let [aws, ..] = &PARTITIONS;
    let named = PARTITIONS.iter().find(|it| it.others.contains(&region));
    named
        .or_else(|| PARTITIONS.iter().find(|it| it.has_form_of(region)))
        .unwrap_or(aws)
}

impl Partition {
    /// The partition that ARNs call `name`, if it is known.
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
