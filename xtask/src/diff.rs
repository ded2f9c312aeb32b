//! `diff`: reports the effect of changed models on users of the generated crate.

use codegen::diff::{self, ServiceChanges};
use codegen::support::diagnostic::Diagnostics;
use codegen::support::glob::Glob;

use crate::arguments::{DiffOptions, Format};
use crate::compare::{Filter, compare};
use crate::place::Place;
use crate::{Context, Outcome, models};

pub(crate) fn run(options: &DiffOptions, context: &Context) -> Outcome {
    match changes(options, context) {
        Ok(services) => {
            let show = match options.format {
                Format::Text => diff::text,
                Format::Markdown => diff::markdown,
                Format::Json => diff::json,
            };
            let equal = services.iter().all(|service| service.changes.is_empty());
            Outcome {
                output: show(&services),
                code: u8::from(!equal),
                ..Outcome::default()
            }
        }
        Err(problems) => (problems, 2).into(),
    }
}

fn changes(options: &DiffOptions, context: &Context) -> Result<Vec<ServiceChanges>, Diagnostics> {
    context.progress.begin("reading models", 0);
    let (old, new) = (Place::parse(&options.old), Place::parse(&options.new));
    let sources = |place: Result<Place, Diagnostics>| models::at(&place?);
    let (old, new) = match (sources(old), sources(new)) {
        (Ok(old), Ok(new)) => (old, new),
        (old, new) => {
            let mut found = Diagnostics::default();
            found.extend(old.err().into_iter().flatten());
            found.extend(new.err().into_iter().flatten());
            return Err(found);
        }
    };
    let filter = Filter {
        service: options.service.clone(),
        operations: options.operations.iter().map(Glob::new).collect(),
    };
    context.progress.begin("comparing models", 0);
    compare(old, new, &filter)
}
