//! `getAttr`: attributes of what functions give, and elements of arrays.

use super::expression::{Known, Lowering, Typed};
use super::function::described;
use super::path::{Path, parse};
use super::rule_set::{Expression, ExpressionKind};
use crate::ir::{Value, ValueType};

impl Lowering<'_, '_> {
    /// Lowers a call of `getAttr`.
    pub(super) fn attribute(
        &mut self,
        value: &Expression,
        path: &Expression,
        known: &Known,
    ) -> Option<Typed> {
        let typed = self.present(value, known);
        let steps = match &path.kind {
            ExpressionKind::Text(text) => parse(text),
            _ => None,
        };
        let Some(steps) = steps else {
            let help =
                "write names between dots, with an index at the end: `name`, `[0]`, `name[-1]`";
            self.report
                .error(&path.at, "this is not the path of an attribute", help);
            return None;
        };
        let mut typed = typed?;
        for step in steps {
            let next = match step {
                Path::Key(key) => field(&typed, &key),
                Path::Index(index) if typed.ty == ValueType::List => Some(Typed {
                    optional: true,
                    ..Typed::plain(
                        Value::Element(Box::new(typed.value.clone()), index),
                        ValueType::Text,
                    )
                }),
                Path::Index(_) => None,
            };
            let Some(next) = next else {
                let message = format!("{} has no such attribute", described(typed.ty));
                self.report.error(&path.at, message, attributes(typed.ty));
                return None;
            };
            typed = next;
        }
        Some(typed)
    }
}

/// The fields of what functions give: name in rules, name in Rust, type.
const FIELDS: [(ValueType, &str, &str, ValueType); 16] = {
    use ValueType::{Arn, Flag, List, Partition, Text, Url};
    [
        (Partition, "name", "name", Text),
        (Partition, "dnsSuffix", "dns_suffix", Text),
        (
            Partition,
            "dualStackDnsSuffix",
            "dual_stack_dns_suffix",
            Text,
        ),
        (
            Partition,
            "implicitGlobalRegion",
            "implicit_global_region",
            Text,
        ),
        (Partition, "supportsFIPS", "supports_fips", Flag),
        (Partition, "supportsDualStack", "supports_dual_stack", Flag),
        (Arn, "partition", "partition", Text),
        (Arn, "service", "service", Text),
        (Arn, "region", "region", Text),
        (Arn, "accountId", "account_id", Text),
        (Arn, "resourceId", "resource_id", List),
        (Url, "scheme", "scheme", Text),
        (Url, "authority", "authority", Text),
        (Url, "path", "path", Text),
        (Url, "normalizedPath", "normalized_path", Text),
        (Url, "isIp", "is_ip", Flag),
    ]
};

fn field(of: &Typed, key: &str) -> Option<Typed> {
    let (_, _, rust, ty) = FIELDS
        .iter()
        .find(|(owner, name, ..)| *owner == of.ty && *name == key)?;
    Some(Typed::plain(
        Value::Field(Box::new(of.value.clone()), rust),
        *ty,
    ))
}

/// Returns the words for the attributes that values of a type have.
fn attributes(ty: ValueType) -> String {
    let names: Vec<_> = FIELDS
        .iter()
        .filter_map(|(owner, name, ..)| (*owner == ty).then_some(*name))
        .collect();
    match (ty, names.as_slice()) {
        (ValueType::List, _) => "an array has only elements, such as `[0]`".to_owned(),
        (_, []) => "it has no attributes".to_owned(),
        (_, names) => format!("it has {}", names.join(", ")),
    }
}
