//! The text of a new manifest.

use std::path::Path;

use super::names;
use super::paths;
use super::toml_text::quoted;

/// A manifest to begin with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// The folder of the generated crate.
    pub path: String,
    /// Source of the runtime.
    pub runtime: DraftRuntime,
    /// The services.
    pub services: Vec<DraftService>,
}

/// Source of the runtime in a new manifest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DraftRuntime {
    /// A folder, from that of the manifest.
    Path(String),
    /// The URL of a git repository.
    Git(String),
    /// A version requirement.
    Version(String),
    /// A table as in a manifest, with its braces.
    Table(String),
}

/// A service of a new manifest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftService {
    /// The name of its module.
    pub module: String,
    /// The files of its model, from the folder of the manifest.
    pub models: Vec<String>,
    /// Its shape id, if the model has several services.
    pub service: Option<String>,
    /// The tests of requests, responses and endpoints that the model contains are generated too.
    pub protocol_tests: bool,
}

impl Draft {
    /// Returns the text of the manifest, which says that it is read by `program`.
    pub fn text(&self, program: &str) -> String {
        let runtime = match &self.runtime {
            DraftRuntime::Path(path) => format!("{{ path = {} }}", quoted(path)),
            DraftRuntime::Git(url) => format!("{{ git = {} }}", quoted(url)),
            DraftRuntime::Version(version) => format!("{{ version = {} }}", quoted(version)),
            DraftRuntime::Table(table) => table.clone(),
        };
        let services = self.services.iter().map(|it| {
            let service = it.service.as_deref();
            let service = service.map(|id| format!("service = {}\n", quoted(id)));
            let models: Vec<_> = it.models.iter().map(|model| quoted(model)).collect();
            let tests = if it.protocol_tests {
                "protocol-tests = true\n"
            } else {
                ""
            };
            format!(
                "\n[service.{}]\nmodels = [{}]\n{}{tests}",
                it.module,
                models.join(", "),
                service.unwrap_or_default()
            )
        });
        format!(
            "# Read by `{program} codegen`. Paths are relative to this file.\n\
             \n\
             [crate]\n\
             # The folder that the crate is written to.\n\
             path = {}\n\
             # The package runtime: `{{ path = \"…\" }}`, `{{ git = \"…\", rev = \"…\" }}` or `{{ version = \"…\" }}`.\n\
             runtime = {runtime}\n\
             \n\
             # A table for each service, called as its Rust module and Cargo feature. All operations are generated unless\n\
             # `operations = [\"Get*\", \"ListThings\"]` chooses some.\n\
             {}",
            quoted(&self.path),
            services.collect::<String>().trim_start_matches('\n'),
        )
    }
}

/// Returns the name of the module for a service with this `sdkId`, such as `secrets_manager` for `Secrets Manager`.
pub fn module_of_service(sdk_id: &str) -> String {
    names::module_of_service(sdk_id)
}

/// Returns the path that leads from the folder `from` to `to`, with forward slashes, as a manifest takes it.
pub fn path_from(from: &Path, to: &Path) -> String {
    paths::relative(from, to)
}
