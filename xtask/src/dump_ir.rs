//! `dump-ir`: prints the intermediate representation of a service.

use codegen::generate;
use codegen::ir::passes::PASSES;
use codegen::ir::{Service, Structure};
use codegen::lower::lower;
use codegen::manifest::{Manifest, Pins, ServiceSettings};
use codegen::support::diagnostic::{Diagnostic, Diagnostics};
use codegen::support::suggest;

use crate::arguments::DumpOptions;
use crate::{Context, Outcome};

/// Name of the representation before any pass.
const LOWERED: &str = "lower";

pub(crate) fn run(options: &DumpOptions, context: &Context) -> Outcome {
    match dump(options, context) {
        Ok(service) => format!("{service:#?}\n").into(),
        Err((problems, code)) => Outcome {
            messages: format!("{problems}\n"),
            code,
            ..Outcome::default()
        },
    }
}

/// Returns the representation, or the problems with their exit code.
fn dump(options: &DumpOptions, context: &Context) -> Result<Service, (Diagnostics, u8)> {
    let passes = passes(options.pass.as_deref()).map_err(usage)?;
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
    let mut service = lowered(settings, &manifest.names).map_err(finding)?;
    for (_, pass) in PASSES.iter().take(passes) {
        pass(&mut service);
    }
    without_traits(&mut service);
    Ok(service)
}

/// Returns problems in models with their exit code.
fn finding(problems: Diagnostics) -> (Diagnostics, u8) {
    (problems, 1)
}

/// Returns problems on the command line with their exit code.
fn usage(problems: Diagnostics) -> (Diagnostics, u8) {
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

/// Returns the number of passes to run.
fn passes(last: Option<&str>) -> Result<usize, Diagnostics> {
    let Some(last) = last else {
        return Ok(PASSES.len());
    };
    let names: Vec<&str> = [LOWERED]
        .into_iter()
        .chain(PASSES.iter().map(|(name, _)| *name))
        .collect();
    let position = names.iter().position(|name| *name == last);
    position.ok_or_else(|| {
        let error = Diagnostic::error(format!("there is no pass `{last}`"));
        error.help(known(last, names, "in their order:")).into()
    })
}

fn lowered(settings: &ServiceSettings, pins: &Pins) -> Result<Service, Diagnostics> {
    let mut found = Diagnostics::default();
    let protocol = settings.protocol.as_ref().map(|it| it.value.as_str());
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

/// Removes the traits of the model, which no emitter uses: they would be most of the text.
fn without_traits(service: &mut Service) {
    service.traits.clear();
    let of_errors = service.errors.iter_mut().map(|it| &mut it.structure);
    let of_operations = service.operations.iter_mut().flat_map(|operation| {
        operation.traits.clear();
        [&mut operation.input, &mut operation.output]
    });
    let structures = service.structures.iter_mut();
    for structure in structures.chain(of_errors).chain(of_operations) {
        let Structure { fields, .. } = structure;
        fields.iter_mut().for_each(|field| field.traits.clear());
    }
}
