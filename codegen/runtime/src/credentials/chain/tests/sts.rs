//! Roles of STS: its API reference, `AssumeRole` and `AssumeRoleWithWebIdentity`.

mod endpoints;
mod failures;

use super::{Run, Setup, ok, session};
use bytes::Bytes;
use http::Request;

const ROLE: &str = "arn:aws:iam::123456789012:role/demo";
const SOURCE: &str = "[profile source]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\n\
                      aws_secret_access_key = the-other-secret\n";

/// The response of STS to `action`.
pub(super) fn body(action: &str, id: &str) -> String {
    format!(
        "<{action}Response xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\">
           <{action}Result>
             <AssumedRoleUser>
               <Arn>arn:aws:sts::123456789012:assumed-role/demo/TestAR</Arn>
               <AssumedRoleId>ARO123EXAMPLE123:TestAR</AssumedRoleId>
             </AssumedRoleUser>
             <Credentials>
               <AccessKeyId>{id}</AccessKeyId>
               <SecretAccessKey>the-secret</SecretAccessKey>
               <SessionToken>the-token</SessionToken>
               <Expiration>2099-01-01T00:00:00Z</Expiration>
             </Credentials>
             <PackedPolicySize>6</PackedPolicySize>
           </{action}Result>
           <ResponseMetadata><RequestId>c6104cbe-af31-11e0-8154-cbc7ccf896c7</RequestId></ResponseMetadata>
         </{action}Response>"
    )
}

/// An error of STS.
pub(super) fn refusal(code: &str, message: &str) -> String {
    format!(
        "<ErrorResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><Error><Type>Sender</Type>
         <Code>{code}</Code><Message>{message}</Message></Error><RequestId>x</RequestId></ErrorResponse>"
    )
}

/// The parameters of a form, sorted.
fn parameters(form: &str) -> Vec<&str> {
    let mut parameters: Vec<&str> = form.split('&').collect();
    parameters.sort_unstable();
    parameters
}

fn form(request: &Request<Bytes>) -> Vec<&str> {
    assert_eq!(request.method(), "POST");
    assert_eq!(request.uri().query(), None);
    assert_eq!(
        request.headers()["content-type"],
        "application/x-www-form-urlencoded"
    );
    parameters(str::from_utf8(request.body()).unwrap())
}

/// Whom a request is signed for: the scope but for the date, and the token.
fn signer(run: &Run, request: usize) -> (String, Option<&str>) {
    let authorization = run.header(request, "authorization").unwrap();
    let (_, scope) = authorization.split_once("Credential=").unwrap();
    let (scope, _) = scope.split_once(',').unwrap();
    let parts: Vec<&str> = scope.split('/').collect();
    let scope = format!("{} {}", parts[0], parts[2..].join("/"));
    (scope, run.header(request, "x-amz-security-token"))
}

#[tokio::test]
async fn a_role_is_assumed_in_the_region_with_all_that_the_profile_says() {
    let config = format!(
        "{SOURCE}[default]\nrole_arn = {ROLE}\nsource_profile = source\nrole_session_name = me\n\
         external_id = ab:1/2\nduration_seconds = 900"
    );
    let answers = vec![ok(body("AssumeRole", "ASIAIOSFODNN7EXAMPLE"))];
    let run = Setup {
        config: &config,
        answers,
        region: Some("eu-west-1"),
        ..Setup::default()
    }
    .run()
    .await;
    let expected = session("ASIAIOSFODNN7EXAMPLE");
    assert_eq!(run.credentials(), &expected);
    assert_eq!(
        run.requests[0].uri().host(),
        Some("sts.eu-west-1.amazonaws.com")
    );
    assert_eq!(
        form(&run.requests[0]),
        [
            "Action=AssumeRole",
            "DurationSeconds=900",
            "ExternalId=ab%3A1%2F2",
            "RoleArn=arn%3Aaws%3Aiam%3A%3A123456789012%3Arole%2Fdemo",
            "RoleSessionName=me",
            "Version=2011-06-15",
        ]
    );
    assert_eq!(
        signer(&run, 0),
        (
            "AKIAIOSFODNN7EXAMPLE eu-west-1/sts/aws4_request".to_owned(),
            None
        )
    );
}

