//! `init`: writes a manifest for a model.

use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Write as _};
use std::path::Path;

use codegen::lower::unsupported_protocols;
use codegen::manifest::{Draft, DraftService, Manifest, path_from};
use codegen::smithy::ast::{File, Kind};
use codegen::support::diagnostic::{Diagnostic, Diagnostics};

use crate::arguments::InitOptions;
use crate::place::Place;
use crate::program::MANIFEST;
use crate::{Context, Outcome, models, runtime};

/// Folder of the generated crate, beside the manifest.
const CRATE: &str = "clients";

pub(crate) fn run(options: &InitOptions, context: &Context) -> Outcome {
    match written(options, context) {
        Ok(said) => said.into(),
        Err(problems) => (problems, 1).into(),
    }
}

/// Writes the manifest and returns the message about it.
fn written(options: &InitOptions, context: &Context) -> Result<String, Diagnostics> {
    let path = options.path.join(MANIFEST);
    if options.model.is_dir() {
        let error = Diagnostic::error("this is a folder").file(options.model.display().to_string());
        return Err(error.help("name a model file").into());
    }
    let model = models::file(&Place::Disk(options.model.clone()))?;
    let services = services(&model, options)?;
    let draft = Draft {
        path: CRATE.to_owned(),
        runtime: runtime::source(options.runtime.as_deref(), &options.path),
        services,
    };
    let program = context.program.name();
    let text = draft.text(program);
    let manifest = Manifest::parse(&text, &path)?;
    manifest.crate_.runtime.check()?;
    create(&path, &text)?;
    let modules: Vec<_> = draft.services.iter().map(|it| it.module.as_str()).collect();
    let command = match context.program.default_manifest() == path {
        true => format!("{program} codegen"),
        false => format!("{program} codegen --manifest {}", path.display()),
    };
    let folder = options.path.join(CRATE);
    let folder = folder.display();
    Ok(format!(
        "{}: written, with the service `{}`\n\
         next: run `{command}`, which writes the crate to {folder}\n\
         then: depend on it by `{CRATE} = {{ path = \"{folder}\" }}`\n",
        path.display(),
        modules.join("`, `"),
    ))
}

/// Returns the services that the model defines.
fn services(model: &File, options: &InitOptions) -> Result<Vec<DraftService>, Diagnostics> {
    let shapes = model.shapes.iter();
    let defined: Vec<_> = shapes
        .filter(|it| matches!(it.kind, Kind::Service(_)))
        .collect();
    if defined.is_empty() {
        let error = Diagnostic::error("no service is defined here").file(&model.name);
        return Err(error.help("name the file that defines it").into());
    }
    // Else the manifest would be in the way of the next one.
    if let Some((message, help)) = defined.iter().find_map(|it| unsupported_protocols(it)) {
        return Err(Diagnostic::error(message)
            .file(&model.name)
            .help(help)
            .into());
    }
    let path = path_from(&options.path, &options.model);
    let mut services: Vec<DraftService> = Vec::new();
    for shape in &defined {
        let mut module = models::module(shape);
        while services.iter().any(|it| it.module == module) {
            module += "_2";
        }
        services.push(DraftService {
            module,
            models: vec![path.clone()],
            service: (defined.len() > 1).then(|| shape.id.to_string()),
            protocol_tests: false,
        });
    }
    Ok(services)
}

/// Writes the manifest, unless it exists.
fn create(path: &Path, text: &str) -> Result<(), Diagnostics> {
    let failed = |error: std::io::Error| {
        let shown = path.display().to_string();
        match error.kind() {
            ErrorKind::AlreadyExists => Diagnostic::error("the manifest already exists")
                .file(shown)
                .help("add a table `[service.<module>]` to it, or name another folder with `--path DIR`"),
            _ => Diagnostic::error(format!("the manifest cannot be written: {error}"))
                .file(shown)
                .help("name another folder with `--path DIR`"),
        }
    };
    let create = || {
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
        file.write_all(text.as_bytes())
    };
    create().map_err(|error| failed(error).into())
}
