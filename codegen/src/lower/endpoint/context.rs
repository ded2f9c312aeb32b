//! Values that operations bind to parameters of endpoint rules.

use super::Bindings;
use super::parse::{entries, literal};
use super::report::{Report, inside};
use crate::ir::expression::Expression;
use crate::ir::{
    BoundValue, EndpointBinding, EndpointParameter, EndpointRules, Field, Operation, ParameterType,
    Presence, StructureId, Type, Types,
};
use crate::lower::expression::{Problem, Subject, compile, described, is_list_of_strings};
use crate::smithy::ast::{Member, Shape};
use crate::smithy::json::Node;
use crate::smithy::model::Model;
use crate::smithy::traits::{TraitsExt, id};
use crate::support::diagnostic::{Diagnostic, Diagnostics, Location};

/// Binds the values of `operations` to the parameters of `rules`, the most specific last: a binding without a value leaves
/// the one before it.
pub(super) fn bind(
    types: &Types,
    rules: &EndpointRules,
    model: &Model,
    operations: &[(&Operation, &Shape)],
    found: &mut Diagnostics,
) -> Bindings {
    let bind = |(operation, shape): &(&Operation, &Shape)| {
        let context = Context {
            types,
            rules,
            model,
            input: operation.input,
            shape,
        };
        let mut bindings = context.places(found);
        bindings.extend(context.members(found));
        bindings.extend(context.constants(found));
        (operation.id, bindings)
    };
    let bound = operations.iter().map(bind);
    bound.filter(|(_, bindings)| !bindings.is_empty()).collect()
}

/// Warns of bindings to endpoint parameters of a service without rules.
pub(super) fn warn(
    service: &Shape,
    model: &Model,
    operations: &[(&Operation, &Shape)],
    found: &mut Diagnostics,
) {
    let mut warn = |shape: &Shape, member: Option<&Member>, trait_id: &str| {
        let message =
            format!("the trait `{trait_id}` has no effect: the service has no endpoint rules");
        let at = location(model, shape, member, trait_id);
        let help = format!("give the service the trait `{}`", id::ENDPOINT_RULE_SET);
        found.push(Diagnostic::warning(message).at(at).help(help));
    };
    if service.traits.has(id::CLIENT_CONTEXT_PARAMS) {
        warn(service, None, id::CLIENT_CONTEXT_PARAMS);
    }
    for (_, shape) in operations {
        for trait_id in [id::STATIC_CONTEXT_PARAMS, id::OPERATION_CONTEXT_PARAMS] {
            if shape.traits.has(trait_id) {
                warn(shape, None, trait_id);
            }
        }
        let Some(input) = model.input(shape) else {
            continue;
        };
        for member in &input.members {
            if member.traits.has(id::CONTEXT_PARAM) {
                warn(input, Some(member), id::CONTEXT_PARAM);
            }
        }
    }
}

/// Returns the location of the trait's value on `shape`, or on its member.
fn location(model: &Model, shape: &Shape, member: Option<&Member>, trait_id: &str) -> Location {
    match member {
        Some(member) => model.member_location(shape, member, ["traits", trait_id]),
        None => model.trait_location(shape, trait_id),
    }
}

#[derive(Clone, Copy)]
struct Context<'a> {
    types: &'a Types,
    rules: &'a EndpointRules,
    model: &'a Model,
    input: StructureId,
    /// The shape of the operation.
    shape: &'a Shape,
}

impl<'a> Context<'a> {
    /// Returns the bindings of `operationContextParams`: values from anywhere in the input.
    fn places(self, found: &mut Diagnostics) -> Vec<EndpointBinding> {
        let trait_id = id::OPERATION_CONTEXT_PARAMS;
        let mut report = Report::new(location(self.model, self.shape, None, trait_id), found);
        let place = |(name, node): (&str, &Node)| {
            let at = inside(&inside("", name), "path");
            let parameter = self.parameter(name, &at, &mut report)?;
            let path = node.get("path").and_then(Node::as_str).unwrap_or_default();
            match self.expression(path) {
                Ok(value) if fits(&value, parameter.ty) => {
                    Some(binding(parameter, BoundValue::Input(value)))
                }
                Ok(value) => {
                    let (found, wanted) = (described(&value.ty), described_parameter(parameter.ty));
                    let message = format!(
                        "the path `{path}` gives {found}, but the endpoint parameter `{name}` takes {wanted}"
                    );
                    report.error(
                        &at,
                        message,
                        "correct the path or the type of the parameter",
                    );
                    None
                }
                Err(problem) => {
                    let message = format!("the path `{path}` cannot be used: {}", problem.message);
                    report.error(&at, message, &problem.help);
                    None
                }
            }
        };
        entries(self.shape.traits.get(trait_id))
            .filter_map(place)
            .collect()
    }

