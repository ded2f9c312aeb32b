//! Search for models of services in a checkout of the public repository of AWS's models, in either of its layouts.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use codegen::smithy::ast::{self, File};
use codegen::support::diagnostic::{Diagnostic, Diagnostics};

use super::age;
use crate::place::Place;

/// A model that was found.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) path: PathBuf,
    pub(super) text: String,
    pub(super) file: File,
}

/// Returns the newest model of each service at the places, by shape id.
pub(super) fn newest(
    places: &[PathBuf],
    ids: &[&str],
) -> Result<BTreeMap<String, Found>, Diagnostics> {
    let mut newest = BTreeMap::new();
    for place in places {
        for path in candidates(place)? {
            let text = Place::Disk(path.clone()).read()?;
            // Most files of a folder are of other services, and reading them as models takes long.
            let is_named = path == *place;
            if !is_named && !ids.iter().any(|id| text.contains(&format!("\"{id}\""))) {
                continue;
            }
            let file = ast::read(&path.display().to_string(), &text)?;
            for id in ids {
                if age::version(&file, id).is_some() {
                    let found = Found {
                        path: path.clone(),
                        text: text.clone(),
                        file: file.clone(),
                    };
                    keep_newest(&mut newest, id, found)?;
                }
            }
        }
    }
    if newest.is_empty() {
        let services = ids.join("`, `");
        let message = format!("none of the services of the manifest was found: `{services}`");
        let shown = places.first().map(|place| place.display().to_string());
        let error = Diagnostic::error(message).file(shown.unwrap_or_default());
        let help = "services are found by their shape ids: name a newer model of one of these";
        return Err(error.help(help).into());
    }
    Ok(newest)
}

fn keep_newest(
    newest: &mut BTreeMap<String, Found>,
    id: &str,
    found: Found,
) -> Result<(), Diagnostics> {
    let Some(before) = newest.get(id) else {
        newest.insert(id.to_owned(), found);
        return Ok(());
    };
    let (was, is) = (
        age::version(&before.file, id),
        age::version(&found.file, id),
    );
    if was == is && before.text != found.text {
        let message = format!("there are two models of the same version of `{id}`");
        let error = Diagnostic::error(message).file(found.path.display().to_string());
        let help = format!(
            "the other is {}; name one of them with `--from`",
            before.path.display()
        );
        return Err(error.help(help).into());
    }
    if was < is {
        newest.insert(id.to_owned(), found);
    }
    Ok(())
}

/// Returns the files that may be models: the one named, or `[models/]<sdk id>/service/<version>/<name>.json` in a
/// folder.
fn candidates(place: &Path) -> Result<Vec<PathBuf>, Diagnostics> {
    let cannot = |why: &str| {
        let error = Diagnostic::error(format!("no models were found here: {why}"));
        error.file(place.display().to_string()).help(
            "name a model, or a folder with `<sdk id>/service/<version>/<name>.json` in it or in its `models`",
        )
    };
    match fs::metadata(place) {
        Ok(metadata) if metadata.is_file() => return Ok(vec![place.to_owned()]),
        Ok(_) => {}
        Err(error) => return Err(cannot(&error.to_string()).into()),
    }
    let mut files = Vec::new();
    for root in [place.to_owned(), place.join("models")] {
        for service in entries(&root) {
            for version in entries(&service.join("service")) {
                let is_model = |path: &PathBuf| {
                    path.extension().is_some_and(|it| it == "json") && path.is_file()
                };
                files.extend(entries(&version).into_iter().filter(is_model));
            }
        }
    }
    if files.is_empty() {
        return Err(cannot("it has neither layout of the public model repository").into());
    }
    Ok(files)
}

/// Returns the entries of a folder, sorted by name; empty if it is not a folder.
fn entries(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    paths.sort();
    paths
}
