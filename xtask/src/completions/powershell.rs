//! Script for PowerShell: a table of words for each command. The shell completes paths if no word matches.

use super::{PROGRAM, about, operands, options};
use crate::arguments::COMMANDS;
use crate::arguments::spec::{Spec, Values};

pub(super) fn script() -> String {
    let commands = COMMANDS.iter().map(|it| entry(it.name, it.about));
    let of_commands = COMMANDS.iter().map(|it| of_command(it));
    let values = COMMANDS.iter().flat_map(|it| values(it));
    format!(
        r#"Register-ArgumentCompleter -Native -CommandName {PROGRAM} -ScriptBlock {{
    param($wordToComplete, $commandAst, $cursorPosition)
    $before = @($commandAst.CommandElements |
        Where-Object {{ $_.Extent.EndOffset -lt $cursorPosition }} |
        ForEach-Object {{ $_.ToString() }})
    $command = if ($before.Count -gt 1) {{ $before[1] }} else {{ '' }}
    $words = switch ("$command $($before[-1])") {{
{values}        default {{
            switch ($command) {{
                '' {{ [ordered]@{{ {commands}{help}{version} }} }}
{of_commands}                default {{ [ordered]@{{}} }}
            }}
        }}
    }}
    $words.GetEnumerator() | Where-Object {{ $_.Key -like "$wordToComplete*" }} | ForEach-Object {{
        [System.Management.Automation.CompletionResult]::new($_.Key, $_.Key, 'ParameterValue', $_.Value)
    }}
}}
"#,
        commands = commands.collect::<String>(),
        help = entry("--help", "show the help"),
        version = entry("--version", "print the version"),
        of_commands = of_commands.collect::<String>(),
        values = values.collect::<String>(),
    )
}

fn of_command(spec: &Spec) -> String {
    let (words, _) = operands(spec);
    let options = options(spec).map(|it| entry(it.long, &about(it)));
    let entries: String = options
        .chain(words.into_iter().map(|it| entry(it, it)))
        .collect();
    format!(
        "                '{}' {{ [ordered]@{{ {entries} }} }}\n",
        spec.name
    )
}

/// Returns the words after each option that takes a value.
fn values(spec: &Spec) -> impl Iterator<Item = String> {
    options(spec).filter_map(|option| {
        let words: &[&str] = match option.value?.values {
            Values::Of(words) => words,
            Values::Paths | Values::Text => &[],
        };
        let entries: String = words.iter().map(|it| entry(it, it)).collect();
        Some(format!(
            "        '{} {}' {{ [ordered]@{{ {entries} }} }}\n",
            spec.name, option.long
        ))
    })
}

fn entry(word: &str, about: &str) -> String {
    format!("{} = {}; ", quoted(word), quoted(about))
}

/// Quotes a word for PowerShell.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}
