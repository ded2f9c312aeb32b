//! What is written differs where something is said to have changed, and nowhere else.

use codegen::diff::{self, Change, State};
use codegen::emit;
use codegen::ir::ModelTests;

use crate::case;

#[test]
fn what_is_written_differs_where_a_change_is_named_and_nowhere_else() {
    let cases = case::all();
    let wrong = cases.iter().filter_map(|case| {
        let [base, after] = case::states(case);
        agree(&base, &after, &diff::compare(&base, &after)).err()
    });
    let wrong: Vec<_> = wrong.collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Whether what is written of two states is equal where `changes` say so. What the service alone does is not written.
pub fn agree(old: &State, new: &State, changes: &[Change]) -> Result<(), String> {
    let of_service = |change: &&Change| change.why.starts_with("the service ");
    let written = changes.iter().find(|change| !of_service(change));
    match (tokens(old) == tokens(new), written) {
        (true, None) | (false, Some(_)) => Ok(()),
        (true, Some(change)) => Err(format!("what is written is equal in spite of {change:?}")),
        (false, None) => Err(format!(
            "what is written differs, {changes:?} do not say how"
        )),
    }
}

/// All files of the service.
fn tokens(state: &State) -> Vec<(String, String)> {
    let files = emit::service("written", &state.service, &ModelTests::default()).into_iter();
    files
        .map(|(path, tokens)| (path, tokens.to_string()))
        .collect()
}
