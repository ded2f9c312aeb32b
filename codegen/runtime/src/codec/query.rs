//! Parameters of the AWS query and EC2 query protocols.
//!
//! Source: Smithy's specifications "AWS query protocol" and "Amazon EC2 query protocol". Names and values are
//! percent-encoded (RFC 3986).

#[cfg(feature = "test-util")]
mod read;
mod write;

#[cfg(feature = "test-util")]
pub(super) use read::read;
pub(super) use write::write;

/// Differences between the protocols.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Dialect {
    /// awsQuery.
    Aws,
    /// ec2Query: lists have no name for their entries, and names begin with an upper-case letter.
    Ec2,
}

impl Dialect {
    /// Appends the name of a member.
    fn push_name(self, key: &mut String, name: &str, query: Option<&str>) {
        let name = name.strip_prefix('@').unwrap_or(name);
        match (self, query) {
            (Self::Aws, _) => key.push_str(name),
            (Self::Ec2, Some(query)) => key.push_str(query),
            (Self::Ec2, None) => {
                let mut characters = name.chars();
                key.extend(characters.next().map(|first| first.to_ascii_uppercase()));
                key.push_str(characters.as_str());
            }
        }
    }
}
