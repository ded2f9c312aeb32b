//! Lists, and what is done with each of their elements.

use jmespath::ast::Ast;

use super::scope::Scope;
use super::{Compiler, Problem, compare};
use crate::ir::query::{Elements, Given, List, Node, Part, Position, Stage, Value, ValueType};

impl Compiler<'_> {
    /// `lhs[*].rhs`, `lhs[].rhs`, `lhs.*.rhs` or `lhs[?rhs]`: the second, said of each element of the first.
    pub(super) fn projection(
        &mut self,
        lhs: &Ast,
        rhs: &Ast,
        scope: &Scope,
    ) -> Result<Value, Problem> {
        let mut list = self.value(lhs, scope)?.into_list()?;
        let mut rest = rhs;
        while let Ast::Condition {
            predicate, then, ..
        } = rest
        {
            let it = Scope::Value(element_of(&list));
            let holds = compare::condition(self.value(predicate, &it)?)?;
            list.value.stages.push(Stage::Filter(holds));
            rest = then;
        }
        if !matches!(rest, Ast::Identity { .. }) {
            let it = Scope::Value(element_of(&list));
            let value = self.value(rest, &it)?;
            list.elements = Elements {
                ty: Box::new(value.ty.clone()),
                sparse: false,
            };
            list.value.stages.push(Stage::Map(value));
        }
        list.elements.sparse = false;
        Ok(value(list.value).with_elements(list.elements))
    }

    /// `[a, b]`
    pub(super) fn listed(&mut self, elements: &[Ast], scope: &Scope) -> Result<Value, Problem> {
        let values: Vec<Value> = elements
            .iter()
            .map(|element| self.value(element, scope))
            .collect::<Result<_, _>>()?;
        let Some(first) = values.first() else {
            return Err(Problem::unsupported("an empty list"));
        };
        let ty = first.ty.clone();
        if let Some(other) = values.iter().find(|value| value.ty != ty) {
            let (first, other) = (ty.described(), other.ty.described());
            let what = format!("a list of expressions that give {first} and {other}");
            return Err(Problem::unsupported(&what));
        }
        if values
            .iter()
            .any(|value| matches!(value.node, Node::List(_)))
        {
            return Err(Problem::unsupported("a list of lists"));
        }
        Ok(Value {
            ty: ValueType::List(Elements {
                ty: Box::new(ty),
                sparse: values.iter().any(|value| value.nullable),
            }),
            nullable: false,
            node: Node::Listed(values),
        })
    }
}

/// A list on its way to become another.
struct Projected {
    value: List,
    elements: Elements,
}

impl Value {
    fn into_list(self) -> Result<Projected, Problem> {
        let ValueType::List(elements) = self.ty.clone() else {
            let message = format!("it asks for the elements of {}", self.ty.described());
            return Err(Problem::new(message, "only lists have elements"));
        };
        let value = match self.node {
            Node::List(list) => *list,
            _ => List {
                of: self,
                part: Part::Elements,
                stages: Vec::new(),
            },
        };
        Ok(Projected { value, elements })
    }

    /// The same list with these elements.
    pub(super) fn with_elements(self, elements: Elements) -> Self {
        Self {
            ty: ValueType::List(elements),
            ..self
        }
    }
}

/// The list as a value. Its type follows.
pub(super) fn value(list: List) -> Value {
    Value {
        nullable: list.of.nullable,
        ty: ValueType::Null,
        node: Node::List(Box::new(list)),
    }
}

/// Returns an element of `list`, as an expression about it sees it.
fn element_of(list: &Projected) -> Value {
    Value::given(Given::It, visible(list))
}

/// A list that was made for every element is there to be flattened: nothing else can be asked of it.
fn visible(list: &Projected) -> ValueType {
    match list.value.stages.last() {
        Some(Stage::Map(value)) if matches!(value.node, Node::List(_)) => {
            ValueType::Opaque("a list of lists")
        }
        _ => (*list.elements.ty).clone(),
    }
}

/// `of[]`: elements that are lists are replaced by their own elements.
pub(super) fn flatten(of: Value) -> Result<Value, Problem> {
    let mut list = of.into_list()?;
    if let ValueType::List(inner) = (*list.elements.ty).clone() {
        let stages = &mut list.value.stages;
        let inside = match stages.pop() {
            Some(Stage::Map(value)) => value,
            other => {
                stages.extend(other);
                Value::given(Given::It, (*list.elements.ty).clone())
            }
        };
        stages.push(Stage::Flatten(inside));
        list.elements = inner;
    }
    list.elements.sparse = false;
    Ok(value(list.value).with_elements(list.elements))
}

/// `of.*`
pub(super) fn values(of: Value) -> Result<Value, Problem> {
    let ValueType::Map(elements) = of.ty.clone() else {
        return Err(Problem::unsupported(&format!(
            "the values of {}",
            of.ty.described()
        )));
    };
    Ok(value(List {
        of,
        part: Part::Values,
        stages: Vec::new(),
    })
    .with_elements(elements))
}

/// `of[index]`
pub(super) fn element(of: Value, index: i32) -> Result<Value, Problem> {
    let ValueType::List(elements) = &of.ty else {
        let message = format!("it asks for an element of {}", of.ty.described());
        return Err(Problem::new(message, "only lists have elements"));
    };
    if elements.sparse {
        return Err(Problem::unsupported(
            "an element of a list that may hold nulls",
        ));
    }
    let ty = (*elements.ty).clone();
    let position = match usize::try_from(index) {
        Ok(index) => Position::Start(index),
        Err(_) => Position::End(usize::try_from(-(i64::from(index) + 1)).unwrap_or_default()),
    };
    Ok(Value {
        ty,
        nullable: true,
        node: Node::Element(Box::new(of), position),
    })
}
