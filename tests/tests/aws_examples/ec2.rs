//! `ec2`: DescribeInstances, StartInstances and StopInstances of the API reference of Amazon EC2.

use crate::query::{self, Operation, calls, ec2_error, xml};
use crate::run::{self, run};
use crate::server::Reply;
use crate::workspace::Programs;

const FIRST: &str = "i-1234567890abcdef0";
const SECOND: &str = "i-0598c7d356eba48d7";

/// Runs all cases.
pub fn check(programs: &Programs) {
    pages_of_instances(programs);
    stopped(programs);
    never_running(programs);
    errors(programs);
}

const fn operation(name: &'static str) -> Operation {
    Operation {
        service: "ec2",
        version: "2016-11-15",
        name,
    }
}

const DESCRIBE: Operation = operation("DescribeInstances");

/// A response with a reservation for each text, and the token of the next page, if there is one.
fn described(instances: &[String], next: &str) -> Reply {
    let reservations: Vec<String> = instances
        .iter()
        .map(|instance| {
            format!(
                "<item>
                    <reservationId>r-1234567890abcdef0</reservationId>
                    <ownerId>123456789012</ownerId>
                    <groupSet/>
                    <instancesSet>{instance}</instancesSet>
                </item>"
            )
        })
        .collect();
    let reservations = reservations.join("\n");
    xml(
        200,
        &format!(
            "<DescribeInstancesResponse xmlns=\"http://ec2.amazonaws.com/doc/2016-11-15/\">
                <requestId>8f7724cf-496f-496e-8fe3-example</requestId>
                <reservationSet>
                    {reservations}
                </reservationSet>
                {next}
            </DescribeInstancesResponse>"
        ),
    )
}

/// An instance; `more` are elements at its end.
fn instance(id: &str, kind: &str, (code, state): (u8, &str), more: &str) -> String {
    format!(
        "<item>
            <instanceId>{id}</instanceId>
            <imageId>ami-bff32ccc</imageId>
            <instanceState>
                <code>{code}</code>
                <name>{state}</name>
            </instanceState>
            <privateDnsName>ip-192-168-1-88.eu-west-1.compute.internal</privateDnsName>
            <dnsName/>
            <reason/>
            <amiLaunchIndex>0</amiLaunchIndex>
            <productCodes/>
            <instanceType>{kind}</instanceType>
            <launchTime>2018-05-08T16:46:19.000Z</launchTime>
            <placement>
                <availabilityZone>eu-west-1c</availabilityZone>
                <groupName/>
                <tenancy>default</tenancy>
            </placement>
            <monitoring><state>disabled</state></monitoring>
            <sourceDestCheck>true</sourceDestCheck>
            <ebsOptimized>false</ebsOptimized>
            {more}
        </item>"
    )
}

/// Instances of two reservations, on two pages. Types unknown to the model are kept.
fn pages_of_instances(programs: &Programs) {
    let named = "<tagSet>
        <item><key>team</key><value>web</value></item>
        <item><key>Name</key><value>Server &amp; Söhne &#x31;</value></item>
    </tagSet>";
    let running = (16, "running");
    let both = instance(FIRST, "t2.micro", running, named)
        + &instance(SECOND, "z9.huge", running, "<tagSet/>");
    let last = instance("i-0f3c", "m7g.large", (80, "stopped"), "");
    let next = "<nextToken>eyJ2IjoiMiIsInMiOiIxIn0+/==</nextToken>";
    let replies = vec![described(&[both], next), described(&[last], "")];
    let program = [
        "ec2",
        "list",
        "instance-state-name=running",
        "tag:team=web&more",
    ];
    let run = run(programs, &program, replies);
    let lines = [
        "i-1234567890abcdef0  t2.micro  running  Server & Söhne 1\n",
        "i-0598c7d356eba48d7  z9.huge  running  -\n",
        "i-0f3c  m7g.large  stopped  -\n",
    ];
    run.ends(0, &lines.concat(), "");
    let mut parameters = vec![
        ("Filter.1.Name", "instance-state-name"),
        ("Filter.1.Value.1", "running"),
        ("Filter.2.Name", "tag:team"),
        ("Filter.2.Value.1", "web&more"),
        ("MaxResults", "100"),
    ];
    calls(&run.requests[0], &DESCRIBE, &parameters);
    parameters.push(("NextToken", "eyJ2IjoiMiIsInMiOiIxIn0+/=="));
    calls(&run.requests[1], &DESCRIBE, &parameters);

    let run = run::run(programs, &["ec2", "list"], vec![described(&[], "")]);
    run.ends(0, "", "");
    calls(&run.requests[0], &DESCRIBE, &[("MaxResults", "100")]);
}

