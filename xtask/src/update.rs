//! `update`: replaces models with newer ones.
//!
//! A model is a file of the manifest that defines the service; the files beside it, overlays, are kept. The crate is
//! generated from the newer models before anything is replaced, so that an error leaves everything unchanged. Then the
//! models are replaced, each by an atomic rename, and the crate is written. A run that is killed in between is
//! completed by the next one, which writes the crate whether anything is newer or not.

mod age;
mod find;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use codegen::diff;
use codegen::manifest::Manifest;
use codegen::output::fileset;
use codegen::smithy::ast::File;
use codegen::support::diagnostic::{Diagnostic, Diagnostics};
use codegen::support::progress::Progress;
use codegen::{Output, generate};

use crate::arguments::UpdateOptions;
use crate::compare::{Filter, compare};
use crate::models::{self, Source};
use crate::place::Place;
use crate::{Context, Outcome};
use find::Found;

pub(crate) fn run(options: &UpdateOptions, context: &Context) -> Outcome {
    let mut outcome = Outcome::default();
    let done = prepared(options, context, &mut outcome)
        .map_err(|problems| (problems, "nothing was changed"))
        .and_then(|prepared| put_in_place(prepared, options, &mut outcome));
    if let Err((problems, state)) = done {
        outcome.messages += &format!("{problems}\n\nerror: {state}\n");
        outcome.code = 1;
    }
    outcome
}

/// A prepared update.
struct Prepared {
    /// Models to replace, with their new text.
    models: Vec<(PathBuf, String)>,
    /// Crate generated from the newer models.
    output: Output,
}

/// A service of the manifest.
struct Service {
    /// Index in the manifest.
    index: usize,
    /// Shape id.
    id: String,
    /// Current model.
    source: Source,
    /// Index of the file that defines the service.
    base: usize,
}

/// A service with its newer model.
struct Newer<'a> {
    service: &'a Service,
    found: &'a Found,
    /// File to replace.
    target: PathBuf,
}

/// Finds newer models and generates the crate from them.
fn prepared(
    options: &UpdateOptions,
    context: &Context,
    outcome: &mut Outcome,
) -> Result<Prepared, Diagnostics> {
    context.progress.begin("reading models", 0);
    let path = options.manifest.clone();
    let path = path.unwrap_or_else(|| context.program.default_manifest());
    let manifest = Manifest::read(&path)?;
    let services = services(&manifest, &path)?;
    let ids: Vec<&str> = services.iter().map(|it| it.id.as_str()).collect();
    let found = find::newest(&options.from, &ids)?;
    let newer = newer(&services, &found, &manifest, outcome)?;
    show(&newer, outcome)?;
    if !options.force {
        age::check(&newer)?;
    }
    let output = generated(&manifest, &newer, &context.progress)?;
    // Two services may come from one file.
    let models: BTreeMap<_, _> = newer
        .into_iter()
        .map(|it| (it.target, it.found.text.clone()))
        .collect();
    Ok(Prepared {
        models: models.into_iter().collect(),
        output,
    })
}

/// Replaces the models, then writes the crate. The error describes the problem and the state that it leaves.
fn put_in_place(
    Prepared { models, output }: Prepared,
    options: &UpdateOptions,
    outcome: &mut Outcome,
) -> Result<(), (Diagnostics, &'static str)> {
    if options.check {
        if !models.is_empty() {
            outcome.messages +=
                "error: there are newer models; run the command without `--check`\n";
            outcome.code = 1;
        }
        return Ok(());
    }
    fileset::replace(&models).map_err(|problems| {
        (
            problems,
            "no model was left partially written; run the command again",
        )
    })?;
    let changes = output.files.write(&output.root).map_err(|problems| {
        let state = "the models are replaced, the crate is not written; run the command again";
        (problems, state)
    })?;
    let tally = changes.tally(|_| true);
    outcome.output += &format!(
        "{}: models: {} replaced; files: {} written, {} unchanged, {} pruned\n",
        output.name,
        models.len(),
        tally.written,
        tally.unchanged,
        tally.pruned
    );
    Ok(())
}

