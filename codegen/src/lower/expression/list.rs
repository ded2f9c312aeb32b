//! Lists: projections, filters, elements and multi-select lists.

use jmespath::ast::Ast;

use super::comparison::condition;
use super::{Compiler, Problem, Scope};
use crate::ir::expression::{Current, Elements, Expression, Node, Part, Position, ValueType};

impl Compiler<'_> {
    /// `lhs[*].rhs`, `lhs[].rhs`, `lhs.*.rhs` or `lhs[?…].rhs`.
    pub(super) fn projection(
        &mut self,
        lhs: &Ast,
        rhs: &Ast,
        scope: &Scope,
    ) -> Result<Expression, Problem> {
        let mut list = without_nulls(self.expression(lhs, scope)?)?;
        let mut rest = rhs;
        while let Ast::Condition {
            predicate, then, ..
        } = rest
        {
            let holds = condition(self.of_element(&list, predicate)?)?;
            list = filter(list, Current::Element, holds)?;
            rest = then;
        }
        if let Ast::Identity { .. } = rest {
            return Ok(list);
        }
        let value = self.of_element(&list, rest)?;
        let ty = list_of(value.ty.clone(), false);
        Ok(of_list(list, ty, |list| {
            Node::Projection(list, Box::new(value))
        }))
    }

    /// The value of `ast` for an element of `list`.
    fn of_element(&mut self, list: &Expression, ast: &Ast) -> Result<Expression, Problem> {
        let element = element_of(list)?;
        self.projections += 1;
        let value = self.expression(ast, &Scope::value(element));
        self.projections -= 1;
        value
    }

    /// `[a, b]`
    pub(super) fn multi_select_list(
        &mut self,
        elements: &[Ast],
        scope: &Scope,
    ) -> Result<Expression, Problem> {
        let values: Vec<Expression> = elements
            .iter()
            .map(|element| self.expression(element, scope))
            .collect::<Result<_, _>>()?;
        let Some(first) = values.first() else {
            return Err(Problem::unsupported("an empty list"));
        };
        let ty = first.ty.clone();
        if let Some(other) = values.iter().find(|value| value.ty != ty) {
            let (first, other) = (ty.described(), other.ty.described());
            let part = format!("a list of expressions that give {first} and {other}");
            return Err(Problem::unsupported(&part));
        }
        if !values.iter().all(is_stored) {
            return Err(Problem::unsupported("a list of lists"));
        }
        let ty = list_of(ty, values.iter().any(|value| value.nullable));
        Ok(Expression::new(Node::MultiSelectList(values), ty))
    }
}

fn list_of(ty: ValueType, sparse: bool) -> ValueType {
    ValueType::List(Elements {
        ty: Box::new(ty),
        sparse,
    })
}

/// A list made of the elements of `list`.
fn of_list(
    list: Expression,
    ty: ValueType,
    node: impl FnOnce(Box<Expression>) -> Node,
) -> Expression {
    Expression {
        nullable: list.nullable,
        ty,
        node: node(Box::new(list)),
    }
}

/// Part of a list or map.
pub(super) fn elements(of: Expression, part: Part, elements: Elements) -> Expression {
    of_list(of, ValueType::List(elements), |of| Node::Elements(of, part))
}

fn elements_of(list: &Expression) -> Result<&Elements, Problem> {
    let ValueType::List(elements) = &list.ty else {
        let message = format!("it asks for the elements of {}", list.ty.described());
        return Err(Problem::new(message, "only lists have elements"));
    };
    Ok(elements)
}

fn without_nulls(list: Expression) -> Result<Expression, Problem> {
    let found = elements_of(&list)?.clone();
    if !found.sparse {
        return Ok(list);
    }
    let dense = Elements {
        sparse: false,
        ..found
    };
    Ok(elements(list, Part::Values, dense))
}

/// The elements of `list` for which the condition on `element` holds.
pub(super) fn filter(
    list: Expression,
    element: Current,
    condition: Expression,
) -> Result<Expression, Problem> {
    let ty = list_of((*elements_of(&list)?.ty).clone(), false);
    Ok(of_list(list, ty, |list| {
        Node::Filter(list, element, Box::new(condition))
    }))
}

/// An element of `list`. A list that a projection makes for each element can be flattened, and nothing else.
fn element_of(list: &Expression) -> Result<Expression, Problem> {
    let ty = match &list.node {
        Node::Projection(_, value)
            if matches!(value.ty, ValueType::List(_)) && !is_stored(value) =>
        {
            ValueType::Other("a list of lists")
        }
        _ => (*elements_of(list)?.ty).clone(),
    };
    Ok(Expression::new(Node::Current(Current::Element), ty))
}

/// Whether a value is a part of the input or output; other lists are iterators or arrays.
pub(super) fn is_stored(value: &Expression) -> bool {
    !matches!(value.ty, ValueType::List(_))
        || matches!(
            value.node,
            Node::Current(_) | Node::Field(..) | Node::Index(..)
        )
}

/// `of[]`: elements that are lists are replaced by their own elements.
pub(super) fn flatten(of: Expression) -> Result<Expression, Problem> {
    let ValueType::List(inner) = (*elements_of(&of)?.ty).clone() else {
        return without_nulls(of);
    };
    let ty = list_of(*inner.ty, false);
    if let Node::Projection(list, value) = of.node {
        return Ok(of_list(*list, ty, |list| Node::Flatten(list, value)));
    }
    let element = element_of(&of)?;
    Ok(of_list(of, ty, |list| {
        Node::Flatten(list, Box::new(element))
    }))
}

/// `of.*`
pub(super) fn values(of: Expression) -> Result<Expression, Problem> {
    let ValueType::Map(values) = of.ty.clone() else {
        let part = format!("the values of {}", of.ty.described());
        return Err(Problem::unsupported(&part));
    };
    let dense = Elements {
        sparse: false,
        ..values
    };
    Ok(elements(of, Part::Values, dense))
}

/// `of[index]`
pub(super) fn element(of: Expression, index: i32) -> Result<Expression, Problem> {
    let ValueType::List(elements) = &of.ty else {
        let message = format!("it asks for an element of {}", of.ty.described());
        return Err(Problem::new(message, "only lists have elements"));
    };
    if elements.sparse {
        let part = "an element of a list that may hold nulls";
        return Err(Problem::unsupported(part));
    }
    let position = match usize::try_from(index) {
        Ok(index) => Position::FromStart(index),
        Err(_) if !is_stored(&of) => {
            let part = "an element counted from the end of a projection";
            return Err(Problem::unsupported(part));
        }
        Err(_) => Position::FromEnd(usize::try_from(-(i64::from(index) + 1)).unwrap_or_default()),
    };
    Ok(Expression {
        ty: (*elements.ty).clone(),
        nullable: true,
        node: Node::Index(Box::new(of), position),
    })
}
