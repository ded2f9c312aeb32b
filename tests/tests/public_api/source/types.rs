//! Types, as far as public items name them.

use super::unknown;
use std::fmt;
use syn::{GenericArgument, PathArguments, Result};

/// A type without the path to it: `Option<Vec<SyncBlocker>>`.
pub struct Type {
    pub name: String,
    pub arguments: Vec<Type>,
}

impl Type {
    pub fn read(source: &syn::Type) -> Result<Self> {
        let syn::Type::Path(path) = source else {
            return Err(unknown(source));
        };
        let last = path.path.segments.last();
        let segment = last.ok_or_else(|| unknown(source))?;
        let mut arguments = Vec::new();
        match &segment.arguments {
            PathArguments::None => {}
            PathArguments::AngleBracketed(list) => {
                for argument in &list.args {
                    let GenericArgument::Type(argument) = argument else {
                        return Err(unknown(source));
                    };
                    arguments.push(Self::read(argument)?);
                }
            }
            _ => return Err(unknown(source)),
        }
        Ok(Self {
            name: segment.ident.to_string(),
            arguments,
        })
    }

    /// The type in `name<…>`, if this is one.
    pub fn inside(&self, name: &str) -> Option<&Self> {
        self.arguments.first().filter(|_| self.name == name)
    }
}

impl fmt::Display for Type {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.name)?;
        for (at, argument) in self.arguments.iter().enumerate() {
            formatter.write_str(if at == 0 { "<" } else { ", " })?;
            argument.fmt(formatter)?;
        }
        formatter.write_str(if self.arguments.is_empty() { "" } else { ">" })
    }
}
