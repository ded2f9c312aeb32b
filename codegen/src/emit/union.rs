//! Unions: an `enum`, and a table of its members.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::debug;
use super::format::format;
use super::imports::Imports;
use super::tokens::{deprecated, ident, item_docs, ty};
use crate::ir::{EventError, Type, Union, UnionVariant};

/// Returns all items of `union`.
pub(super) fn items(union: &Union, imports: &mut Imports<'_>) -> TokenStream {
    let declaration = declaration(union, imports);
    let debug = debug::of_union(union, imports);
    let table = table(union, imports);
    let events = events(union, imports);
    quote! {
        #declaration
        #table
        #events
        #debug
    }
}

/// Imports the types of all members; links in documentation depend on the imports.
pub(super) fn import(union: &Union, imports: &mut Imports<'_>) {
    for variant in &union.variants {
        ty(&variant.ty, imports);
    }
}

fn declaration(union: &Union, imports: &mut Imports<'_>) -> TokenStream {
    let docs = item_docs(&union.docs, imports);
    let item_deprecated = deprecated(union.deprecated.as_ref());
    let variants: Vec<_> = union
        .variants
        .iter()
        .map(|variant| {
            let docs = item_docs(&variant.docs, imports);
            let deprecated = deprecated(variant.deprecated.as_ref());
            let name = ident(&variant.name);
            let payload = match &variant.ty {
                Type::Unit => TokenStream::new(),
                payload => {
                    let payload = ty(payload, imports);
                    quote!((#payload))
                }
            };
            quote!(#docs #deprecated #name #payload,)
        })
        .collect();
    let debug = if union.has_secrets() {
        TokenStream::new()
    } else {
        quote!(Debug,)
    };
    let unknown = imports.runtime("UnknownMember");
    let (name, open) = (ident(&union.name), ident(&union.open));
    quote! {
        #docs
        #item_deprecated
        #[non_exhaustive]
        #[derive(Clone, #debug PartialEq)]
        pub enum #name {
            #(#variants)*
            /// A member unknown to this version of the crate.
            #open(#unknown),
        }
    }
}

/// Returns the table that the runtime serializes the union from: name and format of each member, and the names of the
/// methods of its variant.
fn table(union: &Union, imports: &mut Imports<'_>) -> TokenStream {
    let rows = union.variants.iter().map(|variant| row(variant, imports));
    let rows: Vec<_> = rows.collect();
    let (name, open) = (ident(&union.name), ident(&union.open));
    let is = format_ident!("is_{}", union.open_in_methods);
    let get = format_ident!("as_{}", union.open_in_methods);
    let names = model_names(union, imports.is_xml()).map(|names| quote!(, [#(#names),*]));
    quote!(runtime::union!(#name { #(#rows)* ..#open(#is, #get) } #names);)
}

/// Returns the table of a union of events: the structures of its variants, and the errors among its members.
fn events(union: &Union, imports: &mut Imports<'_>) -> Option<TokenStream> {
    let errors = union.event_errors.as_ref()?.iter();
    let errors: Vec<_> = errors
        .map(|EventError { member, code }| quote!((#member, #code)))
        .collect();
    let variants = union.variants.iter().map(|variant| {
        let (name, structure) = (ident(&variant.name), ty(&variant.ty, imports));
        quote!(#name: #structure,)
    });
    let variants: Vec<_> = variants.collect();
    let name = ident(&union.name);
    Some(quote!(runtime::event_union!(#name { #(#variants)* }, [#(#errors),*]);))
}

/// Returns the names in the model, if others are serialized in XML.
fn model_names(union: &Union, is_xml: bool) -> Option<Vec<&str>> {
    let mut variants = union.variants.iter();
    let has_others = is_xml && variants.any(|it| it.wire_name != it.member);
    has_others.then(|| union.variants.iter().map(|it| it.member.as_str()).collect())
}

fn row(variant: &UnionVariant, imports: &mut Imports<'_>) -> TokenStream {
    let deprecated = deprecated(variant.deprecated.as_ref());
    let name = ident(&variant.name);
    let called = variant.wire_name.as_str();
    let is = format_ident!("is_{}", variant.in_methods);
    let get = format_ident!("as_{}", variant.in_methods);
    let value = match &variant.ty {
        Type::Unit => return quote!(#deprecated #name: (#called, #is),),
        Type::Boxed(inner) => ty(inner, imports),
        value => ty(value, imports),
    };
    let format = format(&variant.ty, &variant.form, imports).map(|format| {
        imports.runtime("wire");
        quote!(as #format)
    });
    quote!(#deprecated #name: (#called #format, #is, #get as #value),)
}