#[tokio::test]
async fn without_a_region_the_endpoint_for_all_is_asked_and_a_session_has_a_name() {
    let config = format!("{SOURCE}[default]\nrole_arn = {ROLE}\nsource_profile = source");
    let answers = vec![ok(body("AssumeRole", "ASIAIOSFODNN7EXAMPLE"))];
    let run = Setup {
        config: &config,
        answers,
        ..Setup::default()
    }
    .run()
    .await;
    run.credentials();
    assert_eq!(run.requests[0].uri().host(), Some("sts.amazonaws.com"));
    let form = form(&run.requests[0]);
    assert_eq!(form.len(), 4);
    assert!(
        form.contains(&"RoleSessionName=rust-1800000000"),
        "{form:?}"
    );

    assert_eq!(
        signer(&run, 0).0,
        "AKIAIOSFODNN7EXAMPLE us-east-1/sts/aws4_request"
    );
}

#[tokio::test]
async fn each_role_is_assumed_with_the_credentials_of_the_one_before() {
    let config = format!(
        "{SOURCE}[default]\nrole_arn = arn:aws:iam::222222222222:role/outer\nsource_profile = b\n\
         [profile b]\nrole_arn = arn:aws:iam::111111111111:role/inner\nsource_profile = source"
    );
    let answers = vec![
        ok(body("AssumeRole", "ASIAINNERXXXXXXXXXXX")),
        ok(body("AssumeRole", "ASIAOUTERXXXXXXXXXXX")),
    ];
    let run = Setup {
        config: &config,
        answers,
        region: Some("eu-west-1"),
        ..Setup::default()
    }
    .run()
    .await;
    let expected = session("ASIAOUTERXXXXXXXXXXX");
    assert_eq!(run.credentials(), &expected);
    let roles = run
        .requests
        .iter()
        .map(|request| form(request)[1].to_owned());
    assert_eq!(
        roles.collect::<Vec<_>>(),
        [
            "RoleArn=arn%3Aaws%3Aiam%3A%3A111111111111%3Arole%2Finner",
            "RoleArn=arn%3Aaws%3Aiam%3A%3A222222222222%3Arole%2Fouter",
        ]
    );
    let scope = |id: &str| format!("{id} eu-west-1/sts/aws4_request");
    assert_eq!(signer(&run, 0), (scope("AKIAIOSFODNN7EXAMPLE"), None));
    assert_eq!(
        signer(&run, 1),
        (scope("ASIAINNERXXXXXXXXXXX"), Some("the-token"))
    );
}