/// A response of StartInstances or StopInstances.
fn changed(operation: &str, previous: (u8, &str), current: (u8, &str)) -> Reply {
    let state = |(code, name)| format!("<code>{code}</code><name>{name}</name>");
    xml(
        200,
        &format!(
            "<{operation}Response xmlns=\"http://ec2.amazonaws.com/doc/2016-11-15/\">
                <requestId>59dbff89-35bd-4eac-99ed-be587EXAMPLE</requestId>
                <instancesSet>
                    <item>
                        <instanceId>{FIRST}</instanceId>
                        <currentState>{}</currentState>
                        <previousState>{}</previousState>
                    </item>
                </instancesSet>
            </{operation}Response>",
            state(current),
            state(previous)
        ),
    )
}

/// Both operations take the ids of the instances.
fn stopped(programs: &Programs) {
    let state = |id| instance(id, "t2.micro", (80, "stopped"), "");
    let replies = vec![
        changed("StopInstances", (16, "running"), (64, "stopping")),
        described(&[state(FIRST), state(SECOND)], ""),
    ];
    let run = run(programs, &["ec2", "stop", FIRST, SECOND], replies);
    run.ends(0, "stopped\n", "");
    let ids = [("InstanceId.1", FIRST), ("InstanceId.2", SECOND)];
    calls(&run.requests[0], &operation("StopInstances"), &ids);
    calls(&run.requests[1], &DESCRIBE, &ids);
}

/// The waiter of the model ends at a state from which the instance does not start.
fn never_running(programs: &Programs) {
    let terminated = instance(FIRST, "t2.micro", (48, "terminated"), "");
    let replies = vec![
        changed("StartInstances", (80, "stopped"), (0, "pending")),
        described(&[terminated], ""),
    ];
    let run = run(programs, &["ec2", "start", FIRST], replies);
    assert_eq!((run.code, &*run.out), (Some(1), ""));
    for part in ["InstanceRunning", "terminated"] {
        assert!(run.err.contains(part), "{}", run.err);
    }
    let ids = [("InstanceId.1", FIRST)];
    calls(&run.requests[0], &operation("StartInstances"), &ids);
    calls(&run.requests[1], &DESCRIBE, &ids);
}

/// The model has no errors. Codes are those of the list in the API reference.
fn errors(programs: &Programs) {
    let message = format!("The instance ID '{FIRST}' does not exist");
    let missing = ec2_error(400, "InvalidInstanceID.NotFound", &message);
    let run = run(programs, &["ec2", "stop", FIRST], vec![missing]);
    run.ends(1, "", &format!("error: {message}\n"));

    let message = "You are not authorized to perform this operation.";
    let denied = ec2_error(403, "UnauthorizedOperation", message);
    let run = run::run(programs, &["ec2", "list"], vec![denied]);
    assert_eq!((run.code, &*run.out), (Some(1), ""));
    for part in [
        "DescribeInstances",
        "UnauthorizedOperation",
        message,
        "b25f48e8",
    ] {
        assert!(run.err.contains(part), "{}", run.err);
    }
    assert_eq!(run.err.lines().count(), 1, "{}", run.err);

    let throttled = query::ec2_error(503, "RequestLimitExceeded", "Request limit exceeded.");
    let replies = vec![throttled, described(&[], "")];
    let run = run::run(programs, &["ec2", "list"], replies);
    run.ends(0, "", "");
    assert_eq!(run.requests.len(), 2);

    let run = run::run(programs, &["ec2", "stop"], vec![]);
    let usage = "error: expected `list [FILTER=VALUE]...`, `start ID...` or `stop ID...`\n";
    run.ends(1, "", usage);
}