/// Returns the services of the manifest with their current models.
fn services(manifest: &Manifest, path: &Path) -> Result<Vec<Service>, Diagnostics> {
    let place = Place::Disk(path.to_owned());
    let sources = models::of_manifest(manifest, &place)?;
    let mut services = Vec::new();
    for (index, source) in sources.into_iter().enumerate() {
        let Some((base, id)) = base(&source) else {
            let module = source.module.unwrap_or_default();
            let message = format!("no model of [service.{module}] defines its service");
            let error = Diagnostic::error(message).file(path.display().to_string());
            return Err(error
                .help("add the file that defines it to `models`")
                .into());
        };
        services.push(Service {
            index,
            id,
            source,
            base,
        });
    }
    Ok(services)
}

/// Returns the index of the file that defines the service, and the service's shape id.
fn base(source: &Source) -> Option<(usize, String)> {
    let chosen = source.service.as_deref();
    let is_chosen = |id: &str| match chosen {
        Some(chosen) => id == chosen || id.rsplit_once('#').is_some_and(|(_, it)| it == chosen),
        None => true,
    };
    source.files.iter().enumerate().find_map(|(base, file)| {
        let mut ids = age::services(file).map(|(id, _)| id);
        Some((base, ids.find(|id| is_chosen(id))?.to_owned()))
    })
}

/// Returns the services whose model differs from the one that was found.
fn newer<'a>(
    services: &'a [Service],
    found: &'a BTreeMap<String, Found>,
    manifest: &Manifest,
    outcome: &mut Outcome,
) -> Result<Vec<Newer<'a>>, Diagnostics> {
    let mut newer = Vec::new();
    for service in services {
        let Some(found) = found.get(&service.id) else {
            let id = &service.id;
            let line = format!("warning: no model of `{id}` was found; the current one is kept\n");
            outcome.messages += &line;
            continue;
        };
        let settings = manifest.services.get(service.index);
        let Some(setting) = settings.and_then(|it| it.models.get(service.base)) else {
            continue;
        };
        if Place::Disk(setting.path.clone()).read()? == found.text {
            outcome.output += &format!("{}: up to date\n", module(service));
            continue;
        }
        // Where a link stands for the model, what it leads to is replaced.
        let target = std::fs::canonicalize(&setting.path);
        newer.push(Newer {
            service,
            found,
            target: target.unwrap_or_else(|_| setting.path.clone()),
        });
    }
    Ok(newer)
}

fn module(service: &Service) -> &str {
    service.source.module.as_deref().unwrap_or_default()
}

/// Reports the changes of the newer models.
fn show(newer: &[Newer<'_>], outcome: &mut Outcome) -> Result<(), Diagnostics> {
    for it in newer {
        let old = it.service.source.clone();
        let mut new = old.clone();
        if let Some(file) = new.files.get_mut(it.service.base) {
            *file = it.found.file.clone();
        }
        let changes = compare(vec![old], vec![new], &Filter::default())?;
        let from = it.found.path.display();
        outcome.output += &format!("{}\nfrom {from}\n\n", diff::text(&changes).trim_end());
    }
    Ok(())
}

/// Generates the crate from the newer models.
fn generated(
    manifest: &Manifest,
    newer: &[Newer<'_>],
    progress: &Progress,
) -> Result<Output, Diagnostics> {
    let mut manifest = manifest.clone();
    for it in newer {
        let settings = manifest.services.get_mut(it.service.index);
        if let Some(setting) =
            settings.and_then(|settings| settings.models.get_mut(it.service.base))
        {
            setting.path.clone_from(&it.found.path);
        }
    }
    generate::with_progress(&manifest, progress)
}

/// Returns the current file of the service.
fn current<'a>(newer: &Newer<'a>) -> Option<&'a File> {
    newer.service.source.files.get(newer.service.base)
}