    /// Returns the bindings of `contextParam`: members of the input.
    fn members(self, found: &mut Diagnostics) -> Vec<EndpointBinding> {
        let Some(shape) = self.model.input(self.shape) else {
            return Vec::new();
        };
        let mut bound = |field: &Field| {
            let member = shape.member(&field.member)?;
            let name = member.traits.text_in(id::CONTEXT_PARAM, "name")?;
            let at = location(self.model, shape, Some(member), id::CONTEXT_PARAM);
            let mut report = Report::new(at, found);
            let parameter = self.parameter(name, "/name", &mut report)?;
            let value = self.member(field, member, parameter.ty);
            if value.is_none() {
                let message = format!(
                    "the member does not have the type of the endpoint parameter `{name}` that it is bound to"
                );
                report.error("", message, "bind a member of that type");
            }
            Some(binding(parameter, value?))
        };
        let fields = self.types.structures[self.input].fields.iter();
        fields.filter_map(&mut bound).collect()
    }

    /// The value of a member of the input, if it is of the type `ty`.
    fn member(self, field: &Field, member: &Member, ty: ParameterType) -> Option<BoundValue> {
        let value = self.expression(&field.member).ok()?;
        let is_required = field.presence != Presence::Optional && member.traits.has(id::REQUIRED);
        fits(&value, ty).then(|| {
            if is_required && ty == ParameterType::Text {
                BoundValue::Required(field.member.clone(), value)
            } else {
                BoundValue::Input(value)
            }
        })
    }

    fn expression(self, path: &str) -> Result<Expression, Problem> {
        compile(path, Subject::EndpointParameter(self.input), self.types)
    }

    /// Returns the bindings of `staticContextParams`: constants.
    fn constants(self, found: &mut Diagnostics) -> Vec<EndpointBinding> {
        let trait_id = id::STATIC_CONTEXT_PARAMS;
        let mut report = Report::new(location(self.model, self.shape, None, trait_id), found);
        let constant = |(name, node): (&str, &Node)| {
            let at = inside(&inside("", name), "value");
            let parameter = self.parameter(name, &at, &mut report)?;
            let value = node.get("value").and_then(|it| literal(it, parameter.ty));
            if value.is_none() {
                let message =
                    format!("the value does not have the type of the endpoint parameter `{name}`");
                report.error(&at, message, "give it a value of that type");
            }
            Some(binding(parameter, BoundValue::Static(value?)))
        };
        entries(self.shape.traits.get(trait_id))
            .filter_map(constant)
            .collect()
    }

    fn parameter(
        self,
        name: &str,
        at: &str,
        report: &mut Report<'_>,
    ) -> Option<&'a EndpointParameter> {
        let parameter = self.rules.parameters.iter().find(|it| it.name == name);
        if parameter.is_none() {
            let message = format!("the endpoint rules have no parameter `{name}`");
            report.error(at, message, "add it to the rule set, or remove the binding");
        }
        parameter
    }
}

fn binding(parameter: &EndpointParameter, value: BoundValue) -> EndpointBinding {
    EndpointBinding {
        setter: parameter.setter.clone(),
        value,
    }
}

fn fits(value: &Expression, ty: ParameterType) -> bool {
    match ty {
        ParameterType::Text => value.ty == Type::String,
        ParameterType::Flag => value.ty == Type::Bool,
        ParameterType::List => is_list_of_strings(&value.ty),
    }
}

/// The type of a parameter in words, with an article.
fn described_parameter(ty: ParameterType) -> &'static str {
    match ty {
        ParameterType::Text => "a string",
        ParameterType::Flag => "a boolean",
        ParameterType::List => "a list of strings without nulls",
    }
}
