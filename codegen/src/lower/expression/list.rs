//! Lists: projections, filters and multi-select lists.

use jmespath::ast::Ast;

use super::comparison::condition;
use super::member::value_type;
use super::{Compiler, Problem, Scope, described};
use crate::ir::Type;
use crate::ir::expression::{Current, Expression, Node};

impl Compiler<'_> {
    /// `lhs[*].rhs`, `lhs[].rhs` or `lhs[?…].rhs`.
    pub(super) fn projection(
        &mut self,
        lhs: &Ast,
        mut rhs: &Ast,
        scope: &Scope,
    ) -> Result<Expression, Problem> {
        let mut list = without_nulls(self.expression(lhs, scope)?)?;
        while let Ast::Condition {
            predicate, then, ..
        } = rhs
        {
            let holds = condition(self.of_element(&list, predicate)?)?;
            list = filter(list, Current::Element, holds)?;
            rhs = then;
        }
        if let Ast::Identity { .. } = rhs {
            return Ok(list);
        }
        let value = self.of_element(&list, rhs)?;
        Ok(projected(list, value))
    }

    /// The value of `ast` for an element of `list`.
    fn of_element(&mut self, list: &Expression, ast: &Ast) -> Result<Expression, Problem> {
        let element = element_of(list)?;
        self.projections += 1;
        let value = self.expression(ast, &Scope::value(element));
        self.projections -= 1;
        value
    }

    /// `[a, b]`, of the subject or an element: of any other `null` it is `null`, not a list of nulls.
    pub(super) fn multi_select_list(
        &mut self,
        elements: &[Ast],
        scope: &Scope,
    ) -> Result<Expression, Problem> {
        if matches!(scope, Scope::Value(of, _) if !matches!(of.node, Node::Current(_))) {
            let part = "a multi-select list of a value that is not an element";
            return Err(Problem::unsupported(part));
        }
        let values: Vec<Expression> = elements
            .iter()
            .map(|element| self.expression(element, scope))
            .collect::<Result<_, _>>()?;
        let Some(first) = values.first() else {
            return Err(Problem::unsupported("an empty list"));
        };
        let ty = first.ty.clone();
        if let Some(other) = values.iter().find(|value| value.ty != ty) {
            let (first, other) = (described(&ty), described(&other.ty));
            let part = format!("a list of expressions that give {first} and {other}");
            return Err(Problem::unsupported(&part));
        }
        if let Type::List { .. } = ty {
            return Err(Problem::unsupported("a list of lists"));
        }
        let ty = Type::List {
            member: Box::new(ty),
            sparse: values.iter().any(|value| value.nullable),
        };
        Ok(Expression::new(Node::MultiSelectList(values), ty))
    }
}

/// A list of elements of the type `ty`, made of another list or a map.
pub(super) fn made_of(
    of: Expression,
    ty: Type,
    node: impl FnOnce(Box<Expression>) -> Node,
) -> Expression {
    Expression {
        nullable: of.nullable,
        ty: Type::List {
            member: Box::new(ty),
            sparse: false,
        },
        node: node(Box::new(of)),
    }
}

fn projected(list: Expression, value: Expression) -> Expression {
    let ty = value.ty.clone();
    made_of(list, ty, |list| Node::Projection(list, Box::new(value)))
}

/// The elements of `list` for which the condition on `element` holds.
pub(super) fn filter(
    list: Expression,
    element: Current,
    condition: Expression,
) -> Result<Expression, Problem> {
    let ty = element_of(&list)?.ty;
    let node = |list| Node::Filter(list, element, Box::new(condition));
    Ok(made_of(list, ty, node))
}

/// `of.*`: the values of a map.
pub(super) fn values(of: Expression) -> Result<Expression, Problem> {
    let Type::Map { value, .. } = &of.ty else {
        let part = format!("the values of {}", described(&of.ty));
        return Err(Problem::unsupported(&part));
    };
    let value = value_type(value);
    Ok(made_of(of, value, Node::Values))
}

/// An element of `list`. A list that a projection makes for each element can be flattened, and nothing else.
fn element_of(list: &Expression) -> Result<Expression, Problem> {
    let Type::List { member, .. } = &list.ty else {
        let message = format!("it asks for the elements of {}", described(&list.ty));
        return Err(Problem::new(message, "only lists have elements"));
    };
    if let (Node::Projection(_, value), Type::List { .. }) = (&list.node, &**member)
        && value.members().is_none()
    {
        let part = "the elements of a list of lists";
        return Err(Problem::unsupported(part));
    }
    let ty = (**member).clone();
    Ok(Expression::new(Node::Current(Current::Element), ty))
}

fn without_nulls(list: Expression) -> Result<Expression, Problem> {
    match list.ty {
        Type::List { sparse: false, .. } => Ok(list),
        _ => element_of(&list).map(|element| projected(list, element)),
    }
}

/// `of[]`: elements that are lists are replaced by their own elements.
pub(super) fn flatten(of: Expression) -> Result<Expression, Problem> {
    let Type::List { member, .. } = &of.ty else {
        // Which it reports.
        return element_of(&of);
    };
    let Type::List { member: inner, .. } = &**member else {
        return without_nulls(of);
    };
    let inner = (**inner).clone();
    let (list, value) = match of.node {
        Node::Projection(list, value) => (*list, value),
        _ => {
            let element = element_of(&of)?;
            (of, Box::new(element))
        }
    };
    Ok(made_of(list, inner, |list| Node::Flatten(list, value)))
}
