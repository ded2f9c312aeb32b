//! `[crate]`: the package that is written.

use super::paths;
use super::runtime::{RUNTIME, RuntimeDependency};
use super::section::{Key, Section};
use super::source::Source;
use super::{PathSetting, names};
use crate::support::diagnostic::Diagnostic;
use crate::support::located::Located;

/// The package that is written, and its dependency on the runtime.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CrateSettings {
    /// The folder that the crate is written to.
    pub path: PathSetting,
    /// The package name; by default the last component of `path`.
    pub name: String,
    /// The version; by default `0.1.0`.
    pub version: String,
    /// The description; by default a list of the services.
    pub description: Option<String>,
    /// The licence, as an SPDX expression.
    pub license: Option<String>,
    /// The package may be published; not by default.
    pub publish: bool,
    /// `[hints] mostly-unused` is written, for cargo to compile only what is used of the crate.
    pub hints: bool,
    /// The dependency on the runtime crate.
    pub runtime: RuntimeDependency,
}

pub(super) const CRATE_KEYS: &[Key] = &[
    (
        "path",
        r#"`path = "…"`, the folder that the crate is written to, relative to this file"#,
    ),
    ("name", r#"`name = "…"`, the package name"#),
    (
        "version",
        r#"`version = "1.0.0"`, the version of the package"#,
    ),
    (
        "description",
        r#"`description = "…"`, a line about the package"#,
    ),
    (
        "license",
        r#"`license = "MIT OR Apache-2.0"`, an SPDX expression"#,
    ),
    (
        "publish",
        "`publish = true` for a package that may be published",
    ),
    (
        "hints",
        "`hints = true` for a package of which users mostly use a small part",
    ),
    ("runtime", RUNTIME),
];

/// The version of a package that nobody has given one.
const FIRST_VERSION: &str = "0.1.0";

impl CrateSettings {
    pub(super) fn from_section(section: &Section<'_>, source: &mut Source<'_>) -> Option<Self> {
        let path = section.required("path", source, Section::path);
        let name = if section.has("name") {
            section
                .string("name", source)
                .and_then(|name| names::package(name, source))
        } else {
            path.as_ref()
                .and_then(|path| names::package_of_folder(path, source))
        };
        let version = match section.string("version", source) {
            Some(written) => valid_version(written, source),
            None => Some(FIRST_VERSION.to_owned()),
        };
        let text = |key, source: &mut Source<'_>| Some(section.string(key, source)?.value);
        let description = text("description", source);
        let license = text("license", source);
        let publish = section.boolean("publish", source);
        let hints = section.boolean("hints", source);
        let runtime = section.required("runtime", source, RuntimeDependency::from_key);
        if let (Some(publish), Some(runtime)) = (&publish, &runtime) {
            check_publishable(publish, runtime, source);
        }
        Some(Self {
            path: path?,
            name: name?,
            version: version?,
            description,
            license,
            publish: publish.is_some_and(|it| it.value),
            hints: hints.is_some_and(|it| it.value),
            runtime: runtime?,
        })
    }

    /// Returns the path of the runtime crate as `Cargo.toml` wants it: from the generated crate, with forward slashes.
    ///
    /// `None` if the runtime is not in a folder.
    pub fn runtime_from_crate(&self) -> Option<String> {
        match &self.runtime {
            RuntimeDependency::Path(runtime) => {
                Some(paths::relative(&self.path.path, &runtime.path))
            }
            RuntimeDependency::Git { .. } | RuntimeDependency::Version(_) => None,
        }
    }
}

/// Reports a version that cargo would reject.
fn valid_version(written: Located<String>, source: &mut Source<'_>) -> Option<String> {
    match semver::Version::parse(&written.value) {
        Ok(_) => Some(written.value),
        Err(error) => {
            let message = format!("`{}` is not a version: {error}", written.value);
            let error = Diagnostic::error(message).at(written.location);
            source.report(error.help("write three numbers, such as `version = \"1.0.0\"`"))
        }
    }
}

/// Reports a package that could not be published for its runtime.
fn check_publishable(
    publish: &Located<bool>,
    runtime: &RuntimeDependency,
    source: &mut Source<'_>,
) {
    let place = match runtime {
        RuntimeDependency::Version(_) => return,
        RuntimeDependency::Path(_) => "a folder",
        RuntimeDependency::Git { .. } => "a git repository",
    };
    if publish.value {
        let message = format!(
            "the crate cannot be published while its runtime is in {place}: a registry accepts only dependencies with a version"
        );
        let error = Diagnostic::error(message).at(publish.location.clone());
        let help = "write `runtime = { version = \"…\" }`, or leave `publish` out";
        source.diagnostics.push(error.help(help));
    }
}
