//! Comparison of two sets of models, service by service.

use std::collections::{BTreeMap, BTreeSet};

use codegen::diff::{self, Change, Class, Kind, ServiceChanges, State, Wanted};
use codegen::smithy::model::Model;
use codegen::support::diagnostic::{Diagnostic, Diagnostics};
use codegen::support::glob::Glob;
use codegen::support::suggest;

use crate::models::{Source, is_service};

/// Selection of the models to compare.
#[derive(Debug, Default)]
pub(crate) struct Filter {
    /// A single service: its shape id, the name of that, or the module.
    pub(crate) service: Option<String>,
    /// Patterns for the operations, of those that the manifests select; empty for all.
    pub(crate) operations: Vec<Glob>,
}

/// A service of a set of models.
struct Service {
    source: Source,
    model: Model,
    /// Operations selected by the manifest and the filter.
    operations: Vec<String>,
}

/// Services by shape id.
type Services = BTreeMap<String, Service>;

/// Returns the changes from `old` to `new`.
pub(crate) fn compare(
    old: Vec<Source>,
    new: Vec<Source>,
    filter: &Filter,
) -> Result<Vec<ServiceChanges>, Diagnostics> {
    let mut old = services(old)?;
    let mut new = services(new)?;
    check(&old, &new)?;
    if let Some(wanted) = &filter.service {
        choose(wanted, &mut old, &mut new)?;
    }
    restrict(&filter.operations, &mut old, &mut new)?;
    let ids: BTreeSet<String> = old.keys().chain(new.keys()).cloned().collect();
    let mut found = Diagnostics::default();
    let mut changes = Vec::new();
    for id in ids {
        match of_service(&id, old.remove(&id), new.remove(&id)) {
            Ok(service) => changes.extend(service),
            Err(problems) => found.extend(problems),
        }
    }
    if found.is_empty() {
        Ok(changes)
    } else {
        Err(found)
    }
}

fn services(sources: Vec<Source>) -> Result<Services, Diagnostics> {
    let mut services = Services::new();
    for source in sources {
        let model = Model::assemble(source.files.clone())?;
        for id in source.services(&model) {
            let operations = diff::operations(&model, id.as_str()).into_iter();
            let service = Service {
                source: source.clone(),
                model: model.clone(),
                operations: operations.filter(|it| source.selects(it)).collect(),
            };
            if services.insert(id.to_string(), service).is_some() {
                let message = format!("there are two models of `{id}`");
                let help = "name one of them, not their folder";
                return Err(Diagnostic::error(message).help(help).into());
            }
        }
    }
    Ok(services)
}

/// Checks that both sets have a service in common.
fn check(old: &Services, new: &Services) -> Result<(), Diagnostics> {
    if old.keys().any(|id| new.contains_key(id)) {
        return Ok(());
    }
    let list = |services: &Services| match services.len() {
        0 => "no service".to_owned(),
        _ => format!(
            "`{}`",
            services.keys().cloned().collect::<Vec<_>>().join("`, `")
        ),
    };
    let message = format!(
        "the models are of different services: {} before, {} after",
        list(old),
        list(new)
    );
    let help = "name two states of the same service, or of the models of one project";
    Err(Diagnostic::error(message).help(help).into())
}

/// Retains the service named `wanted`.
fn choose(wanted: &str, old: &mut Services, new: &mut Services) -> Result<(), Diagnostics> {
    let ids: BTreeSet<String> = old.keys().chain(new.keys()).cloned().collect();
    let is_wanted =
        |id: &String, service: &Service| is_service(wanted, id, &service.source.module());
    old.retain(|id, service| is_wanted(id, service));
    new.retain(|id, service| is_wanted(id, service));
    if old.is_empty() && new.is_empty() {
        let listed: Vec<String> = ids.into_iter().collect();
        let error = Diagnostic::error(format!("there is no service `{wanted}`"));
        let help = format!("there is `{}`", listed.join("`, `"));
        return Err(error.help(help).into());
    }
    Ok(())
}

/// Retains the operations that one of `patterns` matches; each pattern must match an operation.
fn restrict(patterns: &[Glob], old: &mut Services, new: &mut Services) -> Result<(), Diagnostics> {
    if patterns.is_empty() {
        return Ok(());
    }
    let mut found = Diagnostics::default();
    for pattern in patterns {
        let mut services = old.values().chain(new.values());
        let matches =
            |service: &Service| service.operations.iter().any(|name| pattern.matches(name));
        if !services.any(matches) {
            let message = format!("no operation matches `{}`", pattern.as_str());
            let services = old.values().chain(new.values());
            let names = services.flat_map(|it| it.operations.iter().map(String::as_str));
            let help = match suggest::pattern(pattern, &names.collect::<Vec<_>>()) {
                Some(nearest) => format!("did you mean `{nearest}`?"),
                None => {
                    "`--operations` takes a pattern for operation names, such as `Get*`".to_owned()
                }
            };
            found.push(Diagnostic::error(message).help(help));
        }
    }
    for services in [old, new] {
        for service in services.values_mut() {
            let chosen = |name: &String| patterns.iter().any(|it| it.matches(name));
            service.operations.retain(chosen);
        }
    }
    if found.is_empty() { Ok(()) } else { Err(found) }
}

fn of_service(
    id: &str,
    old: Option<Service>,
    new: Option<Service>,
) -> Result<Option<ServiceChanges>, Diagnostics> {
    let (module, changes) = match (old, new) {
        (None, None) => return Ok(None),
        (Some(old), None) => {
            let module = old.source.module();
            (module.clone(), vec![diff::whole(&module, Kind::Removed)])
        }
        (None, Some(new)) => {
            let module = new.source.module();
            (module.clone(), vec![diff::whole(&module, Kind::Added)])
        }
        (Some(old), Some(new)) if old.operations.is_empty() && new.operations.is_empty() => {
            return Ok(None);
        }
        (Some(old), Some(new)) => both(id, old, new)?,
    };
    Ok(Some(ServiceChanges {
        module,
        shape: id.to_owned(),
        changes,
    }))
}

fn both(id: &str, old: Service, new: Service) -> Result<(String, Vec<Change>), Diagnostics> {
    // Files may be called anything; a module that a manifest gives is part of every path.
    let named = old.source.module.clone().or(new.source.module.clone());
    let module = named.unwrap_or_else(|| old.source.module());
    let moved = match (&old.source.module, &new.source.module) {
        (Some(old), Some(new)) if old != new => Some(Change {
            class: Class::Breaking,
            kind: Kind::Changed,
            path: old.clone(),
            what: format!("is `{new}`"),
            why: "the manifest has another name for the module".to_owned(),
        }),
        _ => None,
    };
    let (old, new) = (state(id, &module, old), state(id, &module, new));
    let (old, new) = match (old, new) {
        (Ok(old), Ok(new)) => (old, new),
        (old, new) => {
            let mut found = Diagnostics::default();
            found.extend(old.err().into_iter().flatten());
            found.extend(new.err().into_iter().flatten());
            return Err(found);
        }
    };
    let changes = moved.into_iter().chain(diff::compare(&old, &new));
    Ok((module, changes.collect()))
}

fn state(id: &str, module: &str, service: Service) -> Result<State, Diagnostics> {
    let wanted = Wanted {
        module,
        service: id,
        operations: &service.operations,
        protocol: service.source.protocol.as_deref(),
        names: &service.source.names,
    };
    diff::state(service.model, wanted)
}
