//! Profiles and what they come to.

mod login;

use super::super::plan::{Base, Command, Plan, Role, Sso, SsoSession, WebIdentity};
use super::plan;
use crate::config::{Environment, Profiles};
use crate::credentials::Credentials;

/// The plan for the profile `a` of a configuration file.
fn plan_of(config: &str) -> Result<Option<Plan>, String> {
    let variables = [("AWS_CONFIG_FILE", "/config")];
    let environment = Environment::fixed(variables, [("/config", config)]);
    let profiles = Profiles::load(&environment).unwrap();
    plan(&profiles, "a").map_err(|error| error.to_string())
}

fn found(config: &str) -> Plan {
    plan_of(config).unwrap().unwrap()
}

/// A plan without roles.
fn alone(profile: &str, base: Base) -> Plan {
    Plan {
        profile: profile.to_owned(),
        base,
        roles: Vec::new(),
    }
}

fn role(profile: &str, arn: &str) -> Role {
    Role {
        profile: profile.to_owned(),
        arn: arn.to_owned(),
        session_name: None,
        external_id: None,
        mfa_serial: None,
        duration: None,
    }
}

fn keys() -> Base {
    Base::Keys(Credentials::new("id", "the-secret"))
}

const KEYS: &str = "aws_access_key_id = id\naws_secret_access_key = the-secret\n";

#[test]
fn a_profile_without_credentials_has_no_plan() {
    for config in [
        "",
        "[default]\naws_access_key_id = id\naws_secret_access_key = s",
        "[profile a]\nregion = eu-west-1",
        "[profile a]\naws_access_key_id =\nrole_arn =",
        // Other tools keep this with keys that are elsewhere; without a role it asks for nothing.
        "[profile a]\nmfa_serial = arn:aws:iam::123456789012:mfa/u",
    ] {
        assert_eq!(plan_of(config), Ok(None), "{config}");
    }
}

#[test]
fn keys_may_have_a_token_and_an_account() {
    let plain = Credentials::new("id", "the-secret");
    let session = plain.clone().session_token("t");
    for (more, expected) in [
        ("", plain.clone()),
        ("aws_session_token = t", session.clone()),
        ("aws_security_token = t", session.clone()),
        ("aws_session_token = t\naws_security_token = u", session),
        (
            "aws_account_id = 123456789012",
            plain.account_id("123456789012"),
        ),
    ] {
        let config = format!("[profile a]\n{KEYS}{more}");
        assert_eq!(found(&config), alone("a", Base::Keys(expected)), "{more}");
    }
}

#[test]
fn a_role_is_assumed_with_another_profile_or_a_source() {
    let assumed = |profile: &str, base| Plan {
        roles: vec![role("a", "role-a")],
        ..alone(profile, base)
    };
    let process = Base::Process {
        command: Command("get --it \"a b\"".to_owned()),
        account: None,
    };
    for (config, expected) in [
        (
            format!("[profile a]\nrole_arn = role-a\nsource_profile = b\n[profile b]\n{KEYS}"),
            assumed("b", keys()),
        ),
        // A profile may be its own source, and its role comes before its keys.
        (
            format!("[profile a]\nrole_arn = role-a\nsource_profile = a\n{KEYS}"),
            assumed("a", keys()),
        ),
        // The keys of a source come before its role, whatever that asks for.
        (
            format!(
                "[profile a]\nrole_arn = role-a\nsource_profile = b\n[profile b]\n{KEYS}role_arn = role-b\n\
                 source_profile = a\nmfa_serial = m"
            ),
            assumed("b", keys()),
        ),
        (
            "[profile a]\nrole_arn = role-a\nsource_profile = b\n[profile b]\ncredential_process = get --it \"a b\""
                .to_owned(),
            assumed("b", process),
        ),
        (
            "[profile a]\nrole_arn = role-a\ncredential_source = Environment".to_owned(),
            assumed("a", Base::Environment),
        ),
        (
            "[profile a]\nrole_arn = role-a\ncredential_source = Ec2InstanceMetadata".to_owned(),
            assumed("a", Base::Instance),
        ),
        (
            "[profile a]\nrole_arn = role-a\ncredential_source = EcsContainer".to_owned(),
            assumed("a", Base::Container),
        ),
    ] {
        assert_eq!(found(&config), expected, "{config}");
    }
}

