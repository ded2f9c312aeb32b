//! Models at a place, with the settings of the manifest there.

use codegen::lower::names::snake_name;
use codegen::manifest::{Manifest, Pins, ServiceSettings, module_of_service};
use codegen::smithy::ast::{self, File, Kind, Shape};
use codegen::smithy::model::Model;
use codegen::smithy::shape_id::ShapeId;
use codegen::smithy::traits::id;
use codegen::support::diagnostic::{Diagnostic, Diagnostics, Location};
use codegen::support::glob::Glob;
use codegen::support::located::Located;

use crate::place::Place;
use crate::program::MANIFEST;

/// Files of one model.
#[derive(Clone, Debug)]
pub(crate) struct Source {
    /// Module in the manifest.
    pub(crate) module: Option<String>,
    /// Name without a manifest.
    pub(crate) stem: String,
    /// Service that the manifest selects: a shape id, or the name of one.
    pub(crate) service: Option<String>,
    /// Patterns for the operations that the manifest selects; `None` for all.
    pub(crate) operations: Option<Vec<Located<Glob>>>,
    /// Table of the service in the manifest.
    pub(crate) location: Option<Location>,
    /// Protocol that the manifest selects.
    pub(crate) protocol: Option<String>,
    /// Names that the manifest pins.
    pub(crate) names: Pins,
    /// Files, in the order of their assembly.
    pub(crate) files: Vec<File>,
}

impl Source {
    /// Returns the ids of the services of the assembled model: the one that the manifest selects, or all.
    pub(crate) fn services(&self, model: &Model) -> Vec<ShapeId> {
        let chosen = |id: &ShapeId| match self.service.as_deref() {
            Some(chosen) => chosen == id.as_str() || chosen == id.name(),
            None => true,
        };
        let ids = model.services().map(|shape| shape.id.clone());
        ids.filter(chosen).collect()
    }

    /// Returns true if the operation of this name is selected.
    pub(crate) fn selects(&self, operation: &str) -> bool {
        match &self.operations {
            Some(patterns) => patterns.iter().any(|it| it.value.matches(operation)),
            None => true,
        }
    }

    /// Returns the module, derived from the name of the file if there is no manifest.
    pub(crate) fn module(&self) -> String {
        let module = self.module.clone();
        module.unwrap_or_else(|| snake_name(&self.stem))
    }
}

/// Returns true if `wanted`, the value of `--service`, stands for this service: its shape id, the name of that, or its
/// module.
pub(crate) fn is_service(wanted: &str, id: &str, module: &str) -> bool {
    let name = id.rsplit_once('#').map_or(id, |(_, name)| name);
    id == wanted || name == wanted || module == wanted
}

/// Returns the models at `place`: a file, a manifest, a folder with a manifest, or a folder of files.
pub(crate) fn at(place: &Place) -> Result<Vec<Source>, Diagnostics> {
    if !place.is_folder()? {
        return match place.file_name().ends_with(".toml") {
            true => described(place),
            false => single(place),
        };
    }
    let names = place.files()?;
    if names.iter().any(|name| name == MANIFEST) {
        return described(&place.at(&place.path().join(MANIFEST)));
    }
    folder(place, &names)
}

/// Returns the model in one file.
fn single(place: &Place) -> Result<Vec<Source>, Diagnostics> {
    let file = file(place)?;
    if defines_service(&file) {
        return Ok(vec![plain(place, vec![file])]);
    }
    let error = Diagnostic::error("no service is defined here").file(place.name());
    let help = "name the file that defines it, or a folder that has that file too";
    Err(error.help(help).into())
}

/// Returns the models of the manifest at `place`.
fn described(place: &Place) -> Result<Vec<Source>, Diagnostics> {
    let manifest = Manifest::parse(&place.read()?, place.path())?;
    of_manifest(&manifest, place)
}

