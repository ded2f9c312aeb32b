//! `diff`: places, choices, forms and exit codes. How changes are classed is proven in `tests`.

use crate::world::{NAME, NAME_AND_SIZE, World, model};

#[test]
fn equal_models_exit_with_0_and_different_ones_with_1() {
    let world = World::new();
    world.write("new.json", &model("Thing", "2026-01-01", NAME_AND_SIZE));
    let (code, output, messages) = world.run(&["diff", "models/thing.json", "models/thing.json"]);
    assert_eq!((code, messages.as_str()), (0, ""));
    assert_eq!(output, "thing (a#Thing): no change\n");

    let (code, output, messages) = world.run(&["diff", "models/thing.json", "new.json"]);
    assert_eq!((code, messages.as_str()), (1, ""));
    let path = "thing::operation::get_thing::GetThingOutput::size";
    let expected = format!(
        "thing (a#Thing): 1 additive\n\nadditive      added   {path}\n    the field: structures are \
         `#[non_exhaustive]`: no code names all fields\n"
    );
    assert_eq!(output, expected);
    let (_, reverse, _) = world.run(&["diff", "new.json", "models/thing.json"]);
    assert!(
        reverse.starts_with("new (a#Thing): 1 breaking\n"),
        "{reverse}"
    );
}

#[test]
fn only_the_chosen_operations_count() {
    let world = World::new();
    world.write("new.json", &model("Thing", "2026-01-01", NAME_AND_SIZE));
    let diff = ["diff", "models/thing.json", "new.json", "--operations"];
    let (code, output, _) = world.run(&[&diff[..], &["Put*"]].concat());
    assert_eq!((code, output.as_str()), (0, "thing (a#Thing): no change\n"));
    let (code, _, _) = world.run(&[&diff[..], &["Get*"]].concat());
    assert_eq!(code, 1);
    // An operation that is in one state alone has come or gone.
    let text = model("Thing", "2026-01-01", NAME).replace("GetThing", "FetchThing");
    world.write("new.json", &text);
    let (code, output, _) = world.run(&[&diff[..], &["Get*"]].concat());
    assert_eq!(code, 1);
    let removed = "breaking      removed thing::Client::get_thing()\n";
    assert!(
        output.contains(removed) && !output.contains("fetch"),
        "{output}"
    );
}

#[test]
fn folders_are_compared_as_their_manifests_say() {
    let world = World::new();
    world.write(
        "new/thing.json",
        &model("Thing", "2026-01-01", NAME_AND_SIZE),
    );
    world.write("new/other.json", &model("Other", "2026-01-01", NAME));
    world.write(
        "new/thing.waiters.json",
        &world.read("models/thing.waiters.json"),
    );
    // A folder without a manifest: files, with what has their name and more.
    let (code, output, messages) = world.run(&["diff", "models", "new"]);
    assert_eq!((code, messages.as_str()), (1, ""));
    assert!(
        output.contains("other::Client::put_other()"),
        "all of them: {output}"
    );
    assert!(
        output.contains("GetThingOutput::size") && !output.contains("wait"),
        "{output}"
    );
    let manifest = world.read("models/codegen.toml");
    world.write("new/codegen.toml", &manifest);
    let (_, output, _) = world.run(&["diff", "models", "new"]);
    assert!(
        output.starts_with("other (a#Other): no change\nthing (a#Thing): 1 additive\n"),
        "{output}"
    );

    for service in ["a#Thing", "Thing", "thing"] {
        let (code, output, _) = world.run(&["diff", "models", "new", "--service", service]);
        assert_eq!((code, output.lines().count()), (1, 4), "{output}");
    }
    let renamed = manifest.replace("[service.other]", "[service.another]");
    world.write(
        "new/codegen.toml",
        &renamed.replace("[\"Get*\"]", "[\"*\"]"),
    );
    let (_, output, _) = world.run(&["diff", "models", "new"]);
    assert!(
        output.contains("breaking      changed other\n    is `another`: "),
        "{output}"
    );
    assert!(
        output.contains("additive      added   other::Client::put_other()\n"),
        "{output}"
    );
    let alone = manifest.split("[service.other]").next().unwrap();
    world.write("new/codegen.toml", alone);
    let (_, output, _) = world.run(&["diff", "models", "new"]);
    assert!(
        output.contains("breaking      removed other\n    the service: "),
        "{output}"
    );
}

#[test]
fn revisions_of_git_are_read_without_a_checkout() {
    let world = World::new();
    world.commit();
    world.write(
        "models/thing.json",
        &model("Thing", "2026-01-01", NAME_AND_SIZE),
    );
    for (old, new, expected) in [
        ("HEAD:models", "models", 1),
        ("HEAD:models/thing.json", "models/thing.json", 1),
        ("HEAD:./models", "HEAD:models", 0),
        ("HEAD:models/thing.json", "HEAD:models/thing.json", 0),
    ] {
        let (code, output, messages) = world.run(&["diff", old, new]);
        assert_eq!(
            (code, messages.as_str()),
            (expected, ""),
            "{old} {new}: {output}"
        );
        assert_eq!(
            output.contains("GetThingOutput::size"),
            expected == 1,
            "{output}"
        );
    }
}

