//! The types that are not tied to one operation: data structures, unions, enums and errors.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::{Debug, Display};

use super::constraint::Defaults;
use super::pair::{Pair, pairs, same_order};
use super::report::Report;
use super::{States, constraint, events, spelling, structure, xml};
use crate::ir::{
    DATA_MODULE, ENUM_MODULE, ERROR_MODULE, Enum, EnumValues, EnumVariant, ErrorShape,
    MessageField, Service, Structure, Union, UnionVariant,
};
use crate::output::meaning::has_moved;

/// A type of a service.
#[derive(Clone, Copy)]
enum Item<'a> {
    Structure(&'a Structure),
    Union(&'a Union),
    Enum(&'a Enum),
    Error(&'a ErrorShape, &'a Structure),
}

impl Item<'_> {
    fn shape(&self) -> &str {
        match self {
            Self::Structure(it) => &it.shape,
            Self::Union(it) => &it.shape,
            Self::Enum(it) => &it.shape,
            Self::Error(_, it) => &it.shape,
        }
    }

    fn word(&self) -> &'static str {
        match self {
            Self::Structure(_) => "structure",
            Self::Union(_) => "union",
            Self::Enum(_) => "enum",
            Self::Error(..) => "error",
        }
    }
}

/// Returns all types by path.
fn items(service: &Service) -> BTreeMap<String, Item<'_>> {
    let types = &service.types;
    let path = |module: &str, name: &str| format!("{}::{module}::{name}", service.module);
    let structures = types.data();
    let structures = structures.map(|it| (path(DATA_MODULE, &it.name), Item::Structure(it)));
    let unions = types.unions.iter();
    let unions = unions.map(|it| (path(DATA_MODULE, &it.name), Item::Union(it)));
    let enums = types.enums.iter();
    let enums = enums.map(|it| (path(ENUM_MODULE, &it.name), Item::Enum(it)));
    let errors = types.errors.iter().map(|it| (it, types.of_error(it)));
    let errors = errors.map(|(it, of)| (path(ERROR_MODULE, &of.name), Item::Error(it, of)));
    structures
        .chain(unions)
        .chain(enums)
        .chain(errors)
        .collect()
}

/// Compares the types of both states.
pub(super) fn compare(states: States<'_>, report: &mut Report) {
    let (before, after) = (items(&states.old.service), items(&states.new.service));
    let places: BTreeMap<&str, &str> = after
        .iter()
        .map(|(path, it)| (it.shape(), path.as_str()))
        .collect();
    let known: BTreeSet<&str> = before.values().map(|it| it.shape()).collect();
    for (path, was) in &before {
        match (places.get(was.shape()), after.get(path)) {
            (Some(place), is) if place != path => {
                let why = match is {
                    Some(_) => "another shape took its name",
                    None => "its shape has another kind or another name",
                };
                report.breaking(path, format!("is `{place}`"), why);
            }
            (None, Some(is)) if known.contains(is.shape()) => {
                report.moved(path, was.shape(), is.shape());
            }
            (_, Some(is)) => item(path, *was, *is, states, report),
            (_, None) => {
                report.removed(
                    path,
                    &format!("the {}", was.word()),
                    "code that names the type does not compile",
                );
            }
        }
    }
    let new = after
        .iter()
        .filter(|(path, it)| !before.contains_key(*path) && !known.contains(it.shape()));
    for (path, it) in new {
        report.added(path, &format!("the {}", it.word()), "a type of its own");
    }
}

fn item(path: &str, old: Item<'_>, new: Item<'_>, states: States<'_>, report: &mut Report) {
    match (old, new) {
        (Item::Structure(old), Item::Structure(new)) => {
            structure::compare(path, (old, new), states, report);
        }
        (Item::Union(old), Item::Union(new)) => union(path, old, new, states, report),
        (Item::Enum(old), Item::Enum(new)) => enumeration(path, old, new, report),
        (Item::Error(old, was), Item::Error(new, is)) => {
            structure::compare(path, (was, is), states, report);
            error(path, old, new, report);
        }
        (old, new) => {
            // Of the four, these two share a module.
            let what = format!("is a {} instead of a {}", new.word(), old.word());
            report.breaking(path, what, "values are constructed and read differently");
        }
    }
}

fn union(path: &str, old: &Union, new: &Union, states: States<'_>, report: &mut Report) {
    let (of_old, of_new) = states.types();
    report.docs(path, &old.docs, &new.docs);
    report.deprecation(path, old.deprecated.as_ref(), new.deprecated.as_ref());
    report.sensitive(path, old.sensitive, new.sensitive);
    events::exceptions(path, old, new, report);
    for pair in pairs(&old.variants, &new.variants, |it| it.name.as_str()) {
        let at = |it: &UnionVariant| format!("{path}::{}", it.name);
        match pair {
            Pair::Removed(it) => {
                let why = "code that constructs or matches it does not compile";
                report.removed(&at(it), "the variant", why);
            }
            Pair::Added(it) => {
                let why = "unions are `#[non_exhaustive]`: it was read as the open variant before";
                report.added(&at(it), "the variant", why);
            }
            Pair::Both(was, is) => {
                let path = at(was);
                let before = old.variants.iter().map(|it| &it.member);
                let after = new.variants.iter().map(|it| &it.member);
                if has_moved(&was.member, &is.member, before, after) {
                    report.moved(&path, &was.member, &is.member);
                    continue;
                }
                let spelt = (spelling::of(of_old, &was.ty), spelling::of(of_new, &is.ty));
                let same_type = spelt.0 == spelt.1;
                variant(&path, (was, is), spelt, report);
                let was = (old.shape.as_str(), was.member.as_str());
                let is = (new.shape.as_str(), is.member.as_str());
                if same_type {
                    constraint::compare(states, &path, was, is, Defaults::Ours, report);
                }
            }
        }
    }
}

