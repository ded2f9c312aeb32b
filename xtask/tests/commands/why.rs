//! `why`: the paths from operations to a shape, by the relations in the table of the model.

use crate::shop::shop;
use crate::world::World;

/// The answer about a shape of the manifest's service, with its exit code.
fn why(world: &World, arguments: &[&str]) -> (i32, String) {
    let (code, output, messages) = world.run(&[&["why"], arguments].concat());
    assert_eq!(messages, "", "{arguments:?}");
    (code, output)
}

#[test]
fn a_path_names_the_operation_the_members_and_the_pattern() {
    let world = shop("\"Put*\", \"Get*\"");
    let expected = "shop: `a#Line`, a structure, is in the crate as `shop::types::Line`\n\
        2 of 2 selected operations reach it\n\
        \n  GetOrder, selected by `Get*` (codegen.toml:7:23)\n    \
        output: GetOrderOutput$Order → Order$Lines → Lines$value → Line\n  \
        PutOrder, selected by `Put*` (codegen.toml:7:15)\n    \
        input: PutOrderInput$Order → Order$Lines → Lines$value → Line\n";
    let by_name = why(&world, &["Line", "codegen.toml"]);
    assert_eq!(by_name, (0, expected.to_owned()));
    for name in [
        "a#Line",
        "a#Line$Count",
        "types::Line",
        "shop::types::Line",
        "crate::shop::types::Line",
    ] {
        assert_eq!(why(&world, &[name, "codegen.toml"]), by_name, "{name}");
    }
}

#[test]
fn every_role_of_a_structure_is_named() {
    let world = shop("\"GetOrder\"");
    for (shape, role) in [
        ("GetOrderInput", "input: GetOrderInput"),
        ("GetOrderOutput", "output: GetOrderOutput"),
        ("Reason", "error: Missing$Reason → Reason"),
    ] {
        let (code, output) = why(&world, &[shape, "codegen.toml"]);
        let expected = format!(
            "\n1 of 1 selected operations reaches it\n\n  \
             GetOrder, selected by `GetOrder` (codegen.toml:7:15)\n    {role}\n"
        );
        assert!(code == 0 && output.ends_with(&expected), "{output}");
    }
    let (code, output) = why(&world, &["Cause", "codegen.toml"]);
    let expected = "shop: `a#Cause`, a structure, is in the crate as `shop::types::Cause`\n\
        \n  every operation, since its errors include those of the service\n    \
        error: Denied$Cause → Cause\n";
    assert_eq!((code, output.as_str()), (0, expected));
    let (_, output) = why(&world, &["Lines", "codegen.toml"]);
    let expected = "shop: `a#Lines`, a map, is in the crate, without a type of its own\n";
    assert!(output.starts_with(expected), "{output}");
}

#[test]
fn the_setting_that_selects_everything_is_named() {
    let world = shop("");
    let (code, output) = why(&world, &["Note", "codegen.toml"]);
    let expected = "\nall operations are selected: no `operations` in `[service.shop]` (codegen.toml:5:10)\n\
        \n  PutOrder\n    input: PutOrderInput$Note → Note\n";
    assert!(code == 0 && output.ends_with(expected), "{output}");
    let (code, output) = why(&world, &["Note", "shop.json"]);
    let expected = "\nall operations are selected: there is no manifest\n\n  PutOrder\n";
    assert!(code == 0 && output.contains(expected), "{output}");
    let (code, output) = why(&world, &["Note", "shop.json", "--operations", "P*"]);
    let expected = "\n  PutOrder, selected by `P*` of `--operations`\n";
    assert!(code == 0 && output.contains(expected), "{output}");
}

#[test]
fn a_missing_shape_gets_the_operations_that_bring_it_in() {
    let world = shop("\"GetOrder\"");
    let expected = "shop: `a#Note`, a structure, is not in the crate: no selected operation reaches it\n\
        to bring it in, add this operation to `operations` of `[service.shop]` (codegen.toml:7:15):\n\
        \n  PutOrder\n    input: PutOrderInput$Note → Note\n";
    assert_eq!(
        why(&world, &["Note", "codegen.toml"]),
        (1, expected.to_owned())
    );
    let (code, output) = why(&world, &["Event", "codegen.toml"]);
    let expected = "\n  WatchOrders: the operation `WatchOrders` is left out: `WatchOrdersOutput$Events` is an event stream, \
        which the protocol cannot carry\n    output: WatchOrdersOutput$Events → Events$Event → Event\n";
    assert!(code == 1 && output.ends_with(expected), "{output}");
    let expected = "shop: `a#Unused`, a structure, is not in the crate: no operation of `a#Shop` reaches it, \
        so that no choice of operations brings it in\n";
    assert_eq!(
        why(&world, &["Unused", "codegen.toml"]),
        (1, expected.to_owned())
    );
}

