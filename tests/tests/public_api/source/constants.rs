//! What constants and macros say in literals.

use super::unknown;
use syn::{Expr, ExprCall, ExprStruct, ImplItem, Lit, Member, Result};

/// The constants of an `impl`, with their values.
pub fn constants(items: &[ImplItem]) -> Result<Vec<(String, String)>> {
    let constants = items.iter().filter_map(|item| match item {
        ImplItem::Const(item) => Some(item),
        _ => None,
    });
    constants
        .map(|item| Ok((item.ident.to_string(), literal(&item.expr)?)))
        .collect()
}

/// The fields of a structure literal, which the runtime's macros take, with their values.
pub fn fields(source: &ExprStruct) -> Result<Vec<(String, String)>> {
    let fields = source.fields.iter().map(|field| match &field.member {
        Member::Named(name) => Ok((name.to_string(), literal(&field.expr)?)),
        Member::Unnamed(_) => Err(unknown(field)),
    });
    fields.collect()
}

/// The value of a literal, of what `Some` holds, the last name of a path, or all of those in a list.
fn literal(expression: &Expr) -> Result<String> {
    match expression {
        Expr::Lit(it) => match &it.lit {
            Lit::Str(text) => Ok(text.value()),
            Lit::Int(number) => Ok(number.base10_digits().to_owned()),
            Lit::Bool(value) => Ok(value.value.to_string()),
            _ => Err(unknown(expression)),
        },
        Expr::Path(it) => {
            let last = it.path.segments.last().ok_or_else(|| unknown(expression))?;
            Ok(last.ident.to_string())
        }
        Expr::Call(ExprCall { func, args, .. }) if literal(func)? == "Some" => {
            literal(args.first().ok_or_else(|| unknown(expression))?)
        }
        Expr::Reference(it) => literal(&it.expr),
        // A member's format and its default, which come after its name in a table.
        Expr::Cast(it) => literal(&it.expr),
        Expr::Assign(it) => literal(&it.left),
        Expr::Array(it) => {
            let items: Result<Vec<String>> = it.elems.iter().map(literal).collect();
            Ok(items?.join(", "))
        }
        _ => Err(unknown(expression)),
    }
}
