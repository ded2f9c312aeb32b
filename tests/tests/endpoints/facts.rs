//! The rules of the project's own services, compiled, against `tests/facts`.
//!
//! Two errors cannot be met: those for partitions without FIPS and without dual-stack, of which there is none.
//! `models_equal_facts` runs the rules of the models for them.

use std::collections::BTreeSet;
use std::path::Path;

use generated::{codeconnections, proton};
use runtime::Operation;
use runtime::endpoint::{BuiltIns, Endpoint, EndpointError};
use serde_json::Value;

/// A region of every partition.
const REGIONS: [(&str, &str); 8] = [
    ("aws", "eu-west-1"),
    ("aws-cn", "cn-northwest-1"),
    ("aws-eusc", "eusc-de-east-1"),
    ("aws-iso", "us-iso-east-1"),
    ("aws-iso-b", "us-isob-east-1"),
    ("aws-iso-e", "eu-isoe-west-1"),
    ("aws-iso-f", "us-isof-south-1"),
    ("aws-us-gov", "us-gov-west-1"),
];

const CUSTOM: &str = "http://localhost:8000/some/path";

type Resolve = fn(&BuiltIns<'_>) -> Result<Endpoint, EndpointError>;

/// The services with their SDK ids, as one of their operations finds its endpoint.
const SERVICES: [(&str, &str, Resolve); 2] = [
    ("codeconnections", "CodeConnections", |built_ins| {
        codeconnections::endpoint::resolve(&built_ins.into())
    }),
    ("proton", "Proton", |built_ins| {
        proton::endpoint::resolve(&built_ins.into())
    }),
];

#[test]
fn endpoints_are_those_of_the_facts() {
    for (service, sdk_id, resolve) in SERVICES {
        let facts = &facts(service)["endpoints"];
        let partitions = facts["partitions"].as_object().unwrap();
        let covered: BTreeSet<&str> = REGIONS.iter().map(|(partition, _)| *partition).collect();
        assert!(partitions.keys().map(String::as_str).eq(covered));
        for built_ins in questions() {
            let question = format!("{service}: {built_ins:?}");
            let answer = resolve(&built_ins);
            match expected(facts, &built_ins) {
                Ok(url) => assert_eq!(answer.unwrap().url(), url.as_str(), "{question}"),
                Err(text) => {
                    let error = answer.unwrap_err();
                    assert_eq!(error.message(), text, "{question}");
                    assert_eq!(
                        error.to_string(),
                        format!("no endpoint of {sdk_id}: {text}")
                    );
                }
            }
        }
    }
}

#[test]
fn operations_go_where_their_service_goes() {
    use codeconnections::enums::SyncConfigurationType;
    use codeconnections::operation::list_sync_configurations as list;
    let input = list::ListSyncConfigurationsInput::new("link", SyncConfigurationType::CfnStackSync);
    let built_ins = BuiltIns {
        region: Some("eu-west-1"),
        ..BuiltIns::default()
    };
    let endpoint = list::ListSyncConfigurations::endpoint(&input, &built_ins).unwrap();
    assert_eq!(
        endpoint.url(),
        "https://codeconnections.eu-west-1.amazonaws.com"
    );
    assert!(endpoint.headers().is_empty());
    assert_eq!(endpoint.auth_schemes().unwrap(), None);
}

/// Every combination of region, FIPS, dual-stack and endpoint, with a region and without.
fn questions() -> Vec<BuiltIns<'static>> {
    let regions = REGIONS
        .map(|(_, region)| Some(region))
        .into_iter()
        .chain([None]);
    let mut questions = Vec::new();
    for region in regions {
        for (use_fips, use_dual_stack) in
            [(false, false), (false, true), (true, false), (true, true)]
        {
            for endpoint in [None, Some(CUSTOM)] {
                questions.push(BuiltIns {
                    region,
                    use_fips,
                    use_dual_stack,
                    endpoint,
                    ..BuiltIns::default()
                });
            }
        }
    }
    questions
}

/// The URL, or the text of the error, that the facts give.
fn expected(facts: &Value, built_ins: &BuiltIns<'_>) -> Result<String, String> {
    let error = |when: &str| {
        let errors = facts["errors"].as_array().unwrap();
        let fact = errors.iter().find(|it| it["when"] == when).unwrap();
        Err(fact["error"].as_str().unwrap().to_owned())
    };
    let (fips, dual_stack) = (built_ins.use_fips, built_ins.use_dual_stack);
    let pattern = match (built_ins.endpoint, built_ins.region) {
        (Some(_), _) if fips => return error("Endpoint set and UseFIPS"),
        (Some(_), _) if dual_stack => return error("Endpoint set and UseDualStack"),
        (Some(endpoint), _) => return Ok(endpoint.to_owned()),
        (None, None) => return error("Region unset"),
        (None, Some(_)) => match (fips, dual_stack) {
            (false, false) => "regular",
            (true, false) => "fips",
            (false, true) => "dualStack",
            (true, true) => "fipsDualStack",
        },
    };
    let region = built_ins.region.unwrap();
    let (partition, _) = REGIONS.iter().find(|it| it.1 == region).unwrap();
    let partition = &facts["partitions"][partition];
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    Ok(text(&facts["patterns"][pattern])
        .replace("{Region}", region)
        .replace(
            "{PartitionResult#dnsSuffix}",
            &text(&partition["dnsSuffix"]),
        )
        .replace(
            "{PartitionResult#dualStackDnsSuffix}",
            &text(&partition["dualStackDnsSuffix"]),
        ))
}

fn facts(service: &str) -> Value {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("facts");
    let text = std::fs::read_to_string(folder.join(format!("{service}.facts.json"))).unwrap();
    serde_json::from_str(&text).unwrap()
}