#[tokio::test]
async fn a_role_may_be_assumed_with_what_the_container_or_the_instance_has() {
    let role = || ok(body("AssumeRole", "ASIAIOSFODNN7EXAMPLE"));
    let metadata = |body: String| vec![ok("the-bearer-token"), ok("role"), ok(body), role()];
    let instance =
        super::container::body("ASIAMACHINEXXXXXXXXX").replacen('{', "{\"Code\": \"Success\", ", 1);
    let keys = [
        ("AWS_PROFILE", "default"),
        ("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "/role"),
    ];
    for (source, answers, expected) in [
        (
            "EcsContainer",
            vec![ok(super::container::body("ASIATASKXXXXXXXXXXXX")), role()],
            "ASIATASKXXXXXXXXXXXX",
        ),
        (
            "Ec2InstanceMetadata",
            metadata(instance),
            "ASIAMACHINEXXXXXXXXX",
        ),
    ] {
        let config = format!("[default]\nrole_arn = {ROLE}\ncredential_source = {source}");
        let count = answers.len();
        let run = Setup {
            variables: &keys,
            config: &config,
            answers,
            ..Setup::default()
        }
        .run()
        .await;
        assert_eq!(run.credentials().access_key_id(), "ASIAIOSFODNN7EXAMPLE");
        let expected = format!("{expected} us-east-1/sts/aws4_request");
        assert_eq!(signer(&run, count - 1), (expected, Some("the-token")));
    }
}

#[tokio::test]
async fn a_role_may_be_assumed_with_the_variables() {
    let role = ok(body("AssumeRole", "ASIAIOSFODNN7EXAMPLE"));
    // Chosen by the program, so that the profile comes before the variables that it names.
    let variables = &[
        ("AWS_ACCESS_KEY_ID", "AKIAVARIABLEXXXXXXXX"),
        ("AWS_SECRET_ACCESS_KEY", "the-other-secret"),
    ];
    let config = format!("[default]\nrole_arn = {ROLE}\ncredential_source = Environment");
    let run = Setup {
        variables,
        config: &config,
        profile: Some("default"),
        answers: vec![role],
        ..Setup::default()
    }
    .run()
    .await;
    assert_eq!(run.credentials().access_key_id(), "ASIAIOSFODNN7EXAMPLE");
    assert_eq!(
        signer(&run, 0).0,
        "AKIAVARIABLEXXXXXXXX us-east-1/sts/aws4_request"
    );
}

#[tokio::test]
async fn a_token_of_an_identity_provider_gives_the_role_of_the_profile_or_of_the_variables() {
    let answers = || {
        vec![ok(body(
            "AssumeRoleWithWebIdentity",
            "ASIAIOSFODNN7EXAMPLE",
        ))]
    };
    let files = &[("/home/u/token", "the-web-token\n")];
    let variables = &[
        ("AWS_ROLE_ARN", ROLE),
        ("AWS_WEB_IDENTITY_TOKEN_FILE", "/home/u/token"),
        ("AWS_ROLE_SESSION_NAME", "pod"),
    ];
    let of_variables = Setup {
        variables,
        files,
        answers: answers(),
        region: Some("cn-north-1"),
        ..Setup::default()
    };
    let config = format!(
        "[default]\nrole_arn = {ROLE}\nweb_identity_token_file = ~/token\nrole_session_name = me\nduration_seconds = 900"
    );
    let of_profile = Setup {
        variables,
        config: &config,
        files,
        answers: answers(),
        ..Setup::default()
    };
    for (setup, host, more) in [
        (
            of_variables,
            "sts.cn-north-1.amazonaws.com.cn",
            &["RoleSessionName=pod"][..],
        ),
        (
            of_profile,
            "sts.amazonaws.com",
            &["DurationSeconds=900", "RoleSessionName=me"],
        ),
    ] {
        let run = setup.run().await;
        let expected = session("ASIAIOSFODNN7EXAMPLE");
        assert_eq!(run.credentials(), &expected);
        assert_eq!(run.asked(), [format!("POST https://{host}/")]);
        assert_eq!(run.header(0, "authorization"), None);
        let mut expected = more.to_vec();
        expected.extend([
            "Action=AssumeRoleWithWebIdentity",
            "RoleArn=arn%3Aaws%3Aiam%3A%3A123456789012%3Arole%2Fdemo",
            "Version=2011-06-15",
            "WebIdentityToken=the-web-token",
        ]);
        expected.sort_unstable();
        assert_eq!(form(&run.requests[0]), expected);
    }
}

#[tokio::test]
async fn variables_of_a_web_identity_are_read_without_surrounding_white_space() {
    let arn = format!(" {ROLE}\n");
    let run = Setup {
        variables: &[
            ("AWS_ROLE_ARN", &arn),
            ("AWS_WEB_IDENTITY_TOKEN_FILE", "/token\r\n"),
            ("AWS_ROLE_SESSION_NAME", "pod\n"),
        ],
        files: &[("/token", "the-web-token")],
        answers: vec![ok(body(
            "AssumeRoleWithWebIdentity",
            "ASIAIOSFODNN7EXAMPLE",
        ))],
        ..Setup::default()
    };
    let run = run.run().await;
    assert_eq!(run.credentials(), &session("ASIAIOSFODNN7EXAMPLE"));
    let form = form(&run.requests[0]);
    assert!(
        form.contains(&"RoleArn=arn%3Aaws%3Aiam%3A%3A123456789012%3Arole%2Fdemo"),
        "{form:?}"
    );
    assert!(form.contains(&"RoleSessionName=pod"), "{form:?}");
}

/// The role of `default`, assumed with the keys of another profile.
fn role_config() -> String {
    format!("{SOURCE}[default]\nrole_arn = {ROLE}\nsource_profile = source\n")
}

#[tokio::test]
async fn account_and_role_are_those_of_the_session_else_those_of_the_role() {
    let role = body("AssumeRole", "ASIAIOSFODNN7EXAMPLE");
    let other = role.replace(
        "123456789012:assumed-role/demo",
        "210987654321:assumed-role/other",
    );
    for (answer, identity) in [
        (other, ["210987654321", "other"]),
        (
            role.replace("AssumedRoleUser", "Other"),
            ["123456789012", "demo"],
        ),
    ] {
        let run = Setup {
            config: &role_config(),
            answers: vec![ok(answer)],
            ..Setup::default()
        }
        .run()
        .await;
        assert_eq!(run.identity(), identity.map(Some));
    }
}
