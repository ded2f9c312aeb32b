//! String and integer enums: a Rust `enum` and a table of its wire values.

use std::collections::BTreeMap;

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::imports::Imports;
use super::tokens::{allow_deprecated, deprecated, ident, item_docs, module_docs};
use crate::ir::{ENUM_MODULE, Enum, EnumValues, EnumVariant, Service};

/// `enums.rs`, if the service has enums.
pub(super) fn file(service: &Service, files: &mut BTreeMap<String, TokenStream>) {
    if service.types.enums.is_empty() {
        return;
    }
    let enums = &service.types.enums;
    let own = enums.iter().map(|it| it.name.as_str());
    let mut imports = Imports::new(service, ENUM_MODULE, own);
    let items: Vec<_> = enums.iter().map(|it| items(it, &mut imports)).collect();
    let docs = module_docs(&[format!("Enumerations of {}.", service.facts.title)]);
    let uses = imports.declarations();
    let allow = allow_deprecated(enums.iter().any(|it| it.deprecated.is_some()));
    files.insert(
        format!("src/{}/enums.rs", service.module),
        quote!(#docs #allow #uses #(#items)*),
    );
}

fn items(it: &Enum, imports: &mut Imports<'_>) -> TokenStream {
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
