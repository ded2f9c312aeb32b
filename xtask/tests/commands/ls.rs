//! `ls`: the operations of services and the size of what they reach, against the crate that is generated.

use std::path::Path;

use crate::shop::shop;
use crate::world::World;
use serde_json::Value;

/// The report in JSON.
fn report(world: &World, arguments: &[&str]) -> Value {
    let (code, _, messages) = world.run(&[&["ls", "--json", "ls.json"], arguments].concat());
    assert_eq!((code, messages.as_str()), (0, ""), "{arguments:?}");
    serde_json::from_str(&world.read("ls.json")).unwrap()
}

/// The result of an operation of the first service.
fn operation<'a>(report: &'a Value, name: &str) -> &'a Value {
    let mut all = report["services"][0]["operations"]
        .as_array()
        .unwrap()
        .iter();
    all.find(|it| it["name"] == name).unwrap()
}

fn names(report: &Value) -> Vec<&str> {
    let all = report["services"][0]["operations"]
        .as_array()
        .unwrap()
        .iter();
    all.map(|it| it["name"].as_str().unwrap()).collect()
}

/// Lines of the module in the generated crate, without comments and blank lines, and the number of shapes it reports.
fn generated(world: &World) -> (u64, String) {
    let (code, output, messages) = world.run(&["codegen", "--manifest", "codegen.toml"]);
    assert_eq!(code, 0, "{messages}");
    let files = world.tree("clients/src/shop");
    let is_rust = |path: &Path| path.extension().is_some_and(|it| it == "rs");
    let texts = files.iter().filter(|(path, _)| is_rust(path));
    let lines = texts.flat_map(|(_, text)| text.lines().map(str::trim));
    let lines = lines.filter(|line| !line.is_empty() && !line.starts_with("//"));
    let shapes = output.split(", ").nth(1).unwrap();
    let shapes = shapes.split(' ').next().unwrap().to_owned();
    (lines.count().try_into().unwrap(), shapes)
}

/// Counted in the table of the model; `smithy.api#String` and `smithy.api#Integer` count as `codegen` counts them.
#[test]
fn shapes_are_own_if_no_other_selected_operation_reaches_them() {
    let shapes = |it: &Value| {
        (
            it["own_shapes"].as_u64().unwrap(),
            it["shared_shapes"].as_u64().unwrap(),
        )
    };
    let report = report(&shop("\"GetOrder\", \"PutOrder\""), &["."]);
    // Own: the input, the output, Missing, Reason. Shared: Order, Lines, Line, State, Denied, Cause, String, Integer.
    assert_eq!(shapes(operation(&report, "GetOrder")), (4, 8));
    // Own: the input, Note.
    assert_eq!(shapes(operation(&report, "PutOrder")), (2, 8));
    // It would add Page and Orders.
    assert_eq!(shapes(operation(&report, "ListOrders")), (2, 8));
    // It would add the output, Events, Event; the errors of the service are there.
    assert_eq!(shapes(operation(&report, "WatchOrders")), (3, 3));
    assert_eq!(report["services"][0]["shapes"], 14);
    // Alone it has all but those of the errors of the service: Denied, Cause, Integer.
    let alone = self::report(&shop("\"GetOrder\""), &["."]);
    assert_eq!(shapes(operation(&alone, "GetOrder")), (9, 3));
}

#[test]
fn totals_are_those_of_the_generated_crate() {
    for patterns in ["\"GetOrder\"", "\"GetOrder\", \"ListOrders\"", "\"*Order\""] {
        let world = shop(patterns);
        let service = &report(&world, &["."])["services"][0];
        let (lines, shapes) = generated(&world);
        assert_eq!(service["lines"], lines, "{patterns}");
        assert_eq!(service["shapes"].to_string(), shapes, "{patterns}");
    }
}

