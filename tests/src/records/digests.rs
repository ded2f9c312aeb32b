//! The file of digests: a line for each operation that was recorded.

use super::cases::KINDS;
use crate::workspace;
use std::fs;
use std::path::PathBuf;

/// Digests that were recorded.
#[derive(Clone, Debug)]
pub struct Digests {
    lines: Vec<String>,
}

impl Digests {
    /// Returns digests with these lines.
    #[must_use]
    pub fn of(lines: &[String]) -> Self {
        let lines = lines.to_vec();
        Self { lines }
    }

    /// Reads the file.
    ///
    /// # Errors
    ///
    /// Fails if there is none.
    pub fn read() -> Result<Self, String> {
        let path = path();
        let text =
            fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        let lines = text.lines().filter(|line| !line.starts_with('#'));
        let lines = lines.map(str::to_owned).collect();
        Ok(Self { lines })
    }

    /// Writes the file.
    ///
    /// # Errors
    ///
    /// Fails if it cannot be written.
    pub fn write(&self) -> Result<(), String> {
        let head = format!(
            "# Written by `cargo run -p tests --example records -- --write`: service, operation, and digests of\n# {}.\n",
            KINDS.join(", ")
        );
        let path = path();
        let text = format!("{head}{}\n", self.lines.join("\n"));
        fs::write(&path, text).map_err(|error| format!("{}: {error}", path.display()))
    }

    /// Replaces the lines of these services.
    pub fn replace(&mut self, services: &[&str], lines: Vec<String>) {
        self.lines.retain(|line| !is_of(services, line));
        self.lines.extend(lines);
        self.lines.sort();
    }

    /// Returns what differs in the lines of these services, as messages.
    #[must_use]
    pub fn differences(&self, services: &[&str], found: &[String]) -> Vec<String> {
        let recorded = self.lines.iter().filter(|line| is_of(services, line));
        let recorded: Vec<&str> = recorded.map(String::as_str).collect();
        let of_operation = |line: &str| recorded.iter().find(|it| operation(it) == operation(line));
        let mut messages = Vec::new();
        for line in found {
            let name = operation(line);
            match of_operation(line) {
                None => messages.push(format!("{name}: not recorded")),
                Some(expected) if expected == line => {}
                Some(expected) => {
                    messages.push(format!("{name}: {} differ", kinds(expected, line)))
                }
            }
        }
        let lost = recorded.iter().map(|line| operation(line));
        let lost = lost.filter(|name| found.iter().all(|it| operation(it) != *name));
        messages.extend(lost.map(|name| format!("{name}: recorded, and no longer there")));
        messages
    }
}

fn path() -> PathBuf {
    workspace().join("tests/records/digests.txt")
}

fn is_of(services: &[&str], line: &str) -> bool {
    services
        .iter()
        .any(|service| line.split(' ').next() == Some(service))
}

/// The kinds of cases whose digests differ between two lines.
fn kinds(expected: &str, found: &str) -> String {
    let digests = expected.split(' ').zip(found.split(' ')).skip(2);
    let kinds = KINDS.iter().zip(digests);
    let kinds = kinds.filter(|(_, (expected, found))| expected != found);
    let kinds: Vec<&str> = kinds.map(|(kind, _)| *kind).collect();
    kinds.join(", ")
}

/// Service and operation of a line.
fn operation(line: &str) -> &str {
    let mut spaces = line.match_indices(' ').map(|(index, _)| index);
    let end = spaces.nth(1).unwrap_or(line.len());
    line.get(..end).unwrap_or(line)
}