#[test]
fn a_revision_is_read_from_any_folder_and_manifests_are_places() {
    let world = World::new();
    world.commit();
    let newer = model("Thing", "2026-01-01", NAME_AND_SIZE);
    world.write("models/thing.json", &newer);
    for (folder, old, new) in [
        ("models", "HEAD:models", "."),
        ("models", "HEAD:./", "."),
        ("out", "HEAD:../models", "../models"),
        (".", "HEAD:models/codegen.toml", "models/codegen.toml"),
    ] {
        world.write("out/readme.txt", "");
        let (code, output, messages) = world.run_in(folder, &["diff", old, new]);
        assert_eq!((code, messages.as_str()), (1, ""), "{folder} {old}");
        let expected = "other (a#Other): no change\nthing (a#Thing): 1 additive\n";
        assert!(output.starts_with(expected), "{folder} {old}: {output}");
    }
    // An editor's byte order mark is no part of a text.
    world.write("models/thing.json", &format!("\u{FEFF}{newer}"));
    let (code, output, _) = world.run(&["diff", "HEAD:models", "models"]);
    assert_eq!(code, 1, "{output}");
}

#[test]
fn without_a_repository_it_says_that_there_is_none() {
    let world = World::new();
    let (code, output, messages) = world.run(&["diff", "HEAD:models", "models"]);
    assert_eq!((code, output.as_str()), (2, ""));
    assert!(messages.contains("not a git repository"), "{messages}");
}

#[test]
fn markdown_and_json() {
    let world = World::new();
    let documented = NAME_AND_SIZE.replace(
        "Integer\" }",
        "Integer\", \"traits\": { \"smithy.api#pattern\": \"a|b\" } }",
    );
    world.write("old.json", &model("Thing", "2026-01-01", NAME_AND_SIZE));
    world.write("new.json", &model("Thing", "2026-01-01", &documented));
    let diff = ["diff", "old.json", "new.json", "--format"];
    let (code, output, _) = world.run(&[&diff[..], &["markdown"]].concat());
    assert_eq!(code, 1);
    let row = "| changed | `old::operation::get_thing::GetThingOutput::size` | pattern: `\"a\\|b\"` \
               instead of none | the service checks it, not the client: it may accept or reject other \
               values than before |\n";
    assert!(output.starts_with("## `old`: 1 behavioural\n"), "{output}");
    assert!(
        output.contains(&format!(
            "| | item | what | why |\n|---|---|---|---|\n{row}"
        )),
        "{output}"
    );
    let (code, output, _) = world.run(&[&diff[..], &["json"]].concat());
    assert_eq!(code, 1);
    let json = codegen::smithy::json::Node::parse(&output).unwrap();
    let text = |path: &[&str]| {
        path.iter()
            .try_fold(&json, |node, key| node.get(key))
            .map(|it| it.to_json())
    };
    assert_eq!(text(&["equal"]).as_deref(), Some("false"));
    assert_eq!(text(&["totals", "behavioural"]).as_deref(), Some("1"));
    let services = json.get("services").and_then(|it| it.as_array()).unwrap();
    let change = &services[0]
        .get("changes")
        .and_then(|it| it.as_array())
        .unwrap()[0];
    let keys: Vec<&str> = change
        .as_object()
        .unwrap()
        .iter()
        .map(|(key, _)| key.as_str())
        .collect();
    assert_eq!(keys, ["class", "kind", "path", "what", "why"]);
}

#[test]
fn what_cannot_be_compared_exits_with_2_and_says_why() {
    let world = World::new();
    world.write("broken.json", "{");
    for name in ["one", "two"] {
        let path = format!("twice/{name}.json");
        world.write(&path, &model("Thing", "2026-01-01", NAME));
    }
    world.write("empty/readme.txt", "");
    world.write("shapes.json", r#"{ "smithy": "2.0", "shapes": {} }"#);
    world.write_bytes("latin.json", b"{\n  \"caf\xE9\": 1 }");
    world.commit();
    for (arguments, expected) in [
        (
            &["models/thing.json", "nowhere.json"][..],
            "there is no such file or folder\n  --> nowhere.json",
        ),
        (
            &["models/thing.json", "models/other.json"],
            "the models are of different services: `a#Thing` before, `a#Other` after",
        ),
        (&["models/thing.json", "broken.json"], "not valid JSON"),
        (
            &["models/thing.json", "broken.json/inside"],
            "this cannot be read: Not a directory",
        ),
        (
            &["models/thing.json", "latin.json"],
            "the file is not UTF-8\n  --> latin.json:2:7",
        ),
        (
            &["models/thing.json", "shapes.json"],
            "no service is defined here\n  --> shapes.json",
        ),
        (
            &["HEAD", "models"],
            "there is no such file or folder\n  --> HEAD\n  help: name a model, a folder of models, or \
             one in git as `REVISION:PATH`",
        ),
        (
            &["models", "empty"],
            "no file of this folder defines a service\n  --> empty",
        ),
        (&["models", "twice"], "there are two models of `a#Thing`"),
        (
            &["models", "HEAD:nowhere"],
            "this cannot be read: path 'nowhere' does not exist in 'HEAD'",
        ),
        (
            &["models", "nowhere:models"],
            "this cannot be read: invalid object name 'nowhere'",
        ),
        (
            &["models", "--", "-x:models"],
            "there is no such file or folder",
        ),
        (
            &["models", "models", "--service", "a#Thin"],
            "there is no service `a#Thin`\n  help: there is `a#Other`, `a#Thing`",
        ),
        (
            &["models", "models", "--operations", "get*"],
            "no operation matches `get*`\n  help: did you mean `Get*`?",
        ),
    ] {
        let (code, output, messages) = world.run(&[&["diff"][..], arguments].concat());
        assert_eq!((code, output.as_str()), (2, ""), "{messages}");
        assert!(
            messages.contains(&format!("error: {expected}")),
            "{messages}"
        );
    }
}
