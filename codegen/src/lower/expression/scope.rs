//! Scope of a part of an expression.

use jmespath::ast::Ast;

use super::{Problem, Root};
use crate::ir::query::Value;

/// Scope of a part of an expression.
pub(super) enum Scope {
    /// The subject of the whole.
    Root(Root),
    /// The result of the parts before.
    Value(Value),
}

impl Scope {
    /// The value itself.
    pub(super) fn value(&self) -> Result<Value, Problem> {
        match self {
            Self::Value(value) => Ok(value.clone()),
            Self::Root(_) => Err(Problem::unsupported("the whole output")),
        }
    }
}

/// Returns the number of times that a part names its subject. A list of expressions counts as more than one: of nothing
/// it is nothing.
pub(super) fn mentions(ast: &Ast) -> usize {
    let of = |parts: &[&Ast]| parts.iter().copied().map(mentions).sum();
    match ast {
        Ast::Identity { .. } | Ast::Field { .. } | Ast::Index { .. } | Ast::Slice { .. } => 1,
        Ast::Literal { .. } | Ast::Expref { .. } => 0,
        // What comes after the first part is about that part.
        Ast::Subexpr { lhs, .. } | Ast::Projection { lhs, .. } => mentions(lhs),
        Ast::Condition { predicate, .. } => mentions(predicate),
        Ast::Flatten { node, .. } | Ast::ObjectValues { node, .. } | Ast::Not { node, .. } => {
            mentions(node)
        }
        Ast::Comparison { lhs, rhs, .. } | Ast::And { lhs, rhs, .. } | Ast::Or { lhs, rhs, .. } => {
            of(&[lhs, rhs])
        }
        Ast::Function { args, .. } => args.iter().map(mentions).sum(),
        Ast::MultiList { .. } | Ast::MultiHash { .. } => 2,
    }
}
