//! A state of a service, from its model.

use super::State;
use crate::lower::lower;
use crate::manifest::Pins;
use crate::smithy::model::Model;
use crate::smithy::select::{self, Request, select};
use crate::support::diagnostic::{Diagnostic, Diagnostics, Location, Severity};
use crate::support::glob::Glob;
use crate::support::located::Located;

/// The part of a model to compare.
#[derive(Clone, Copy, Debug)]
pub struct Wanted<'a> {
    /// The module that the service is generated to: the same for both states.
    pub module: &'a str,
    /// The service's shape id.
    pub service: &'a str,
    /// The names of the operations.
    pub operations: &'a [String],
    /// The protocol to use instead of the default.
    pub protocol: Option<&'a str>,
    /// The names that are pinned.
    pub names: &'a Pins,
}

/// Returns the names of the operations of the service with this shape id, in order.
pub fn operations(model: &Model, service: &str) -> Vec<String> {
    let mut services = model.services();
    let service = services.find(|shape| shape.id.as_str() == service);
    let operations = service.map(|service| select::operations(model, service));
    let operations = operations.into_iter().flatten();
    operations.map(|id| id.name().to_owned()).collect()
}

/// Returns a service as it is generated.
///
/// # Errors
/// Everything that keeps it from being generated.
pub fn state(model: Model, wanted: Wanted<'_>) -> Result<State, Diagnostics> {
    let location = Location::default();
    let patterns = wanted.operations.iter().map(|name| Located {
        value: Glob::new(name),
        location: location.clone(),
    });
    let patterns: Vec<_> = patterns.collect();
    let service = Located {
        value: wanted.service.to_owned(),
        location: location.clone(),
    };
    let request = Request {
        module: wanted.module,
        location: &location,
        service: Some(&service),
        operations: &patterns,
        protocol: wanted.protocol,
    };
    let mut found = Diagnostics::default();
    let selection = select(&model, request, &mut found);
    let Wanted {
        module,
        protocol,
        names,
        ..
    } = wanted;
    let service = selection.and_then(|it| lower(module, &model, &it, protocol, names, &mut found));
    match service {
        Some(service) if !found.has_errors() => Ok(State { model, service }),
        _ => {
            found.sort();
            // What the generator warns of is of no matter to a comparison.
            let is_error = |it: &Diagnostic| it.severity == Severity::Error;
            let mut errors = Diagnostics::default();
            errors.extend(found.into_iter().filter(is_error));
            Err(errors)
        }
    }
}
