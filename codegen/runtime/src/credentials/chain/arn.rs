//! Accounts and roles in Amazon Resource Names.

use crate::credentials::Credentials;
use crate::endpoint::library::parse_arn;

/// Returns the account of the resource of an ARN.
pub(super) fn account(arn: &str) -> Option<&str> {
    let account = parse_arn(arn)?.account_id;
    (!account.is_empty()).then_some(account)
}

/// Returns the role name in the ARN of a role (`arn:aws:iam::123456789012:role/path/name`) or of one of its sessions
/// (`arn:aws:sts::123456789012:assumed-role/name/session`).
pub(super) fn role(arn: &str) -> Option<&str> {
    let resource = parse_arn(arn)?.resource_id;
    let name = match resource[..] {
        ["role", .., name] => name,
        ["assumed-role", name, ..] => name,
        _ => return None,
    };
    (!name.is_empty()).then_some(name)
}

/// Adds the account and role of this ARN to `credentials`, which are those of the role or of one of its sessions.
pub(super) fn with_role(credentials: Credentials, arn: &str) -> Credentials {
    let credentials = match account(arn) {
        Some(account) => credentials.account_id(account),
        None => credentials,
    };
    match role(arn) {
        Some(role) => credentials.role_name(role),
        None => credentials,
    }
}

#[cfg(test)]
mod tests {
    use super::{account, role};

    #[test]
    fn an_arn_names_an_account_and_a_role() {
        for (arn, expected) in [
            (
                "arn:aws:iam::123456789012:role/a",
                (Some("123456789012"), Some("a")),
            ),
            (
                "arn:aws:iam::123456789012:role/a/b/c",
                (Some("123456789012"), Some("c")),
            ),
            (
                "arn:aws-cn:sts::123456789012:assumed-role/a/b",
                (Some("123456789012"), Some("a")),
            ),
            (
                "arn:aws:iam::123456789012:user/a",
                (Some("123456789012"), None),
            ),
            (
                "arn:aws:iam::123456789012:role/",
                (Some("123456789012"), None),
            ),
            (
                "arn:aws:iam::123456789012:role",
                (Some("123456789012"), None),
            ),
            ("arn:aws:s3:::bucket", (None, None)),
            ("role/a", (None, None)),
            ("", (None, None)),
        ] {
            assert_eq!((account(arn), role(arn)), expected, "{arn}");
        }
    }
}
