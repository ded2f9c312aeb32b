//! Models in a folder and the folders in it.

use std::fs;
use std::path::{Path, PathBuf};

use codegen::lower::{named_protocols, unsupported_protocols};
use codegen::smithy::ast::{File, Kind, Shape};
use codegen::smithy::json::Node;
use codegen::support::diagnostic::{Diagnostic, Diagnostics};

use crate::models::{defines_service, extends, file, module};
use crate::place::Place;

/// Mark of folders that can be made again, such as cargo's target folders.
const CACHE: &str = "CACHEDIR.TAG";

/// Contents of a file.
#[derive(Debug)]
pub(super) enum Contents {
    /// The services that it defines; at least one.
    Services(Vec<Service>),
    /// A file that belongs to the model of another one.
    Overlay,
    /// A file that is not a model of a service, with the reason.
    Other(String),
    /// A model that cannot be read.
    Broken(Diagnostics),
}

/// A service of a model.
#[derive(Debug)]
pub(super) struct Service {
    /// Shape id.
    pub(super) id: String,
    /// Usual name of its module.
    pub(super) module: String,
    /// The file that defines it, then its overlays.
    pub(super) files: Vec<PathBuf>,
    /// True if the file defines several services.
    pub(super) is_one_of_several: bool,
    /// Names of the protocols of the service.
    pub(super) protocols: Vec<&'static str>,
    /// The problem, if none of them is supported.
    pub(super) unsupported: Option<String>,
}

/// Returns the JSON files in a folder and the folders in it, sorted, or the file itself.
pub(super) fn files(root: &Path) -> Result<Vec<PathBuf>, Diagnostics> {
    let unreadable = |path: &Path, error: std::io::Error| {
        let error = Diagnostic::error(format!("this cannot be read: {error}"));
        let error = error.file(path.display().to_string());
        Diagnostics::from(error.help("name a model, or a folder of models, that can be read"))
    };
    if fs::metadata(root)
        .map_err(|error| unreadable(root, error))?
        .is_file()
    {
        return Ok(vec![root.to_owned()]);
    }
    let mut files = Vec::new();
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        let entries = fs::read_dir(&folder).map_err(|error| unreadable(&folder, error))?;
        for entry in entries {
            let entry = entry.map_err(|error| unreadable(&folder, error))?;
            let path = entry.path();
            // Links to folders may lead in a circle.
            if entry.file_type().is_ok_and(|it| it.is_dir()) {
                let is_hidden = entry.file_name().to_string_lossy().starts_with('.');
                if !is_hidden && !path.join(CACHE).exists() {
                    folders.push(path);
                }
            } else if path.extension().is_some_and(|it| it == "json") && path.is_file() {
                files.push(path);
            }
        }
    }
    files.sort();
    Ok(files)
}

/// Reads a file.
pub(super) fn contents(path: &Path) -> Contents {
    let place = Place::Disk(path.to_owned());
    let text = match place.read() {
        Ok(text) => text,
        Err(problems) => return Contents::Broken(problems),
    };
    match Node::parse(&text) {
        Ok(node) if node.get("smithy").is_none() => {
            return Contents::Other("not a Smithy model: it has no key `smithy`".to_owned());
        }
        Err(error) if !text.contains("\"smithy\"") => {
            return Contents::Other(format!("not a Smithy model: {error}"));
        }
        _ => drop(text),
    }
    match file(&place) {
        Ok(model) => of_model(path, &model),
        Err(problems) => Contents::Broken(problems),
    }
}

fn of_model(path: &Path, model: &File) -> Contents {
    let shapes = model.shapes.iter();
    let defined: Vec<&Shape> = shapes
        .filter(|it| matches!(it.kind, Kind::Service(_)))
        .collect();
    if defined.is_empty() {
        return match siblings(path).iter().any(|it| extends_file(path, it)) {
            true => Contents::Overlay,
            false => Contents::Other("defines no service".to_owned()),
        };
    }
    let mut files = vec![path.to_owned()];
    files.extend(overlays(path));
    let service = |shape: &Shape| Service {
        id: shape.id.to_string(),
        module: module(shape),
        files: files.clone(),
        is_one_of_several: defined.len() > 1,
        protocols: named_protocols(shape).into_iter().map(short).collect(),
        unsupported: unsupported(shape),
    };
    Contents::Services(defined.iter().map(|shape| service(shape)).collect())
}

/// Returns the problem with the protocols of a service, if it has none that is supported.
fn unsupported(service: &Shape) -> Option<String> {
    match unsupported_protocols(service) {
        Some((message, _)) => Some(message),
        None if named_protocols(service).is_empty() => {
            Some("the service names no protocol".to_owned())
        }
        None => None,
    }
}

/// Returns the files that extend the model in `path`: `s3.waiters.json` extends `s3.json`.
fn overlays(path: &Path) -> Vec<PathBuf> {
    let siblings = siblings(path).into_iter();
    let overlays = siblings.filter(|it| {
        let is_overlay = |file: File| !defines_service(&file);
        extends_file(it, path) && file(&Place::Disk(it.clone())).is_ok_and(is_overlay)
    });
    overlays.collect()
}

/// Returns the JSON files of the same folder, sorted.
fn siblings(path: &Path) -> Vec<PathBuf> {
    let folder = path.parent().map(|it| match it.as_os_str().is_empty() {
        true => Path::new("."),
        false => it,
    });
    let entries = folder.and_then(|it| fs::read_dir(it).ok());
    let paths = entries.into_iter().flatten().flatten().map(|it| it.path());
    let mut paths: Vec<PathBuf> = paths
        .filter(|it| it.extension().is_some_and(|it| it == "json"))
        .collect();
    paths.sort();
    paths
}

/// Returns true if the name of `overlay` extends that of the model in `path`.
fn extends_file(overlay: &Path, path: &Path) -> bool {
    let name = overlay.file_name().unwrap_or_default().to_string_lossy();
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    extends(&name, &stem)
}

fn short(id: &'static str) -> &'static str {
    id.rsplit_once('#').map_or(id, |(_, name)| name)
}
