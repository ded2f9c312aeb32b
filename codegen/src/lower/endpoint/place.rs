//! Paths into an input (`smithy.rules#operationContextParams`): the part of JMESPath that Smithy allows there.
//!
//! `a.b`, `keys(a.b)`, `a[*]`, `a[*].b.c` and `a[*].[b, c.d][]`.

use crate::ir::{
    self, BoundValue, Field, Leaf, Named, Place, PlaceStep, Presence, Structure, Type, Types,
};
use crate::smithy::shape_id::is_identifier;

/// What the path `text` leads to in `input`.
///
/// # Errors
/// Why it leads nowhere.
pub(super) fn find(text: &str, input: &Structure, types: &Types) -> Result<BoundValue, String> {
    let root = At::Structure(input);
    let walk = |path: &[&str]| walk(types, root, path);
    match parse(text).ok_or("it has a form that is not supported")? {
        Query::Path(path) => value(walk(&path)?),
        Query::Keys(path) => match walk(&path)? {
            (steps, Type::Map { key, .. }) => Ok(BoundValue::Keys(steps, leaf(&key)?)),
            _ => Err("it asks for the keys of what is no map".to_owned()),
        },
        Query::Elements(list, paths) => {
            let (
                steps,
                Type::List {
                    member,
                    sparse: false,
                },
            ) = walk(&list)?
            else {
                return Err("it asks for the elements of what is no list".to_owned());
            };
            let places = paths.iter().map(|path| {
                let (steps, ty) = walk_from(types, &member, path)?;
                let leaf = leaf(&ty)?;
                Ok(Place { steps, leaf })
            });
            let places: Result<Vec<Place>, String> = places.collect();
            Ok(BoundValue::Elements(steps, places?))
        }
    }
}

/// What the field itself gives.
pub(super) fn of_field(field: &Field) -> Option<BoundValue> {
    value((vec![step(field)], field.ty.clone())).ok()
}

fn value((steps, ty): (Vec<PlaceStep>, Type)) -> Result<BoundValue, String> {
    Ok(match ty {
        Type::List {
            member,
            sparse: false,
        } => {
            let itself = Place {
                steps: Vec::new(),
                leaf: leaf(&member)?,
            };
            BoundValue::Elements(steps, vec![itself])
        }
        ty => BoundValue::Place(Place {
            steps,
            leaf: leaf(&ty)?,
        }),
    })
}

fn leaf(ty: &Type) -> Result<Leaf, String> {
    match ty {
        Type::String => Ok(Leaf::Text),
        Type::Named(Named::Enum(_)) => Ok(Leaf::Enum),
        Type::Bool => Ok(Leaf::Flag),
        _ => Err("what is there is neither a string nor a boolean".to_owned()),
    }
}

enum Query<'a> {
    Path(Vec<&'a str>),
    Keys(Vec<&'a str>),
    /// A list, and what is asked of each element.
    Elements(Vec<&'a str>, Vec<Vec<&'a str>>),
}

fn parse(text: &str) -> Option<Query<'_>> {
    let text = text.trim();
    if let Some(argument) = text.strip_prefix("keys(") {
        return path(argument.strip_suffix(')')?).map(Query::Keys);
    }
    let Some((list, of)) = text.split_once("[*]") else {
        return path(text).map(Query::Path);
    };
    let list = path(list)?;
    let choices = of.strip_prefix('.').unwrap_or(of).strip_prefix('[');
    let paths = match (of.strip_prefix('.'), choices) {
        (_, Some(choices)) => {
            let choices = choices.strip_suffix("][]")?.split(',');
            choices.map(path).collect::<Option<_>>()?
        }
        (Some(of), None) => vec![path(of)?],
        (None, None) => of.is_empty().then(|| vec![Vec::new()])?,
    };
    Some(Query::Elements(list, paths))
}

fn path(text: &str) -> Option<Vec<&str>> {
    let names = text.split('.').map(|name| {
        let name = name.trim();
        let bare = name.strip_prefix('"').and_then(|it| it.strip_suffix('"'));
        Some(bare.unwrap_or(name)).filter(|name| is_identifier(name))
    });
    names.collect()
}

/// Something that has members.
#[derive(Clone, Copy)]
enum At<'a> {
    Structure(&'a Structure),
    Union(&'a ir::Union),
}

fn walk(types: &Types, from: At<'_>, path: &[&str]) -> Result<(Vec<PlaceStep>, Type), String> {
    let (name, rest) = path.split_first().ok_or("it is empty")?;
    let (step, ty) = match from {
        At::Structure(structure) => structure
            .fields
            .iter()
            .find(|field| field.wire_name == **name)
            .map(|field| (step(field), &field.ty)),
        At::Union(union) => union
            .variants
            .iter()
            .find(|variant| variant.wire_name == **name)
            .map(|it| {
                (
                    PlaceStep::Variant(union.name.clone(), it.name.clone()),
                    &it.ty,
                )
            }),
    }
    .ok_or_else(|| format!("there is no member `{name}`"))?;
    let (steps, ty) = walk_from(types, ty, rest)?;
    Ok(([step].into_iter().chain(steps).collect(), ty))
}

fn walk_from(types: &Types, ty: &Type, path: &[&str]) -> Result<(Vec<PlaceStep>, Type), String> {
    let ty = ty.unboxed();
    if path.is_empty() {
        return Ok((Vec::new(), ty.clone()));
    }
    let at = match ty {
        Type::Named(Named::Structure(id)) => Some(At::Structure(&types.structures[*id])),
        Type::Named(Named::Union(id)) => Some(At::Union(&types.unions[*id])),
        _ => None,
    };
    walk(
        types,
        at.ok_or("it goes on behind what has no members")?,
        path,
    )
}

fn step(field: &Field) -> PlaceStep {
    PlaceStep::Field(field.name.clone(), field.presence == Presence::Optional)
}

#[cfg(test)]
mod tests {
    use super::{Query, parse};

    /// A query, as one would write it.
    fn shown(text: &str) -> Option<String> {
        Some(match parse(text)? {
            Query::Path(path) => path.join(" "),
            Query::Keys(path) => format!("keys of {}", path.join(" ")),
            Query::Elements(list, paths) => {
                let paths: Vec<_> = paths.iter().map(|path| path.join(" ")).collect();
                format!("[{}] of {}", paths.join("; "), list.join(" "))
            }
        })
    }

    #[test]
    fn forms_of_paths() {
        for (text, expected) in [
            ("a", Some("a")),
            ("a.b_c.D1", Some("a b_c D1")),
            ("\"a\".b", Some("a b")),
            ("keys(a.b)", Some("keys of a b")),
            ("a[*]", Some("[] of a")),
            ("a[*].b.c", Some("[b c] of a")),
            ("a.b[*].[c, d.e][]", Some("[c; d e] of a b")),
            ("a[*][c, d.e][]", Some("[c; d e] of a")),
            ("", None),
            ("a.", None),
            ("a[0]", None),
            ("a[*].b[*].c", None),
            ("a[*].[b, c]", None),
            ("a[*]b", None),
            ("length(a)", None),
            ("keys(a", None),
            ("a | b", None),
        ] {
            assert_eq!(shown(text).as_deref(), expected, "{text}");
        }
    }
}
