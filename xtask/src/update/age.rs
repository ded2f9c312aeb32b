//! Comparison of the age of two states of a model.
//!
//! A model has no date. Its service has a version, which is the date when the API was first designed: an older version
//! is an older state. A version lives for years, so of two models of one version the older one is the smaller one: AWS
//! adds to its models and hardly ever removes anything. A model with additions is accepted even if it lacks something;
//! removals are reported as breaking.

use std::collections::BTreeSet;

use codegen::smithy::ast::{File, Kind};
use codegen::support::diagnostic::{Diagnostic, Diagnostics};

use super::{Newer, current};

/// Rejects models that are older than the current ones.
pub(super) fn check(newer: &[Newer<'_>]) -> Result<(), Diagnostics> {
    let mut found = Diagnostics::default();
    for it in newer {
        let why = current(it).and_then(|file| older(file, &it.found.file, &it.service.id));
        if let Some(why) = why {
            let message = format!(
                "the model of `{}` is older than the current one: {why}",
                it.service.id
            );
            let error = Diagnostic::error(message).file(it.found.path.display().to_string());
            found.push(
                error.help("use a newer checkout, or `--force` to go back to an older model"),
            );
        }
    }
    if found.is_empty() { Ok(()) } else { Err(found) }
}

/// Returns the reason why `new` is older than `old`, if it is.
fn older(old: &File, new: &File, id: &str) -> Option<String> {
    let version = |file| version(file, id);
    let (was, is) = (version(old)?, version(new)?);
    if is != was {
        return (is < was).then(|| format!("its version is {is}, not {was}"));
    }
    let (was, is) = (names(old), names(new));
    let lost = was.difference(&is).count();
    (lost > 0 && is.is_subset(&was)).then(|| {
        let more = was.difference(&is).next().map_or("", String::as_str);
        format!("it has nothing new, and lacks {lost} shapes and members such as `{more}`")
    })
}

/// Returns the version of the service called `id`.
pub(super) fn version<'a>(file: &'a File, id: &str) -> Option<&'a str> {
    let mut services = services(file);
    services.find_map(|(service, version)| (service == id).then_some(version))
}

/// Returns the services that the file defines, with their versions.
pub(super) fn services(file: &File) -> impl Iterator<Item = (&str, &str)> {
    file.shapes.iter().filter_map(|shape| match &shape.kind {
        Kind::Service(service) => Some((shape.id.as_str(), service.version.as_str())),
        _ => None,
    })
}

/// Returns the names of the shapes and members that the file defines.
fn names(file: &File) -> BTreeSet<String> {
    let shapes = file.shapes.iter();
    let names = shapes.flat_map(|shape| {
        let members = shape.members.iter();
        let members = members.map(|member| shape.id.member(&member.name).to_string());
        members.chain([shape.id.to_string()])
    });
    names.collect()
}
