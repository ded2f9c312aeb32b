//! Relative paths between folders.

use std::ffi::OsStr;
use std::path::{Component, Path, PathBuf};

/// Returns the path that leads from the folder `from` to `to`, with forward slashes.
///
/// Links are not resolved, since neither path has to exist yet. If there is no relative path (between two drives of
/// Windows), returns the absolute path of `to`.
pub(super) fn relative(from: &Path, to: &Path) -> String {
    let (from, to) = (absolute(from), absolute(to));
    let shared = from
        .components()
        .zip(to.components())
        .take_while(|(left, right)| left == right)
        .count();
    if shared == 0 {
        return to.display().to_string();
    }
    let up = from.components().skip(shared).map(|_| OsStr::new(".."));
    let down = to.components().skip(shared).map(Component::as_os_str);
    let steps: Vec<_> = up.chain(down).map(OsStr::to_string_lossy).collect();
    if steps.is_empty() {
        ".".to_owned()
    } else {
        steps.join("/")
    }
}

/// Returns `path` from the root, without `.` and `..`.
pub(super) fn absolute(path: &Path) -> PathBuf {
    // The current folder has an empty path below itself.
    let path = if path.as_os_str().is_empty() {
        Path::new(".")
    } else {
        path
    };
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut plain = PathBuf::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir => {
                plain.pop();
            }
            other => plain.push(other),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::relative;
    use std::path::Path;

    #[test]
    fn leads_up_then_down() {
        let table = [
            (
                "models/../generated",
                "models/../codegen/runtime",
                "../codegen/runtime",
            ),
            ("out", "runtime", "../runtime"),
            ("out/a/b", "runtime", "../../../runtime"),
            ("out", "out/runtime", "runtime"),
            ("./out", "out/.", "."),
            ("", "out", "out"),
            ("out", "", ".."),
            ("/x/a", "/x/b/c", "../b/c"),
            ("/a", "/b", "../b"),
        ];
        for (from, to, expected) in table {
            assert_eq!(
                relative(Path::new(from), Path::new(to)),
                expected,
                "{from} to {to}"
            );
        }
    }
}
