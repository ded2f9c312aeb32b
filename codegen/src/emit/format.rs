//! Formats of values that are not those of their types.

use proc_macro2::TokenStream;
use quote::quote;

use super::imports::Imports;
use super::tokens::{ident, sparsely, ty};
use crate::ir::{Form, TimestampFormat, Type};

/// Returns the type that serializes `ty` if its timestamps have a format of their own, or its elements names of their own: a
/// mirror of it, with adapters of the runtime.
pub(super) fn format(ty: &Type, form: &Form, imports: &mut Imports<'_>) -> Option<TokenStream> {
    let own = of_values(ty, form, imports);
    if form.names.are_default() && !form.is_flattened {
        return own;
    }
    let mut format = own.unwrap_or_else(|| self::ty(ty, imports));
    if form.is_flattened {
        format = quote!(wire::Flattened<#format>);
    }
    if let Some(marker) = imports.marker(&form.names) {
        let (module, marker) = (imports.service_module("xml"), ident(&marker));
        format = quote!(wire::Named<#module::#marker, #format>);
    }
    Some(format)
}

/// Returns the format of the timestamps and of the entries in `ty`.
fn of_values(ty: &Type, form: &Form, imports: &mut Imports<'_>) -> Option<TokenStream> {
    let plain = Form::default();
    let entry = form.entry.as_deref().unwrap_or(&plain);
    Some(match ty {
        Type::Timestamp(Some(TimestampFormat::DateTime)) => quote!(wire::DateTime),
        Type::Timestamp(Some(TimestampFormat::HttpDate)) => quote!(wire::HttpDate),
        Type::Timestamp(Some(TimestampFormat::EpochSeconds)) => quote!(wire::EpochSeconds),
        Type::List { member, sparse } => {
            let member = sparsely(format(member, entry, imports)?, *sparse);
            quote!(Vec<#member>)
        }
        Type::Map { key, value, sparse } => {
            let value = sparsely(format(value, entry, imports)?, *sparse);
            let map = imports.get("std::collections", "BTreeMap");
            let key = self::ty(key, imports);
            quote!(#map<#key, #value>)
        }
        _ => return None,
    })
}
