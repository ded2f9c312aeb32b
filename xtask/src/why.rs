//! `why`: shows the operations that bring a shape into the crate.

mod crate_types;
mod find;
mod operation;
mod reached;
mod routes;

use codegen::smithy::ast::{Kind, Shape};
use codegen::support::diagnostic::Location;

use crate::arguments::WhyOptions as Options;
use crate::services::{self, Operation, Service};
use crate::{Context, Failure, Outcome};
use crate_types::CrateTypes;

/// Number of operations whose paths are shown.
const SHOWN: usize = 10;

pub(crate) fn run(options: &Options, context: &Context) -> Outcome {
    match answers(options, context) {
        Ok((answers, warnings)) => Outcome {
            code: u8::from(answers.iter().all(|it| !it.is_in_crate)),
            output: texts(&answers),
            messages: warnings,
        },
        Err(failure) => failure.into(),
    }
}

/// Answer about a shape of a service.
struct Answer {
    is_in_crate: bool,
    text: String,
}

/// A shape of a service.
struct Subject<'a> {
    service: &'a Service,
    shape: &'a Shape,
    types: &'a CrateTypes<'a>,
    /// Number of operations to show.
    shown: usize,
}

/// Returns the answers, and warnings.
fn answers(options: &Options, context: &Context) -> Result<(Vec<Answer>, String), Failure> {
    let services = services::read(&options.selection, context)?;
    let types: Vec<CrateTypes<'_>> = services.iter().map(CrateTypes::of).collect();
    let found = find::shapes(&options.shape, &services, &types)?;
    let answers = found.into_iter().map(|(index, shape)| {
        let (service, types) = (services.get(index)?, types.get(index)?);
        let subject = Subject {
            service,
            shape,
            types,
            shown: if options.all { usize::MAX } else { SHOWN },
        };
        Some(match shape.kind {
            Kind::Operation(_) => operation::answer(&subject),
            Kind::Service(_) if shape.id == service.id => Answer {
                is_in_crate: true,
                text: format!("{} is the module itself\n", subject.name()),
            },
            _ => reached::answer(&subject),
        })
    });
    Ok((answers.flatten().collect(), services::warnings(&services)))
}

fn texts(answers: &[Answer]) -> String {
    let texts: Vec<&str> = answers.iter().map(|it| it.text.as_str()).collect();
    texts.join("\n")
}

impl Subject<'_> {
    /// Returns the beginning of the answer: the shape, and the module that it was looked for in.
    fn name(&self) -> String {
        let Shape { id, kind, .. } = self.shape;
        format!("{}: `{id}`, {},", self.service.module, kind.described())
    }

    /// Returns the items of the crate that stand for the shape, for the end of a line.
    fn items(&self) -> String {
        let kind = &self.shape.kind;
        let is_type = matches!(
            kind,
            Kind::Structure | Kind::Union | Kind::Enum | Kind::IntEnum | Kind::Operation(_)
        );
        match self.types.items(self.shape.id.as_str()) {
            [] if is_type => String::new(),
            [] => ", without a type of its own".to_owned(),
            items => format!(" as `{}`", items.join("`, `")),
        }
    }

    /// Returns the setting that selects an operation.
    fn selector(&self, operation: &Operation) -> String {
        match self.service.selector(operation) {
            Some(pattern) => {
                let glob = pattern.value.as_str();
                format!("selected by `{glob}`{}", at(&pattern.location))
            }
            None => self.everything(),
        }
    }

    /// Returns the reason that all operations are selected.
    fn everything(&self) -> String {
        let Service { module, source, .. } = self.service;
        match &source.location {
            Some(location) => format!(
                "all operations are selected: no `operations` in `[service.{module}]`{}",
                at(location)
            ),
            None => "all operations are selected: there is no manifest".to_owned(),
        }
    }

    /// Returns the setting that an operation can be added to.
    fn setting(&self) -> String {
        let Service { module, source, .. } = self.service;
        let patterns = source.operations.iter().flatten();
        match (patterns.last(), &source.location) {
            (Some(last), Some(_)) if last.location.file.is_some() => {
                format!("`operations` of `[service.{module}]`{}", at(&last.location))
            }
            _ => "`--operations`".to_owned(),
        }
    }
}

/// Returns a location in parentheses.
fn at(location: &Location) -> String {
    match (&location.file, location.position) {
        (Some(file), Some((line, column))) => format!(" ({file}:{line}:{column})"),
        (Some(file), None) => format!(" ({file})"),
        // A pattern of the command line.
        (None, _) => " of `--operations`".to_owned(),
    }
}
