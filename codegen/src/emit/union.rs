//! Unions: an `enum`, the methods of its variants, and functions that write and read its members.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::debug;
use super::imports::Imports;
use super::tokens::{deprecated, format, ident, item_docs, ty};
use crate::ir::{Type, Union, UnionVariant};

/// Returns all items of `union`.
pub(super) fn items(union: &Union, imports: &mut Imports<'_>) -> TokenStream {
    let declaration = declaration(union, imports);
    let debug = debug::of_union(union, imports);
    let methods = methods(union, imports);
    let name = ident(&union.name);
    let open = ident(&union.open);
    let writes: Vec<_> = union
        .variants
        .iter()
        .map(|variant| write(variant, imports))
        .collect();
    let reads: Vec<_> = union
        .variants
        .iter()
        .map(|variant| read(variant, imports))
        .collect();
    // Clippy rejects a `match` with a single arm.
    let read = if reads.is_empty() {
        quote!(member.unknown(Self::#open))
    } else {
        quote!(match member.tag() {
            #(#reads)*
            _ => member.unknown(Self::#open),
        })
    };
    let serializer = imports.get("runtime::wire", "Serializer");
    let deserializer = imports.get("runtime::wire", "Deserializer");
    imports.runtime("wire");
    quote! {
        #declaration
        #methods
        #debug

        impl wire::Union for #name {
            fn write<S: #serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                match self {
                    #(#writes)*
                    Self::#open(member) => wire::unknown_member(serializer, member),
                }
            }

            fn read<'de, D: #deserializer<'de>>(
                member: wire::Member<'_, D>,
            ) -> Result<Option<Self>, D::Error> {
                #read
            }
        }
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

/// The methods of each variant, from a table of their names.
fn methods(union: &Union, imports: &mut Imports<'_>) -> TokenStream {
    let rows: Vec<_> = union
        .variants
        .iter()
        .map(|variant| {
            let deprecated = deprecated(variant.deprecated.as_ref());
            let name = ident(&variant.name);
            let is = format_ident!("is_{}", variant.in_methods);
            let get = format_ident!("as_{}", variant.in_methods);
            let value = match &variant.ty {
                Type::Unit => return quote!(#deprecated #name: #is,),
                Type::Boxed(inner) => ty(inner, imports),
                value => ty(value, imports),
            };
            quote!(#deprecated #name: (#is, #get as #value),)
        })
        .collect();
    let (name, open) = (ident(&union.name), ident(&union.open));
    let is = format_ident!("is_{}", union.open_in_methods);
    let get = format_ident!("as_{}", union.open_in_methods);
    quote!(runtime::union_methods!(#name { #(#rows)* ..#open(#is, #get) });)
}

fn write(variant: &UnionVariant, imports: &mut Imports<'_>) -> TokenStream {
    let name = ident(&variant.name);
    let tag = variant.wire_name.as_str();
    if variant.ty == Type::Unit {
        return quote!(Self::#name => wire::unit_member(serializer, #tag),);
    }
    match format(&variant.ty, imports) {
        Some(format) => {
            quote!(Self::#name(value) => wire::member_as::<#format, _>(serializer, #tag, value),)
        }
        None => quote!(Self::#name(value) => wire::member(serializer, #tag, value),),
    }
}

fn read(variant: &UnionVariant, imports: &mut Imports<'_>) -> TokenStream {
    let name = ident(&variant.name);
    let tag = variant.wire_name.as_str();
    if variant.ty == Type::Unit {
        return quote!(#tag => member.unit(Self::#name),);
    }
    match format(&variant.ty, imports) {
        Some(format) => quote!(#tag => member.value_as::<#format, _>(Self::#name),),
        None => quote!(#tag => member.value(Self::#name),),
    }
}
