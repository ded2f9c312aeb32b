//! The whole pipeline, from the manifest to the texts of all files. Writes nothing.

mod names;
pub mod sizes;

use std::cmp::Reverse;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use crate::emit;
use crate::ir::{self, ModelTests, Module};
use crate::lower::lower;
use crate::manifest::{Manifest, PathSetting, Pins, ServiceSettings};
use crate::model_tests;
use crate::output::fileset::{FileSet, RUST_HEADER, TOML_HEADER};
use crate::output::format;
use crate::output::meaning::{self, Names};
use crate::smithy::ast::{self, File};
use crate::smithy::model::Model;
use crate::smithy::select::{self, Request, Selection, select};
use crate::support::diagnostic::{Diagnostic, Diagnostics};
use crate::support::parallel;
use crate::support::progress::Progress;

/// Output of a run, to be written.
#[derive(Clone, Debug)]
pub struct Output {
    /// The name of the generated crate.
    pub name: String,
    /// Its folder.
    pub root: PathBuf,
    /// Its files.
    pub files: FileSet,
    /// A report for each service.
    pub services: Vec<ServiceReport>,
    /// Warnings; there are no errors among them.
    pub warnings: Diagnostics,
}

/// Report about a service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServiceReport {
    /// Name of the module.
    pub module: String,
    /// Number of operations.
    pub operations: usize,
    /// Number of operations in the model.
    pub defined: usize,
    /// Number of shapes that they reach.
    pub shapes: usize,
    /// Time that reading and lowering the model took.
    pub elapsed: Duration,
}

/// Generates the crate that the manifest at `path` describes.
///
/// # Errors
/// Everything that is wrong with the manifest and the models it names, and names of the existing crate that would stand
/// for something else.
pub fn generate(path: &Path) -> Result<Output, Diagnostics> {
    of_manifest(&Manifest::read(path)?)
}

/// Generates the crate that `manifest` describes.
///
/// # Errors
/// Everything that is wrong with the runtime and the models it names, and names of the existing crate that would stand for
/// something else.
pub fn of_manifest(manifest: &Manifest) -> Result<Output, Diagnostics> {
    with_progress(manifest, &Progress::default())
}

/// Generates the crate that `manifest` describes, and says in `progress` how far it has come.
///
/// # Errors
/// Everything that is wrong with the runtime and the models it names.
pub fn with_progress(manifest: &Manifest, progress: &Progress) -> Result<Output, Diagnostics> {
    let mut found = Diagnostics::default();
    found.extend(manifest.crate_.runtime.check().err().into_iter().flatten());
    let mut modules = Vec::new();
    let mut reports = Vec::new();
    progress.begin("reading models", manifest.services.len());
    let read = parallel::map(&manifest.services, |settings| {
        let done = service(settings, &manifest.names);
        progress.advance();
        done
    });
    for (result, problems) in read {
        found.extend(problems);
        if let Some((module, report)) = result {
            modules.push(module);
            reports.push(report);
        }
    }
    let names: Vec<Names> = modules.iter().map(|it| Names::of(&it.service)).collect();
    if !found.has_errors() {
        names::check(manifest, &names, &mut found);
    }
    found.sort();
    if found.has_errors() {
        return Err(found);
    }
    let krate = ir::Crate {
        name: manifest.crate_.name.clone(),
        modules,
    };
    let mut files = texts(&krate, manifest, progress)?;
    for (module, names) in krate.modules.iter().zip(&names) {
        let text = meaning::text(&names.meanings());
        files.insert(
            meaning::path(&module.service.module),
            format!("{TOML_HEADER}{text}"),
        );
    }
    Ok(Output {
        name: krate.name,
        root: manifest.crate_.path.path.clone(),
        files,
        services: reports,
        warnings: found,
    })
}

/// Generates one service, from its files to the finished representation, with the diagnostics on the way.
fn service(
    settings: &ServiceSettings,
    pins: &Pins,
) -> (Option<(ir::Module, ServiceReport)>, Diagnostics) {
    let mut found = Diagnostics::default();
    (lowered(settings, pins, &mut found), found)
}

fn lowered(
    settings: &ServiceSettings,
    pins: &Pins,
    found: &mut Diagnostics,
) -> Option<(ir::Module, ServiceReport)> {
    let start = Instant::now();
    let (model, selection) = load(settings, found)?;
    let protocol = settings.protocol();
    let service = lower(&settings.module, &model, &selection, protocol, pins, found)?;
    let tests = match settings.protocol_tests.value {
        true => model_tests::read(&service, &model, &selection, found),
        false => ModelTests::default(),
    };
    let report = ServiceReport {
        module: settings.module.clone(),
        operations: selection.operations.len(),
        defined: model
            .get(&selection.service)
            .map_or(0, |it| select::operations(&model, it).len()),
        shapes: selection.shapes.len(),
        elapsed: start.elapsed(),
    };
    Some((Module { service, tests }, report))
}

/// Returns the model of a service and what is selected of it. Errors go to `found`; `None` stands for them.
pub fn load(settings: &ServiceSettings, found: &mut Diagnostics) -> Option<(Model, Selection)> {
    // Every file is read before any problem ends the run, so that all problems are named at once.
    let files: Vec<Option<File>> = settings
        .models
        .iter()
        .map(|path| read(path).map_err(|problems| found.extend(problems)).ok())
        .collect();
    let files = files.into_iter().collect::<Option<Vec<File>>>()?;
    let model = Model::assemble(files)
        .map_err(|problems| found.extend(problems))
        .ok()?;
    let request = Request {
        module: &settings.module,
        location: &settings.location,
        service: settings.service.as_ref(),
        operations: &settings.operations,
        protocol: settings.protocol(),
    };
    let selection = select(&model, request, found)?;
    Some((model, selection))
}

fn read(path: &PathSetting) -> Result<File, Diagnostics> {
    let name = path.path.display().to_string();
    let bytes = std::fs::read(&path.path).map_err(|error| {
        let diagnostic =
            Diagnostic::error(format!("the model file cannot be read: {error}")).file(&name);
        diagnostic
            .help("correct the path in the manifest's `models`, which is relative to the manifest")
    })?;
    ast::read(&name, &ast::text(&name, bytes)?)
}

/// Returns the texts of all files of the crate.
fn texts(
    krate: &ir::Crate,
    manifest: &Manifest,
    progress: &Progress,
) -> Result<FileSet, Diagnostics> {
    let rustfmt = format::rustfmt_program();
    let mut parts = vec![None];
    parts.extend(krate.modules.iter().map(Some));
    // The largest first, so that no thread is left with one of them at the end.
    parts.sort_by_key(|part| {
        Reverse(part.map_or(0, |module| module.service.operations.iter().len()))
    });
    progress.begin("printing services", krate.modules.len());
    let texts = parallel::map(&parts, |part| {
        let files = match part {
            None => emit::library(krate),
            Some(module) => emit::service(&krate.name, &module.service, &module.tests),
        };
        let texts = format::format_files(files, RUST_HEADER, &rustfmt);
        if part.is_some() {
            progress.advance();
        }
        texts
    });
    let mut files = FileSet::default();
    let mut found = Diagnostics::default();
    for texts in texts {
        match texts {
            Ok(texts) => files.extend(texts),
            Err(problems) => found.extend(problems),
        }
    }
    if !found.is_empty() {
        found.sort();
        return Err(found);
    }
    files.insert(
        "Cargo.toml",
        format!("{TOML_HEADER}{}", emit::manifest(krate, &manifest.crate_)),
    );
    Ok(files)
}
