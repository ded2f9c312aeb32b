//! Generated clients get from a server what boto3 gets from it: from moto, in a virtual environment of Python.
//!
//! * `scenarios`: calls of each service, as data;
//! * `facts`: the results that boto3 had, recorded by this test: see [`slow`];
//! * [`scenario`]: makes calls by a [`process`] and returns their results;
//! * [`python`]: the server `serve.py`, with `signed.py`, which compares signatures with botocore's; `calls.py`, which makes calls
//!   by boto3; and `send.py`, which sends presigned requests;
//! * [`program`]: a program that makes calls by clients, generated from the models in `../shared`;
//! * [`normal`]: results without what differs from run to run; [`compare`]: comparison with the facts.
//!
//! A new service is a row in [`SERVICES`] and a scenario.

#![allow(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "what goes wrong in a test is for its reader"
)]

mod compare;
mod normal;
mod process;
mod program;
mod python;
mod scenario;
mod slow;

/// Services by their names in boto3, with their models.
const SERVICES: [(&str, &str); 8] = [
    ("dynamodb", "aws-models/dynamodb.json"),
    ("ec2", "aws-models-http/ec2.json"),
    ("iam", "aws-models-http/iam.json"),
    ("route53", "aws-models-http/route-53.json"),
    ("s3", "aws-models-http/s3.json"),
    ("sns", "aws-models-http/sns.json"),
    ("sqs", "aws-models/sqs.json"),
    ("sts", "aws-models-http/sts.json"),
];

#[test]
fn scenarios_have_facts() {
    for (service, _) in SERVICES {
        let steps = scenario::steps(service);
        let calls: Vec<&str> = steps.iter().map(|it| &*it.call).collect();
        let facts = scenario::facts(service);
        let recorded: Vec<&str> = facts
            .iter()
            .map(|it| it["call"].as_str().unwrap())
            .collect();
        assert_eq!(calls, recorded, "record the facts of {service}");
    }
}