#[test]
fn roles_are_assumed_from_the_innermost_outwards_with_all_that_is_said_of_them() {
    let config = format!(
        "[profile a]\nrole_arn = role-a\nsource_profile = b\nrole_session_name = me\nexternal_id = 42\n\
         duration_seconds = 900\n[profile b]\nrole_arn = role-b\nsource_profile = c\n[profile c]\n{KEYS}"
    );
    let outer = Role {
        session_name: Some("me".to_owned()),
        external_id: Some("42".to_owned()),
        duration: Some(900),
        ..role("a", "role-a")
    };
    let expected = Plan {
        roles: vec![role("b", "role-b"), outer],
        ..alone("c", keys())
    };
    assert_eq!(found(&config), expected);
}

#[test]
fn a_role_may_be_had_for_the_token_of_an_identity_provider() {
    let config = "[profile a]\nrole_arn = role-a\nweb_identity_token_file = /token\nrole_session_name = me\n\
                  duration_seconds = 43200";
    let identity = WebIdentity {
        role_arn: "role-a".to_owned(),
        token_file: "/token".to_owned(),
        session_name: Some("me".to_owned()),
        duration: Some(43_200),
    };
    assert_eq!(found(config), alone("a", Base::WebIdentity(identity)));
}

#[test]
fn signing_in_has_a_section_of_its_own_or_the_older_keys() {
    let role = "sso_account_id = 123456789012\nsso_role_name = Reader\n";
    let session = "[sso-session s]\nsso_region = eu-west-1\nsso_start_url = https://x/start\n\
                   sso_registration_scopes = sso:account:access\n";
    let sso = |token_name: &str, sign_in: &str| {
        alone(
            "a",
            Base::Sso(Sso {
                session: SsoSession {
                    name: token_name.to_owned(),
                    is_renewable: token_name == "s",
                    sign_in: sign_in.to_owned(),
                    region: "eu-west-1".to_owned(),
                },
                account_id: "123456789012".to_owned(),
                role_name: "Reader".to_owned(),
            }),
        )
    };
    let own = "sso_region = eu-west-1\nsso_start_url = https://x/start\n";
    let of_session = sso("s", "aws sso login --sso-session s");
    let older = sso("https://x/start", "aws sso login --profile a");
    for (config, expected) in [
        (
            format!("[profile a]\nsso_session = s\n{role}{session}"),
            &of_session,
        ),
        (
            format!("[profile a]\nsso_session = s\n{own}{role}{session}"),
            &of_session,
        ),
        (format!("[profile a]\n{own}{role}"), &older),
    ] {
        assert_eq!(found(&config), *expected, "{config}");
    }
}

#[test]
fn of_several_ways_one_comes_first() {
    let all = "role_arn = role-a\nweb_identity_token_file = /token\naws_access_key_id = id\n\
               aws_secret_access_key = the-secret\nsso_region = r\nsso_start_url = u\nsso_account_id = 1\n\
               sso_role_name = n\ncredential_process = get\n";
    let name = |lines: &[&str]| match found(&format!("[profile a]\n{}", lines.join("\n"))).base {
        Base::WebIdentity(_) => "web identity",
        Base::Keys(_) => "keys",
        Base::Sso(_) => "sso",
        Base::Process { .. } => "process",
        other => panic!("{other:?}"),
    };
    let lines: Vec<&str> = all.lines().collect();
    assert_eq!(name(&lines), "web identity");
    assert_eq!(name(&lines[2..]), "sso");
    let without_role = [&lines[2..6], &lines[8..]].concat();
    assert_eq!(name(&without_role), "process");
    assert_eq!(name(&without_role[..4]), "keys");
}

