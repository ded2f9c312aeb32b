//! Services of models with their operations, selected or not, for `ls` and `why`.

use std::path::Path;

use codegen::ir;
use codegen::lower::lower;
use codegen::smithy::model::Model;
use codegen::smithy::reach::{self, Role};
use codegen::smithy::select::{self, Request, select};
use codegen::smithy::shape_id::ShapeId;
use codegen::support::diagnostic::{Diagnostic, Diagnostics, Location};
use codegen::support::glob::Glob;
use codegen::support::located::Located;
use codegen::support::suggest;

use crate::arguments::Selection;
use crate::models::{self, Source, is_service};
use crate::place::Place;
use crate::{Context, Failure};

/// A service.
pub(crate) struct Service {
    pub(crate) id: ShapeId,
    pub(crate) module: String,
    pub(crate) model: Model,
    pub(crate) source: Source,
    /// All operations, by name.
    pub(crate) operations: Vec<Operation>,
}

/// An operation of a service.
pub(crate) struct Operation {
    pub(crate) id: ShapeId,
    pub(crate) state: State,
}

/// Presence of an operation in the crate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum State {
    Selected,
    NotSelected,
    /// Omitted if it is selected, with the reason.
    Unsupported(String),
}

/// Reads the services.
pub(crate) fn read(selection: &Selection, context: &Context) -> Result<Vec<Service>, Failure> {
    context.progress.begin("reading models", 0);
    let finding = |problems| (problems, 1);
    let place = place(selection, context).map_err(finding)?;
    let mut services = Vec::new();
    for mut source in models::at(&place).map_err(finding)? {
        if !selection.operations.is_empty() {
            let patterns = selection.operations.iter().map(|pattern| Located {
                value: Glob::new(pattern),
                location: Location::default(),
            });
            source.operations = Some(patterns.collect());
        }
        let model = Model::assemble(std::mem::take(&mut source.files)).map_err(finding)?;
        for id in source.services(&model) {
            services.extend(Service::new(&id, &model, &source));
        }
    }
    if let Some(wanted) = &selection.service {
        services = chosen(wanted, services)?;
    }
    check_patterns(&selection.operations, &services)?;
    Ok(services)
}

/// Returns the place of the models.
fn place(selection: &Selection, context: &Context) -> Result<Place, Diagnostics> {
    if let Some(models) = &selection.models {
        return Place::parse(models);
    }
    let manifest = context.program.default_manifest();
    if manifest.exists() {
        return Ok(Place::Disk(manifest));
    }
    let error = Diagnostic::error("there is no manifest here").file(shown(&manifest));
    let help =
        "name a manifest, a model or a folder of models, or write a manifest with `init MODEL`";
    Err(error.help(help).into())
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}

/// Returns the services called `wanted`.
fn chosen(wanted: &str, services: Vec<Service>) -> Result<Vec<Service>, Failure> {
    let names: Vec<String> = services.iter().map(|it| it.module.clone()).collect();
    let services = services.into_iter();
    let chosen = services.filter(|it| is_service(wanted, it.id.as_str(), &it.module));
    let chosen: Vec<Service> = chosen.collect();
    if !chosen.is_empty() {
        return Ok(chosen);
    }
    let error = Diagnostic::error(format!("there is no service `{wanted}`"));
    let listed = format!("there is `{}`", names.join("`, `"));
    let help = match suggest::question(wanted, names.iter().map(String::as_str)) {
        Some(question) => format!("{question} ({listed})"),
        None => listed,
    };
    Err((error.help(help).into(), 2))
}

/// Checks that each pattern of the command line matches an operation.
fn check_patterns(patterns: &[String], services: &[Service]) -> Result<(), Failure> {
    let operations = services.iter().flat_map(|it| &it.operations);
    let names: Vec<&str> = operations.map(|it| it.id.name()).collect();
    let mut found = Diagnostics::default();
    for pattern in patterns.iter().map(Glob::new) {
        let without_match =
            || Diagnostic::error(format!("no operation matches `{}`", pattern.as_str()));
        found.extend(unmatched(&pattern, &names).map(|help| without_match().help(help)));
    }
    if found.is_empty() {
        Ok(())
    } else {
        Err((found, 2))
    }
}

