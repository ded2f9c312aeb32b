//! Pagination and waiters.

use super::pair::{Pair, pairs};
use super::report::Report;
use super::{States, spelling};
use crate::ir::{Operation, Paginated, Service, Waiter};

/// Compares the pagination of an operation.
pub(super) fn pages(old: &Operation, new: &Operation, states: States<'_>, report: &mut Report) {
    let (old_service, new_service) = (&states.old.service, &states.new.service);
    let module = &old_service.module;
    let at = |it: &Paginated| format!("{module}::Client::{}()", it.method);
    let of = format!("{module}::{}::{}", old.module(), old.name);
    let paginated = (
        old_service.paginated.get(&old.id),
        new_service.paginated.get(&new.id),
    );
    match paginated {
        (None, None) => {}
        (None, Some(it)) => {
            let why = "the operation is paginated: the method iterates over its pages";
            report.added(&at(it), "the method", why);
        }
        (Some(it), None) => {
            let why = "the operation is no longer paginated";
            report.removed(&at(it), "the method", why);
        }
        (Some(old), Some(new)) => {
            if old.method != new.method {
                let what = format!("is called `{}()`", new.method);
                report.breaking(&at(old), what, "an operation takes the name");
            }
            token(&of, (old, new), states, report);
            let last = |it: &Paginated| match &it.truncated {
                Some((member, _)) => format!("the first without `{member}`"),
                None => "the first without a token".to_owned(),
            };
            let why = "pages end there";
            report.value(&of, "the last page", &last(old), &last(new), why);
            items(&of, (old, new), states, report);
        }
    }
}

fn token(of: &str, (old, new): (&Paginated, &Paginated), states: States<'_>, report: &mut Report) {
    let (of_old, of_new) = states.types();
    let was = spelling::of(of_old, &old.token);
    let is = spelling::of(of_new, &new.token);
    if was != is {
        let what = format!("is `{is}` instead of `{was}`");
        report.breaking(
            &format!("{of}::Token"),
            what,
            "the token is of another type",
        );
    }
    let place = |it: &Paginated| {
        format!(
            "`{}` → `{}`",
            Paginated::dotted(&it.output_token),
            it.input_token
        )
    };
    let why = "the next page is requested with the value of another member";
    report.value(
        of,
        "the token of the next page",
        &place(old),
        &place(new),
        why,
    );
}

fn items(of: &str, (old, new): (&Paginated, &Paginated), states: States<'_>, report: &mut Report) {
    let (of_old, of_new) = states.types();
    let path = format!("{of}::Items");
    match (&old.items, &new.items) {
        (None, None) => {}
        (None, Some(_)) => {
            report.added(
                &path,
                "the items of a page",
                "the model names the items of a page",
            );
        }
        (Some(_), None) => {
            let why = "the model no longer names the items of a page: `Pages::items` was removed";
            report.removed(&path, "the items of a page", why);
        }
        (Some((old_place, old)), Some((new_place, new))) => {
            let (was, is) = (spelling::of(of_old, old), spelling::of(of_new, new));
            if was != is {
                let what = format!("are `{is}` instead of `{was}`");
                report.breaking(&path, what, "the type of the list changed");
            }
            let place = |path| format!("`{}`", Paginated::dotted(path));
            let why = "they come from another member";
            report.value(
                &path,
                "their path",
                &place(old_place),
                &place(new_place),
                why,
            );
        }
    }
}

/// Compares the waiters of both states, whichever operation they belong to.
pub(super) fn waiters(old: &Service, new: &Service, report: &mut Report) {
    for pair in pairs(&old.waiters, &new.waiters, |waiter| waiter.name.as_str()) {
        let at = |it: &Waiter| format!("{}::Client::{}()", old.module, it.method);
        match pair {
            Pair::Removed(it) => {
                let operation = &old.operations[it.operation];
                let gone = !new.operations.iter().any(|it| it.name == operation.name);
                let why = if gone {
                    "its operation was removed"
                } else {
                    "the waiter was removed"
                };
                report.removed(&at(it), "the waiter", why);
            }
            Pair::Added(it) => {
                report.added(&at(it), "the waiter", "a method of the client, and a type");
            }
            Pair::Both(was, is) => {
                let of_old = &old.operations[was.operation];
                let of_new = &new.operations[is.operation];
                if of_old.name != of_new.name {
                    let what = format!("calls `{}` instead of `{}`", of_new.method, of_old.method);
                    report.breaking(&at(was), what, "it takes the input of another operation");
                }
                waiter(&at(was), (old, was), (new, is), report);
            }
        }
    }
}

fn waiter(
    path: &str,
    (of_old, old): (&Service, &Waiter),
    (of_new, new): (&Service, &Waiter),
    report: &mut Report,
) {
    report.docs(path, &old.docs, &new.docs);
    report.deprecation(path, old.deprecated.as_ref(), new.deprecated.as_ref());
    if old.method != new.method {
        let what = format!("is called `{}()`", new.method);
        report.breaking(path, what, "another method takes the name");
    }
    if old.ends_with_errors() != new.ends_with_errors() {
        let what = if new.ends_with_errors() {
            "returns an `Answer`, which is an output or an error, instead of an output"
        } else {
            "returns an output instead of an `Answer`"
        };
        report.breaking(
            path,
            what,
            "the errors of the service that count as a success changed",
        );
    }
    if rules(of_old, old) != rules(of_new, new) {
        let why = "the same responses may end the wait differently, or not at all";
        report.behaviour(path, "has other acceptors", why);
    }
    let delays = |it: &Waiter| {
        let (least, most) = (it.min_delay.unwrap_or(2), it.max_delay.unwrap_or(120));
        format!("{least} to {most} s")
    };
    let why = "the time between two calls";
    report.value(path, "the delay", &delays(old), &delays(new), why);
}

/// Returns the effect of a waiter's acceptors, without their words and with names in the place of ids.
fn rules(service: &Service, waiter: &Waiter) -> String {
    let acceptors = waiter.acceptors.iter();
    let rules: Vec<_> = acceptors.map(|it| (it.state, &it.matcher)).collect();
    service.shown(&rules)
}
