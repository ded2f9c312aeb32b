//! The cases of `tests/fixtures/diff`: edits of one model, with what they come to.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use codegen::diff::{self, Change, Class, State, Wanted};
use codegen::manifest::Pins;
use codegen::smithy::ast;
use codegen::smithy::json::Node;
use codegen::smithy::model::Model;

use crate::edit::edited;
use crate::ordered;

/// A case.
#[derive(Debug)]
pub struct Case {
    /// Name of its folder, and of the service in the crate that is compiled.
    pub name: String,
    /// Its folder.
    pub folder: PathBuf,
    /// The model after the edits.
    pub model: String,
    /// The codes of what the compiler says of `user.rs`.
    pub breaks: BTreeSet<String>,
    /// True if `user.rs` compiles and means something else: a name has moved.
    pub moves: bool,
}

/// All cases by name.
pub fn all() -> Vec<Case> {
    let base = Node::parse(&base()).unwrap();
    let folders = fs::read_dir(fixtures().join("cases")).unwrap();
    let mut folders: Vec<PathBuf> = folders.map(|folder| folder.unwrap().path()).collect();
    folders.sort();
    folders
        .into_iter()
        .map(|folder| case(&base, folder))
        .collect()
}

fn case(base: &Node, folder: PathBuf) -> Case {
    let name = folder.file_name().unwrap().to_str().unwrap().to_owned();
    let text = fs::read_to_string(folder.join("edit.json")).unwrap();
    let case = Node::parse(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
    let array = |key: &str| case.get(key).and_then(Node::as_array).unwrap();
    let codes = array("breaks").iter().map(|code| code.as_str().unwrap());
    let edits = array("edits").iter();
    Case {
        breaks: codes.map(str::to_owned).collect(),
        moves: case.get("moves").and_then(Node::as_bool) == Some(true),
        model: ordered::text(&edits.fold(base.clone(), |model, edit| edited(&model, edit))),
        folder,
        name,
    }
}

/// The text of the model that is edited.
pub fn base() -> String {
    fs::read_to_string(fixtures().join("base.json")).unwrap()
}

/// The state of the service in a model of this `text`, with all its operations.
pub fn state(text: &str) -> State {
    state_of("api", "example#Library", text)
}

/// The same of any service.
pub fn state_of(module: &str, service: &str, text: &str) -> State {
    let file = ast::read("model.json", text).unwrap_or_else(|it| panic!("{it}"));
    let model = Model::assemble(vec![file]).unwrap_or_else(|it| panic!("{it}"));
    let wanted = Wanted {
        module,
        service,
        operations: &diff::operations(&model, service),
        protocol: None,
        names: &Pins::default(),
    };
    diff::state(model.clone(), wanted).unwrap_or_else(|it| panic!("{it}"))
}

/// What the edits of a case change.
pub fn changes(case: &Case) -> Vec<Change> {
    diff::compare(&state(&base()), &state(&case.model))
}

/// Whether one of the changes is of the class.
pub fn has(changes: &[Change], class: Class) -> bool {
    changes.iter().any(|change| change.class == class)
}

/// The folder of the cases and of the code that they are tried on.
pub fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/diff")
}
