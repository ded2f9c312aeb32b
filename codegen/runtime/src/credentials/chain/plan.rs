//! The steps by which a profile comes by its credentials.

use crate::credentials::Credentials;
use std::fmt;

/// Credentials to begin with, and the roles that are assumed with them, one after the other.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Plan {
    /// The profile that says where the credentials come from to begin with.
    pub(super) profile: String,
    pub(super) base: Base,
    pub(super) roles: Vec<Role>,
}

/// A source that needs no other credentials.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Base {
    Keys(Credentials),
    Environment,
    Container,
    Instance,
    WebIdentity(WebIdentity),
    Sso(Sso),
    Process {
        command: Command,
        /// The account of the credentials, if the command does not say.
        account: Option<String>,
    },
}

/// A role that is assumed with the credentials at hand.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Role {
    /// The profile that names it.
    pub(super) profile: String,
    pub(super) arn: String,
    pub(super) session_name: Option<String>,
    pub(super) external_id: Option<String>,
    /// In seconds.
    pub(super) duration: Option<u32>,
}

/// A role that is assumed with the token of an identity provider.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct WebIdentity {
    pub(super) role_arn: String,
    pub(super) token_file: String,
    pub(super) session_name: Option<String>,
    /// In seconds.
    pub(super) duration: Option<u32>,
}

/// A role that IAM Identity Center gives to who has signed in.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Sso {
    /// The name that the file of the token is derived from: the session, else the start URL.
    pub(super) token_name: String,
    /// The command that signs in.
    pub(super) sign_in: String,
    /// A region as every other is, in lower case.
    pub(super) region: String,
    pub(super) account_id: String,
    pub(super) role_name: String,
}

/// A command line, which may hold a password: it is not shown.
#[derive(PartialEq, Eq)]
pub(super) struct Command(pub(super) String);

impl fmt::Debug for Command {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Command")
    }
}
