//! Atomic replacement of files with secrets.

use crate::entropy;
use crate::hex::hex;
use crate::temporary::Temporary;
use std::fs::{self, OpenOptions};
use std::io;
use std::path::Path;

/// Replaces the content of the file `path`, which only its owner may read and write afterwards (mode 0600).
///
/// The content is written to a temporary file in the same folder, which is then renamed: other processes see either the
/// old content or the new one. A symbolic link is followed.
///
/// # Errors
/// Those of the operating system; the file is unchanged then.
pub(super) fn replace(path: &Path, content: &[u8]) -> io::Result<()> {
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    // Random: processes in several containers can have the same id. Tools that list `*.json` do not see it.
    let random = hex(&entropy::draw()?);
    let temporary = target.with_extension(format!("{random}.tmp"));
    let mut options = OpenOptions::new();
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = Temporary::create(temporary, target, &mut options)?;
    file.write(content)?;
    file.sync()?;
    file.persist()
}

#[cfg(unix)]
#[cfg(test)]
mod tests {
    use super::replace;
    use std::fs;
    use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
    use std::path::PathBuf;

    /// A folder that is removed at the end of a test.
    struct Folder(PathBuf);

    impl Folder {
        fn new(name: &str) -> Self {
            let name = format!("leansmith-{}-{name}", std::process::id());
            let folder = std::env::temp_dir().join(name);
            fs::create_dir_all(&folder).unwrap();
            Self(folder)
        }

        fn names(&self) -> Vec<String> {
            let entries = fs::read_dir(&self.0).unwrap();
            let names = entries.map(|entry| entry.unwrap().file_name());
            let mut names: Vec<_> = names.map(|it| it.into_string().unwrap()).collect();
            names.sort();
            names
        }
    }

    impl Drop for Folder {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    #[test]
    fn a_file_is_replaced_as_a_whole_and_only_its_owner_may_read_it() {
        let folder = Folder::new("whole");
        let path = folder.0.join("token.json");
        fs::write(&path, "a longer old content").unwrap();
        fs::set_permissions(&path, PermissionsExt::from_mode(0o644)).unwrap();
        let before = fs::metadata(&path).unwrap().ino();
        let open = fs::File::open(&path).unwrap();
        replace(&path, b"new").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"new");
        let after = fs::metadata(&path).unwrap();
        assert_eq!(after.permissions().mode() & 0o777, 0o600);
        // Another file: who reads the old one at this time sees all of it.
        assert_ne!(after.ino(), before);
        assert_eq!(
            std::io::read_to_string(open).unwrap(),
            "a longer old content"
        );
        assert_eq!(folder.names(), ["token.json"]);
    }

    #[test]
    fn a_symbolic_link_remains_one() {
        let folder = Folder::new("link");
        let target = folder.0.join("elsewhere");
        fs::write(&target, "old").unwrap();
        let link = folder.0.join("token.json");
        symlink(&target, &link).unwrap();
        replace(&link, b"new").unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::read(&target).unwrap(), b"new");
        assert_eq!(folder.names(), ["elsewhere", "token.json"]);
    }

    #[test]
    fn a_failure_leaves_nothing_behind() {
        let folder = Folder::new("failure");
        let path = folder.0.join("token.json");
        // A folder with something in it cannot be replaced by a file.
        fs::create_dir_all(path.join("inside")).unwrap();
        replace(&path, b"new").unwrap_err();
        assert_eq!(folder.names(), ["token.json"]);
        replace(&folder.0.join("none/token.json"), b"new").unwrap_err();
        assert_eq!(folder.names(), ["token.json"]);
    }
}
