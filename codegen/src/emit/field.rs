//! The fields of a structure, and the table for their serialization.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::imports::Imports;
use super::tokens::{deprecated, format, ident, item_docs, ty};
use crate::ir::{Default, Field, Presence, Role, Structure};

/// The declarations of all fields.
pub(super) fn declarations(structure: &Structure, imports: &mut Imports<'_>) -> TokenStream {
    let fields = structure
        .fields
        .iter()
        .map(|field| declaration(field, imports));
    quote!(#(#fields)*)
}

fn declaration(field: &Field, imports: &mut Imports<'_>) -> TokenStream {
    let docs = item_docs(&field.docs, imports);
    let deprecated = deprecated(field.deprecated.as_ref());
    let name = ident(&field.name);
    let ty = field_type(field, imports);
    quote! {
        #docs
        #deprecated
        pub #name: #ty,
    }
}

/// The type of a field, with its `Option`.
pub(super) fn field_type(field: &Field, imports: &mut Imports<'_>) -> TokenStream {
    let ty = ty(&field.ty, imports);
    if field.presence == Presence::Optional {
        quote!(Option<#ty>)
    } else {
        ty
    }
}

/// Returns the table that the runtime serializes the structure from: name, format and default of each member.
pub(super) fn table(structure: &Structure, imports: &mut Imports<'_>) -> TokenStream {
    let rows = structure
        .fields
        .iter()
        .map(|field| row(structure.role, field, imports));
    let rows: Vec<_> = rows.collect();
    let name = ident(&structure.name);
    let kind = match structure.role {
        Role::Input => quote!(input),
        _ => quote!(structure),
    };
    quote!(runtime::#kind!(#name { #(#rows,)* });)
}

fn row(role: Role, field: &Field, imports: &mut Imports<'_>) -> TokenStream {
    let name = ident(&field.name);
    let called = &field.wire_name;
    let format = format(&field.ty, imports).map(|format| {
        imports.runtime("wire");
        if field.presence == Presence::Optional {
            quote!(as Option<#format>)
        } else {
            quote!(as #format)
        }
    });
    let default = match &field.presence {
        Presence::Required | Presence::Optional => None,
        // Zero is what is assumed anyway, but without a default a request must have the member.
        Presence::Defaulted(Default::Zero) if role != Role::Input => None,
        Presence::Defaulted(Default::Zero) => {
            imports.runtime("wire");
            Some(quote!(= wire::zero()))
        }
        Presence::Defaulted(_) => {
            let default = default_function(field);
            Some(quote!(= #default()))
        }
    };
    quote!(#name: #called #format #default)
}

/// Returns the functions for defaults other than the type's zero value.
pub(super) fn preset_functions(structure: &Structure, imports: &mut Imports<'_>) -> TokenStream {
    let presets = structure
        .fields
        .iter()
        .filter_map(|field| match &field.presence {
            Presence::Defaulted(Default::Zero) | Presence::Required | Presence::Optional => None,
            Presence::Defaulted(default) => Some((field, default)),
        });
    let functions = presets.map(|(field, default)| {
        let give = default_function(field);
        let value = super::constructor::preset(default, &field.ty, imports);
        let ty = ty(&field.ty, imports);
        quote! {
            fn #give() -> #ty {
                #value
            }
        }
    });
    quote!(#(#functions)*)
}

/// Returns the name of the function that returns the default of `field`.
pub(super) fn default_function(field: &Field) -> proc_macro2::Ident {
    format_ident!("default_{}", field.preset.as_ref().unwrap_or(&field.name))
}
