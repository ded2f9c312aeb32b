//! Endpoint rules and their parameters.

use super::pair::{Pair, pairs};
use super::report::Report;
use crate::ir::{EndpointParameter, EndpointRules, ParameterType, Service};

/// Compares the rules of the service.
pub(super) fn compare(old: &Service, new: &Service, report: &mut Report) {
    let path = format!("{}::endpoint", old.module);
    match (&old.endpoint, &new.endpoint) {
        (None, None) => {}
        (None, Some(_)) => {
            let why = "the model has endpoint rules: an endpoint URL need not be configured";
            report.added(&path, "the module", why);
        }
        (Some(_), None) => {
            let why = "the model no longer has endpoint rules: an endpoint URL must be configured";
            report.removed(&path, "the module", why);
        }
        (Some(old), Some(new)) => rules(&path, old, new, report),
    }
}

fn rules(path: &str, old: &EndpointRules, new: &EndpointRules, report: &mut Report) {
    // The documentation of a function is made from the rules.
    if old.functions != new.functions {
        let what = "the rules changed";
        let why = "requests may be sent to another host, rejected, or signed for another region";
        report.behaviour(&format!("{path}::resolve()"), what, why);
    }
    let path = format!("{path}::Parameters");
    if borrows(old) != borrows(new) {
        let why = "the type borrows if a parameter is a string";
        let what = if borrows(new) {
            "has a lifetime"
        } else {
            "no longer has a lifetime"
        };
        report.breaking(&path, what, why);
    }
    for pair in pairs(&old.parameters, &new.parameters, |it| &it.setter) {
        let at = |it: &EndpointParameter| format!("{path}::{}()", it.setter);
        match pair {
            Pair::Removed(it) => {
                let why = "code that sets the parameter does not compile";
                report.removed(&at(it), "the parameter", why);
            }
            Pair::Added(it) => report.added(&at(it), "the parameter", "setting it is optional"),
            Pair::Both(old, new) => parameter(&at(old), old, new, report),
        }
    }
}

fn parameter(path: &str, old: &EndpointParameter, new: &EndpointParameter, report: &mut Report) {
    if old.ty != new.ty {
        let what = format!("takes `{}` instead of `{}`", spelt(new.ty), spelt(old.ty));
        report.breaking(path, what, "its value is of another type");
    }
    report.docs(path, &old.docs, &new.docs);
    let text = |it: &EndpointParameter| format!("`{:?}`", it.default);
    let why = "the rules use it if the parameter is not set";
    report.value(path, "the default", &text(old), &text(new), why);
    let text = |it: &EndpointParameter| match it.source {
        Some(source) => format!("`{source:?}`"),
        None => "set by operations".to_owned(),
    };
    let why = "another value reaches the rules";
    report.value(path, "its source", &text(old), &text(new), why);
    // No attribute says it, for it is generated code that sets parameters.
    if old.deprecated != new.deprecated {
        let what = match &new.deprecated {
            Some(note) => format!("is deprecated: {note}"),
            None => "is no longer deprecated".to_owned(),
        };
        report.behaviour(
            path,
            what,
            "its documentation says so, but the compiler does not warn",
        );
    }
}

fn borrows(rules: &EndpointRules) -> bool {
    let mut parameters = rules.parameters.iter();
    parameters.any(|it| it.ty != ParameterType::Flag)
}

fn spelt(ty: ParameterType) -> &'static str {
    match ty {
        ParameterType::Text => "&str",
        ParameterType::Flag => "bool",
        ParameterType::List => "Vec<&str>",
    }
}
