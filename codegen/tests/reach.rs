//! Paths and reached shapes, against what the generator selects, for the models of the fixtures and those of AWS.

#![allow(
    clippy::unwrap_used,
    reason = "what goes wrong in a test is for its reader"
)]

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use codegen::smithy::ast;
use codegen::smithy::model::Model;
use codegen::smithy::reach::{self, Paths};
use codegen::smithy::select::{Request, Selection, select};
use codegen::smithy::shape_id::ShapeId;
use codegen::support::diagnostic::{Diagnostics, Location};
use codegen::support::glob::Glob;
use codegen::support::located::Located;

/// Returns the models of a folder and the folders in it, each of one file.
fn models(folder: &Path) -> Vec<(PathBuf, Model)> {
    let mut folders = vec![folder.to_owned()];
    let mut models = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).into_iter().flatten() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|it| it == "json") {
                let text = fs::read_to_string(&path).unwrap();
                let file = ast::read("model.json", &text).ok();
                let model = file.and_then(|it| Model::assemble(vec![it]).ok());
                models.extend(model.map(|model| (path, model)));
            }
        }
    }
    models
}

/// Returns the selection of all operations of a model with one service.
fn selected(model: &Model) -> Option<Selection> {
    let location = Location::default();
    let all = Located {
        value: Glob::new("*"),
        location: location.clone(),
    };
    let request = Request {
        module: "m",
        location: &location,
        service: None,
        operations: &[all],
        protocol: None,
    };
    select(model, request, &mut Diagnostics::default())
}

/// Checks a model; returns the number of its shapes.
fn check(path: &Path, model: &Model) -> usize {
    let Some(selection) = selected(model) else {
        return 0;
    };
    let operations = selection.operations.iter().map(|id| model.get(id).unwrap());
    let named = operations.flat_map(|it| reach::roots(it)).map(|(_, id)| id);
    let of_service = reach::service_errors(model.get(&selection.service).unwrap());
    let roots: BTreeSet<&ShapeId> = named.chain(of_service).collect();
    let reached = reach::shapes(model, roots.iter().copied());
    let expected: BTreeSet<&ShapeId> = selection.shapes.iter().collect();
    assert_eq!(reached, expected, "{}", path.display());
    // Each has a path, whose members lead from one shape to the next; other shapes have none.
    for shape in model.shapes() {
        let paths = Paths::to(model, &shape.id);
        let mut found = roots
            .iter()
            .filter_map(|root| Some((*root, paths.from(root)?)));
        let Some((root, steps)) = found.next() else {
            assert!(
                !expected.contains(&shape.id),
                "{}: {}",
                path.display(),
                shape.id
            );
            continue;
        };
        assert!(
            expected.contains(&shape.id),
            "{}: {}",
            path.display(),
            shape.id
        );
        let mut at = root;
        for (id, member) in steps {
            assert_eq!(id, at);
            let members = &model.get(id).unwrap().members;
            assert!(
                members
                    .iter()
                    .any(|it| it.name == member.name && it.target == member.target)
            );
            at = &member.target;
        }
        assert_eq!(at, &shape.id);
    }
    expected.len()
}

#[test]
fn reached_shapes_are_those_that_are_generated() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let models = models(&folder.join("tests/fixtures/written"));
    let shapes: usize = models.iter().map(|(path, model)| check(path, model)).sum();
    assert!(shapes > 400, "{shapes} shapes are few");
}

#[test]
fn reached_shapes_of_real_models() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/aws-models");
    let names = ["dynamodb", "kms", "sqs", "swf"];
    let paths = names.map(|name| folder.join(format!("{name}.json")));
    if paths.iter().any(|path| !path.exists()) {
        writeln!(io::stderr(), "SKIPPED: no models in {}", folder.display()).unwrap();
        return;
    }
    for path in paths {
        let text = fs::read_to_string(&path).unwrap();
        let model = Model::assemble(vec![ast::read("model.json", &text).unwrap()]).unwrap();
        assert!(check(&path, &model) > 50, "{}", path.display());
    }
}

/// The path by `A` has a member less than that by `B` and `C`, which is the first in the model.
#[test]
fn the_shortest_path_is_found() {
    let text = r##"{ "smithy": "2.0", "shapes": {
        "t#X": { "type": "structure", "members": { "b": { "target": "t#B" }, "a": { "target": "t#A" } } },
        "t#A": { "type": "structure", "members": { "again": { "target": "t#X" }, "t": { "target": "t#T" } } },
        "t#B": { "type": "structure", "members": { "c": { "target": "t#C" } } },
        "t#C": { "type": "structure", "members": { "t": { "target": "t#T" } } },
        "t#T": { "type": "structure", "members": { "inner": { "target": "t#T" } } }
    } }"##;
    let model = Model::assemble(vec![ast::read("model.json", text).unwrap()]).unwrap();
    let id = |name: &str| ShapeId::parse(&format!("t#{name}")).unwrap();
    let (from, to) = (id("X"), id("T"));
    let paths = Paths::to(&model, &to);
    let steps = paths.from(&from).unwrap();
    let steps = steps
        .iter()
        .map(|(shape, member)| (shape.name(), member.name.as_str()));
    assert_eq!(steps.collect::<Vec<_>>(), [("X", "a"), ("A", "t")]);
    assert_eq!(paths.from(&to).unwrap().len(), 0);
    assert!(Paths::to(&model, &id("B")).from(&to).is_none());
}