/// Returns the models of a manifest at `place`.
pub(crate) fn of_manifest(manifest: &Manifest, place: &Place) -> Result<Vec<Source>, Diagnostics> {
    let services = manifest.services.iter();
    all(services.map(|settings| of_settings(settings, &manifest.names, place)))
}

/// Returns the model of one service of a manifest at `place`.
fn of_settings(
    settings: &ServiceSettings,
    names: &Pins,
    place: &Place,
) -> Result<Source, Diagnostics> {
    let models = settings.models.iter();
    let files = all(models.map(|model| file(&place.at(&model.path))))?;
    let protocol = settings.protocol.as_ref();
    Ok(Source {
        module: Some(settings.module.clone()),
        stem: settings.module.clone(),
        service: settings.service.as_ref().map(|it| it.value.clone()),
        operations: (!settings.selects_all()).then(|| settings.operations.clone()),
        location: Some(settings.location.clone()),
        protocol: protocol.map(|it| it.value.clone()),
        names: names.clone(),
        files,
    })
}

/// Returns the models of a folder without a manifest: one for each file that defines a service, together with files
/// whose name extends its stem before `.json`, as `s3.waiters.json` extends `s3.json`.
fn folder(place: &Place, names: &[String]) -> Result<Vec<Source>, Diagnostics> {
    let names = names.iter().filter(|name| name.ends_with(".json"));
    let files = all(names.map(|name| {
        let place = place.at(&place.path().join(name));
        Ok((file(&place)?, place))
    }))?;
    let (bases, overlays): (Vec<_>, Vec<_>) = files
        .into_iter()
        .partition(|(file, _)| defines_service(file));
    if bases.is_empty() {
        let error = Diagnostic::error("no file of this folder defines a service");
        let help = "name a folder of Smithy models (JSON), or a single one";
        return Err(error.file(place.name()).help(help).into());
    }
    let sources = bases.into_iter().map(|(base, place)| {
        let mut source = plain(&place, vec![base]);
        let more = overlays
            .iter()
            .filter(|(_, it)| extends(&it.file_name(), &source.stem));
        source.files.extend(more.map(|(file, _)| file.clone()));
        source
    });
    Ok(sources.collect())
}

/// Returns true if an overlay of this name extends the model with this stem.
pub(crate) fn extends(overlay: &str, stem: &str) -> bool {
    let rest = overlay.strip_prefix(stem);
    rest.is_some_and(|rest| rest.starts_with('.') && rest != ".json")
}

/// Returns a model without settings of a manifest.
fn plain(place: &Place, files: Vec<File>) -> Source {
    let name = place.file_name();
    let stem = name.strip_suffix(".json").unwrap_or(&name);
    Source {
        module: None,
        stem: stem.to_owned(),
        service: None,
        operations: None,
        location: None,
        protocol: None,
        names: Pins::default(),
        files,
    }
}

/// Reads one file.
pub(crate) fn file(place: &Place) -> Result<File, Diagnostics> {
    ast::read(&place.name(), &place.read()?)
}

/// Returns true if the file defines a service shape.
pub(crate) fn defines_service(file: &File) -> bool {
    let mut shapes = file.shapes.iter();
    shapes.any(|shape| matches!(shape.kind, Kind::Service(_)))
}

/// Returns the module for a service shape, by its `sdkId`, else by its name.
pub(crate) fn module(service: &Shape) -> String {
    let facts = service.traits.get(id::AWS_SERVICE);
    let sdk_id = facts.and_then(|it| it.get("sdkId")?.as_str());
    module_of_service(sdk_id.unwrap_or(service.id.name()))
}

/// Returns all results, or all problems.
fn all<T>(results: impl Iterator<Item = Result<T, Diagnostics>>) -> Result<Vec<T>, Diagnostics> {
    let mut found = Diagnostics::default();
    let mut values = Vec::new();
    for result in results {
        match result {
            Ok(value) => values.push(value),
            Err(problems) => found.extend(problems),
        }
    }
    if found.is_empty() {
        Ok(values)
    } else {
        Err(found)
    }
}
