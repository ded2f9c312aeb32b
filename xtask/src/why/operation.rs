//! Answer about an operation.

use codegen::smithy::ast::Shape;

use super::{Answer, Subject};
use crate::services::State;

pub(super) fn answer(subject: &Subject<'_>) -> Answer {
    let Shape { id, .. } = subject.shape;
    let name = subject.name();
    let mut operations = subject.service.operations.iter();
    let operation = operations.find(|it| it.id == *id);
    let text = match operation.map(|it| (it, &it.state)) {
        Some((operation, State::Selected)) => {
            let selector = subject.selector(operation);
            format!("{name} is in the crate{}\n{selector}\n", module(subject))
        }
        Some((_, State::NotSelected)) => {
            let (name_of_it, setting) = (id.name(), subject.setting());
            format!(
                "{name} is not in the crate: no pattern matches it\nto select it, add `{name_of_it}` to {setting}\n"
            )
        }
        Some((_, State::Unsupported(reason))) => format!("{name} is not in the crate: {reason}\n"),
        None => format!(
            "{name} is not in the crate: it is not an operation of `{}`\n",
            subject.service.id
        ),
    };
    Answer {
        is_in_crate: operation.is_some_and(|it| it.state == State::Selected),
        text,
    }
}

/// Returns the module of an operation, for the end of a line.
fn module(subject: &Subject<'_>) -> String {
    let items = subject.types.items(subject.shape.id.as_str());
    let module = items.first().and_then(|it| it.rsplit_once("::"));
    module.map_or_else(String::new, |(module, _)| format!(" as `{module}`"))
}
