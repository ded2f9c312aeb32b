//! `sts`: AssumeRole of the API reference of AWS STS, and ListUsers of that of AWS IAM.

use crate::query::{Operation, calls, calls_as, error, xml};
use crate::run::{self, header, run};
use crate::server::Reply;
use crate::workspace::Programs;

const ROLE: &str = "arn:aws:iam::123456789012:role/demo";
const KEY_ID: &str = "ASIAIOSFODNN7EXAMPLE";
const SECRET: &str = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYzEXAMPLEKEY";
const TOKEN: &str = "AQoDYXdzEPT//////////wEXAMPLEtc764bNrC9SAPBSM22wDOk4x4HIZ8j4FZTwdQW==";

const ASSUME_ROLE: Operation = Operation {
    service: "sts",
    version: "2011-06-15",
    name: "AssumeRole",
};
const LIST_USERS: Operation = Operation {
    service: "iam",
    version: "2010-05-08",
    name: "ListUsers",
};

/// Runs all cases.
pub fn check(programs: &Programs) {
    users_of_another_account(programs);
    errors(programs);
    secrets_in_responses_that_fail(programs);
}

/// A response of AssumeRole.
fn assumed() -> String {
    format!(
        "<AssumeRoleResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\">
            <AssumeRoleResult>
                <AssumedRoleUser>
                    <AssumedRoleId>ARO123EXAMPLE123:list-users</AssumedRoleId>
                    <Arn>arn:aws:sts::123456789012:assumed-role/demo/list-users</Arn>
                </AssumedRoleUser>
                <Credentials>
                    <AccessKeyId>{KEY_ID}</AccessKeyId>
                    <SecretAccessKey>{SECRET}</SecretAccessKey>
                    <SessionToken>{TOKEN}</SessionToken>
                    <Expiration>2999-11-09T13:34:41Z</Expiration>
                </Credentials>
                <PackedPolicySize>6</PackedPolicySize>
            </AssumeRoleResult>
            <ResponseMetadata>
                <RequestId>c6104cbe-af31-11e0-8154-cbc7ccf896c7</RequestId>
            </ResponseMetadata>
        </AssumeRoleResponse>"
    )
}

/// A page of ListUsers with one user.
fn users(name: &str, created: &str, rest: &str) -> Reply {
    xml(
        200,
        &format!(
            "<ListUsersResponse xmlns=\"https://iam.amazonaws.com/doc/2010-05-08/\">
                <ListUsersResult>
                    <Users>
                        <member>
                            <UserId>AID2MAB8DPLSRHEXAMPLE</UserId>
                            <Path>/division_abc/</Path>
                            <UserName>{name}</UserName>
                            <Arn>arn:aws:iam::123456789012:user/division_abc/{name}</Arn>
                            <CreateDate>{created}</CreateDate>
                        </member>
                    </Users>
                    {rest}
                </ListUsersResult>
                <ResponseMetadata>
                    <RequestId>7a62c49f-347e-4fc4-9331-6e8eEXAMPLE</RequestId>
                </ResponseMetadata>
            </ListUsersResponse>"
        ),
    )
}

/// ListUsers is signed with the credentials of the role, on both pages.
fn users_of_another_account(programs: &Programs) {
    let more = "<IsTruncated>true</IsTruncated><Marker>AAF/+a b=</Marker>";
    let end = "<IsTruncated>false</IsTruncated>";
    let replies = || {
        vec![
            xml(200, &assumed()),
            users("Andrés", "2013-03-06T03:32:15Z", more),
            users("Jackie", "2013-03-06T03:32:15.500Z", end),
        ]
    };
    let run = run(programs, &["sts", ROLE], replies());
    let lines = "Andrés  2013-03-06T03:32:15Z\nJackie  2013-03-06T03:32:15.5Z\n";
    run.ends(0, lines, "");
    let mut parameters = vec![
        ("DurationSeconds", "900"),
        ("RoleArn", ROLE),
        ("RoleSessionName", "list-users"),
    ];
    calls(&run.requests[0], &ASSUME_ROLE, &parameters);
    assert!(header(&run.requests[0], "x-amz-security-token").is_empty());
    let credentials = (KEY_ID, SECRET);
    calls_as(&run.requests[1], &LIST_USERS, credentials, &[]);
    let marker = [("Marker", "AAF/+a b=")];
    calls_as(&run.requests[2], &LIST_USERS, credentials, &marker);
    for request in &run.requests[1..] {
        assert_eq!(header(request, "x-amz-security-token"), [TOKEN]);
    }

    let run = run::run(programs, &["sts", ROLE, "7c3e"], replies());
    run.ends(0, lines, "");
    parameters.push(("ExternalId", "7c3e"));
    calls(&run.requests[0], &ASSUME_ROLE, &parameters);
}

/// One error is in the model, one in the list of common errors.
fn errors(programs: &Programs) {
    let message = "STS is not activated in this region for account:123456789012.";
    let disabled = error(403, "RegionDisabledException", message);
    let run = run(programs, &["sts", ROLE], vec![disabled]);
    let expected = "error: AWS STS is not activated in this region: set another\n";
    run.ends(1, "", expected);

    let message = format!("User: x is not authorized to perform: sts:AssumeRole on {ROLE}");
    let denied = error(403, "AccessDenied", &message);
    let run = run::run(programs, &["sts", ROLE], vec![denied]);
    assert_eq!((run.code, &*run.out), (Some(1), ""));
    let start = format!("error: no permission to assume {ROLE}: ");
    assert!(run.err.starts_with(&start), "{}", run.err);
    for part in ["AccessDenied", &message, "b25f48e8"] {
        assert!(run.err.contains(part), "{}", run.err);
    }
    assert_eq!(run.err.lines().count(), 1, "{}", run.err);
}

fn secrets_in_responses_that_fail(programs: &Programs) {
    let whole = assumed();
    let cut = &whole[..whole.find("<Expiration>").unwrap()];
    let mistyped = whole.replace("2999-11-09T13:34:41Z", SECRET);
    for body in [cut, &mistyped] {
        let run = run(programs, &["sts", ROLE], vec![xml(200, body)]);
        assert_eq!((run.code, &*run.out), (Some(1), ""));
        assert!(run.err.contains("AssumeRole"), "{}", run.err);
        assert!(!run.err.contains("EXAMPLE"), "{}", run.err);
    }
}
