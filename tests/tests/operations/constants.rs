//! The constants of the runtime that are durations or whole numbers.

use std::fs;
use std::path::Path;
use syn::{Expr, FieldValue, ImplItem, Item, Lit, Member, TraitItem, Type};
use tests::workspace;

/// A constant.
#[derive(Debug)]
pub struct Constant {
    /// From `codegen/runtime/src`, with `/`.
    pub file: String,
    pub name: String,
    pub is_duration: bool,
    /// In nanoseconds or as it is; `None` for an expression that is not read.
    pub value: Option<u128>,
}

/// Those of all files that are not tests.
pub fn constants() -> Vec<Constant> {
    let root = workspace().join("codegen/runtime/src");
    let mut found = Vec::new();
    collect(&root, &root, &mut found);
    found
}

fn collect(root: &Path, folder: &Path, found: &mut Vec<Constant>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() && name != "tests" {
            collect(root, &path, found);
        } else if name.ends_with(".rs") && !name.starts_with("test") {
            let text = fs::read_to_string(&path).unwrap();
            let file = syn::parse_file(&text).unwrap();
            let path = path.strip_prefix(root).unwrap();
            let path = path.to_string_lossy().replace('\\', "/");
            file.items
                .iter()
                .for_each(|it| collect_item(it, &path, found));
        }
    }
}

fn collect_item(item: &Item, file: &str, found: &mut Vec<Constant>) {
    let mut add = |name: &syn::Ident, ty: &Type, expression: &Expr| {
        found.extend(constant(file, name.to_string(), ty, expression));
    };
    match item {
        Item::Const(it) => match &*it.expr {
            Expr::Struct(fields) => {
                let fields = fields.fields.iter();
                found.extend(fields.filter_map(|field| of_field(file, &it.ident, field)));
            }
            expression => add(&it.ident, &it.ty, expression),
        },
        Item::Mod(it) if it.ident != "tests" => {
            let items = it.content.iter().flat_map(|(_, items)| items);
            items.for_each(|it| collect_item(it, file, found));
        }
        Item::Impl(it) => {
            for it in &it.items {
                if let ImplItem::Const(it) = it {
                    add(&it.ident, &it.ty, &it.expr);
                }
            }
        }
        Item::Trait(it) => {
            for it in &it.items {
                if let TraitItem::Const(it) = it
                    && let Some((_, expression)) = &it.default
                {
                    add(&it.ident, &it.ty, expression);
                }
            }
        }
        _ => {}
    }
}

/// A field of a constant structure, `NAME.field`, if it is a duration.
fn of_field(file: &str, name: &syn::Ident, field: &FieldValue) -> Option<Constant> {
    let Member::Named(member) = &field.member else {
        return None;
    };
    matches!(field.expr, Expr::Call(_))
        .then(|| Constant {
            file: file.to_owned(),
            name: format!("{name}.{member}"),
            is_duration: true,
            value: value(&field.expr),
        })
        .filter(|it| it.value.is_some())
}

fn constant(file: &str, name: String, ty: &Type, expression: &Expr) -> Option<Constant> {
    let Type::Path(ty) = ty else {
        return None;
    };
    let ty = ty.path.segments.last()?;
    let is_range = ty.ident == "Range" && quote::quote!(#ty).to_string().contains("Duration");
    let ty = ty.ident.to_string();
    let is_duration = ty == "Duration" || is_range;
    let is_number = ["u8", "u16", "u32", "u64", "usize"].contains(&ty.as_str());
    (is_duration || is_number).then(|| Constant {
        file: file.to_owned(),
        name,
        is_duration,
        value: value(expression),
    })
}

fn value(expression: &Expr) -> Option<u128> {
    match expression {
        Expr::Lit(it) => match &it.lit {
            Lit::Int(number) => number.base10_parse().ok(),
            _ => None,
        },
        Expr::Binary(it) => {
            let (left, right) = (value(&it.left)?, value(&it.right)?);
            matches!(it.op, syn::BinOp::Mul(_)).then_some(left * right)
        }
        // Of a range the start.
        Expr::Range(it) => value(it.start.as_deref()?),
        Expr::Call(it) => {
            let Expr::Path(function) = &*it.func else {
                return None;
            };
            let unit = match function.path.segments.last()?.ident.to_string().as_str() {
                "from_secs" => 1_000_000_000,
                "from_millis" => 1_000_000,
                _ => return None,
            };
            Some(value(it.args.first()?)? * unit)
        }
        _ => None,
    }
}

#[test]
fn constants_are_read_with_their_units() {
    let text = "const A: Duration = Duration::from_secs(5 * 60);
        const B: usize = 64 * 1024;
        trait C { const D: Duration = Duration::from_millis(50); }
        const E: &str = \"\";";
    let mut found = Vec::new();
    let file = syn::parse_file(text).unwrap();
    file.items
        .iter()
        .for_each(|it| collect_item(it, "f.rs", &mut found));
    let found: Vec<_> = found
        .iter()
        .map(|it| (it.name.as_str(), it.value))
        .collect();
    let expected = [
        ("A", Some(300_000_000_000)),
        ("B", Some(65_536)),
        ("D", Some(50_000_000)),
    ];
    assert_eq!(found, expected);
}
