//! The runtime's table of partitions against the one that AWS publishes.

use std::fs;

use runtime::endpoint::library::partition;
use serde_json::Value;
use tests::shared;

#[test]
fn every_published_region_is_in_its_partition() {
    let Some(path) = shared("facts/partitions.json") else {
        return;
    };
    let published: Value = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    let mut regions = 0;
    for fact in published["partitions"].as_array().unwrap() {
        let of_fact = |region: &str| {
            let found = partition(region);
            let outputs = &fact["outputs"];
            assert_eq!(fact["id"], found.name, "{region}");
            for (key, value) in [
                ("name", found.name),
                ("dnsSuffix", found.dns_suffix),
                ("dualStackDnsSuffix", found.dual_stack_dns_suffix),
                ("implicitGlobalRegion", found.implicit_global_region),
            ] {
                assert_eq!(outputs[key], value, "{region}: {key}");
            }
            assert_eq!(outputs["supportsFIPS"], found.supports_fips, "{region}");
            assert_eq!(
                outputs["supportsDualStack"], found.supports_dual_stack,
                "{region}"
            );
        };
        for region in fact["regions"].as_array().unwrap() {
            of_fact(region.as_str().unwrap());
            regions += 1;
        }
        for region in of_form(fact["regionRegex"].as_str().unwrap()) {
            of_fact(&region);
        }
    }
    assert_eq!(regions, 55, "the regions of the facts");
}

/// Regions that nobody has heard of, of each form that the expression `^(a|b)\-\w+\-\d+$` allows.
fn of_form(expression: &str) -> Vec<String> {
    let plain = expression.replace('\\', "");
    let form = plain
        .strip_prefix('^')
        .and_then(|it| it.strip_suffix("-w+-d+$"));
    let form = form.unwrap_or_else(|| panic!("another form: {expression}"));
    let (before, choices, after) = match form.split_once('(') {
        Some((before, rest)) => {
            let (choices, after) = rest.split_once(')').unwrap();
            (before, choices, after)
        }
        None => (form, "", ""),
    };
    let regions = choices.split('|');
    regions
        .map(|choice| format!("{before}{choice}{after}-some_where-123"))
        .collect()
}
