//! Structures and their fields.

use super::constraint::Defaults;
use super::pair::{Pair, pairs, same_order};
use super::report::Report;
use super::{States, binding, constraint, constructor, spelling, xml};
use crate::ir::{Field, Presence, Role, Structure};
use crate::output::meaning::has_moved;

/// Compares the structure at `path`.
pub(super) fn compare(
    path: &str,
    (old, new): (&Structure, &Structure),
    states: States<'_>,
    report: &mut Report,
) {
    report.docs(path, &old.docs, &new.docs);
    report.deprecation(path, old.deprecated.as_ref(), new.deprecated.as_ref());
    report.sensitive(path, old.sensitive, new.sensitive);
    constructor::compare(path, (old, new), states, report);
    order(path, old, new, report);
    traits(path, old, new, report);
    let (of_old, of_new) = states.types();
    for pair in pairs(&old.fields, &new.fields, |field| field.name.as_str()) {
        let at = |field: &Field| format!("{path}::{}", field.name);
        match pair {
            Pair::Removed(field) => {
                let why = match renamed(field, new) {
                    Some(name) => format!("another member took its name: it is now `{name}`"),
                    None => "code that names the field does not compile".to_owned(),
                };
                report.removed(&at(field), "the field", &why);
            }
            Pair::Added(field) => {
                let why = "structures are `#[non_exhaustive]`: no code names all fields";
                report.added(&at(field), "the field", why);
            }
            Pair::Both(before, after) => {
                field(&at(before), (before, after), (old, new), states, report);
                let is_unset = |it: &Field| it.presence == Presence::Optional;
                let defaults = if old.role == Role::Input && is_unset(before) && is_unset(after) {
                    Defaults::TheService
                } else {
                    Defaults::Ours
                };
                let was = (old.shape.as_str(), before.member.as_str());
                let is = (new.shape.as_str(), after.member.as_str());
                if spelling::of(of_old, &before.ty) == spelling::of(of_new, &after.ty) {
                    constraint::compare(states, &at(before), was, is, defaults, report);
                }
            }
        }
    }
}

/// Compares the traits of Rust that a structure implements: those of values, unless a member is a stream.
fn traits(path: &str, old: &Structure, new: &Structure, report: &mut Report) {
    match (old.stream(), new.stream()) {
        (None, Some(_)) => {
            let what = "no longer implements `Clone` and `PartialEq`";
            report.breaking(
                path,
                what,
                "a stream is read once: it is neither copied nor compared",
            );
        }
        (Some(_), None) => {
            let what = "implements `Clone` and `PartialEq`";
            report.more(path, what, "it no longer has a stream");
        }
        _ => {}
    }
}

/// The members that both have, in their order: it is that of the JSON written, and of what `Debug` shows.
fn order(path: &str, old: &Structure, new: &Structure, report: &mut Report) {
    let names = |structure: &Structure| -> Vec<String> {
        let fields = structure.fields.iter();
        fields.map(|field| field.name.clone()).collect()
    };
    if !same_order(&names(old), &names(new)) {
        let why = "written JSON and `Debug` have them in the order of the model";
        report.behaviour(path, "the order of the fields changed", why);
    }
}

/// Returns the name in `new` of the field of the same member.
fn renamed<'a>(field: &Field, new: &'a Structure) -> Option<&'a str> {
    let mut fields = new.fields.iter();
    let field = fields.find(|it| it.member == field.member)?;
    Some(&field.name)
}

fn field(
    path: &str,
    (old, new): (&Field, &Field),
    (before, after): (&Structure, &Structure),
    states: States<'_>,
    report: &mut Report,
) {
    let (of_old, of_new) = states.types();
    let was = spelling::of_member(of_old, &old.ty, &old.presence);
    let is = spelling::of_member(of_new, &new.ty, &new.presence);
    report.docs(path, &old.docs, &new.docs);
    report.deprecation(path, old.deprecated.as_ref(), new.deprecated.as_ref());
    report.sensitive(path, old.sensitive, new.sensitive);
    let has_moved = has_moved(
        &old.member,
        &new.member,
        before.fields.iter().map(|it| &it.member),
        after.fields.iter().map(|it| &it.member),
    );
    if has_moved {
        if was == is && old.setter == new.setter {
            report.moved(path, &old.member, &new.member);
        } else {
            let what = match renamed(old, after) {
                Some(name) => format!("is another member; the former one is now `{name}`"),
                None => "is another member; the former one was removed".to_owned(),
            };
            report.breaking(path, what, "another member of another type took its name");
        }
        return;
    }
    binding::member(path, old, new, after.role, report);
    xml::form(path, &old.form, &new.form, report);
    if was != is {
        let same_value = spelling::of(of_old, &old.ty) == spelling::of(of_new, &new.ty);
        let what = format!("is `{is}` instead of `{was}`");
        report.breaking(path, what, reason(same_value, old, new));
    } else if spelling::format(&old.ty) != spelling::format(&new.ty) {
        let why =
            "the same time is written differently in requests, and read differently in responses";
        report.behaviour(path, "has another timestamp format", why);
    }
    preset(path, old, new, report);
    setter(path, (old, new), was == is, report);
    match (old.idempotency_token, new.idempotency_token) {
        (false, true) => {
            let why = "the client generates one for a call that omits it";
            report.behaviour(path, "is an idempotency token", why);
        }
        (true, false) => {
            let why = "the client no longer generates one for a call that omits it";
            report.behaviour(path, "is no longer an idempotency token", why);
        }
        _ => {}
    }
}

/// Compares the setters. Setters of a field of another type, or of a member of `new`, are not mentioned.
fn setter(path: &str, (old, new): (&Field, &Field), is_same_type: bool, report: &mut Report) {
    let (parent, _) = path.rsplit_once("::").unwrap_or_default();
    let at = |name: &str| format!("{parent}::{name}()");
    match (&old.setter, &new.setter) {
        (Some(was), Some(is)) if was != is => {
            let why = "another method takes the name";
            report.breaking(&at(was), format!("is called `{is}`"), why);
        }
        (Some(was), None) if is_same_type => {
            let why = "the member is now required, without a default: `new` takes it";
            report.removed(&at(was), "the setter", why);
        }
        (None, Some(is)) if is_same_type => {
            let why = "the member now has a default: `new` does not take it";
            report.added(&at(is), "the setter", why);
        }
        _ => {}
    }
}

/// Returns the reason for a field's other type.
fn reason(same_value: bool, old: &Field, new: &Field) -> &'static str {
    match (&old.presence, &new.presence) {
        _ if !same_value => "its value is of another type",
        (Presence::Required, Presence::Optional) => "the member is no longer required",
        (Presence::Optional, Presence::Required) => "the member is now required",
        (Presence::Defaulted(_), _) => "the member no longer has a default",
        (_, Presence::Defaulted(_)) => "the member now has a default",
        _ => "its value is of another type",
    }
}

/// Compares the defaults.
fn preset(path: &str, old: &Field, new: &Field, report: &mut Report) {
    // Compared as text, for a default may be NaN, which equals nothing.
    let shown = |field: &Field| match &field.presence {
        Presence::Defaulted(value) => Some(spelling::of_default(value)),
        Presence::Required | Presence::Optional => None,
    };
    if let (Some(was), Some(is)) = (shown(old), shown(new)) {
        let why = "`new` sets it, and it replaces a value that a response lacks";
        report.value(path, "the default", &was, &is, why);
    }
}
