//! `dump-ir`: prints the intermediate representation of a service.

use codegen::generate;
use codegen::ir::Service;
use codegen::lower::lower;
use codegen::manifest::{Manifest, Pins, ServiceSettings};
use codegen::support::diagnostic::{Diagnostic, Diagnostics};
use codegen::support::suggest;

use crate::arguments::DumpOptions;
use crate::{Context, Failure, Outcome};

pub(crate) fn run(options: &DumpOptions, context: &Context) -> Outcome {
    match dump(options, context) {
        Ok(service) => format!("{}\n", service.shown(&service)).into(),
        Err(failure) => failure.into(),
    }
}

/// Returns the representation, or the problems with their exit code.
fn dump(options: &DumpOptions, context: &Context) -> Result<Service, Failure> {
    let path = options.manifest.clone();
    let path = path.unwrap_or_else(|| context.program.default_manifest());
    let manifest = Manifest::read(&path).map_err(finding)?;
    let mut services = manifest.services.iter();
    let Some(settings) = services.find(|it| it.module == options.service) else {
        let names = manifest.services.iter().map(|it| it.module.as_str());
        let message = format!("the manifest has no service `{}`", options.service);
        let error = Diagnostic::error(message).file(path.display().to_string());
        let help = known(&options.service, names.collect(), "it has");
        return Err(usage(error.help(help).into()));
    };
    lowered(settings, &manifest.names).map_err(finding)
}

/// Returns problems in models with their exit code.
fn finding(problems: Diagnostics) -> Failure {
    (problems, 1)
}

/// Returns problems on the command line with their exit code.
fn usage(problems: Diagnostics) -> Failure {
    (problems, 2)
}

/// Returns the help for a `name` that is not one of `names`.
fn known(name: &str, names: Vec<&str>, before: &str) -> String {
    let listed = format!("{before} `{}`", names.join("`, `"));
    match suggest::question(name, names) {
        Some(question) => format!("{question} ({listed})"),
        None => listed,
    }
}

fn lowered(settings: &ServiceSettings, pins: &Pins) -> Result<Service, Diagnostics> {
    let mut found = Diagnostics::default();
    let protocol = settings.protocol();
    let service = generate::load(settings, &mut found).and_then(|(model, selection)| {
        lower(
            &settings.module,
            &model,
            &selection,
            protocol,
            pins,
            &mut found,
        )
    });
    match service {
        Some(service) if !found.has_errors() => Ok(service),
        _ => {
            found.sort();
            Err(found)
        }
    }
}
