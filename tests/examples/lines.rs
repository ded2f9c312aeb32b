//! Counts lines of code of the generator's wings and of the runtime: without comments, blank lines and unit tests.
//!
//! Lines are those that rustfmt leaves, so that a test ends with a brace at the start of a line. A line of a string that
//! begins with `//` counts as a comment.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use tests::workspace;

/// The attributes of unit tests, up to what follows the condition.
const TEST: [&str; 2] = ["#[cfg(test)", "#[cfg(all(test"];

fn main() -> Result<(), Box<dyn Error>> {
    let generator = workspace().join("codegen/src");
    let mut wings: Vec<PathBuf> = Vec::new();
    for entry in fs::read_dir(&generator)? {
        wings.push(entry?.path().with_extension(""));
    }
    wings.sort();
    wings.dedup();
    for wing in wings.iter().filter(|wing| !wing.ends_with("lib")) {
        println!(
            "{:7} {}",
            lines_of(wing, wing)?,
            wing.strip_prefix(&generator)?.display()
        );
    }
    let runtime = workspace().join("codegen/runtime/src");
    println!(
        "{:7} codegen",
        lines_of(&generator.join("lib"), &generator)?
    );
    println!("{:7} runtime", lines_of(&runtime.join("lib"), &runtime)?);
    Ok(())
}

/// Lines of the file `path`, which has no ending here, and of its modules, which are in `folder`.
fn lines_of(path: &Path, folder: &Path) -> Result<usize, Box<dyn Error>> {
    let text = fs::read_to_string(path.with_extension("rs"))?;
    let mut count = 0;
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        let code = line.trim_start();
        if TEST.iter().any(|test| line.starts_with(test)) {
            let item = lines.find(|line| !line.starts_with("#["));
            if item.is_some_and(|line| line.ends_with('{')) {
                lines.find(|line| line.starts_with('}'));
            }
        } else if !code.is_empty() && !code.starts_with("//") {
            count += 1;
            let declared = line.strip_suffix(';').and_then(|it| it.split_once("mod "));
            let declared =
                declared.filter(|(before, _)| matches!(*before, "" | "pub " | "pub(crate) "));
            if let Some((_, name)) = declared {
                let module = folder.join(name);
                count += lines_of(&module, &module)?;
            }
        }
    }
    Ok(count)
}
