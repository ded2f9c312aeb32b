//! Pagination and waiters.

use super::pair::{Pair, pairs};
use super::report::Report;
use super::spelling;
use crate::ir::waiter::{Acceptor, Matcher, WaiterState};
use crate::ir::{Operation, Paginated, Service, Waiter};

/// Compares the pagination of an operation.
pub(super) fn pages(module: &str, old: &Operation, new: &Operation, report: &mut Report) {
    let at = |it: &Paginated| format!("{module}::Client::{}()", it.method);
    let of = format!("{module}::operation::{}::{}", old.method, old.name);
    match (&old.paginated, &new.paginated) {
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
            token(&of, old, new, report);
            items(&of, old, new, report);
        }
    }
}

fn token(of: &str, old: &Paginated, new: &Paginated, report: &mut Report) {
    let (was, is) = (spelling::of(&old.token), spelling::of(&new.token));
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

fn items(of: &str, old: &Paginated, new: &Paginated, report: &mut Report) {
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
            let (was, is) = (spelling::of(old), spelling::of(new));
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
    let (before, after) = (all(old), all(new));
    for pair in pairs(&before, &after, |(_, waiter)| waiter.name.as_str()) {
        let at = |it: &Waiter| format!("{}::Client::{}()", old.module, it.method);
        match pair {
            Pair::Removed((operation, it)) => {
                let gone = !new.operations.iter().any(|it| it.name == operation.name);
                let why = if gone {
                    "its operation was removed"
                } else {
                    "the waiter was removed"
                };
                report.removed(&at(it), "the waiter", why);
            }
            Pair::Added((_, it)) => {
                report.added(&at(it), "the waiter", "a method of the client, and a type");
            }
            Pair::Both((of_old, old), (of_new, new)) => {
                if of_old.name != of_new.name {
                    let what = format!("calls `{}` instead of `{}`", of_new.method, of_old.method);
                    report.breaking(&at(old), what, "it takes the input of another operation");
                }
                waiter(&at(old), old, new, report);
            }
        }
    }
}

fn all(service: &Service) -> Vec<(&Operation, &Waiter)> {
    let operations = service.operations.iter();
    operations
        .flat_map(|operation| operation.waiters.iter().map(move |it| (operation, it)))
        .collect()
}

fn waiter(path: &str, old: &Waiter, new: &Waiter, report: &mut Report) {
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
    if !old
        .acceptors
        .iter()
        .map(rule)
        .eq(new.acceptors.iter().map(rule))
    {
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

/// Returns the effect of an acceptor, without its words.
fn rule(acceptor: &Acceptor) -> (WaiterState, &Matcher) {
    (acceptor.state, &acceptor.matcher)
}
