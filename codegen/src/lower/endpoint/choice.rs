//! `coalesce` and `ite`: one of several values.

use super::expression::{Known, Lowering, Typed};
use super::rule_set::Expression;
use crate::ir::{Value, ValueType};

impl Lowering<'_, '_> {
    /// Lowers a call of `coalesce`.
    pub(super) fn coalesce(
        &mut self,
        arguments: &[Expression],
        at: &Expression,
        known: &Known,
    ) -> Option<Typed> {
        let arguments = arguments.iter().map(|it| self.expression(it, known));
        let arguments: Vec<Option<Typed>> = arguments.collect();
        let arguments = arguments.into_iter().collect::<Option<Vec<_>>>()?;
        let owned = self.common(arguments.iter(), at)?;
        // Values behind one that is always present are never used.
        let end = arguments.iter().position(|it| !it.optional);
        let used = end.map_or(arguments.len(), |end| end + 1);
        let values = arguments.into_iter().take(used);
        values.map(|it| lifted(it, owned)).reduce(|one, other| {
            let values = (Box::new(one.value), Box::new(other.value));
            let value = if other.optional {
                Value::Or(values.0, values.1)
            } else {
                Value::UnwrapOr(values.0, values.1)
            };
            Typed { value, ..other }
        })
    }

    /// Lowers a call of `ite`.
    pub(super) fn if_then_else(
        &mut self,
        condition: &Expression,
        one: &Expression,
        other: &Expression,
        known: &Known,
    ) -> Option<Typed> {
        let condition = self.expect(condition, ValueType::Flag, known);
        let typed = (self.expression(one, known), self.expression(other, known));
        let (one_typed, other_typed) = (typed.0?, typed.1?);
        let owned = self.common([&one_typed, &other_typed].into_iter(), other)?;
        let optional = one_typed.optional || other_typed.optional;
        let wrapped = |typed: Typed| {
            let missing = optional && !typed.optional;
            let value = Box::new(lifted(typed, owned).value);
            if missing {
                Box::new(Value::Wrapped(value))
            } else {
                value
            }
        };
        let ty = one_typed.ty;
        let value = Value::IfElse(
            Box::new(condition?.value),
            wrapped(one_typed),
            wrapped(other_typed),
        );
        Some(Typed {
            value,
            ty,
            optional,
            owned,
        })
    }

    /// Checks that values have a type in common, and says whether one of them is a `String`.
    fn common<'t>(
        &mut self,
        mut values: impl Iterator<Item = &'t Typed>,
        at: &Expression,
    ) -> Option<bool> {
        let first = values.next()?;
        let mut owned = first.owned;
        let mut alike = matches!(first.ty, ValueType::Text | ValueType::Flag);
        for value in values {
            owned |= value.owned;
            alike &= value.ty == first.ty;
        }
        if !alike {
            let help = "give only strings, or only booleans";
            self.report.error(
                &at.at,
                "the values to choose from have different types",
                help,
            );
        }
        alike.then_some(owned)
    }
}

/// Returns a text as a `String`, where one is needed.
fn lifted(typed: Typed, owned: bool) -> Typed {
    if !owned || typed.owned || typed.ty != ValueType::Text {
        return typed;
    }
    let value = Box::new(typed.value);
    let value = if typed.optional {
        Value::OwnedOption(value)
    } else {
        Value::Owned(value)
    };
    Typed {
        value,
        owned,
        ..typed
    }
}
