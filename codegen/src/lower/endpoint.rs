//! Endpoint rules (`smithy.rules#endpointRuleSet`), compiled: trait → `rule_set` → [`ir::EndpointRules`].
//!
//! `parse` reads the trait, with a diagnostic that points at the place for each thing that is wrong with it. `blocks`
//! turns rules into steps of a function, which ends early: rules that start with the same conditions go into one `if`.
//! `expression` checks the types of what conditions and results say on the way, and `host` has values checked that become
//! part of a host. `tidy` drops names that nothing uses,
//! `share` makes functions of what occurs twice or is long, and `flatten` takes an indentation away where a single rule
//! is left.
//!
//! `context` says what operations bind to the parameters of the rules, through `place` where that is something inside
//! their inputs.
//!
//! The specification: <https://smithy.io/2.0/additional-specs/rules-engine/specification.html>.

mod attribute;
mod blocks;
mod choice;
mod context;
mod expression;
mod flatten;
mod function;
mod host;
mod names;
mod outcome;
mod parameters;
mod parse;
mod path;
mod rule_set;
mod share;
mod template;
mod tidy;
mod visit;

use std::collections::BTreeMap;

use crate::ir::{self, EndpointBinding, EndpointRules, Operation, OperationId, Types};
use crate::smithy::ast::{Shape, Traits};
use crate::smithy::json::Node;
use crate::smithy::model::Model;
use crate::smithy::traits::id;
use crate::support::diagnostic::{Diagnostic, Diagnostics};

use crate::smithy::report::{self, Report};

pub(crate) use blocks::opposite;
pub(crate) use parameters::{built_in, built_in_type};
pub(crate) use parse::{entries, literal};

/// Values of operations for the parameters of the rules.
type Bindings = BTreeMap<OperationId, Vec<EndpointBinding>>;

/// Compiles the endpoint rules of the service with the shape `shape`, if it has any, and binds the values of `operations`
/// to their parameters.
pub(crate) fn compile(
    shape: &Shape,
    types: &Types,
    operations: &[(&Operation, &Shape)],
    model: &Model,
    found: &mut Diagnostics,
) -> (Option<EndpointRules>, Bindings) {
    let at = |trait_id| model.trait_location(shape, trait_id);
    if let Some(node) = shape.traits.get(id::ENDPOINT_RULE_SET) {
        let mut report = Report::new(at(id::ENDPOINT_RULE_SET), found);
        let Some(rules) = rules(node, &shape.traits, &mut report) else {
            return (None, Bindings::new());
        };
        if let Some(client) = shape.traits.get(id::CLIENT_CONTEXT_PARAMS) {
            let mut report = Report::new(at(id::CLIENT_CONTEXT_PARAMS), found);
            parameters::check_client(&rules.parameters, client, &mut report);
        }
        let bindings = context::bind(types, &rules, model, operations, found);
        return (Some(rules), bindings);
    }
    if shape.traits.contains_key(id::ENDPOINT_BDD) {
        let message = format!(
            "the endpoint rules are given only as `{}`, which is not supported",
            id::ENDPOINT_BDD
        );
        let help = format!("add the same rules as `{}`", id::ENDPOINT_RULE_SET);
        let diagnostic = Diagnostic::error(message).at(at(id::ENDPOINT_BDD));
        found.push(diagnostic.help(help));
    } else {
        context::warn(shape, model, operations, found);
    }
    (None, Bindings::new())
}

/// Reads an endpoint that uses no parameters: the expectation of a test.
pub(crate) fn constant(node: &Node, at: &str, report: &mut Report<'_>) -> Option<ir::Endpoint> {
    let endpoint = parse::endpoint(node, at, report);
    outcome::constant(&endpoint, report)
}

/// Returns the rules of a service, without what its operations say. Errors go to the report; `None` stands for them.
fn rules(node: &Node, traits: &Traits, report: &mut Report<'_>) -> Option<EndpointRules> {
    let set = parse::rule_set(node, report)?;
    let client = traits.get(id::CLIENT_CONTEXT_PARAMS);
    let parameters = parameters::lower(&set.parameters, client, report);
    let mut body = blocks::lower(&set, &parameters, report)?;
    tidy::run(&mut body);
    let mut functions = share::run(body, &parameters);
    for function in &mut functions {
        flatten::run(&mut function.body);
    }
    Some(EndpointRules {
        parameters,
        functions,
    })
}
