//! The endpoints of STS, and the regions that requests are signed for.

use super::{ROLE, body, role_config, signer};
use crate::credentials::chain::tests::{Setup, ok, session};

#[tokio::test]
async fn sts_is_where_it_is_configured_and_requests_are_signed_for_the_region() {
    let region = ("AWS_REGION", "eu-west-1");
    let local = ("AWS_ENDPOINT_URL_STS", "http://localhost:1");
    for (variables, more, url, signed_for) in [
        (
            &[region][..],
            "",
            "https://sts.eu-west-1.amazonaws.com/",
            "eu-west-1",
        ),
        (
            &[],
            "region = ap-south-1",
            "https://sts.ap-south-1.amazonaws.com/",
            "ap-south-1",
        ),
        (
            &[],
            "use_fips_endpoint = true\nregion = us-east-2",
            "https://sts-fips.us-east-2.amazonaws.com/",
            "us-east-2",
        ),
        (
            &[("AWS_USE_DUALSTACK_ENDPOINT", "true")],
            "",
            "https://sts.us-east-1.api.aws/",
            "us-east-1",
        ),
        (&[region, local], "", "http://localhost:1/", "eu-west-1"),
        (&[local], "", "http://localhost:1/", "us-east-1"),
        (
            &[("AWS_ENDPOINT_URL", "http://localhost:2/sts/")],
            "",
            "http://localhost:2/sts/",
            "us-east-1",
        ),
        (
            &[region],
            "services = s\n[services s]\nsts =\n  endpoint_url = http://localhost:3",
            "http://localhost:3/",
            "eu-west-1",
        ),
        (
            &[local, ("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "true")],
            "",
            "https://sts.amazonaws.com/",
            "us-east-1",
        ),
    ] {
        let run = Setup {
            variables,
            config: &format!("{}{more}", role_config()),
            answers: vec![ok(body("AssumeRole", "ASIAIOSFODNN7EXAMPLE"))],
            ..Setup::default()
        }
        .run()
        .await;
        assert_eq!(run.credentials(), &session("ASIAIOSFODNN7EXAMPLE"));
        assert_eq!(run.asked(), [format!("POST {url}")]);
        let expected = format!("AKIAIOSFODNN7EXAMPLE {signed_for}/sts/aws4_request");
        assert_eq!(signer(&run, 0).0, expected);
    }
}

#[tokio::test]
async fn without_a_region_a_role_is_assumed_in_its_own_partition() {
    let china = ROLE.replace("arn:aws:", "arn:aws-cn:");
    let run = Setup {
        config: &role_config().replace(ROLE, &china),
        answers: vec![ok(body("AssumeRole", "ASIAIOSFODNN7EXAMPLE"))],
        ..Setup::default()
    }
    .run()
    .await;
    assert_eq!(
        run.asked(),
        ["POST https://sts.cn-northwest-1.amazonaws.com.cn/"]
    );
    assert_eq!(
        signer(&run, 0).0,
        "AKIAIOSFODNN7EXAMPLE cn-northwest-1/sts/aws4_request"
    );
}
