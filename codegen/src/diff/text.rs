//! Changes as text for a terminal.

use std::fmt::Write as _;

use super::{Change, Class, ServiceChanges};

/// Returns the changes of all services; a service without any is one line.
pub fn text(services: &[ServiceChanges]) -> String {
    let mut output = String::new();
    for service in services {
        let ServiceChanges {
            module,
            shape,
            changes,
        } = service;
        // Writing to a text cannot fail.
        let _ = writeln!(output, "{module} ({shape}): {}", totals(changes));
        for Change {
            class,
            kind,
            path,
            what,
            why,
        } in changes
        {
            let _ = writeln!(output, "\n{class:<13} {kind:<7} {path}\n    {what}: {why}");
        }
    }
    output
}

/// Returns the number of changes of each class, in words.
pub fn totals(changes: &[Change]) -> String {
    let count = |class: Class| changes.iter().filter(|it| it.class == class).count();
    let parts: Vec<_> = Class::ALL
        .into_iter()
        .filter(|class| count(*class) > 0)
        .map(|class| format!("{} {class}", count(class)))
        .collect();
    match parts.as_slice() {
        [] => "no change".to_owned(),
        parts => parts.join(", "),
    }
}
