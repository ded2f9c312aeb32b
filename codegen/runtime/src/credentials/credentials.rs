//! Credentials that requests are signed with.

use crate::features::Features;
use std::fmt;
use std::sync::Arc;
use std::time::SystemTime;

/// AWS credentials: an access key, with an optional session token, expiry, account and role.
///
/// Clones are cheap. `Debug` shows the expiry, the account, the role, the codes of the sources in the user agent, and
/// the last characters of the access key id, but no secrets.
///
/// ```
/// use runtime::Credentials;
///
/// let credentials = Credentials::new("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG").session_token("IQoJb3JpZ2lu");
/// assert_eq!(credentials.token(), Some("IQoJb3JpZ2lu"));
/// assert!(!format!("{credentials:?}").contains("wJalr"));
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Credentials(Arc<Parts>);

#[derive(Clone)]
struct Parts {
    access_key_id: String,
    secret_access_key: String,
    token: Option<String>,
    expiry: Option<SystemTime>,
    account: Option<String>,
    role: Option<String>,
    features: Features,
}

impl PartialEq for Parts {
    /// Compares all but the role and the features, which are informational.
    fn eq(&self, other: &Self) -> bool {
        self.access_key_id == other.access_key_id
            && self.secret_access_key == other.secret_access_key
            && self.token == other.token
            && self.expiry == other.expiry
            && self.account == other.account
    }
}

impl Eq for Parts {}

impl Credentials {
    /// Creates the credentials of an access key that does not expire.
    pub fn new(access_key_id: impl Into<String>, secret_access_key: impl Into<String>) -> Self {
        Self(Arc::new(Parts {
            access_key_id: access_key_id.into(),
            secret_access_key: secret_access_key.into(),
            token: None,
            expiry: None,
            account: None,
            role: None,
            features: Features::NONE,
        }))
    }

    /// Sets the session token of temporary credentials.
    #[must_use]
    pub fn session_token(self, token: impl Into<String>) -> Self {
        self.with(|parts| parts.token = Some(token.into()))
    }

    /// Sets the expiry.
    #[must_use]
    pub fn expires_at(self, expiry: SystemTime) -> Self {
        self.with(|parts| parts.expiry = Some(expiry))
    }

    /// Sets the account of the credentials, which some endpoints depend on.
    #[must_use]
    pub fn account_id(self, account: impl Into<String>) -> Self {
        self.with(|parts| parts.account = Some(account.into()))
    }

    /// Sets the name of the role, for information: it is ignored when credentials are compared.
    #[must_use]
    pub fn role_name(self, role: impl Into<String>) -> Self {
        self.with(|parts| parts.role = Some(role.into()))
    }

    /// Adds `features` to those that the user agent of signed requests lists. Each source of credentials adds its own,
    /// and a source that uses the credentials of another adds that one's too.
    pub(crate) fn with_features(self, features: Features) -> Self {
        self.with(|parts| parts.features |= features)
    }

    /// Returns the features of the sources. Credentials without a known source are from code.
    pub(crate) fn features(&self) -> Features {
        match self.0.features {
            Features::NONE => Features::CREDENTIALS_CODE,
            known => known,
        }
    }

    /// Returns the access key id.
    #[must_use]
    pub fn access_key_id(&self) -> &str {
        &self.0.access_key_id
    }

    /// Returns the secret access key.
    #[must_use]
    pub fn secret_access_key(&self) -> &str {
        &self.0.secret_access_key
    }

    /// Returns the session token, which is secret.
    #[must_use]
    pub fn token(&self) -> Option<&str> {
        self.0.token.as_deref()
    }

    /// Returns the expiry; `None` if the credentials do not expire.
    #[must_use]
    pub fn expiry(&self) -> Option<SystemTime> {
        self.0.expiry
    }

    /// Returns the account, if it is known.
    #[must_use]
    pub fn account(&self) -> Option<&str> {
        self.0.account.as_deref()
    }

    /// Returns the name of the role, if it is known.
    #[must_use]
    pub fn role(&self) -> Option<&str> {
        self.0.role.as_deref()
    }

