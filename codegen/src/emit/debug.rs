//! `Debug` of types with sensitive members; all others derive it.

use proc_macro2::TokenStream;
use quote::quote;

use super::imports::Imports;
use super::tokens::ident;
use crate::ir::{Structure, Type, Union, UnionVariant};

/// `Debug` of a structure, where it is written.
pub(super) fn of_structure(structure: &Structure, imports: &mut Imports<'_>) -> TokenStream {
    if !structure.has_secrets() {
        return TokenStream::new();
    }
    if structure.sensitive {
        return redacted(&structure.name, imports);
    }
    let text = structure.name.as_str();
    let fields = structure.fields.iter().map(|field| {
        let label = field.name.trim_start_matches("r#");
        let name = ident(&field.name);
        if field.sensitive {
            let sensitive = imports.runtime("Sensitive");
            quote!(.field(#label, &#sensitive))
        } else {
            quote!(.field(#label, &self.#name))
        }
    });
    let body = quote!(f.debug_struct(#text)#(#fields)*.finish());
    implementation(&structure.name, &body, imports)
}

/// `Debug` of a union, where it is written.
pub(super) fn of_union(union: &Union, imports: &mut Imports<'_>) -> TokenStream {
    if !union.has_secrets() {
        return TokenStream::new();
    }
    if union.sensitive {
        return redacted(&union.name, imports);
    }
    let arms: Vec<_> = union
        .variants
        .iter()
        .map(|variant| arm(variant, imports))
        .collect();
    let open = ident(&union.open);
    let label = union.open.as_str();
    let body = quote! {
        match self {
            #(#arms)*
            Self::#open(member) => f.debug_tuple(#label).field(member).finish(),
        }
    };
    implementation(&union.name, &body, imports)
}

fn arm(variant: &UnionVariant, imports: &mut Imports<'_>) -> TokenStream {
    let label = variant.name.as_str();
    let name = ident(&variant.name);
    if variant.ty == Type::Unit {
        quote!(Self::#name => f.write_str(#label),)
    } else if variant.sensitive {
        let sensitive = imports.runtime("Sensitive");
        quote!(Self::#name(_) => f.debug_tuple(#label).field(&#sensitive).finish(),)
    } else {
        quote!(Self::#name(value) => f.debug_tuple(#label).field(value).finish(),)
    }
}

fn redacted(name: &str, imports: &mut Imports<'_>) -> TokenStream {
    let sensitive = imports.runtime("Sensitive");
    implementation(
        name,
        &quote!(f.debug_tuple(#name).field(&#sensitive).finish()),
        imports,
    )
}

fn implementation(name: &str, body: &TokenStream, imports: &mut Imports<'_>) -> TokenStream {
    let fmt = imports.get("std", "fmt");
    let name = ident(name);
    quote! {
        impl #fmt::Debug for #name {
            fn fmt(&self, f: &mut #fmt::Formatter<'_>) -> #fmt::Result {
                #body
            }
        }
    }
}
