//! `iam`: CreateRole and GetRole of the API reference of AWS IAM.

use serde_json::{Value, json};

use crate::query::{Operation, calls, error, parameters, xml};
use crate::run::{self, run};
use crate::server::{Received, Reply};
use crate::workspace::Programs;

const ARN: &str = "arn:aws:iam::123456789012:role/report+monthly";
const PROGRAM: [&str; 3] = ["iam", "report+monthly", "lambda.amazonaws.com"];

/// Runs all cases.
pub fn check(programs: &Programs) {
    created(programs);
    errors(programs);
}

const fn operation(name: &'static str) -> Operation {
    Operation {
        service: "iam",
        version: "2010-05-08",
        name,
    }
}

/// A response with the role. Its policy is URL-encoded JSON.
fn role(operation: &str) -> Reply {
    xml(
        200,
        &format!(
            "<{operation}Response xmlns=\"https://iam.amazonaws.com/doc/2010-05-08/\">
                <{operation}Result>
                    <Role>
                        <Path>/</Path>
                        <Arn>{ARN}</Arn>
                        <RoleName>report+monthly</RoleName>
                        <AssumeRolePolicyDocument>%7B%22Version%22%3A%222012-10-17%22%7D</AssumeRolePolicyDocument>
                        <CreateDate>2012-05-08T23:34:01.495Z</CreateDate>
                        <RoleId>AROADBQP57FF2AEXAMPLE</RoleId>
                    </Role>
                </{operation}Result>
                <ResponseMetadata>
                    <RequestId>4a93ceee-9966-11e1-b624-b1aEXAMPLE7c</RequestId>
                </ResponseMetadata>
            </{operation}Response>"
        ),
    )
}

/// Checks the request for the role, with its trust policy.
fn creates(request: &Received) {
    let found = parameters(request);
    let policy = found.iter().find(|it| it.0 == "AssumeRolePolicyDocument");
    let policy = &policy.unwrap().1;
    let parameters = [
        ("AssumeRolePolicyDocument", &**policy),
        ("RoleName", "report+monthly"),
    ];
    calls(request, &operation("CreateRole"), &parameters);
    let statement = json!({
        "Effect": "Allow",
        "Principal": {"Service": "lambda.amazonaws.com"},
        "Action": "sts:AssumeRole",
    });
    let policy: Value = serde_json::from_str(policy).unwrap();
    assert_eq!(
        policy,
        json!({"Version": "2012-10-17", "Statement": [statement]})
    );
}

/// The role is not visible at once, and the waiter asks again.
fn created(programs: &Programs) {
    let message = "The role with name report+monthly cannot be found.";
    let missing = error(404, "NoSuchEntity", message);
    let replies = vec![role("CreateRole"), missing, role("GetRole")];
    let run = run(programs, &PROGRAM, replies);
    run.ends(0, &format!("{ARN}\n"), "");
    assert_eq!(run.requests.len(), 3);
    creates(&run.requests[0]);
    for request in &run.requests[1..] {
        let name = [("RoleName", "report+monthly")];
        calls(request, &operation("GetRole"), &name);
    }
}

/// Codes are other than the names of their shapes. An error that the waiter does not expect ends it.
fn errors(programs: &Programs) {
    let message = "Role with name report+monthly already exists.";
    let exists = error(409, "EntityAlreadyExists", message);
    let run = run(programs, &PROGRAM, vec![exists]);
    run.ends(1, "", "error: there is a role report+monthly already\n");

    let message = "Invalid principal in policy: \"SERVICE\":\"lambda\"";
    let malformed = error(400, "MalformedPolicyDocument", message);
    let run = run::run(programs, &["iam", "x", "lambda"], vec![malformed]);
    assert_eq!((run.code, &*run.out), (Some(1), ""));
    let start = "error: lambda cannot assume roles: ";
    assert!(run.err.starts_with(start), "{}", run.err);
    assert!(run.err.contains(message), "{}", run.err);

    let denied = error(403, "AccessDenied", "not authorized: iam:GetRole");
    let run = run::run(programs, &PROGRAM, vec![role("CreateRole"), denied]);
    assert_eq!((run.code, &*run.out), (Some(1), ""));
    for part in ["GetRole", "AccessDenied", "iam:GetRole", "b25f48e8"] {
        assert!(run.err.contains(part), "{}", run.err);
    }
}
