//! Unions of events: the exceptions that end a stream.

use super::pair::{Pair, pairs};
use super::report::Report;
use crate::ir::{EventError, Union};

/// Compares the exceptions of the union at `path`, which are errors of the operations with its events.
pub(super) fn exceptions(path: &str, old: &Union, new: &Union, report: &mut Report) {
    let errors = |union: &Union| union.event_errors.clone().unwrap_or_default();
    let what = |error: &EventError| format!("the exception `{}`", error.member);
    for pair in pairs(&errors(old), &errors(new), |it| it.member.as_str()) {
        match pair {
            Pair::Removed(it) => {
                let why = "a stream that ends with it ends with an unknown error";
                report.behaviour(path, format!("{} was removed", what(it)), why);
            }
            Pair::Added(it) => {
                let why = "a stream that ends with it ended with an unknown error before";
                report.added(path, &what(it), why);
            }
            Pair::Both(was, is) if was.code != is.code => {
                let what = format!("{} is `{}` instead of `{}`", what(was), is.code, was.code);
                report.behaviour(
                    path,
                    what,
                    "a stream that ends with it ends with another error",
                );
            }
            Pair::Both(..) => {}
        }
    }
}
