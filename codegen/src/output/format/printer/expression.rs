//! Expressions: those that are short here, the others in files of their own.

use syn::punctuated::Punctuated;
use syn::{Attribute, Expr, ExprCall, ExprTuple, Lit, Token, UnOp};

use super::list::Trailing;
use super::overflow::{Delimited, Element};
use super::shape::Shape;
use super::{
    Context, assignment, binary, block, chain, closure, condition, flat, macros, matching,
};
use super::{plain, structure, types};

/// The most columns of several arguments on one line.
pub(super) const ARGUMENTS_WIDTH: usize = 60;

/// The most columns of several elements of an array on one line.
const ARRAY_WIDTH: usize = 60;

/// The position of an expression: a statement, whose value is not used, or an operand.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Position {
    Statement,
    Operand,
}

pub(super) fn print(it: &Expr, context: Context, shape: Shape) -> Option<String> {
    at(it, Position::Operand, context, shape)
}

pub(super) fn at(it: &Expr, position: Position, context: Context, shape: Shape) -> Option<String> {
    if let Some(text) = flat::print(it, shape.width) {
        return Some(text);
    }
    plain(attributes(it))?;
    match it {
        Expr::Array(it) => {
            let all = it.elems.iter().map(Element::Expression).collect();
            elements("", all, Trailing::Vertical, context, shape)
        }
        Expr::Assign(it) => assignment::print(it, context, shape),
        Expr::Binary(it) => binary::print(it, context, shape),
        Expr::Block(it) => block::expression(it, position, context, shape),
        Expr::Call(it) => print_call(it, context, shape),
        Expr::Cast(it) => binary::cast(it, context, shape),
        Expr::Closure(it) => closure::print(it, context, shape),
        Expr::If(it) => condition::print(it, position, context, shape),
        Expr::Let(it) => condition::print_let(it, context, shape),
        Expr::Lit(it) => literal(&it.lit),
        Expr::Macro(it) => macros::print(&it.mac, context, shape),
        Expr::Match(it) => matching::print(it, context, shape),
        Expr::MethodCall(_) | Expr::Field(_) | Expr::Await(_) | Expr::Try(_) => {
            chain::print(it, context, shape)
        }
        Expr::Paren(it) => {
            let inner = shape.offset_left(1)?.sub_width(1)?;
            match &*it.expr {
                Expr::Paren(_) => print(&it.expr, context, shape),
                it => Some(format!("({})", print(it, context, inner)?)),
            }
        }
        Expr::Path(it) if it.qself.is_none() => {
            types::path_of_value(&it.path).filter(|path| path.len() <= shape.width)
        }
        Expr::Reference(it) => {
            let operator = if it.mutability.is_some() {
                "&mut "
            } else {
                "&"
            };
            prefixed(operator, &it.expr, context, shape)
        }
        Expr::Return(it) => match &it.expr {
            Some(it) => prefixed("return ", it, context, shape.sub_width(1)?),
            None => Some("return".to_owned()),
        },
        Expr::Struct(it) => structure::print(it, context, shape),
        Expr::Tuple(it) => tuple(it, context, shape),
        Expr::Unary(it) => {
            let operator = match it.op {
                UnOp::Deref(_) => "*",
                UnOp::Not(_) => "!",
                UnOp::Neg(_) => "-",
                _ => return None,
            };
            prefixed(operator, &it.expr, context, shape)
        }
        _ => None,
    }
}

