//! Expressions: every one gets a type, and what does not fit is reported.

use super::function::{Function, Plain, described};
use super::names::Names;
use super::report::Report;
use super::rule_set::{Expression, ExpressionKind, Part};
use crate::ir::{EndpointParameter, Held, Local, ParameterType, Piece, Step, Value, ValueType};

/// State of lowering.
pub(super) struct Lowering<'a, 'r> {
    pub(super) parameters: &'a [EndpointParameter],
    pub(super) names: Names,
    pub(super) report: &'a mut Report<'r>,
    /// Text that has to be kept under a name before the step that is being lowered, which borrows from it.
    pub(super) kept: Vec<Step>,
}

/// The variables that can be referred to, and the parameters that are known to be set.
#[derive(Clone, Default)]
pub(super) struct Known(Vec<(String, Local)>);

impl Known {
    pub(super) fn add(&mut self, name: &str, local: Local) {
        self.0.push((name.to_owned(), local));
    }

    pub(super) fn get(&self, name: &str) -> Option<&Local> {
        self.0
            .iter()
            .find_map(|(known, local)| (known == name).then_some(local))
    }
}

/// A value and its type.
pub(super) struct Typed {
    pub(super) value: Value,
    pub(super) ty: ValueType,
    /// True if it may be absent.
    pub(super) optional: bool,
    /// True if it is a `String`.
    pub(super) owned: bool,
}

impl Typed {
    /// Creates a value that is present and not a `String`.
    pub(super) fn plain(value: Value, ty: ValueType) -> Self {
        Self {
            value,
            ty,
            optional: false,
            owned: false,
        }
    }

    /// Returns the variable that keeps it.
    pub(super) fn local(&self, name: String) -> Local {
        let is_own = self.owned
            || match (&self.value, self.ty) {
                (Value::Call(..), ValueType::Arn | ValueType::Url | ValueType::List) => true,
                (Value::Local(local), _) => local.held == Held::Owned,
                _ => false,
            };
        let held = if is_own { Held::Owned } else { Held::AsTaken };
        Local {
            name,
            ty: self.ty,
            held,
        }
    }
}

impl Lowering<'_, '_> {
    /// Lowers `expression`. `None` stands for an error that has been reported.
    pub(super) fn expression(&mut self, expression: &Expression, known: &Known) -> Option<Typed> {
        Some(match &expression.kind {
            ExpressionKind::Flag(flag) => Typed::plain(Value::Flag(*flag), ValueType::Flag),
            ExpressionKind::Text(text) => Typed::plain(Value::Text(text.clone()), ValueType::Text),
            ExpressionKind::Integer(integer) => {
                let Ok(integer) = u64::try_from(*integer) else {
                    let message = format!("{integer} is negative");
                    self.report.error(&expression.at, message, "count from 0");
                    return None;
                };
                Typed::plain(Value::Integer(integer), ValueType::Integer)
            }
            ExpressionKind::Template(parts) => {
                let pieces = parts.iter().map(|part| self.piece(part, known));
                // All of them first, so that every error is reported.
                let pieces: Vec<Option<Piece>> = pieces.collect();
                let pieces = pieces.into_iter().collect::<Option<_>>()?;
                Typed {
                    owned: true,
                    ..Typed::plain(Value::Format(pieces), ValueType::Text)
                }
            }
            ExpressionKind::Reference(name) => return self.reference(name, expression, known),
            ExpressionKind::Call(function, arguments) => {
                return self.call(*function, arguments, expression, known);
            }
            ExpressionKind::Broken => return None,
        })
    }

    /// Lowers an expression that has to be of the type `ty`, and there.
    pub(super) fn expect(
        &mut self,
        expression: &Expression,
        ty: ValueType,
        known: &Known,
    ) -> Option<Typed> {
        let typed = self.present(expression, known)?;
        if typed.ty != ty {
            let message = format!("expected {}, found {}", described(ty), described(typed.ty));
            self.report
                .error(&expression.at, message, "give a value of the expected type");
            return None;
        }
        Some(typed)
    }

    /// Lowers an expression that has to be there.
    pub(super) fn present(&mut self, expression: &Expression, known: &Known) -> Option<Typed> {
        let typed = self.expression(expression, known)?;
        if typed.optional {
            let help = "check a parameter with `isSet` first, and name the result of a call with `assign`, in a condition before this";
            self.report
                .error(&expression.at, "this may have no value", help);
            return None;
        }
        Some(typed)
    }

    fn piece(&mut self, part: &Part, known: &Known) -> Option<Piece> {
        Some(match part {
            Part::Literal(text) => Piece::Literal(text.clone()),
            Part::Value(value) => Piece::Value(self.expect(value, ValueType::Text, known)?.value),
        })
    }