/// Returns the warnings about patterns of the manifest that match no operation, in lines.
pub(crate) fn warnings(services: &[Service]) -> String {
    let warnings = services.iter().flat_map(|service| {
        let names = service.operations.iter().map(|it| it.id.name());
        let names: Vec<&str> = names.collect();
        let patterns = service.source.operations.iter().flatten();
        let of_manifest = patterns.filter(|it| it.location.file.is_some());
        let warnings = of_manifest.filter_map(move |Located { value, location }| {
            let help = unmatched(value, &names)?;
            let message = format!(
                "no operation of `{}` matches `{}`",
                service.id,
                value.as_str()
            );
            let warning = Diagnostic::warning(message).at(location.clone());
            Some(format!("{}\n", warning.help(help)))
        });
        warnings.collect::<Vec<_>>()
    });
    warnings.collect()
}

/// Returns the help for a pattern that matches none of the `names`; `None` if it matches one.
fn unmatched(pattern: &Glob, names: &[&str]) -> Option<String> {
    if names.iter().any(|name| pattern.matches(name)) {
        return None;
    }
    let help = "a pattern is the name of an operation, or a part of it with `*`, such as `Get*`";
    Some(match suggest::pattern(pattern, names) {
        Some(nearest) => format!("did you mean `{nearest}`?"),
        None => help.to_owned(),
    })
}

impl Service {
    fn new(id: &ShapeId, model: &Model, source: &Source) -> Option<Self> {
        let bound = select::operations(model, model.get(id)?);
        let mut service = Self {
            id: id.clone(),
            module: source.module(),
            model: model.clone(),
            source: source.clone(),
            operations: Vec::new(),
        };
        let mut found = Diagnostics::default();
        let supported = service.select(&["*"], &mut found);
        let state = |id: &ShapeId| match &supported {
            Some(supported) if !supported.operations.contains(id) => {
                State::Unsupported(reason(id, &found))
            }
            _ if source.selects(id.name()) => State::Selected,
            _ => State::NotSelected,
        };
        let operations = bound.into_iter().map(|id| Operation {
            state: state(&id),
            id,
        });
        service.operations = operations.collect();
        service
            .operations
            .sort_by(|a, b| a.id.name().cmp(b.id.name()));
        Some(service)
    }

    /// Iterates over the operations in the crate.
    pub(crate) fn selected(&self) -> impl Iterator<Item = &Operation> {
        let operations = self.operations.iter();
        operations.filter(|it| it.state == State::Selected)
    }

    /// Returns the structures that an operation names.
    pub(crate) fn roots(&self, operation: &Operation) -> Vec<(Role, &ShapeId)> {
        let shape = self.model.get(&operation.id);
        shape.map(reach::roots).unwrap_or_default()
    }

    /// Returns the errors that every operation may return.
    pub(crate) fn errors(&self) -> &[ShapeId] {
        let shape = self.model.get(&self.id);
        shape.map(reach::service_errors).unwrap_or_default()
    }

    /// Returns the pattern that selects an operation; `None` if all are selected.
    pub(crate) fn selector(&self, operation: &Operation) -> Option<&Located<Glob>> {
        let patterns = self.source.operations.iter().flatten();
        let mut patterns = patterns.filter(|it| it.value.matches(operation.id.name()));
        patterns.next()
    }

    /// Returns the service as it is generated with these operations, or `None` if it has problems.
    pub(crate) fn lowered(&self, operations: &[&str]) -> Option<ir::Service> {
        let mut found = Diagnostics::default();
        let selection = self.select(operations, &mut found)?;
        let protocol = self.source.protocol.as_deref();
        let (module, names) = (&self.module, &self.source.names);
        let service = lower(module, &self.model, &selection, protocol, names, &mut found);
        service.filter(|_| !found.has_errors())
    }

    fn select(&self, patterns: &[&str], found: &mut Diagnostics) -> Option<select::Selection> {
        let location = Location::default();
        let located = |pattern: &&str| Located {
            value: Glob::new(*pattern),
            location: location.clone(),
        };
        let patterns: Vec<_> = patterns.iter().map(located).collect();
        let service = Located {
            value: self.id.to_string(),
            location: location.clone(),
        };
        let request = Request {
            module: &self.module,
            location: &location,
            service: Some(&service),
            operations: &patterns,
            protocol: self.source.protocol.as_deref(),
        };
        select(&self.model, request, found)
    }
}

/// Returns the reason that an operation is omitted, from the warning about it.
fn reason(id: &ShapeId, found: &Diagnostics) -> String {
    let mut warnings = found.iter();
    let warning = warnings.find(|it| it.location.shape.as_deref() == Some(id.as_str()));
    warning.map_or_else(
        || format!("the operation `{}` is left out", id.name()),
        |it| it.message.clone(),
    )
}
