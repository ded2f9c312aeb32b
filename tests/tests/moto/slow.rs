//! The build, which all scenarios share.

use crate::SERVICES;
use crate::compare::same;
use crate::normal::normal;
use crate::process::Process;
use crate::program::{self, Service};
use crate::python::Python;
use crate::scenario::{Step, facts, file, run, steps};
use serde_json::{Value, json};
use std::{env, fs};
use tests::shared;

/// With `UPDATE_EXPECT=1` it records the results of boto3 first.
#[test]
#[ignore = "slow: builds clients of eight services, and runs moto"]
fn clients_get_what_boto3_gets() {
    let services = SERVICES.map(|(service, model)| Some((service, shared(model)?, steps(service))));
    let Some(services) = services.into_iter().collect::<Option<Vec<Service>>>() else {
        return;
    };
    let Some(python) = Python::find() else {
        return;
    };
    program::build(&services);
    let mut problems = Vec::new();
    for (service, _, steps) in &services {
        if env::var_os("UPDATE_EXPECT").is_some() {
            let facts = results(service, steps, &python, &|url| python.boto3(url));
            let text = serde_json::to_string_pretty(&facts).unwrap();
            fs::write(file("facts", service), text + "\n").unwrap();
        }
        let found = results(service, steps, &python, &program::start);
        problems.extend(differences(service, &facts(service), &found));
    }
    assert!(
        problems.is_empty(),
        "{} differ:\n{}",
        problems.len(),
        problems.join("\n")
    );
}

/// Makes the calls of a scenario by a process that is started for a server of its own.
fn results(
    service: &str,
    steps: &[Step],
    python: &Python,
    start: &dyn Fn(&str) -> Process,
) -> Vec<Value> {
    let server = python.server();
    let results = run(
        service,
        steps,
        &mut start(&server.url),
        &mut python.sender(),
    );
    let results = results.into_iter().zip(steps);
    let results = results.map(|(result, step)| {
        let mut fact = normal(result, &server.url);
        fact["call"] = json!(step.call);
        fact
    });
    results.collect()
}

fn differences(service: &str, facts: &[Value], found: &[Value]) -> Vec<String> {
    let mut problems = Vec::new();
    if facts.len() != found.len() {
        problems.push(format!("{service}: record the facts of a new scenario"));
    }
    for (index, (fact, found)) in facts.iter().zip(found).enumerate() {
        if !same(fact, found) {
            let call = &fact["call"];
            problems.push(format!(
                "{service}, {call}, call {index}:\n  boto3  {fact}\n  client {found}"
            ));
        }
    }
    problems
}