/// The attributes of the expressions that are printed.
pub(super) fn attributes(it: &Expr) -> &[Attribute] {
    match it {
        Expr::Array(it) => &it.attrs,
        Expr::Assign(it) => &it.attrs,
        Expr::Await(it) => &it.attrs,
        Expr::Binary(it) => &it.attrs,
        Expr::Block(it) => &it.attrs,
        Expr::Call(it) => &it.attrs,
        Expr::Cast(it) => &it.attrs,
        Expr::Closure(it) => &it.attrs,
        Expr::Field(it) => &it.attrs,
        Expr::If(it) => &it.attrs,
        Expr::Let(it) => &it.attrs,
        Expr::Lit(it) => &it.attrs,
        Expr::Macro(it) => &it.attrs,
        Expr::Match(it) => &it.attrs,
        Expr::MethodCall(it) => &it.attrs,
        Expr::Paren(it) => &it.attrs,
        Expr::Path(it) => &it.attrs,
        Expr::Reference(it) => &it.attrs,
        Expr::Return(it) => &it.attrs,
        Expr::Struct(it) => &it.attrs,
        Expr::Try(it) => &it.attrs,
        Expr::Tuple(it) => &it.attrs,
        Expr::Unary(it) => &it.attrs,
        _ => &[],
    }
}

fn prefixed(operator: &str, it: &Expr, context: Context, shape: Shape) -> Option<String> {
    let it = print(it, context, shape.offset_left(operator.len())?)?;
    Some(format!("{operator}{it}"))
}

fn print_call(it: &ExprCall, context: Context, shape: Shape) -> Option<String> {
    let callee = print(&it.func, context, shape)?;
    call(&callee, &it.args, context, shape)
}

/// `callee` with its arguments; those of a tuple if it is empty.
pub(super) fn call(
    callee: &str,
    arguments: &Punctuated<Expr, Token![,]>,
    context: Context,
    shape: Shape,
) -> Option<String> {
    let elements = arguments.iter().map(Element::Expression).collect();
    parenthesized(
        callee,
        elements,
        trailing(arguments, context),
        context,
        shape,
    )
}

/// The arguments of a macro that is called like a function.
pub(super) fn macro_call(
    callee: &str,
    arguments: &Punctuated<Expr, Token![,]>,
    context: Context,
    shape: Shape,
) -> Option<String> {
    let elements = arguments.iter().map(Element::Argument).collect();
    let trailing = if arguments.trailing_punct() {
        Trailing::Always
    } else {
        Trailing::Never
    };
    parenthesized(callee, elements, trailing, context, shape)
}

fn parenthesized(
    callee: &str,
    elements: Vec<Element<'_>>,
    trailing: Trailing,
    context: Context,
    shape: Shape,
) -> Option<String> {
    Delimited {
        callee,
        elements,
        delimiters: ("(", ")"),
        max_width: ARGUMENTS_WIDTH,
        trailing,
    }
    .print(context, shape)
}

/// The elements of an array; behind `callee`, those of a macro that makes something like one.
pub(super) fn elements(
    callee: &str,
    elements: Vec<Element<'_>>,
    trailing: Trailing,
    context: Context,
    shape: Shape,
) -> Option<String> {
    Delimited {
        callee,
        elements,
        delimiters: ("[", "]"),
        max_width: ARRAY_WIDTH,
        trailing,
    }
    .print(context, shape)
}

fn tuple(it: &ExprTuple, context: Context, shape: Shape) -> Option<String> {
    if it.elems.len() == 1 {
        let inner = shape.sub_width(3)?.offset_left(1)?;
        let only = print(it.elems.first()?, context, inner)?;
        return Some(format!("({only},)"));
    }
    call("", &it.elems, context, shape)
}

/// The comma after the last of `elements`. rustfmt adds none inside a macro, where it may have a meaning.
fn trailing(elements: &Punctuated<Expr, Token![,]>, context: Context) -> Trailing {
    if context.in_macro && !elements.trailing_punct() {
        Trailing::Never
    } else {
        Trailing::Vertical
    }
}

/// A literal as its token is written, if it is one line of ASCII: of that the width is the number of bytes.
pub(super) fn literal(it: &Lit) -> Option<String> {
    let text = match it {
        Lit::Str(it) => it.token().to_string(),
        Lit::Int(it) => it.to_string(),
        Lit::Float(it) => it.to_string(),
        Lit::Bool(it) => return Some(it.value.to_string()),
        Lit::ByteStr(it) => it.token().to_string(),
        _ => return None,
    };
    let is_plain = text.is_ascii() && !text.contains('\n') && !text.ends_with('.');
    is_plain.then_some(text)
}