    fn reference(&mut self, name: &str, at: &Expression, known: &Known) -> Option<Typed> {
        if let Some(local) = known.get(name) {
            return Some(Typed {
                owned: local.held == Held::Owned && local.ty == ValueType::Text,
                ..Typed::plain(Value::Local(local.clone()), local.ty)
            });
        }
        let Some(parameter) = self.parameters.iter().find(|it| it.name == name) else {
            let message = format!("`{name}` is not a parameter or variable known here");
            let names: Vec<_> = self.parameters.iter().map(|it| it.name.as_str()).collect();
            let help = format!("the parameters are {}", names.join(", "));
            self.report.error(&at.at, message, help);
            return None;
        };
        let value = Value::Parameter(parameter.field.clone(), parameter.ty);
        Some(Typed {
            optional: parameter.default.is_none(),
            ..Typed::plain(value, value_type(parameter.ty))
        })
    }

    fn call(
        &mut self,
        function: Function,
        arguments: &[Expression],
        at: &Expression,
        known: &Known,
    ) -> Option<Typed> {
        match (function, arguments) {
            (Function::IsSet, [value]) => {
                let typed = self.expression(value, known)?;
                let value = if typed.optional {
                    Value::IsSome(Box::new(typed.value))
                } else {
                    Value::Flag(true)
                };
                Some(Typed::plain(value, ValueType::Flag))
            }
            (Function::Not, [value]) => {
                let typed = self.expect(value, ValueType::Flag, known)?;
                Some(Typed::plain(not(typed.value), ValueType::Flag))
            }
            (Function::BooleanEquals, [one, other]) => {
                let one = self.expect(one, ValueType::Flag, known);
                let other = self.expect(other, ValueType::Flag, known);
                let value = match (one?.value, other?.value) {
                    (value, Value::Flag(true)) | (Value::Flag(true), value) => value,
                    (value, Value::Flag(false)) | (Value::Flag(false), value) => not(value),
                    (one, other) => Value::Equal(Box::new(one), Box::new(other)),
                };
                Some(Typed::plain(value, ValueType::Flag))
            }
            (Function::StringEquals, [one, other]) => {
                let one = self.expect(one, ValueType::Text, known);
                let other = self.expect(other, ValueType::Text, known);
                let (one, other) = match (one?.value, other?.value) {
                    (text @ Value::Text(_), value) => (value, text),
                    pair => pair,
                };
                let value = Value::Equal(Box::new(one), Box::new(other));
                Some(Typed::plain(value, ValueType::Flag))
            }
            (Function::GetAttr, [value, path]) => self.attribute(value, path, known),
            (Function::Ite, [condition, one, other]) => {
                self.if_then_else(condition, one, other, known)
            }
            (Function::Coalesce, arguments) => self.coalesce(arguments, at, known),
            (Function::Plain(plain), arguments) => self.plain(plain, arguments, known),
            _ => None, // The number of arguments has been checked.
        }
    }

    fn plain(
        &mut self,
        plain: &'static Plain,
        arguments: &[Expression],
        known: &Known,
    ) -> Option<Typed> {
        let pairs = arguments.iter().zip(plain.takes);
        let values = pairs.map(|(argument, ty)| {
            let typed = self.expect(argument, *ty, known)?;
            let is_made_here = typed.owned && !matches!(typed.value, Value::Local(_));
            if is_made_here && plain.borrows {
                let local = typed.local(self.names.text());
                self.kept.push(Step::Let(local.clone(), typed.value));
                return Some(Value::Local(local));
            }
            Some(typed.value)
        });
        let values: Vec<Option<Value>> = values.collect();
        let values = values.into_iter().collect::<Option<_>>()?;
        Some(Typed {
            optional: plain.optional,
            owned: plain.gives == ValueType::Text && !plain.borrows,
            ..Typed::plain(Value::Call(plain.rust, values), plain.gives)
        })
    }
}

/// Returns the opposite of a boolean, as one would write it.
pub(super) fn not(value: Value) -> Value {
    match value {
        Value::Not(value) => *value,
        Value::Flag(flag) => Value::Flag(!flag),
        Value::Equal(one, other) => Value::Differ(one, other),
        Value::Differ(one, other) => Value::Equal(one, other),
        Value::IsSome(value) => Value::IsNone(value),
        Value::IsNone(value) => Value::IsSome(value),
        value => Value::Not(Box::new(value)),
    }
}

/// Returns the type of the values of a parameter.
pub(super) fn value_type(ty: ParameterType) -> ValueType {
    match ty {
        ParameterType::Text => ValueType::Text,
        ParameterType::Flag => ValueType::Flag,
        ParameterType::List => ValueType::List,
    }
}
