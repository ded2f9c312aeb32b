//! The generator without files and without rustfmt, which takes longer than all the rest.

use std::path::Path;

use codegen::emit;
use codegen::ir::ModelTests;
use codegen::lower::lower;
use codegen::manifest::{Manifest, Pins};
use codegen::smithy::ast;
use codegen::smithy::ast::File;
use codegen::smithy::model::Model;
use codegen::smithy::select::{Request, select};
use codegen::support::diagnostic::{Diagnostic, Diagnostics, Location, Severity};
use codegen::support::glob::Glob;
use codegen::support::located::Located;

use super::Input;

/// How the generator took an input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It was refused, with a reason.
    Refused,
    /// It was taken, and what came of it is Rust.
    Taken,
}

/// Runs the generator on `input`.
///
/// # Errors
/// What should not be: a refusal without a reason, or output that is no Rust.
pub fn judge(input: &Input) -> Result<Verdict, String> {
    match input {
        Input::Manifest(text) => match Manifest::parse(text, Path::new("folder/codegen.toml")) {
            Ok(_) => Ok(Verdict::Taken),
            Err(problems) => refused(&problems),
        },
        // The generator reads files as UTF-8 before anything else.
        Input::Model(bytes) => match std::str::from_utf8(bytes) {
            Ok(text) => model(text),
            Err(_) => Ok(Verdict::Refused),
        },
    }
}

fn model(text: &str) -> Result<Verdict, String> {
    let mut found = Diagnostics::default();
    let assembled =
        ast::read("model.json", text).and_then(|file: File| Model::assemble(vec![file]));
    let model = match assembled {
        Ok(model) => model,
        Err(problems) => return refused(&problems),
    };
    let location = Location::default();
    let operations = [Located {
        value: Glob::new("*"),
        location: location.clone(),
    }];
    let request = Request {
        module: "service",
        location: &location,
        service: None,
        operations: &operations,
        protocol: None,
    };
    let selection = select(&model, request, &mut found);
    let service =
        selection.and_then(|it| lower("service", &model, &it, None, &Pins::default(), &mut found));
    let Some(service) = service.filter(|_| !found.has_errors()) else {
        return refused(&found);
    };
    for (path, tokens) in emit::service("written", &service, &ModelTests::default()) {
        syn::parse2::<syn::File>(tokens).map_err(|error| format!("{path} is no Rust: {error}"))?;
    }
    Ok(Verdict::Taken)
}

/// A refusal has to say why, and what to do.
pub fn refused(problems: &Diagnostics) -> Result<Verdict, String> {
    let mut errors = problems
        .iter()
        .filter(|it| it.severity == Severity::Error)
        .peekable();
    if errors.peek().is_none() {
        return Err(format!("refused without an error: {problems}"));
    }
    match errors.find(|it| is_empty(it)) {
        Some(error) => Err(format!("refused without words: {error:?}")),
        None => Ok(Verdict::Refused),
    }
}

fn is_empty(diagnostic: &Diagnostic) -> bool {
    diagnostic.message.trim().is_empty() || diagnostic.to_string().trim().is_empty()
}