/// The advice is true: the operation that it names brings the type into the crate, which had none before.
#[test]
fn the_advice_brings_the_shape_in() {
    let types = |world: &World| {
        let (code, _, messages) = world.run(&["codegen", "--manifest", "codegen.toml"]);
        assert_eq!(code, 0, "{messages}");
        world.read("clients/src/shop/types.rs")
    };
    let before = types(&shop("\"GetOrder\""));
    let after = types(&shop("\"GetOrder\", \"PutOrder\""));
    assert!(!before.contains("pub struct Note {") && after.contains("pub struct Note {"));
}

#[test]
fn operations_and_services_have_answers_too() {
    let world = shop("\"Get*\"");
    let expected = "shop: `a#GetOrder`, an operation, is in the crate as `shop::operation::get_order`\n\
        selected by `Get*` (codegen.toml:7:15)\n";
    assert_eq!(
        why(&world, &["GetOrder", "codegen.toml"]),
        (0, expected.to_owned())
    );
    let (_, output) = why(&world, &["GetOrder", "shop.json"]);
    let expected = "\nall operations are selected: there is no manifest\n";
    assert!(output.ends_with(expected), "{output}");
    let expected = "shop: `a#PutOrder`, an operation, is not in the crate: no pattern matches it\n\
        to select it, add `PutOrder` to `operations` of `[service.shop]` (codegen.toml:7:15)\n";
    assert_eq!(
        why(&world, &["PutOrder", "codegen.toml"]),
        (1, expected.to_owned())
    );
    let (code, output) = why(&world, &["WatchOrders", "codegen.toml"]);
    assert!(
        code == 1 && output.contains(" is an event stream, "),
        "{output}"
    );
    let expected = "shop: `a#Shop`, a service, is the module itself\n";
    assert_eq!(
        why(&world, &["Shop", "codegen.toml"]),
        (0, expected.to_owned())
    );
}

#[test]
fn an_unknown_shape_gets_similar_names() {
    let world = shop("");
    for (name, help) in [
        ("Odrer", "did you mean `Order`?"),
        ("types::Nte", "did you mean `Note`?"),
        (
            "getorder",
            "did you mean `GetOrder`? There are also `GetOrderInput`, `GetOrderOutput`",
        ),
        ("Zzz", "name a shape of the model, or a type of the crate"),
    ] {
        let (code, output, messages) = world.run(&["why", name, "shop.json"]);
        assert_eq!((code, output.as_str()), (2, ""), "{name}");
        let expected = format!("error: `shop` has no shape `{name}`\n  help: {help}");
        assert!(messages.starts_with(&expected), "{messages}");
    }
    let (code, _, messages) = world.run(&["why", "Note", "models"]);
    assert_eq!(code, 2);
    let expected = "error: no service has a shape `Note` (searched: `other`, `thing`)\n";
    assert!(messages.starts_with(expected), "{messages}");
}

#[test]
fn a_model_that_cannot_be_generated_has_paths() {
    let world = shop("");
    let model = world
        .read("shop.json")
        .replace("\"a#Cause\": {", "\"a#Effect\": {");
    world.write("shop.json", &model);
    let (code, output) = why(&world, &["Line", "shop.json"]);
    assert!(
        code == 0 && output.contains("PutOrderInput$Order → "),
        "{output}"
    );
    assert!(
        output.starts_with("shop: `a#Line`, a structure, is in the crate\n"),
        "{output}"
    );
}

#[test]
fn only_the_shortest_paths_are_shown_without_all() {
    let world = shop("");
    let operations = (0..12).map(|it| format!("{{ \"target\": \"a#Put{it}\" }}, "));
    let operations: String = operations.collect();
    let shapes = (0..12).map(|it| {
        format!("\"a#Put{it}\": {{ \"type\": \"operation\", \"input\": {{ \"target\": \"a#PutOrderInput\" }} }}, ")
    });
    let shapes: String = shapes.collect();
    let model = world.read("shop.json");
    let model = model.replace(
        "{ \"target\": \"a#GetOrder\" },",
        &format!("{operations}{{ \"target\": \"a#GetOrder\" }},"),
    );
    let model = model.replace("\"a#Unused\"", &format!("{shapes}\"a#Unused\""));
    world.write("shop.json", &model);
    let (_, output) = why(&world, &["Note", "shop.json"]);
    assert_eq!(output.matches("input: ").count(), 10, "{output}");
    let expected = "\n  and 3 more, with paths as long or longer (`--all` shows them)\n";
    assert!(output.ends_with(expected), "{output}");
    let (_, output) = why(&world, &["Note", "shop.json", "--all"]);
    assert_eq!(output.matches("input: ").count(), 13, "{output}");
}
