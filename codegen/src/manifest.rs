//! The manifest: which crate is written, and from which models each service in it comes.
//!
//! It is read into a tree that knows its positions, and the tree is walked to the end, so that one run names every
//! problem of the file with line and column.

mod draft;
mod names;
mod package;
mod paths;
mod pins;
mod runtime;
mod section;
mod source;
mod toml_text;

use std::path::{Path, PathBuf};

use crate::support::diagnostic::{Diagnostic, Diagnostics, Location};
use crate::support::glob::Glob;
use crate::support::located::Located;
use package::CRATE_KEYS;
use section::{Key, Section};
use source::Source;
use toml::de::DeTable;

pub use draft::{Draft, DraftRuntime, DraftService, module_of_service, path_from};
pub use package::CrateSettings;
pub use pins::{Pin, Pins};
pub use runtime::{
    GitReference, PUBLISHED_RUNTIME_PACKAGE, RUNTIME_PACKAGE, RuntimeDependency, is_requirement,
};
pub(crate) use toml_text::quoted;

/// A manifest without errors.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Manifest {
    /// The `[crate]` table.
    pub crate_: CrateSettings,
    /// The `[service.<module>]` tables, sorted by module; at least one.
    pub services: Vec<ServiceSettings>,
    /// The `[names]` table.
    pub names: Pins,
}

/// One service: a Rust module and a Cargo feature of the generated crate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServiceSettings {
    /// The name of the module and of the feature.
    pub module: String,
    /// Location of the service's table.
    pub location: Location,
    /// The files that are assembled into its model, in this order; at least one.
    pub models: Vec<PathSetting>,
    /// Patterns over operation names; by default one `*`, located where the service is.
    pub operations: Vec<Located<Glob>>,
    /// The service shape's id, where the models hold several.
    pub service: Option<Located<String>>,
    /// The protocol to use instead of the one that would be chosen.
    pub protocol: Option<Located<String>>,
    /// Tests are generated from the protocol test traits of the models if this is true.
    pub protocol_tests: Located<bool>,
}

/// A path that the manifest gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PathSetting {
    /// The text in the manifest, for messages.
    pub written: String,
    /// The same relative to the manifest's folder: the path to use.
    pub path: PathBuf,
    /// Its location.
    pub location: Location,
}

impl Manifest {
    /// Reads the file at `path`; relative paths in it start at its folder.
    ///
    /// # Errors
    /// Everything that is wrong with the file.
    pub fn read(path: &Path) -> Result<Self, Diagnostics> {
        let file = path.display().to_string();
        let bytes = std::fs::read(path).map_err(|error| {
            Diagnostic::error(format!("the manifest cannot be read: {error}"))
                .file(&file)
                .help("name an existing manifest with `--manifest PATH`, or write one with `init MODEL`")
        })?;
        let text = String::from_utf8(bytes).map_err(|error| {
            let valid = String::from_utf8_lossy(error.as_bytes());
            let (line, column) = source::position(&valid, error.utf8_error().valid_up_to());
            Diagnostic::error("the manifest is not UTF-8")
                .file(&file)
                .position(line, column)
                .help("save it as UTF-8")
        })?;
        Self::parse(&text, path)
    }

    /// Reads `text` as the manifest at `path`, without touching the file system.
    ///
    /// # Errors
    /// Everything that is wrong with the text.
    pub fn parse(text: &str, path: &Path) -> Result<Self, Diagnostics> {
        let mut source = Source::new(text, path);
        let document = source.parse()?;
        let manifest = Self::from_document(&document, &mut source);
        match manifest {
            Some(manifest) if !source.diagnostics.has_errors() => Ok(manifest),
            _ => {
                source.diagnostics.sort();
                Err(source.diagnostics)
            }
        }
    }

    /// Reads the document; `None` means that an error is among the diagnostics of `source`.
    fn from_document(document: &DeTable<'_>, source: &mut Source<'_>) -> Option<Self> {
        let root = Section::root(document, ROOT_KEYS, source);
        let crate_ = root
            .required("crate", source, |root, key, source| {
                root.table(key, CRATE_KEYS, source)
            })
            .and_then(|section| CrateSettings::from_section(&section, source));
        let services = root
            .required("service", source, |root, key, source| {
                root.tables(key, SERVICE_KEYS, source)
            })
            .map(|sections| {
                sections
                    .iter()
                    .map(|section| ServiceSettings::from_section(section, source))
                    .collect()
            });
        let names = root.table("names", &[], source);
        let names = names.map(|section| Pins::from_section(&section, source));
        // All are walked to the end before any is looked at.
        let services: Vec<Option<ServiceSettings>> = services?;
        let mut services = services.into_iter().collect::<Option<Vec<_>>>()?;
        services.sort_by(|left, right| left.module.cmp(&right.module));
        Some(Self {
            crate_: crate_?,
            services,
            names: names.unwrap_or_default(),
        })
    }
}

const ROOT_KEYS: &[Key] = &[
    (
        "crate",
        "a table `[crate]` with the keys `path` and `runtime`",
    ),
    (
        "service",
        r#"a table `[service.<module>]` with `models = ["…"]` for each service"#,
    ),
    (
        "names",
        r##"a table `[names]` with `"namespace#Shape$member" = "name"` for each name to keep"##,
    ),
];
const SERVICE_KEYS: &[Key] = &[
    (
        "models",
        r#"`models = ["…"]`, the Smithy JSON files, relative to this file"#,
    ),
    (
        "operations",
        r#"`operations = ["…"]`, patterns over operation names"#,
    ),
    (
        "service",
        r#"`service = "namespace#Name"`, the service shape"#,
    ),
    ("protocol", r#"`protocol = "…"`, the protocol to use"#),
    ("protocol-tests", "`protocol-tests = true`"),
];

impl ServiceSettings {
    /// Returns the name of the protocol to use instead of the one that would be chosen.
    pub fn protocol(&self) -> Option<&str> {
        self.protocol.as_ref().map(|it| it.value.as_str())
    }

    /// Returns whether the manifest has no `operations` for it, so that all are selected.
    pub fn selects_all(&self) -> bool {
        // The default is located where the service is.
        matches!(self.operations.as_slice(), [it] if it.location == self.location)
    }

    fn from_section(section: &Section<'_>, source: &mut Source<'_>) -> Option<Self> {
        let location = section.location.clone();
        let module = names::module(&section.key, &location, source);
        let models = section.required("models", source, Section::paths);
        let operations = match section.strings("operations", source) {
            Some(patterns) => patterns
                .into_iter()
                .map(|Located { value, location }| Located {
                    value: Glob::new(value),
                    location,
                })
                .collect(),
            None => vec![Located {
                value: Glob::new("*"),
                location: location.clone(),
            }],
        };
        let service = section.string("service", source);
        let protocol = section.string("protocol", source);
        let protocol_tests = section
            .boolean("protocol-tests", source)
            .unwrap_or_else(|| Located {
                value: false,
                location: location.clone(),
            });
        Some(Self {
            module: module?,
            location,
            models: models?,
            operations,
            service,
            protocol,
            protocol_tests,
        })
    }
}
