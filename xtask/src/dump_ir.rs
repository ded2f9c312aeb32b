//! `cargo xtask dump-ir`: the intermediate representation of a service as text.

use codegen::diagnostic::{Diagnostic, Diagnostics};
use codegen::generate;
use codegen::ir::{Service, Structure};
use codegen::lower::lower;
use codegen::manifest::{Manifest, Pins, ServiceSettings};
use codegen::passes::PASSES;

use crate::Outcome;
use crate::arguments::DumpOptions;
use crate::codegen::default_manifest;

/// What lowering gives, before any pass.
const LOWERED: &str = "lower";

pub(crate) fn run(options: &DumpOptions) -> Outcome {
    match dump(options) {
        Ok(service) => Outcome {
            output: format!("{service:#?}\n"),
            ..Outcome::default()
        },
        Err(problems) => Outcome {
            messages: format!("{problems}\n"),
            code: 1,
            ..Outcome::default()
        },
    }
}

fn dump(options: &DumpOptions) -> Result<Service, Diagnostics> {
    let passes = passes(options.pass.as_deref())?;
    let path = options.manifest.clone().unwrap_or_else(default_manifest);
    let manifest = Manifest::read(&path)?;
    let mut services = manifest.services.iter();
    let Some(settings) = services.find(|it| it.module == options.service) else {
        let names: Vec<_> = manifest
            .services
            .iter()
            .map(|it| it.module.as_str())
            .collect();
        let message = format!("the manifest has no service `{}`", options.service);
        let error = Diagnostic::error(message).file(path.display().to_string());
        return Err(error
            .help(format!("it has `{}`", names.join("`, `")))
            .into());
    };
    let mut service = lowered(settings, &manifest.names)?;
    for (_, pass) in PASSES.iter().take(passes) {
        pass(&mut service);
    }
    without_traits(&mut service);
    Ok(service)
}

/// How many passes run.
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
        error
            .help(format!("in their order: `{}`", names.join("`, `")))
            .into()
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

/// Takes out the traits as the model has them, which no emitter looks at: they would be most of the text.
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
