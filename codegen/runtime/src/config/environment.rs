//! Source of environment variables and files.

#[cfg(feature = "credentials")]
mod replace;

use crate::lock::lock;
use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
#[cfg(all(test, feature = "credentials"))]
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard};

/// Environment variables and files that configuration is read from.
///
/// Clones are cheap. `Debug` shows no variables and files, which may hold secrets.
#[derive(Clone)]
pub struct Environment(Source);

#[derive(Clone)]
enum Source {
    Process,
    Fixed(Arc<Fixed>),
}

#[derive(Default)]
struct Fixed {
    variables: BTreeMap<String, String>,
    files: Mutex<BTreeMap<PathBuf, Vec<u8>>>,
    /// True if files cannot be written.
    #[cfg(all(test, feature = "credentials"))]
    is_read_only: AtomicBool,
}

impl Fixed {
    fn files(&self) -> MutexGuard<'_, BTreeMap<PathBuf, Vec<u8>>> {
        lock(&self.files)
    }
}

impl Environment {
    /// Uses the variables of the process and the files of the machine, each read when it is needed.
    #[must_use]
    pub fn process() -> Self {
        Self(Source::Process)
    }

    /// Creates an environment without variables and files.
    #[must_use]
    pub fn empty() -> Self {
        Self(Source::Fixed(Arc::default()))
    }

    /// Creates an environment of exactly these variables and files, for tests.
    ///
    /// A file that is written, such as a renewed token of IAM Identity Center, is replaced in this environment and its
    /// clones, not on disk.
    pub fn fixed(
        variables: impl IntoIterator<Item = (impl Into<String>, impl Into<String>)>,
        files: impl IntoIterator<Item = (impl Into<PathBuf>, impl Into<Vec<u8>>)>,
    ) -> Self {
        let variables = variables.into_iter();
        let files = files.into_iter();
        Self(Source::Fixed(Arc::new(Fixed {
            variables: variables.map(|(k, v)| (k.into(), v.into())).collect(),
            files: Mutex::new(files.map(|(k, v)| (k.into(), v.into())).collect()),
            #[cfg(all(test, feature = "credentials"))]
            is_read_only: AtomicBool::default(),
        })))
    }

    /// Returns the value of a variable.
    ///
    /// An empty value, or one that is not UTF-8, counts as unset: shells and containers clear a variable by setting it
    /// to nothing.
    #[must_use]
    pub fn var(&self, name: &str) -> Option<String> {
        let value = match &self.0 {
            Source::Process => std::env::var(name).ok(),
            Source::Fixed(fixed) => fixed.variables.get(name).cloned(),
        };
        value.filter(|value| !value.is_empty())
    }

    /// Returns the value of a variable without surrounding white space; a blank one counts as unset.
    ///
    /// Values that scripts read from files often end in a line break.
    pub(crate) fn trimmed(&self, name: &str) -> Option<String> {
        let value = self.var(name)?.trim().to_owned();
        Some(value).filter(|value| !value.is_empty())
    }