    /// Returns true if both are the same key and session; expiry and account may differ.
    pub(super) fn has_same_keys(&self, other: &Self) -> bool {
        self.access_key_id() == other.access_key_id()
            && self.secret_access_key() == other.secret_access_key()
            && self.token() == other.token()
    }

    fn with(mut self, change: impl FnOnce(&mut Parts)) -> Self {
        change(Arc::make_mut(&mut self.0));
        self
    }
}

impl fmt::Debug for Credentials {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Credentials")
            .field("access_key_id", &End(self.access_key_id()))
            .field("expiry", &self.expiry())
            .field("account", &self.account())
            .field("role", &self.role())
            .field("sources", &self.features())
            .finish_non_exhaustive()
    }
}

/// Shows the last four characters of a text that is long enough for this to be safe.
struct End<'a>(&'a str);

impl fmt::Debug for End<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Access keys have 16 characters at least (IAM's API, `AccessKey`): what is shorter is something else.
        let start = self.0.len().saturating_sub(4);
        let end = self.0.get(start..).filter(|_| self.0.len() >= 16);
        write!(formatter, "\"…{}\"", end.unwrap_or_default().escape_debug())
    }
}

#[cfg(test)]
mod tests {
    use super::Credentials;
    use crate::features::Features;
    use std::time::{Duration, SystemTime};

    #[test]
    fn debug_shows_the_end_of_the_key_id_and_no_secret() {
        let credentials = Credentials::new("AKIAIOSFODNN7EXAMPLE", "the-secret")
            .session_token("the-token")
            .account_id("123456789012")
            .role_name("reader")
            .expires_at(SystemTime::UNIX_EPOCH);
        let shown = format!("{credentials:?} {credentials:#?}");
        assert!(shown.contains("\"…MPLE\""), "{shown}");
        assert!(shown.contains("123456789012"), "{shown}");
        assert!(shown.contains("reader"), "{shown}");
        assert!(shown.contains(r#"sources: "e""#), "{shown}");
        for hidden in ["AKIA", "EXAMPLE", "the-secret", "the-token"] {
            assert!(!shown.contains(hidden), "{shown}");
        }
    }

    #[test]
    fn debug_shows_nothing_of_a_short_or_odd_key_id() {
        for id in ["", "key", "fifteen-letters", "nine-letters-and-é€é"] {
            let shown = format!("{:?}", Credentials::new(id, ""));
            assert!(shown.contains("\"…\""), "{shown}");
        }
    }

    #[test]
    fn a_change_leaves_clones_alone() {
        let plain = Credentials::new("id", "secret");
        let session = plain.clone().session_token("token");
        assert_eq!(plain.token(), None);
        assert_eq!(session.token(), Some("token"));
        assert_eq!(session.secret_access_key(), "secret");
        assert_ne!(plain, session);
    }

    #[test]
    fn sources_add_up_and_replace_code() {
        let features = |credentials: &Credentials| credentials.features().to_string();
        let plain = Credentials::new("id", "secret");
        assert_eq!(features(&plain), "e");
        let role = plain.with_features(Features::CREDENTIALS_STS_ASSUME_ROLE);
        assert_eq!(features(&role), "i");
        let role = role.with_features(Features::CREDENTIALS_PROFILE_SOURCE_PROFILE);
        assert_eq!(features(&role.role_name("role")), "i,o");
    }

    #[test]
    fn all_but_the_role_and_the_sources_is_compared() {
        let all = || {
            let all = Credentials::new("id", "secret").session_token("token");
            all.expires_at(SystemTime::UNIX_EPOCH).account_id("1")
        };
        assert_eq!(all(), all().role_name("role"));
        assert_eq!(all().role_name("role").role(), Some("role"));
        assert_eq!(all(), all().with_features(Features::CREDENTIALS_IMDS));
        let later = SystemTime::UNIX_EPOCH + Duration::from_secs(1);
        for other in [
            all().session_token("other"),
            all().expires_at(later),
            all().account_id("2"),
            Credentials::new("other", "secret"),
            Credentials::new("id", "other"),
        ] {
            assert_ne!(all(), other);
        }
    }
}
