//! The parameters of a rule set, and their sources in a client.

use super::parse::{entries, parameter_type};
use super::report::{Report, inside};
use super::rule_set::Parameter;
use crate::ir::{BuiltIn, Docs, EndpointParameter, Literal, ParameterType, Source};
use crate::lower::names::{Scope, setter_name, snake_name};
use crate::lower::rustdoc;
use crate::smithy::json::Node;

/// The built-ins, by name.
const BUILT_INS: [(&str, BuiltIn); 6] = [
    ("AWS::Region", BuiltIn::Region),
    ("AWS::UseFIPS", BuiltIn::UseFips),
    ("AWS::UseDualStack", BuiltIn::UseDualStack),
    ("SDK::Endpoint", BuiltIn::Endpoint),
    ("AWS::Auth::AccountId", BuiltIn::AccountId),
    (
        "AWS::Auth::AccountIdEndpointMode",
        BuiltIn::AccountIdEndpointMode,
    ),
];

/// Built-ins that are settings of one service: parameters that a client is told, whether the model lists them as such or not.
const SETTINGS: [&str; 7] = [
    "AWS::S3::Accelerate",
    "AWS::S3::DisableMultiRegionAccessPoints",
    "AWS::S3::ForcePathStyle",
    "AWS::S3::UseArnRegion",
    "AWS::S3::UseGlobalEndpoint",
    "AWS::S3Control::UseArnRegion",
    "AWS::STS::UseGlobalEndpoint",
];

/// Returns the built-in called `name`.
pub(crate) fn built_in(name: &str) -> Option<BuiltIn> {
    BUILT_INS
        .iter()
        .find_map(|(known, it)| (*known == name).then_some(*it))
}

/// Returns the type of a built-in.
pub(crate) fn built_in_type(built_in: BuiltIn) -> ParameterType {
    match built_in {
        BuiltIn::UseFips | BuiltIn::UseDualStack => ParameterType::Flag,
        BuiltIn::Region
        | BuiltIn::Endpoint
        | BuiltIn::AccountId
        | BuiltIn::AccountIdEndpointMode => ParameterType::Text,
    }
}

/// Decides names and sources. `client` is the trait that lists the parameters that a client is told.
pub(super) fn lower(
    parameters: &[Parameter],
    client: Option<&Node>,
    report: &mut Report<'_>,
) -> Vec<EndpointParameter> {
    let mut fields = Scope::default();
    let lowered = parameters.iter().map(|parameter| {
        let field = fields.give(snake_name(&parameter.name));
        EndpointParameter {
            name: parameter.name.clone(),
            setter: setter_name(&field),
            field,
            docs: Docs {
                lines: rustdoc::to_markdown(&parameter.documentation, &|_: &str| None),
                ..Docs::default()
            },
            deprecated: parameter.deprecated.clone(),
            ty: parameter.ty,
            default: default(parameter, report),
            source: source(parameter, client, report),
            built_in: parameter.built_in.clone(),
        }
    });
    lowered.collect()
}

/// Checks the trait that lists the parameters that a client is told: `at` each of them.
pub(super) fn check_client(
    parameters: &[EndpointParameter],
    client: &Node,
    report: &mut Report<'_>,
) {
    for (name, node) in entries(Some(client)) {
        let at = inside("", name);
        let Some(parameter) = parameters.iter().find(|it| it.name == name) else {
            let message = format!("the endpoint rules have no parameter `{name}`");
            report.error(&at, message, "add it to the rule set, or remove it here");
            continue;
        };
        let ty = node.get("type").and_then(Node::as_str).unwrap_or_default();
        if parameter_type(ty) != Some(parameter.ty) {
            let message = format!(
                "the endpoint parameter `{name}` does not have the type `{ty}` in the rule set"
            );
            report.error(&at, message, "give it the same type in both places");
        }
    }
}

/// Returns the default of a parameter. The specification requires parameters with a default to be required.
fn default(parameter: &Parameter, report: &mut Report<'_>) -> Option<Literal> {
    if parameter.default.is_some() && !parameter.required {
        let message = format!(
            "the endpoint parameter `{}` has a default and is not required",
            parameter.name
        );
        report.warning(&parameter.at, message, "it is treated as required");
    }
    parameter.default.clone()
}

fn source(parameter: &Parameter, client: Option<&Node>, report: &mut Report<'_>) -> Option<Source> {
    if client.is_some_and(|client| client.get(&parameter.name).is_some()) {
        return Some(Source::Client);
    }
    let name = parameter.built_in.as_ref()?;
    if SETTINGS.contains(&name.as_str()) {
        return Some(Source::Client);
    }
    let at = inside(&parameter.at, "builtIn");
    let Some(built_in) = built_in(name) else {
        let message = format!(
            "the built-in `{name}` of the endpoint parameter `{}` is unknown",
            parameter.name
        );
        report.warning(&at, message, "the parameter keeps its default");
        return None;
    };
    if built_in_type(built_in) != parameter.ty {
        let message = format!(
            "the endpoint parameter `{}` does not have the type of its built-in `{name}`",
            parameter.name
        );
        report.error(&at, message, "give the parameter the type of the built-in");
    }
    Some(Source::BuiltIn(built_in))
}
