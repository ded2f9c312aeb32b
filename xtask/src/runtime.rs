//! Source of the package runtime in manifests that the program writes.

use std::path::{Path, PathBuf};

use codegen::manifest::{DraftRuntime, is_requirement, path_from};

/// Returns the source of the runtime for a manifest in the folder `manifest`: the one `given` on the command line, else
/// the checkout that this program was built from, else a registry.
pub(crate) fn source(given: Option<&str>, manifest: &Path) -> DraftRuntime {
    let folder = |path: &Path| DraftRuntime::Path(path_from(manifest, path));
    match given {
        Some(table) if table.starts_with('{') => DraftRuntime::Table(table.to_owned()),
        Some(url) if url.contains("://") => DraftRuntime::Git(url.to_owned()),
        Some(version) if is_requirement(version) => DraftRuntime::Version(version.to_owned()),
        Some(path) => folder(Path::new(path)),
        None => match checkout() {
            Some(path) => folder(&path),
            None => DraftRuntime::Version(env!("CARGO_PKG_VERSION").to_owned()),
        },
    }
}

/// Returns the runtime in the checkout that this program was built from, if it exists and is not managed by cargo.
fn checkout() -> Option<PathBuf> {
    let project = Path::new(env!("CARGO_MANIFEST_DIR")).parent()?;
    let is_cargos = project.components().any(|it| it.as_os_str() == "checkouts");
    let runtime = project.join("codegen/runtime");
    (!is_cargos && runtime.join("Cargo.toml").exists()).then_some(runtime)
}
