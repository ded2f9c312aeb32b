//! Makes doctests of the snippets in the documents.
//!
//! A forge shows every line of a snippet, those that rustdoc hides too. So the documents have no hidden lines: they are
//! added here to copies of them. A snippet without `fn main` becomes the body of one. If it is not run (`no_run`), it has
//! a `config` and a `client` of AWS CodeConnections. `clients`, the crate that readers generate, is `generated`. A snippet
//! marked `rust,reqwest` is compiled if the feature `reqwest` is on.

use std::path::{Path, PathBuf};
use std::{env, fs, io};

const DOCUMENTS: [&str; 6] = [
    "README.md",
    "GUIDE.md",
    "GENERATING.md",
    "COMPARE.md",
    "CONTRIBUTING.md",
    "SECURITY.md",
];

const CRATE: &str = "# use generated as clients;\n";

const START: &str = "\
# #[tokio::main(flavor = \"current_thread\")]
# async fn main() -> Result<(), Box<dyn std::error::Error>> {
";

const CLIENT: &str = "\
# let config = generated::runtime::Config::from_env()?;
# let client = generated::codeconnections::Client::new(&config);
";

const END: &str = "\
# Ok(())
# }
";

fn main() -> io::Result<()> {
    let out = env::var_os("OUT_DIR").map(PathBuf::from);
    let out = out.ok_or(io::ErrorKind::NotFound)?;
    for document in DOCUMENTS {
        let path = Path::new("..").join(document);
        println!("cargo::rerun-if-changed={}", path.display());
        let text = fs::read_to_string(&path)
            .map_err(|error| io::Error::other(format!("{}: {error}", path.display())))?;
        fs::write(out.join(document), tested(&text))?;
    }
    Ok(())
}

/// Snippets that need the feature of this name.
const MARK: &str = ",reqwest";

/// The document with what its snippets need to be programs.
fn tested(document: &str) -> String {
    let mut result = String::new();
    let mut rest = document;
    while let Some((before, fenced)) = rest.split_once("\n```rust") {
        let (info, code) = fenced.split_once('\n').unwrap_or((fenced, ""));
        let (code, after) = code.split_once("\n```\n").unwrap_or((code, ""));
        let is_left_out = info.contains(MARK) && env::var_os("CARGO_FEATURE_REQWEST").is_none();
        let kept = if is_left_out { ",ignore" } else { "" };
        let info = info.replace(MARK, kept);
        result += &format!("{before}\n```rust{info}\n{}```\n", program(&info, code));
        rest = after;
    }
    result + rest
}

/// A snippet as a program.
fn program(info: &str, code: &str) -> String {
    if code.contains("fn main(") {
        return format!("{CRATE}{code}\n");
    }
    let client = if info.contains("no_run") { CLIENT } else { "" };
    format!("{CRATE}{START}{client}{code}\n{END}")
}
