//! The figures that documents show are those of `tests/peers/RESULTS.md`.

#[path = "../../peers/src/bars.rs"]
mod bars;
#[path = "../../peers/src/comparison.rs"]
mod comparison;
#[path = "../../peers/src/document.rs"]
mod document;
#[path = "../../peers/src/figures.rs"]
mod figures;

use std::fs;
use tests::workspace;

const COMMAND: &str = "cargo run --manifest-path tests/peers/Cargo.toml -- --bars";

#[test]
fn documents_show_the_figures_that_were_measured() {
    let peers = workspace().join("tests/peers");
    let results = fs::read_to_string(peers.join("RESULTS.md")).unwrap();
    let (_, section) = results.split_once("\n## ").unwrap();
    let (section, _) = section.split_once("\n## ").unwrap();
    assert_eq!(
        document::with(&results, section),
        results,
        "its form is that of the program"
    );
    let picture = fs::read_to_string(peers.join("bars.svg")).unwrap();
    assert_eq!(
        bars::draw(&results).unwrap(),
        picture,
        "`{COMMAND}` draws it again"
    );
    let document = fs::read_to_string(workspace().join("COMPARE.md")).unwrap();
    let expected = comparison::rewritten(&document, &results).unwrap();
    assert_eq!(expected, document, "`{COMMAND}` writes it again");
}
