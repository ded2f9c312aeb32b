//! Changes as Markdown for a pull request: breaking changes are visible, changes of documentation are folded.

use std::fmt::Write as _;

use super::{Change, Class, ServiceChanges, totals};

/// Returns the changes of all services.
pub fn markdown(services: &[ServiceChanges]) -> String {
    let mut output = String::new();
    for service in services {
        let ServiceChanges {
            module,
            shape,
            changes,
        } = service;
        // Writing to a text cannot fail.
        let _ = writeln!(output, "## `{module}`: {}\n", totals(changes));
        let _ = writeln!(output, "Code generated from `{shape}`.\n");
        for class in Class::ALL {
            let of_class: Vec<_> = changes.iter().filter(|it| it.class == class).collect();
            if !of_class.is_empty() {
                section(class, &of_class, &mut output);
            }
        }
    }
    output
}

fn section(class: Class, changes: &[&Change], output: &mut String) {
    let folded = class == Class::Documentation;
    let count = changes.len();
    let title = match class {
        Class::Breaking => "Breaking: code that compiled may no longer compile",
        Class::Additive => "Additive: new items",
        Class::Behavioural => "Behavioural: code compiles, but may behave differently",
        Class::Documentation => "Documentation",
    };
    let _ = if folded {
        writeln!(output, "<details><summary>{title} ({count})</summary>\n")
    } else {
        writeln!(output, "### {title} ({count})\n")
    };
    output.push_str("| | item | what | why |\n|---|---|---|---|\n");
    for Change {
        kind,
        path,
        what,
        why,
        ..
    } in changes
    {
        let (what, why) = (cell(what), cell(why));
        let _ = writeln!(output, "| {kind} | `{path}` | {what} | {why} |");
    }
    output.push_str(if folded { "\n</details>\n\n" } else { "\n" });
}

/// Text that stays within its cell: a bar ends one, in code as well, and a line break ends the table.
fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace(['\r', '\n'], " ")
}
