//! Parser of a command line, by the [`Spec`] of its command.

use std::ffi::OsString;
use std::path::PathBuf;
use std::vec::IntoIter;

use codegen::support::suggest;

use super::spec::{Opt, Spec, Values};

/// Options and operands on the command line of a command.
#[derive(Debug)]
pub(super) struct Given {
    options: Vec<(&'static str, OsString)>,
    operands: IntoIter<OsString>,
}

/// Parses `words`, the arguments after the command. The error describes the first mistake.
pub(super) fn parse(
    spec: &Spec,
    words: impl IntoIterator<Item = OsString>,
) -> Result<Given, String> {
    let mut words = words.into_iter();
    let mut options = Vec::new();
    let mut operands = Vec::new();
    while let Some(word) = words.next() {
        if word == "--" {
            operands.extend(words);
            break;
        }
        let Some(text) = word.to_str().filter(|it| it.starts_with('-')) else {
            operands.push(word);
            continue;
        };
        let (name, value) = match text.split_once('=') {
            Some((name, value)) => (name, Some(OsString::from(value))),
            None => (text, None),
        };
        let opt = find(spec, name)?;
        let value = match (opt.value, value) {
            (None, None) => OsString::new(),
            (None, Some(_)) => return Err(format!("`{name}` takes no value")),
            (Some(_), value) => checked(opt, value.or_else(|| words.next()))?,
        };
        if !opt.is_repeated && options.iter().any(|(long, _)| *long == opt.long) {
            return Err(format!("`{name}` is given twice"));
        }
        options.push((opt.long, value));
    }
    check_operands(spec, &operands)?;
    let mut needed = spec.options.iter().filter(|it| it.is_needed);
    if let Some(missing) = needed.find(|it| options.iter().all(|(long, _)| *long != it.long)) {
        return Err(format!("`{}` needs `{}`", spec.name, missing.usage()));
    }
    Ok(Given {
        options,
        operands: operands.into_iter(),
    })
}

fn find(spec: &Spec, name: &str) -> Result<&'static Opt, String> {
    let mut options = spec.options.iter();
    let is_called = |it: &&Opt| it.long == name || it.short == Some(name);
    options.find(is_called).ok_or_else(|| {
        let known = spec.options.iter().map(|it| it.long);
        let message = format!("unknown option `{name}`");
        match suggest::nearest(name, known) {
            Some(nearest) => format!("{message}; did you mean `{nearest}`?"),
            None => message,
        }
    })
}

/// Returns the value of an option, if it is valid.
fn checked(opt: &Opt, value: Option<OsString>) -> Result<OsString, String> {
    let Some(kind) = opt.value else {
        return Ok(OsString::new());
    };
    let needs = format!("`{}` needs {}", opt.long, kind.what);
    let value = value.filter(|it| !it.is_empty()).ok_or(needs.clone())?;
    check_value(kind.values, &value, &needs)?;
    Ok(value)
}

fn check_value(values: Values, value: &OsString, needs: &str) -> Result<(), String> {
    let shown = value.display();
    match (values, value.to_str()) {
        (Values::Paths, _) | (Values::Text, Some(_)) => Ok(()),
        (Values::Of(known), Some(text)) if known.contains(&text) => Ok(()),
        (Values::Of(known), Some(text)) => {
            Err(match suggest::nearest(text, known.iter().copied()) {
                Some(nearest) => format!("{needs}, not `{text}`; did you mean `{nearest}`?"),
                None => format!("{needs}, not `{text}`"),
            })
        }
        (_, None) => Err(format!("{needs}, and `{shown}` is not UTF-8")),
    }
}

fn check_operands(spec: &Spec, operands: &[OsString]) -> Result<(), String> {
    if let Some(extra) = operands.get(spec.operands.len()) {
        return Err(format!("unknown argument `{}`", extra.display()));
    }
    let needed = spec.operands.iter().filter(|it| it.is_needed);
    let needed: Vec<_> = needed.map(|it| it.name).collect();
    let needs = format!("`{}` needs {}", spec.name, needed.join(" and "));
    for (index, operand) in spec.operands.iter().enumerate() {
        match operands.get(index) {
            Some(value) if !value.is_empty() => check_value(operand.values, value, &needs)?,
            None if !operand.is_needed => {}
            _ => return Err(needs),
        }
    }
    Ok(())
}

impl Given {
    /// Returns true if the option is given.
    pub(super) fn has(&self, long: &str) -> bool {
        self.options.iter().any(|(it, _)| *it == long)
    }

    /// Returns the values of the option, in their order.
    pub(super) fn values(&self, long: &str) -> impl Iterator<Item = &OsString> {
        let options = self.options.iter();
        options
            .filter(move |(it, _)| *it == long)
            .map(|(_, value)| value)
    }

    /// Returns the value of the option as a path.
    pub(super) fn path(&self, long: &str) -> Option<PathBuf> {
        self.values(long).next().map(PathBuf::from)
    }

    /// Returns the values of the option as strings, which [`parse`] has validated.
    pub(super) fn texts(&self, long: &str) -> impl Iterator<Item = String> {
        self.values(long)
            .map(|value| value.to_string_lossy().into_owned())
    }

    /// Returns the next operand.
    pub(super) fn operand(&mut self) -> Option<OsString> {
        self.operands.next()
    }

    /// Returns the next operand as a string, which [`parse`] has validated.
    pub(super) fn text_operand(&mut self) -> Option<String> {
        self.operand()
            .map(|value| value.to_string_lossy().into_owned())
    }
}
