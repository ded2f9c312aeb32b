//! The cases of `tests/fixtures/diff`: edits of one model, with what they come to.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use codegen::diff::{self, Change, Class, State, Wanted};
use codegen::manifest::Pins;
use codegen::smithy::ast;
use codegen::smithy::json::Node;
use codegen::smithy::model::Model;
use tests::fixtures::{Section, folder, themes};

use crate::edit::edited;
use crate::ordered;

/// A case.
#[derive(Debug)]
pub struct Case {
    /// Name of its section, and of the service in the crate that is compiled.
    pub name: String,
    /// The model after the edits.
    pub model: String,
    /// Codes of the compiler's errors in `user.rs`.
    pub breaks: BTreeSet<String>,
    /// True if `user.rs` compiles and means something else: a name has moved.
    pub moves: bool,
    /// The protocol, if it is not the default of the service.
    pub protocol: Option<String>,
    /// Expected description of the changes.
    pub expected: String,
}

/// All cases by name.
pub fn all() -> Vec<Case> {
    let base = Node::parse(&base()).unwrap();
    let themes = themes(&cases()).unwrap_or_else(|error| panic!("{error}"));
    let sections = themes.iter().flat_map(|theme| &theme.sections);
    let mut cases: Vec<_> = sections.map(|section| case(&base, section)).collect();
    cases.sort_by(|a, b| a.name.cmp(&b.name));
    cases
}

fn case(base: &Node, section: &Section) -> Case {
    let name = &section.name;
    let (edits, expected) = match section.blocks.as_slice() {
        [edits] if edits.info() == "json" => (edits, ""),
        [edits, expected] if edits.info() == "json" && expected.is_expected() => {
            (edits, expected.text.as_str())
        }
        _ => panic!("{name}: expected a block ```json and a block ```text"),
    };
    let case = Node::parse(&edits.text).unwrap_or_else(|error| panic!("{name}: {error}"));
    let known = ["breaks", "moves", "edits", "protocol"];
    let mut keys = case.as_object().unwrap().iter().map(|(key, _)| key);
    let unknown = keys.find(|key| !known.contains(&key.as_str()));
    assert_eq!(unknown, None, "an unknown key of {name}");
    let array = |key: &str| case.get(key).and_then(Node::as_array);
    let codes = array("breaks").into_iter().flatten();
    let edits = array("edits").unwrap().iter();
    Case {
        breaks: codes
            .map(|code| code.as_str().unwrap().to_owned())
            .collect(),
        moves: case.get("moves").and_then(Node::as_bool) == Some(true),
        model: ordered::text(&edits.fold(base.clone(), |model, edit| edited(&model, edit))),
        protocol: case
            .get("protocol")
            .map(|it| it.as_str().unwrap().to_owned()),
        expected: expected.to_owned(),
        name: name.clone(),
    }
}

/// The folder of the cases.
pub fn cases() -> PathBuf {
    fixtures().join("cases")
}

/// The text of the model that is edited.
pub fn base() -> String {
    fs::read_to_string(fixtures().join("base.json")).unwrap()
}

/// The state of the service in a model of this `text`, with all its operations.
pub fn state(text: &str) -> State {
    state_of("api", "example#Library", text, None)
}

/// The same of any service, with this protocol.
pub fn state_of(module: &str, service: &str, text: &str, protocol: Option<&str>) -> State {
    let file = ast::read("model.json", text).unwrap_or_else(|it| panic!("{it}"));
    let model = Model::assemble(vec![file]).unwrap_or_else(|it| panic!("{it}"));
    let wanted = Wanted {
        module,
        service,
        operations: &diff::operations(&model, service),
        protocol,
        names: &Pins::default(),
    };
    diff::state(model.clone(), wanted).unwrap_or_else(|it| panic!("{it}"))
}

/// The states before and after the edits of a case.
pub fn states(case: &Case) -> [State; 2] {
    let state = |text: &str| state_of("api", "example#Library", text, case.protocol.as_deref());
    [state(&base()), state(&case.model)]
}

/// What the edits of a case change.
pub fn changes(case: &Case) -> Vec<Change> {
    let [base, after] = states(case);
    diff::compare(&base, &after)
}

/// Whether one of the changes is of the class.
pub fn has(changes: &[Change], class: Class) -> bool {
    changes.iter().any(|change| change.class == class)
}

/// The folder of the cases and of the code that they are tried on.
pub fn fixtures() -> PathBuf {
    folder().join("diff")
}
