//! How many cases a model has for a client, counted without the generator.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

const TRAITS: [&str; 3] = [
    "smithy.test#eventStreamTests",
    "smithy.test#httpRequestTests",
    "smithy.test#httpResponseTests",
];

/// The cases of the operations of `service`, of their errors and of its own, that a client of `protocol` has to pass.
pub fn cases(shapes: &Map<String, Value>, service: &str, protocol: &str) -> usize {
    let targets = |shape: &str, key: &str| -> BTreeSet<String> {
        let targets = shapes[shape][key].as_array().into_iter().flatten();
        let targets = targets.map(|it| it["target"].as_str().unwrap().to_owned());
        targets.collect()
    };
    let operations = targets(service, "operations");
    let mut all = targets(service, "errors");
    all.extend(operations.iter().flat_map(|it| targets(it, "errors")));
    all.extend(operations);
    let of_shape = |id: &String| -> Vec<&Value> {
        let of_trait = |name: &&str| shapes[id]["traits"][name].as_array();
        TRAITS.iter().filter_map(of_trait).flatten().collect()
    };
    let is_ours = |case: &&Value| case["protocol"] == protocol && case["appliesTo"] != "server";
    all.iter().flat_map(of_shape).filter(is_ours).count()
}