/// A profile, the line that the error names, and the text of the error.
const WRONG: [(&str, usize, &str); 21] = [
    (
        "role_arn = r\nweb_identity_token_file = t\nmfa_serial = m",
        4,
        "key mfa_serial: a role that is assumed with web_identity_token_file does not require a code",
    ),
    (
        "role_arn = r\ncredential_source = Vault",
        3,
        "key credential_source: expected Environment, Ec2InstanceMetadata or EcsContainer, got \"Vault\"",
    ),
    (
        "role_arn = r",
        2,
        "key role_arn: a role needs exactly one of source_profile",
    ),
    (
        "role_arn = r\nsource_profile = b\ncredential_source = Environment",
        2,
        "key role_arn: a role needs exactly one",
    ),
    (
        "role_arn = r\nsource_profile = b\nweb_identity_token_file = t",
        2,
        "key role_arn: a role needs exactly one",
    ),
    (
        "role_arn = r\nsource_profile = b",
        3,
        "key source_profile: there is no profile \"b\"",
    ),
    (
        "role_arn = r\nsource_profile = a",
        3,
        "key source_profile: a profile that is its own source needs aws_access_key_id",
    ),
    (
        "role_arn = r\ncredential_source = Environment\nduration_seconds = 1h",
        4,
        "key duration_seconds: expected a number from 900 to 43200, got \"1h\"",
    ),
    (
        "role_arn = r\ncredential_source = Environment\nduration_seconds = 899",
        4,
        "got \"899\"",
    ),
    (
        "role_arn = r\ncredential_source = Environment\nduration_seconds = 43201",
        4,
        "got \"43201\"",
    ),
    (
        "source_profile = b",
        2,
        "key source_profile: the profile also needs role_arn",
    ),
    (
        "credential_source = Environment",
        2,
        "key credential_source: the profile also needs role_arn",
    ),
    (
        "web_identity_token_file = t",
        2,
        "key web_identity_token_file: the profile also needs role_arn",
    ),
    (
        "aws_access_key_id = id",
        2,
        "key aws_access_key_id: the profile also needs aws_secret_access_key",
    ),
    (
        "aws_secret_access_key = the-secret",
        2,
        "key aws_secret_access_key: the profile also needs aws_access_key_id",
    ),
    (
        "sso_session = s",
        2,
        "key sso_session: the profile also needs sso_account_id",
    ),
    (
        "sso_account_id = 1\nsso_start_url = u",
        3,
        "key sso_start_url: the profile also needs sso_role_name",
    ),
    (
        "sso_account_id = 1\nsso_role_name = r",
        2,
        "key sso_account_id: the profile also needs sso_region",
    ),
    (
        "sso_session = s\nsso_account_id = 1\nsso_role_name = r",
        2,
        "key sso_session: there is no section [sso-session s]",
    ),
    (
        "sso_session = s\nsso_account_id = 1\nsso_role_name = r\n[sso-session s]\nsso_region = x",
        2,
        "key sso_session: [sso-session s] has no sso_start_url",
    ),
    (
        "sso_session = s\nsso_account_id = 1\nsso_role_name = r\nsso_region = y\n[sso-session s]\nsso_region = x\nsso_start_url = u",
        5,
        "key sso_region: \"y\" contradicts \"x\" of [sso-session s]",
    ),
];

#[test]
fn what_is_not_supported_or_does_not_fit_is_an_error_that_says_where() {
    for (config, line, expected) in WRONG {
        let error = plan_of(&format!("[profile a]\n{config}")).unwrap_err();
        let start = format!("/config, line {line}: profile \"a\", ");
        assert!(error.starts_with(&start), "{config}\n{error}");
        assert!(error.contains(expected), "{config}\n{error}");
        assert!(!error.contains("the-secret"), "{error}");
    }
}

#[test]
fn source_profiles_that_go_round_in_a_circle_are_refused() {
    let config = "[profile a]\nrole_arn = r\nsource_profile = b\n[profile b]\nrole_arn = r\nsource_profile = c\n\
                  [profile c]\nrole_arn = r\nsource_profile = b";
    assert_eq!(
        plan_of(config).unwrap_err(),
        "/config, line 9: profile \"c\", key source_profile: source profiles form a cycle: a → b → c → b"
    );
}

#[test]
fn a_source_without_credentials_is_refused() {
    let config = "[profile a]\nrole_arn = r\nsource_profile = b\n[profile b]\nregion = eu-west-1";
    assert_eq!(
        plan_of(config).unwrap_err(),
        "profile \"b\" is the source of a role and has no credentials: add credentials or a role to it"
    );
}

#[test]
fn debug_of_a_plan_shows_no_secret() {
    let process = "[profile a]\ncredential_process = get --password the-secret";
    for config in [&format!("[profile a]\n{KEYS}"), process] {
        let shown = format!("{:?}", found(config));
        assert!(!shown.contains("the-secret"), "{shown}");
    }
}

#[test]
fn a_broken_line_matters_in_the_sections_that_the_profile_names_alone() {
    const ROLE: &str =
        "[profile a]\nrole_arn = arn:aws:iam::123456789012:role/r\nsource_profile = b\n";
    const SSO: &str =
        "[profile a]\nsso_session = s\nsso_account_id = 123456789012\nsso_role_name = r\n";
    let session = "[sso-session s]\nsso_region = r\nsso_start_url = u\n";
    for (config, line) in [
        (format!("{ROLE}[profile b]\n{KEYS}notes\n"), 7),
        (format!("{SSO}{session}notes\n"), 8),
    ] {
        let expected = format!("/config, line {line}: expected key = value");
        assert_eq!(plan_of(&config), Err(expected), "{config}");
    }
    let others = "[profile c]\nnotes\n[sso-session d]\nnotes\n";
    plan_of(&format!("{ROLE}[profile b]\n{KEYS}{others}")).unwrap();
    plan_of(&format!("{SSO}{session}{others}")).unwrap();
}
