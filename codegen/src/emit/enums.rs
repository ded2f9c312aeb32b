//! String and integer enums: a Rust `enum` and a table of its wire values.

use std::collections::BTreeMap;

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::imports::Imports;
use super::initials::{MANY, groups, modules};
use super::tokens::{allow_deprecated, deprecated, ident, item_docs, module_docs};
use crate::ir::{ENUM_MODULE, Enum, EnumValues, EnumVariant, Service};

/// The files, if the service has enums: one, or one for each initial.
pub(super) fn files(service: &Service, files: &mut BTreeMap<String, TokenStream>) {
    let enums: Vec<&Enum> = service.types.enums.iter().collect();
    if enums.is_empty() {
        return;
    }
    let docs = module_docs(&[format!("Enumerations of {}.", service.facts.title)]);
    let path = format!("src/{}/enums", service.module);
    if enums.len() < MANY {
        let content = content(service, &enums);
        files.insert(format!("{path}.rs"), quote!(#docs #content));
        return;
    }
    let groups = groups(enums, &|it: &&Enum| it.name.as_str());
    let modules = modules(&groups);
    files.insert(format!("{path}/mod.rs"), quote!(#docs #modules));
    for ((module, begin), enums) in &groups {
        let docs = module_docs(&[format!("Enumerations that begin with {begin}.")]);
        let content = content(service, enums);
        files.insert(format!("{path}/{module}.rs"), quote!(#docs #content));
    }
}

fn content(service: &Service, enums: &[&Enum]) -> TokenStream {
    let own = enums.iter().map(|it| it.name.as_str());
    let mut imports = Imports::new(service, ENUM_MODULE, own);
    let items: Vec<_> = enums.iter().map(|it| items(it, &mut imports)).collect();
    let uses = imports.declarations();
    let allow = allow_deprecated(enums.iter().any(|it| it.deprecated.is_some()));
    quote!(#allow #uses #(#items)*)
}

pub(super) fn items(it: &Enum, imports: &mut Imports<'_>) -> TokenStream {
    let name = ident(&it.name);
    let open = ident(&it.open);
    let docs = item_docs(&it.docs, imports);
    let deprecated = deprecated(it.deprecated.as_ref());
    match &it.values {
        EnumValues::Text(variants) => {
            let declarations: Vec<_> = variants
                .iter()
                .map(|variant| declaration(variant, imports))
                .collect();
            let table = table(variants, |value| Literal::string(value));
            let unknown = imports.runtime("UnknownValue");
            let debug = if it.sensitive {
                TokenStream::new()
            } else {
                quote!(Debug,)
            };
            let macro_name = ident(if it.sensitive {
                "sensitive_string_enum"
            } else {
                "string_enum"
            });
            quote! {
                #docs
                #deprecated
                #[non_exhaustive]
                #[derive(Clone, #debug PartialEq, Eq, PartialOrd, Ord, Hash)]
                pub enum #name {
                    #(#declarations)*
                    /// A value unknown to this version of the crate.
                    #open(#unknown),
                }
                runtime::#macro_name!(#name { #table ..#open });
            }
        }
        EnumValues::Integer(variants) => {
            let declarations: Vec<_> = variants
                .iter()
                .map(|variant| declaration(variant, imports))
                .collect();
            let table = table(variants, |value| Literal::i32_unsuffixed(*value));
            let unknown = imports.runtime("UnknownInt");
            quote! {
                #docs
                #deprecated
                #[non_exhaustive]
                #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
                pub enum #name {
                    #(#declarations)*
                    /// A value unknown to this version of the crate.
                    #open(#unknown),
                }
                runtime::int_enum!(#name { #table ..#open });
            }
        }
    }
}

fn declaration<T>(variant: &EnumVariant<T>, imports: &Imports<'_>) -> TokenStream {
    let docs = item_docs(&variant.docs, imports);
    let deprecated = deprecated(variant.deprecated.as_ref());
    let name = ident(&variant.name);
    quote!(#docs #deprecated #name,)
}

fn table<T>(variants: &[EnumVariant<T>], literal: impl Fn(&T) -> Literal) -> TokenStream {
    let entries = variants.iter().map(|variant| {
        let name = ident(&variant.name);
        let value = literal(&variant.value);
        quote!(#name: #value,)
    });
    quote!(#(#entries)*)
}
