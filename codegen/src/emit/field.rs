//! The fields of a structure, and the table for their serialization.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::format::format;
use super::imports::Imports;
use super::tokens::{deprecated, ident, item_docs, sparsely, ty};
use crate::ir::{Binding, Default, Field, Presence, Role, Structure, Type};

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
    let layout = Layout::of(structure, imports.is_xml());
    let rows = structure
        .fields
        .iter()
        .map(|field| row((structure.role, layout), field, imports));
    let rows: Vec<_> = rows.collect();
    let name = ident(&structure.name);
    let kind = match (structure.role, layout) {
        (Role::Input, Layout::Plain) => quote!(input),
        (Role::Input, Layout::Named) => quote!(xml_input),
        (Role::Input, Layout::Bound) => quote!(bound_input),
        (_, Layout::Plain) => quote!(structure),
        (_, Layout::Named) => quote!(xml_structure),
        (_, Layout::Bound) => quote!(bound_structure),
    };
    quote!(runtime::#kind!(#name { #(#rows,)* });)
}

/// Form of the rows of a table.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Layout {
    /// The name of the member.
    Plain,
    /// The name in XML, and that of the member if it is another.
    Named,
    /// The binding, the name there, and that of the member if it is another.
    Bound,
}

impl Layout {
    fn of(structure: &Structure, is_xml: bool) -> Self {
        let mut fields = structure.fields.iter();
        if structure.is_bound() {
            Self::Bound
        } else if is_xml && fields.any(|it| it.wire_name != it.member) {
            Self::Named
        } else {
            Self::Plain
        }
    }
}

fn row((role, layout): (Role, Layout), field: &Field, imports: &mut Imports<'_>) -> TokenStream {
    let name = ident(&field.name);
    let wire_name = &field.wire_name;
    let called = match layout {
        Layout::Plain => quote!(#wire_name),
        Layout::Named => {
            let member = renamed(field, wire_name);
            quote!((#wire_name #member))
        }
        Layout::Bound => bound(field),
    };
    let format = field_format(field, imports).map(|format| {
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

/// Returns the binding of a member, with its name in the message; its name in the model, and that in documents, if they
/// are others.
fn bound(field: &Field) -> TokenStream {
    let name = field.wire_name.as_str();
    let (binding, called) = match &field.binding {
        Binding::Body => ("body", name),
        Binding::Label { .. } => ("label", name),
        Binding::Query => ("query", name),
        Binding::QueryParams => ("query_params", ""),
        Binding::Header { .. } => ("header", name),
        Binding::PrefixHeaders => ("prefix_headers", name),
        Binding::Payload | Binding::RootText => ("payload", name),
        Binding::RawPayload(media_type) => ("raw_payload", media_type.as_str()),
        Binding::Stream(media_type) => ("stream", media_type.as_str()),
        Binding::Status => ("status", ""),
        Binding::EventHeader => ("event_header", name),
    };
    let binding = ident(binding);
    let document = field.json_name.as_ref();
    let member = Some(&field.member).filter(|it| *it != called || document.is_some());
    let names = member.into_iter().chain(document);
    quote!((#binding, #called #(, #names)*))
}

/// Returns the name of a member in the model after a comma, if it is not `called` so.
fn renamed(field: &Field, called: &str) -> Option<TokenStream> {
    let member = Some(&field.member).filter(|it| *it != called);
    member.map(|it| quote!(, #it))
}

/// Returns the format of a member, if it is not that of its type.
fn field_format(field: &Field, imports: &mut Imports<'_>) -> Option<TokenStream> {
    if field.binding == (Binding::Header { is_base64: true }) {
        let text = quote!(wire::MediaTypeText);
        return Some(match field.ty {
            Type::List { sparse, .. } => {
                let text = sparsely(text, sparse);
                quote!(Vec<#text>)
            }
            _ => text,
        });
    }
    if field.binding == (Binding::Label { is_id: true }) {
        return Some(quote!(wire::LastSegment));
    }
    if field.binding == Binding::RootText {
        let ty = ty(&field.ty, imports);
        return Some(quote!(wire::Filled<#ty>));
    }
    format(&field.ty, &field.form, imports)
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
