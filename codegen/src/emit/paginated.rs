//! Pages of long lists: what the operation says of them, and the clients' methods.

use proc_macro2::TokenStream;
use quote::quote;

use super::client::origin;
use super::imports::Imports;
use super::tokens::{deprecated, docs, ident, ty};
use crate::ir::{FieldStep, Operation, Paginated, Service};
use crate::lower::rustdoc::wrapped;

/// The implementations for an operation's marker type, in its own file.
pub(super) fn of_operation(
    service: &Service,
    operation: &Operation,
    imports: &mut Imports<'_>,
) -> Option<TokenStream> {
    let paginated = service.paginated.get(&operation.id)?;
    let name = ident(&operation.name);
    let paginated_trait = imports.runtime("Paginated");
    let token = ty(&paginated.token, imports);
    let input_token = ident(&paginated.input_token);
    let next = borrowed(&paginated.output_token);
    let items = items(paginated, &name, imports);
    Some(quote! {
        impl #paginated_trait for #name {
            type Token = #token;

            fn token(input: &mut Self::Input) -> &mut Option<Self::Token> {
                &mut input.#input_token
            }

            fn next_token(page: &Self::Output) -> Option<&Self::Token> {
                #next
            }
        }
        #items
    })
}

fn items(
    paginated: &Paginated,
    name: &proc_macro2::Ident,
    imports: &mut Imports<'_>,
) -> Option<TokenStream> {
    let (path, list) = paginated.items.as_ref()?;
    let items_trait = imports.runtime("PaginatedItems");
    let list = ty(list, imports);
    let items = moved(path);
    Some(quote! {
        impl #items_trait for #name {
            type Items = #list;

            fn items(page: Self::Output) -> Option<Self::Items> {
                #items
            }
        }
    })
}

/// An `Option` of a reference to what is at `path` in `page`.
fn borrowed(path: &[FieldStep]) -> TokenStream {
    let Some((last, before)) = path.split_last() else {
        return quote!(None);
    };
    let before = before.iter().fold(quote!(page), |place, step| {
        let field = ident(&step.field);
        if step.optional {
            quote!(#place.#field.as_ref()?)
        } else {
            quote!(#place.#field)
        }
    });
    let field = ident(&last.field);
    if last.optional {
        quote!(#before.#field.as_ref())
    } else {
        quote!(Some(&#before.#field))
    }
}

/// An `Option` of what is at `path` in `page`.
fn moved(path: &[FieldStep]) -> TokenStream {
    let Some((last, before)) = path.split_last() else {
        return quote!(None);
    };
    let before = before.iter().fold(quote!(page), |place, step| {
        let field = ident(&step.field);
        let optional = step.optional.then(|| quote!(?));
        quote!(#place.#field #optional)
    });
    let field = ident(&last.field);
    if last.optional {
        quote!(#before.#field)
    } else {
        quote!(Some(#before.#field))
    }
}

/// The client's method.
pub(super) fn method(
    service: &Service,
    operation: &Operation,
    imports: &mut Imports<'_>,
) -> Option<TokenStream> {
    let paginated = service.paginated.get(&operation.id)?;
    let from = origin(service, operation);
    let input = imports.get(&from, &service.input(operation).name);
    let marker = imports.get(&from, &operation.name);
    let pages = imports.runtime("Pages");
    let name = ident(&paginated.method);
    let of = &operation.method;
    let mut text = format!(
        "The pages of [`{of}`](Self::{of}), from the one that `input` asks for, one call each."
    );
    if paginated.items.is_some() {
        text += " Their [`items`](runtime::Pages::items) come one by one.";
    }
    let docs = docs(&wrapped(&text));
    let deprecated = deprecated(operation.deprecated.as_ref());
    Some(quote! {
        #docs
        #deprecated
        pub fn #name(&self, input: #input) -> #pages<#marker> {
            self.runtime.pages(input)
        }
    })
}

/// The same for the client without async.
pub(super) fn blocking_method(
    service: &Service,
    operation: &Operation,
    imports: &mut Imports<'_>,
) -> Option<TokenStream> {
    let paginated = service.paginated.get(&operation.id)?;
    let from = origin(service, operation);
    let input = imports.get(&from, &service.input(operation).name);
    let marker = imports.get(&from, &operation.name);
    let pages = imports.runtime("BlockingPages");
    let name = ident(&paginated.method);
    let docs = see(service, &paginated.method);
    let deprecated = deprecated(operation.deprecated.as_ref());
    Some(quote! {
        #docs
        #deprecated
        pub fn #name(&self, input: #input) -> #pages<#marker> {
            self.blocking.pages(self.client.#name(input))
        }
    })
}

/// Documentation of a method that is one of the async client's.
pub(super) fn see(service: &Service, method: &str) -> TokenStream {
    let module = &service.module;
    docs(&[format!(
        "See [`Client::{method}`](crate::{module}::Client::{method})."
    )])
}
