//! The fields of a structure, with the serde attributes that make them what the service sends and takes.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::imports::Imports;
use super::tokens::{deprecated, format, ident, item_docs, ty};
use crate::ir::{Default, Field, Presence, Role, Structure, Type};

/// The declarations of all fields.
pub(super) fn declarations(structure: &Structure, imports: &mut Imports<'_>) -> TokenStream {
    let fields = structure
        .fields
        .iter()
        .map(|field| declaration(structure, field, imports));
    quote!(#(#fields)*)
}

fn declaration(structure: &Structure, field: &Field, imports: &mut Imports<'_>) -> TokenStream {
    let docs = item_docs(&field.docs, imports);
    let deprecated = deprecated(field.deprecated.as_ref());
    let serde = serde(structure, field, imports);
    let name = ident(&field.name);
    let ty = field_type(field, imports);
    quote! {
        #docs
        #deprecated
        #serde
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

fn serde(structure: &Structure, field: &Field, imports: &mut Imports<'_>) -> TokenStream {
    let mut arguments = Vec::new();
    if !field.renamed {
        let name = &field.wire_name;
        arguments.push(quote!(rename = #name));
    }
    let format = format(&field.ty, imports).map(text);
    let as_type = |format: String| format!("wire::As::<{format}>");
    match &field.presence {
        Presence::Optional => {
            if let Some(format) = format {
                let with = as_type(format!("Option<{format}>"));
                arguments.push(quote!(default, with = #with));
            } else if reads_specially(&field.ty) {
                arguments.push(quote!(default, with = "wire"));
            }
            arguments.push(quote!(skip_serializing_if = "Option::is_none"));
        }
        // Services leave required members out of responses; nobody does in a request.
        Presence::Required if structure.role == Role::Input => match format {
            Some(format) => {
                let with = as_type(format);
                arguments.push(quote!(with = #with));
            }
            None if reads_specially(&field.ty) => arguments.push(quote!(with = "wire")),
            None => {}
        },
        Presence::Required | Presence::Defaulted(Default::Zero) => match format {
            Some(format) => {
                let with = as_type(format);
                let zero = format!("{with}::zero");
                arguments.push(quote!(default = #zero, with = #with));
            }
            None if writes_specially(&field.ty) => {
                arguments.push(quote!(default = "wire::zero", with = "wire"))
            }
            None => arguments.push(quote!(
                default = "wire::zero",
                deserialize_with = "wire::or_zero"
            )),
        },
        Presence::Defaulted(_) => {
            let default = default_function(field).to_string();
            let read = read_function(field).to_string();
            arguments.push(quote!(default = #default, deserialize_with = #read));
            if let Some(format) = format {
                let write = format!("{}::serialize", as_type(format));
                arguments.push(quote!(serialize_with = #write));
            } else if writes_specially(&field.ty) {
                arguments.push(quote!(serialize_with = "wire::serialize"));
            }
        }
    }
    let uses_wire = arguments
        .iter()
        .any(|argument| argument.to_string().contains("\"wire"));
    if uses_wire {
        imports.runtime("wire");
    }
    if arguments.is_empty() {
        TokenStream::new()
    } else {
        quote!(#[serde(#(#arguments),*)])
    }
}

fn text(tokens: TokenStream) -> String {
    tokens
        .to_string()
        .split_whitespace()
        .collect::<String>()
        .replace(',', ", ")
}

/// Whether what is written differs from the type's own serde form: JSON has no NaN and no infinities.
fn writes_specially(ty: &Type) -> bool {
    match ty {
        Type::F32 | Type::F64 => true,
        Type::List { member, .. } => writes_specially(member),
        Type::Map { value, .. } => writes_specially(value),
        _ => false,
    }
}

/// Whether what is read does: lists and maps drop entries that are `null`.
fn reads_specially(ty: &Type) -> bool {
    match ty {
        Type::List { member, sparse } => {
            !sparse || reads_specially(member) || writes_specially(member)
        }
        Type::Map { value, sparse, .. } => {
            !sparse || reads_specially(value) || writes_specially(value)
        }
        ty => writes_specially(ty),
    }
}

/// The functions that give and read the presets which are not the type's zero value.
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
        let read = read_function(field);
        let value = super::constructor::preset(default, &field.ty, imports);
        let or = match format(&field.ty, imports) {
            Some(format) => quote!(wire::As::<#format>::or),
            None => quote!(wire::or),
        };
        let ty = ty(&field.ty, imports);
        let deserializer = imports.get("serde", "Deserializer");
        imports.runtime("wire");
        quote! {
            fn #give() -> #ty {
                #value
            }

            fn #read<'de, D: #deserializer<'de>>(deserializer: D) -> Result<#ty, D::Error> {
                #or(deserializer, #give)
            }
        }
    });
    quote!(#(#functions)*)
}

/// Name of the function that gives the preset of `field`.
pub(super) fn default_function(field: &Field) -> proc_macro2::Ident {
    format_ident!("default_{}", field.preset.as_ref().unwrap_or(&field.name))
}

fn read_function(field: &Field) -> proc_macro2::Ident {
    format_ident!("read_{}", field.preset.as_ref().unwrap_or(&field.name))
}
