//! `new`, which takes the required members.

use std::collections::BTreeMap;

use super::report::Report;
use super::{States, spelling};
use crate::ir::{DefaultImpl, Field, Presence, Structure, Types};

/// Parameters of `new`.
#[derive(Debug, PartialEq)]
enum Takes {
    /// None; there is `Default` as well.
    Nothing,
    /// The required members, one by one.
    Each(Vec<(String, String)>),
    /// A structure of this name, with the required members as its fields.
    Structure(String, BTreeMap<String, String>),
}

/// Compares the construction of the structure at `path`.
pub(super) fn compare(
    path: &str,
    (old, new): (&Structure, &Structure),
    states: States<'_>,
    report: &mut Report,
) {
    let (of_old, of_new) = states.types();
    let (before, after) = (takes(of_old, old), takes(of_new, new));
    if before != after {
        let what = format!("is {} instead of {}", shown(&after), shown(&before));
        report.breaking(&format!("{path}::new()"), what, why(old, new));
    }
    // `Debug` of the structure of the required members is derived, unless something in it may not be printed.
    if let (Takes::Structure(name, _), Takes::Structure(renamed, _)) = (&before, &after)
        && name == renamed
    {
        let module = path.rsplit_once("::").map_or("", |(module, _)| module);
        let path = format!("{module}::{name}");
        match (old.has_secrets(), new.has_secrets()) {
            (false, true) => {
                let why = "it now contains sensitive data";
                report.breaking(&path, "no longer implements `Debug`", why);
            }
            (true, false) => {
                report.more(
                    &path,
                    "implements `Debug`",
                    "it no longer contains sensitive data",
                );
            }
            _ => {}
        }
    }
}

fn takes(types: &Types, structure: &Structure) -> Takes {
    if structure.default != DefaultImpl::None {
        return Takes::Nothing;
    }
    let required = structure.fields.iter().filter(|it| is_required(it));
    let required = required.map(|field| {
        let ty = spelling::of(types, field.ty.unboxed());
        (field.name.clone(), ty)
    });
    match &structure.required {
        Some(name) => Takes::Structure(name.clone(), required.collect()),
        None => Takes::Each(required.collect()),
    }
}

fn is_required(field: &Field) -> bool {
    field.presence == Presence::Required
}

fn shown(takes: &Takes) -> String {
    let names = |names: &mut dyn Iterator<Item = &String>| -> String {
        let names: Vec<&str> = names.map(String::as_str).collect();
        names.join(", ")
    };
    match takes {
        Takes::Nothing => "`new()`".to_owned(),
        Takes::Each(members) => format!("`new({})`", names(&mut members.iter().map(|it| &it.0))),
        Takes::Structure(name, members) => {
            format!("`new({name} {{ {} }})`", names(&mut members.keys()))
        }
    }
}

/// Returns the members that make the difference.
fn why(old: &Structure, new: &Structure) -> String {
    let names = |here: &Structure, there: &Structure| -> Vec<String> {
        let there = |field: &Field| {
            let mut fields = there.fields.iter();
            fields.any(|it| it.name == field.name && is_required(it))
        };
        let fields = here.fields.iter();
        let fields = fields.filter(|field| is_required(field) && !there(field));
        fields.map(|field| format!("`{}`", field.name)).collect()
    };
    let (needed, free) = (names(new, old), names(old, new));
    match (needed.is_empty(), free.is_empty()) {
        (true, true) => "the members are the same, but their types or order changed".to_owned(),
        (false, true) => format!("now required: {}", needed.join(", ")),
        (true, false) => format!("no longer required: {}", free.join(", ")),
        (false, false) => {
            let (needed, free) = (needed.join(", "), free.join(", "));
            format!("now required: {needed}; no longer required: {free}")
        }
    }
}
