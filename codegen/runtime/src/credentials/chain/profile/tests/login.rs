//! Sessions of `aws login` in profiles.

use super::*;

/// Keys of the credentials file come before a session of `aws login`, a command and other keys after it.
#[cfg(feature = "login")]
#[test]
fn a_session_of_aws_login_has_its_place() {
    let session = "login_session = arn:aws:iam::123456789012:user/u\n";
    let config = format!("[profile a]\n{KEYS}credential_process = get\n{session}");
    let expected = Base::Login("arn:aws:iam::123456789012:user/u".to_owned());
    assert_eq!(found(&config), alone("a", expected));
}

#[cfg(not(feature = "login"))]
#[test]
fn a_session_of_aws_login_names_the_feature_that_it_needs() {
    let config = format!("[profile a]\n{KEYS}login_session = arn:aws:iam::123456789012:user/u\n");
    let error = plan_of(&config).unwrap_err();
    let expected = "line 4: profile \"a\", key login_session: a session of `aws login` needs the feature `login` of this \
                    crate: enable it, or use";
    assert!(error.contains(expected), "{error}");
}
