//! Documents with random changes, read by the codec and by roxmltree.

#[path = "differential/compare.rs"]
mod compare;
#[path = "differential/documents.rs"]
mod documents;

use compare::compare;
use documents::document;

/// `tests/examples/fuzz_xml` runs the same for as long as one likes.
#[test]
fn both_readers_agree() {
    let mut read = 0;
    for seed in 0..20_000 {
        let document = document(seed);
        match compare(&document) {
            Ok(is_read) => read += usize::from(is_read),
            Err(problem) => panic!("case {seed}: {problem}: {document}"),
        }
    }
    // Neither all changes nor none break a document.
    assert!((2_000..18_000).contains(&read), "{read} are read");
}