/// Besides its own lines an operation has some in lists of all operations: its module, its entry in the blocking client,
/// and imports.
#[test]
fn own_lines_are_those_that_an_operation_adds_to_the_generated_crate() {
    let (without, _) = generated(&shop("\"GetOrder\""));
    for name in ["PutOrder", "ListOrders"] {
        let world = shop(&format!("\"GetOrder\", \"{name}\""));
        let added = generated(&world).0 - without;
        let selected = report(&world, &["."]);
        let unselected = report(&shop("\"GetOrder\""), &["."]);
        for (report, is_selected) in [(&selected, true), (&unselected, false)] {
            let it = operation(report, name);
            let own = it["own_lines"].as_u64().unwrap();
            assert!(
                (own + 2..own + 9).contains(&added),
                "{name}: {own} of {added}"
            );
            assert_eq!(it["selected"], is_selected);
        }
    }
}

#[test]
fn own_and_shared_lines_and_those_of_the_service_add_up() {
    let world = shop("\"GetOrder\", \"PutOrder\"");
    let report = report(&world, &["."]);
    let service = &report["services"][0];
    let number = |value: &Value| value.as_u64().unwrap();
    let own = ["GetOrder", "PutOrder"].map(|name| number(&operation(&report, name)["own_lines"]));
    let sum = own.iter().sum::<u64>()
        + number(&service["shared_lines"])
        + number(&service["service_lines"]);
    assert_eq!(sum, number(&service["lines"]));
}

/// Besides its own lines a waiter has some for its module, and imports.
#[test]
fn a_waiter_counts_for_its_operation() {
    let world = shop("\"GetOrder\"");
    let own = || report(&world, &["."]);
    let own = || operation(&own(), "GetOrder")["own_lines"].as_u64().unwrap();
    let (with, (all, _)) = (own(), generated(&world));
    let model = world.read("shop.json");
    let model = model.replace("smithy.waiters#waitable", "smithy.api#tags");
    world.write("shop.json", &model);
    let less = all - generated(&world).0;
    let own_less = with - own();
    assert!(
        own_less > 20 && (own_less + 1..own_less + 9).contains(&less),
        "{own_less} of {less}"
    );
}

#[test]
fn the_table_has_the_selected_operations_first_and_the_largest_of_them() {
    let world = shop("\"ListOrders\", \"Get*\"");
    let (code, output, messages) = world.run(&["ls", "."]);
    assert_eq!((code, messages.as_str()), (0, ""));
    let lines: Vec<&str> = output.lines().collect();
    assert_eq!(lines[0], "shop: 2 of 4 operations selected, 14 shapes");
    assert!(lines[1].ends_with(" of the service itself"), "{output}");
    assert_eq!(
        lines[3],
        "operation    selected     own lines  shared lines  own shapes  shared shapes"
    );
    let beginnings = [
        "GetOrder     yes  ",
        "ListOrders   yes  ",
        "PutOrder     no   ",
        "WatchOrders  unsupported          -             -           3              3",
    ];
    assert_eq!(lines.len(), 8, "{output}");
    for (line, beginning) in lines[4..].iter().zip(beginnings) {
        assert!(line.starts_with(beginning), "{output}");
    }
}

#[test]
fn options_sort_and_filter() {
    let world = shop("");
    let sorted = |arguments: &[&str]| {
        let report = report(&world, &[&["shop.json"], arguments].concat());
        names(&report).join(" ")
    };
    // Shapes: GetOrder 12, PutOrder 10, ListOrders 10.
    assert_eq!(
        sorted(&["--sort", "shapes"]),
        "GetOrder ListOrders PutOrder WatchOrders"
    );
    assert_eq!(
        sorted(&["--sort", "name"]),
        "GetOrder ListOrders PutOrder WatchOrders"
    );
    assert_eq!(
        sorted(&["--sort", "name", "--operations", "P*"]),
        "PutOrder GetOrder ListOrders WatchOrders"
    );
    assert_eq!(
        sorted(&[
            "--operations",
            "P*",
            "--operations",
            "L*",
            "--selected",
            "--sort=name"
        ]),
        "ListOrders PutOrder"
    );
    // GetOrder has an output, an error and a waiter besides, and ListOrders only a structure of one member.
    assert_eq!(sorted(&["--sort", "lines"]), sorted(&["--sort=own"]));
    assert_eq!(sorted(&["--selected"]), "GetOrder PutOrder ListOrders");
}