    /// Returns the content of a file.
    ///
    /// # Errors
    /// Those of the operating system; [`io::ErrorKind::NotFound`] if the file does not exist.
    pub fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        match &self.0 {
            Source::Process => fs::read(path),
            Source::Fixed(fixed) => match fixed.files().get(path) {
                Some(content) => Ok(content.clone()),
                None => Err(io::ErrorKind::NotFound.into()),
            },
        }
    }

    /// Returns the content of a file, or `None` if it does not exist.
    ///
    /// A file in a folder without access counts as missing, as it does for botocore: in a container `HOME` is often the
    /// folder of another user. So does a folder in place of the file, which container engines create to mount a file
    /// that does not exist.
    pub(crate) fn read_if_exists(&self, path: &Path) -> io::Result<Option<Vec<u8>>> {
        match self.read(path) {
            Ok(content) => Ok(Some(content)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(_) if path.is_dir() || !path.exists() => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Replaces the content of a file with secrets, atomically; afterwards only its owner may read it.
    ///
    /// # Errors
    /// Those of the operating system; the file is unchanged then.
    #[cfg(feature = "credentials")]
    pub(crate) fn replace(&self, path: &Path, content: Vec<u8>) -> io::Result<()> {
        match &self.0 {
            Source::Process => replace::replace(path, &content),
            #[cfg(test)]
            Source::Fixed(fixed) if fixed.is_read_only.load(Ordering::Relaxed) => {
                Err(io::ErrorKind::ReadOnlyFilesystem.into())
            }
            Source::Fixed(fixed) => {
                fixed.files().insert(path.to_owned(), content);
                Ok(())
            }
        }
    }

    /// Lets a fixed environment reject writing.
    #[cfg(all(test, feature = "credentials"))]
    pub(crate) fn set_read_only(&self, is_read_only: bool) {
        if let Source::Fixed(fixed) = &self.0 {
            fixed.is_read_only.store(is_read_only, Ordering::Relaxed);
        }
    }

    /// Returns the user's home folder: `HOME`, else `USERPROFILE`.
    #[must_use]
    pub fn home(&self) -> Option<PathBuf> {
        let variables = ["HOME", "USERPROFILE"];
        let mut homes = variables.into_iter().filter_map(|name| self.var(name));
        homes.next().map(PathBuf::from)
    }

    /// Returns `path` with a leading `~` replaced by the home folder, if it is known.
    pub(crate) fn expand(&self, path: impl AsRef<Path>) -> PathBuf {
        let path = path.as_ref();
        match (path.strip_prefix("~"), self.home()) {
            (Ok(rest), Some(home)) => home.join(rest),
            _ => path.to_owned(),
        }
    }
}

impl fmt::Debug for Environment {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let source = match self.0 {
            Source::Process => "process",
            Source::Fixed(_) => "fixed",
        };
        write!(formatter, "Environment({source})")
    }
}

#[cfg(test)]
mod tests {
    use super::Environment;
    use std::io;
    use std::path::{Path, PathBuf};

    const NO_FILES: [(&str, &str); 0] = [];

    fn variables<const N: usize>(variables: [(&str, &str); N]) -> Environment {
        Environment::fixed(variables, NO_FILES)
    }

    #[test]
    fn a_variable_that_is_empty_is_unset() {
        let environment = variables([("A", "a"), ("B", ""), ("C", " ")]);
        assert_eq!(environment.var("A").as_deref(), Some("a"));
        assert_eq!(environment.var("B"), None);
        assert_eq!(environment.var("C").as_deref(), Some(" "));
        assert_eq!(environment.var("D"), None);
        assert_eq!(Environment::empty().var("A"), None);
    }

    #[test]
    fn a_fixed_environment_has_its_own_files_alone() {
        let environment = Environment::fixed(NO_FILES, [("/a", "text")]);
        assert_eq!(environment.read(Path::new("/a")).unwrap(), b"text");
        for environment in [environment, Environment::empty()] {
            let error = environment.read(Path::new("/")).unwrap_err();
            assert_eq!(error.kind(), io::ErrorKind::NotFound);
            assert_eq!(environment.read_if_exists(Path::new("/")).unwrap(), None);
        }
    }

    #[test]
    fn a_file_that_is_not_there_is_no_failure_and_one_that_cannot_be_read_is() {
        let environment = Environment::process();
        let file = std::env::current_exe().unwrap().join("no-folder");
        assert_eq!(environment.read_if_exists(&file).unwrap(), None);
        let folder = std::env::current_dir().unwrap();
        assert_eq!(environment.read_if_exists(&folder).unwrap(), None);
        // The memory of a process is a file whose first page nobody maps.
        #[cfg(target_os = "linux")]
        environment
            .read_if_exists(Path::new("/proc/self/mem"))
            .unwrap_err();
    }

    #[test]
    fn home_has_a_second_name() {
        let home = |environment: Environment| environment.home();
        assert_eq!(home(variables([("USERPROFILE", "u")])), Some("u".into()));
        let both = variables([("USERPROFILE", "u"), ("HOME", "h")]);
        assert_eq!(home(both), Some("h".into()));
        let empty = variables([("USERPROFILE", "u"), ("HOME", "")]);
        assert_eq!(home(empty), Some("u".into()));
        assert_eq!(home(Environment::empty()), None);
    }

    #[test]
    fn a_tilde_is_expanded_only_as_a_whole_first_component() {
        let environment = variables([("HOME", "/user")]);
        for (path, expanded) in [
            ("~/.aws/config", "/user/.aws/config"),
            ("~", "/user"),
            ("~other/config", "~other/config"),
            ("/a/~/b", "/a/~/b"),
            ("a", "a"),
        ] {
            assert_eq!(environment.expand(path), PathBuf::from(expanded), "{path}");
        }
        assert_eq!(Environment::empty().expand("~/a"), PathBuf::from("~/a"));
    }

    #[test]
    fn debug_shows_no_variable_and_no_file() {
        let environment = Environment::fixed([("NAME", "secret")], [("/file", "secret")]);
        assert_eq!(format!("{environment:?}"), "Environment(fixed)");
        assert_eq!(
            format!("{:?}", Environment::process()),
            "Environment(process)"
        );
    }
}
