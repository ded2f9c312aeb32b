//! Generated files, which are printed without rustfmt: rustfmt gives their tokens the same bytes.

#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "what goes wrong in a test is for its reader"
)]

mod compared;
mod slow;

use std::fs;
use std::path::Path;

use compared::{Count, compare};
use tests::workspace;

#[test]
fn the_projects_own_services() {
    let mut count = Count::default();
    compare(&workspace().join("models/codegen.toml"), &mut count).unwrap();
    assert_eq!(count.by_rustfmt, 0, "{count:?}");
    assert!(count.files > 40, "{count:?}");
}

#[test]
fn every_fixture() {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/written");
    let mut count = Count::default();
    for folder in fs::read_dir(fixtures).unwrap() {
        compare(&folder.unwrap().path().join("codegen.toml"), &mut count).unwrap();
    }
    assert!(count.files > 300, "{count:?}");
    assert!(count.by_rustfmt * 100 <= count.files, "{count:?}");
}
