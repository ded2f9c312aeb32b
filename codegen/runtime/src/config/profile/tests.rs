//! Paths of the files, and selection of the profile.

use super::Profiles;
use crate::config::Environment;

const FILES: [(&str, &str); 5] = [
    ("/user/.aws/config", "[profile a]\nfrom = config"),
    ("/user/.aws/credentials", "[b]\nfrom = credentials"),
    ("/etc/aws", "[profile a]\nfrom = /etc/aws"),
    ("/etc/keys", "[b]\nfrom = /etc/keys"),
    ("/user/keys", "[b]\nfrom = ~/keys"),
];

fn load<const N: usize>(variables: [(&str, &str); N]) -> Profiles {
    Profiles::load(&Environment::fixed(variables, FILES)).unwrap()
}

#[test]
fn the_files_are_in_the_home_folder_or_where_variables_say() {
    let from = |profiles: Profiles| {
        ["a", "b"].map(|name| {
            let section = profiles.profile(name).unwrap()?;
            section.get("from").map(str::to_owned)
        })
    };
    let both = |a: &str, b: &str| [Some(a.to_owned()), Some(b.to_owned())];
    let home = ("HOME", "/user");
    assert_eq!(from(load([home])), both("config", "credentials"));
    assert_eq!(
        from(load([("USERPROFILE", "/user")])),
        both("config", "credentials")
    );
    let config = ("AWS_CONFIG_FILE", "/etc/aws");
    assert_eq!(from(load([home, config])), both("/etc/aws", "credentials"));
    let credentials = ("AWS_SHARED_CREDENTIALS_FILE", "/etc/keys");
    assert_eq!(
        from(load([config, credentials])),
        both("/etc/aws", "/etc/keys")
    );
    let tilde = ("AWS_SHARED_CREDENTIALS_FILE", "~/keys");
    assert_eq!(from(load([home, tilde])), both("config", "~/keys"));
    let missing = ("AWS_CONFIG_FILE", "/missing");
    let [a, b] = from(load([home, missing]));
    assert_eq!((a, b.as_deref()), (None, Some("credentials")));
    assert_eq!(from(load([("HOME", "/nobody")])), [None, None]);
    assert_eq!(from(load([])), [None, None]);
}

#[test]
fn a_variable_selects_a_profile() {
    let home = ("HOME", "/user");
    assert_eq!(load([home]).selected(), "default");
    assert_eq!(load([home, ("AWS_PROFILE", "a")]).selected(), "a");
    assert_eq!(load([home, ("AWS_PROFILE", "b")]).selected(), "b");
    assert_eq!(load([home, ("AWS_PROFILE", "")]).selected(), "default");
}

#[test]
fn the_default_profile_need_not_exist_and_others_must() {
    assert_eq!(load([("AWS_PROFILE", "default")]).selected(), "default");
    for (home, expected) in [
        (
            ("HOME", "/user"),
            "environment variable AWS_PROFILE: there is no profile \"x\\ny\" in /user/.aws/config or \
             /user/.aws/credentials",
        ),
        (
            ("NO_HOME", "/user"),
            "environment variable AWS_PROFILE: there is no profile \"x\\ny\": no shared config file is known, \
             since neither HOME nor AWS_CONFIG_FILE is set",
        ),
    ] {
        let variables = [home, ("AWS_PROFILE", "x\ny")];
        let error = Profiles::load(&Environment::fixed(variables, FILES)).unwrap_err();
        assert_eq!(error.to_string(), expected);
    }
}

#[test]
fn sections_are_found_by_kind_and_name_and_keys_in_any_case() {
    let files = [(
        "/c",
        "[profile a]\nKey = profile\n[sso-session a]\nkey = session\n[services a]\nX =\n  Y = z",
    )];
    let environment = Environment::fixed([("AWS_CONFIG_FILE", "/c")], files);
    let profiles = Profiles::load(&environment).unwrap();
    let profile = profiles.profile("a").unwrap().unwrap();
    assert_eq!(profile.get("KEY"), Some("profile"));
    assert_eq!(profile.get("other"), None);
    assert_eq!(profile.sub("key").unwrap(), None);
    let session = profiles.sso_session("a").unwrap().unwrap();
    assert_eq!(session.get("key"), Some("session"));
    let services = profiles.services("a").unwrap().unwrap();
    assert_eq!(services.get("x"), None);
    assert_eq!(services.sub("x").unwrap().unwrap().get("y").unwrap(), "z");
    assert_eq!(services.keys().collect::<Vec<_>>(), ["x"]);
    assert!(profiles.profile("A").unwrap().is_none());
    assert!(profiles.sso_session("b").unwrap().is_none());
    assert!(profiles.services("default").unwrap().is_none());
}

#[test]
fn a_file_that_cannot_be_read_is_an_error() {
    // Only the environment of the process has such files: a folder serves for the error.
    let folder = std::env::current_dir().unwrap();
    let error = Environment::process().read(&folder).unwrap_err();
    let error = super::ConfigError::unreadable("/user/.aws/config".into(), error);
    let cause = std::error::Error::source(&error).unwrap().to_string();
    let expected = format!("/user/.aws/config cannot be read: {cause}");
    assert_eq!(error.to_string(), expected);
}

#[test]
fn debug_shows_names_and_keys_alone() {
    let files = [
        (
            "/c",
            "[profile a]\nregion = SECRET\ns3 =\n  k = SECRET\n[sso-session b]\nx = SECRET",
        ),
        (
            "/k",
            "[a]\naws_secret_access_key = SECRET\nwJalrXUtnFEMI/SECRET=\naws_session_token = SECRET\n  SECRET==\n\
             SECRETSECRETSECRETSECRETSECRETSECRETSECRETSECRETSECRETSECRETSECRET==",
        ),
    ];
    let variables = [
        ("AWS_CONFIG_FILE", "/c"),
        ("AWS_SHARED_CREDENTIALS_FILE", "/k"),
    ];
    let profiles = Profiles::load(&Environment::fixed(variables, files)).unwrap();
    assert_eq!(
        format!("{profiles:?}"),
        "Profiles { selected: \"default\", profiles: {\"a\": {\"aws_secret_access_key\", \"aws_session_token\", \
         \"region\", \"s3\"}}, sso_sessions: {\"b\": {\"x\"}}, services: {}, .. }"
    );
}
