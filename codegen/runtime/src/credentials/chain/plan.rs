//! Steps from a profile to its credentials.

use crate::credentials::Credentials;
use std::fmt;

/// Base credentials, and the roles that are assumed with them in turn.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Plan {
    /// Profile of the base credentials.
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
    /// A session of `aws login`, by its name.
    #[cfg(feature = "login")]
    Login(String),
    Process {
        command: Command,
        /// Account of the credentials, if the command does not output it.
        account: Option<String>,
    },
}

/// A role that is assumed with the credentials of the previous step.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Role {
    /// Profile of the role.
    pub(super) profile: String,
    pub(super) arn: String,
    pub(super) session_name: Option<String>,
    pub(super) external_id: Option<String>,
    /// Serial number of the device whose code the role requires.
    pub(super) mfa_serial: Option<String>,
    /// In seconds.
    pub(super) duration: Option<u32>,
}

/// A role that is assumed with a web identity token.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct WebIdentity {
    pub(super) role_arn: String,
    pub(super) token_file: String,
    pub(super) session_name: Option<String>,
    /// In seconds.
    pub(super) duration: Option<u32>,
}

/// A sign-in to IAM Identity Center.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct SsoSession {
    /// Name that the token's file name is derived from: the session, else the start URL.
    pub(super) name: String,
    /// True for a session: a token of a start URL is not renewed.
    pub(super) is_renewable: bool,
    /// Command to sign in.
    pub(super) sign_in: String,
    /// Region, in lower case.
    pub(super) region: String,
}

/// A role of IAM Identity Center, for a user who has signed in.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Sso {
    pub(super) session: SsoSession,
    pub(super) account_id: String,
    pub(super) role_name: String,
}

/// A command line. It is not shown, since it may hold a password.
#[derive(PartialEq, Eq)]
pub(in crate::credentials) struct Command(pub(in crate::credentials) String);

impl fmt::Debug for Command {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Command")
    }
}