#[test]
fn json_names_the_pattern_and_the_reason() {
    let world = shop("\"Get*\"");
    let report = report(&world, &["codegen.toml"]);
    let get = operation(&report, "GetOrder");
    assert_eq!(
        (get["pattern"].as_str(), get["pattern_location"].as_str()),
        (Some("Get*"), Some("codegen.toml:7:15"))
    );
    assert_eq!(get["shape"], "a#GetOrder");
    let watch = operation(&report, "WatchOrders");
    assert!(
        watch["unsupported"]
            .as_str()
            .unwrap()
            .contains("is an event stream")
    );
    assert_eq!(watch["own_lines"], Value::Null);
    let service = &report["services"][0];
    assert_eq!(
        (&service["module"], &service["service"]),
        (&"shop".into(), &"a#Shop".into())
    );
    assert_eq!(
        (&service["selected"], &service["defined"]),
        (&1.into(), &4.into())
    );
}

#[test]
fn all_services_of_a_manifest_or_one() {
    let world = World::new();
    world.commit();
    for place in ["models", "models/codegen.toml", "HEAD:models"] {
        let (code, output, _) = world.run(&["ls", place]);
        assert_eq!(code, 0);
        let heads: Vec<_> = output
            .lines()
            .filter(|it| it.contains(" operations selected"))
            .collect();
        assert_eq!(
            heads,
            [
                "other: 1 of 2 operations selected, 2 shapes",
                "thing: 2 of 2 operations selected, 3 shapes"
            ],
            "{place}"
        );
    }
    // The default manifest.
    assert_eq!(world.run(&["ls"]).1, world.run(&["ls", "models"]).1);
    for name in ["thing", "Thing", "a#Thing"] {
        let (code, output, _) = world.run(&["ls", "models", "--service", name]);
        assert!(code == 0 && output.starts_with("thing: "), "{output}");
        assert!(!output.contains("other: "), "{output}");
    }
}

#[test]
fn mistakes_are_named_with_the_fix() {
    let world = shop("\"GetOdrer\", \"Put*\"");
    let expect = |arguments: &[&str], code, message: &str| {
        let (found, _, messages) = world.run(&[&["ls"], arguments].concat());
        assert_eq!((found, messages.as_str()), (code, message), "{arguments:?}");
    };
    expect(
        &["codegen.toml"],
        0,
        "warning: no operation of `a#Shop` matches `GetOdrer`\n  --> codegen.toml:7:15\n  help: did you mean `GetOrder`?\n",
    );
    expect(
        &["shop.json", "--operations", "Lits*"],
        2,
        "error: no operation matches `Lits*`\n  help: did you mean `List*`?\n",
    );
    expect(
        &["shop.json", "--service", "shp"],
        2,
        "error: there is no service `shp`\n  help: did you mean `shop`? (there is `shop`)\n",
    );
    expect(
        &["shop.json", "--json", "no/such"],
        1,
        "error: this cannot be written: No such file or directory (os error 2)\n  --> no/such\n  help: name another file with `--json PATH`\n",
    );
    std::fs::remove_dir_all(world.path().join("models")).unwrap();
    let manifest = Path::new("models/codegen.toml").display().to_string();
    expect(
        &[],
        1,
        &format!(
            "error: there is no manifest here\n  --> {manifest}\n  help: name a manifest, a model or a folder of models, or write a manifest with `init MODEL`\n"
        ),
    );
}

#[test]
fn operations_of_a_model_that_cannot_be_generated_are_listed() {
    let world = shop("");
    let model = world
        .read("shop.json")
        .replace("aws.protocols#awsQuery", "smithy.protocols#rpcv2Json");
    world.write("shop.json", &model);
    let (code, output, _) = world.run(&["ls", "shop.json"]);
    assert_eq!(code, 0);
    assert!(
        output.contains("\nlines unknown: the service cannot be generated\n"),
        "{output}"
    );
    assert!(
        output.contains(
            "\nGetOrder     yes                  -             -           4              8\n"
        ),
        "{output}"
    );
}
