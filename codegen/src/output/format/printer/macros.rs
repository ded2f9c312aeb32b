//! Calls of macros, whose arguments are printed like those of a function.

use syn::punctuated::Punctuated;
use syn::{Expr, Macro, MacroDelimiter, Token};

use super::list::Trailing;
use super::overflow::Element;
use super::shape::Shape;
use super::{Context, expression, types};

/// A call of a macro whose arguments are expressions. `None` for others: their tokens have no layout that is known.
pub(super) fn print(it: &Macro, context: Context, shape: Shape) -> Option<String> {
    let name = format!("{}!", types::path_of_value(&it.path)?);
    let parser = Punctuated::<Expr, Token![,]>::parse_terminated;
    let arguments = it.parse_body_with(parser).ok()?;
    let inside = Context {
        in_macro: true,
        ..context
    };
    match it.delimiter {
        MacroDelimiter::Paren(_) if arguments.is_empty() => Some(format!("{name}()")),
        MacroDelimiter::Paren(_) => expression::macro_call(&name, &arguments, inside, shape),
        MacroDelimiter::Bracket(_) if name == "vec!" => {
            if arguments.is_empty() {
                return Some(format!("{name}[]"));
            }
            let arguments = arguments.iter().map(Element::Argument).collect();
            let outside = Context {
                in_macro: false,
                ..context
            };
            expression::elements(&name, arguments, Trailing::Vertical, outside, shape)
        }
        _ => None,
    }
}
