//! What attributes say.

use syn::{Attribute, LitStr, Meta, Result};

pub fn has(attributes: &[Attribute], name: &str) -> bool {
    attributes.iter().any(|it| it.path().is_ident(name))
}

/// The names in `#[derive(…)]`.
pub fn derives(attributes: &[Attribute]) -> Result<Vec<String>> {
    let mut names = Vec::new();
    for attribute in attributes.iter().filter(|it| it.path().is_ident("derive")) {
        attribute.parse_nested_meta(|meta| {
            names.extend(meta.path.segments.last().map(|it| it.ident.to_string()));
            Ok(())
        })?;
    }
    Ok(names)
}

/// The note of `#[deprecated]`, empty where it has none.
pub fn deprecated(attributes: &[Attribute]) -> Result<Option<String>> {
    let Some(attribute) = attributes
        .iter()
        .find(|it| it.path().is_ident("deprecated"))
    else {
        return Ok(None);
    };
    let mut note = String::new();
    if let Meta::List(_) = &attribute.meta {
        attribute.parse_nested_meta(|meta| {
            let value = meta.value()?.parse::<LitStr>()?.value();
            if meta.path.is_ident("note") {
                note = value;
            }
            Ok(())
        })?;
    }
    Ok(Some(note))
}
