//! Answer about a shape that operations reach by members.

use std::fmt::Write as _;

use codegen::smithy::reach::Role;

use super::routes::{Path, Route, Routes};
use super::{Answer, Subject};
use crate::services::State;

pub(super) fn answer(subject: &Subject<'_>) -> Answer {
    let Routes { routes, errors } = Routes::of(subject);
    let of = |is_wanted: fn(&State) -> bool| -> Vec<&Route<'_>> {
        let routes = routes.iter();
        routes.filter(|it| is_wanted(&it.operation.state)).collect()
    };
    let selected = of(|it| *it == State::Selected);
    if !selected.is_empty() || !errors.is_empty() {
        return Answer {
            is_in_crate: true,
            text: present(subject, &selected, &errors),
        };
    }
    let others = of(|it| *it == State::NotSelected);
    let unsupported = of(|it| matches!(it, State::Unsupported(_)));
    let name = subject.name();
    let text = match (others.as_slice(), unsupported.as_slice()) {
        ([], []) => format!("{name} is not in the crate: {}\n", unreached(subject)),
        ([], unsupported) => {
            let head = "only unsupported operations reach it";
            format!(
                "{name} is not in the crate: {head}\n\n{}",
                list(subject, unsupported)
            )
        }
        (others, _) => format!(
            "{name} is not in the crate: no selected operation reaches it\n\
             to bring it in, add {} to {}:\n\n{}",
            if others.len() == 1 {
                "this operation"
            } else {
                "one of these operations"
            },
            subject.setting(),
            list(subject, others)
        ),
    };
    Answer {
        is_in_crate: false,
        text,
    }
}

/// Returns the text about a shape in the crate.
fn present(subject: &Subject<'_>, selected: &[&Route<'_>], errors: &[Path]) -> String {
    let mut text = format!("{} is in the crate{}", subject.name(), subject.items());
    let all = subject.service.selected().count();
    let _ = match selected.len() {
        0 => writeln!(text),
        1 => writeln!(text, "\n1 of {all} selected operations reaches it"),
        count => writeln!(text, "\n{count} of {all} selected operations reach it"),
    };
    if subject.service.source.operations.is_none() && !selected.is_empty() {
        let _ = writeln!(text, "{}", subject.everything());
    }
    if !errors.is_empty() {
        text.push_str("\n  every operation, since its errors include those of the service\n");
        text.extend(errors.iter().map(line));
    }
    if !selected.is_empty() {
        let _ = write!(text, "\n{}", list(subject, selected));
    }
    text
}

/// Returns the operations with their paths.
fn list(subject: &Subject<'_>, routes: &[&Route<'_>]) -> String {
    let mut text = String::new();
    for route in routes.iter().take(subject.shown) {
        let name = route.operation.id.name();
        let _ = match &route.operation.state {
            State::Selected if subject.service.source.operations.is_some() => {
                let selector = subject.selector(route.operation);
                writeln!(text, "  {name}, {selector}")
            }
            State::Unsupported(reason) => writeln!(text, "  {name}: {reason}"),
            State::Selected | State::NotSelected => writeln!(text, "  {name}"),
        };
        text.extend(route.paths.iter().map(line));
    }
    if let Some(more) = routes.len().checked_sub(subject.shown).filter(|it| *it > 0) {
        let _ = writeln!(
            text,
            "  and {more} more, with paths as long or longer (`--all` shows them)"
        );
    }
    text
}

fn line(path: &Path) -> String {
    let role = match path.role {
        Role::Input => "input",
        Role::Output => "output",
        Role::Error => "error",
    };
    format!("    {role}: {}\n", path.text)
}

/// Returns the reason that no operation reaches the shape.
fn unreached(subject: &Subject<'_>) -> String {
    let shape = subject.shape;
    if shape.traits.contains_key("smithy.api#mixin") {
        return "it is a mixin, whose members are part of the shapes that use it".to_owned();
    }
    if shape.traits.contains_key("smithy.api#trait") {
        return "it defines a trait".to_owned();
    }
    let service = &subject.service.id;
    format!("no operation of `{service}` reaches it, so that no choice of operations brings it in")
}