fn variant(
    path: &str,
    (old, new): (&UnionVariant, &UnionVariant),
    (was, is): (String, String),
    report: &mut Report,
) {
    report.docs(path, &old.docs, &new.docs);
    report.deprecation(path, old.deprecated.as_ref(), new.deprecated.as_ref());
    report.sensitive(path, old.sensitive, new.sensitive);
    if was != is {
        let what = format!("holds `{is}` instead of `{was}`");
        report.breaking(path, what, "its value is of another type");
    } else if spelling::format(&old.ty) != spelling::format(&new.ty) {
        let why = "the same time is written and read differently";
        report.behaviour(path, "has another timestamp format", why);
    }
    report.wire_name(path, &old.wire_name, &new.wire_name);
    xml::form(path, &old.form, &new.form, report);
}

fn enumeration(path: &str, old: &Enum, new: &Enum, report: &mut Report) {
    report.docs(path, &old.docs, &new.docs);
    report.deprecation(path, old.deprecated.as_ref(), new.deprecated.as_ref());
    report.sensitive(path, old.sensitive, new.sensitive);
    match (&old.values, &new.values) {
        (EnumValues::Text(old), EnumValues::Text(new)) => values(path, old, new, report),
        (EnumValues::Integer(old), EnumValues::Integer(new)) => values(path, old, new, report),
        (_, new) => {
            let (is, was) = match new {
                EnumValues::Text(_) => ("texts", "numbers"),
                EnumValues::Integer(_) => ("numbers", "texts"),
            };
            let what = format!("its values are {is} instead of {was}");
            report.breaking(path, what, "values are constructed and read differently");
        }
    }
}

fn values<T: PartialEq + Debug + Display>(
    path: &str,
    old: &[EnumVariant<T>],
    new: &[EnumVariant<T>],
    report: &mut Report,
) {
    let names = |variants: &[EnumVariant<T>]| -> Vec<String> {
        variants.iter().map(|it| it.name.clone()).collect()
    };
    if !same_order(&names(old), &names(new)) {
        let why = "`Ord` and `values()` follow the order of the model";
        report.behaviour(path, "the order of the values changed", why);
    }
    for pair in pairs(old, new, |it| it.name.as_str()) {
        let at = |it: &EnumVariant<T>| format!("{path}::{}", it.name);
        match pair {
            Pair::Removed(it) => {
                let why = match new.iter().find(|other| other.value == it.value) {
                    Some(other) => format!("the value is now called `{}`", other.name),
                    None => "code that names it does not compile".to_owned(),
                };
                report.removed(&at(it), "the value", &why);
            }
            Pair::Added(it) => {
                let why = "enums are `#[non_exhaustive]`: it was read as the open variant before";
                report.added(&at(it), "the value", why);
            }
            Pair::Both(was, is)
                if has_moved(
                    &was.value,
                    &is.value,
                    old.iter().map(|it| &it.value),
                    new.iter().map(|it| &it.value),
                ) =>
            {
                report.moved(&at(was), &was.value.to_string(), &is.value.to_string());
            }
            Pair::Both(old, new) => {
                let path = at(old);
                report.docs(&path, &old.docs, &new.docs);
                report.deprecation(&path, old.deprecated.as_ref(), new.deprecated.as_ref());
                let (was, is) = (format!("`{:?}`", old.value), format!("`{:?}`", new.value));
                let why = "requests and responses use it";
                report.value(&path, "the value on the wire", &was, &is, why);
            }
        }
    }
}

fn error(path: &str, old: &ErrorShape, new: &ErrorShape, report: &mut Report) {
    for (name, text, why) in ERROR_FACTS {
        report.value(path, name, &text(old), &text(new), why);
    }
    let message = |it: &ErrorShape| match &it.message {
        Some(MessageField { name, .. }) => format!("`{name}`"),
        None => "nothing".to_owned(),
    };
    let why = "a printed error shows it as the message of the service";
    report.value(path, "`message()`", &message(old), &message(new), why);
}

/// A fact: its name, its value as text, and its effect.
type Fact = (&'static str, fn(&ErrorShape) -> String, &'static str);

const ERROR_FACTS: [Fact; 5] = [
    (
        "`CODE`",
        |it| format!("`{}`", it.code),
        "responses with another code are not this error",
    ),
    (
        "`QUERY_CODE`",
        |it| format!("`{:?}`", it.query_code),
        "responses with another code are not this error",
    ),
    (
        "`FAULT`",
        |it| format!("`{:?}`", it.fault),
        "the side at fault: client or server",
    ),
    (
        "`STATUS`",
        |it| format!("`{:?}`", it.status),
        "the HTTP status of the error if a response has none",
    ),
    (
        "`RETRYABLE`",
        |it| format!("`{:?}`", it.retryable),
        "it determines whether and when calls that fail with it are retried",
    ),
];
