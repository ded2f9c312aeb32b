//! Pagination: the implementations for operations, and the methods of the clients.

use proc_macro2::TokenStream;
use quote::quote;

use super::client::origin;
use super::expression::{ExpressionWriter, Members};
use super::imports::Imports;
use super::tokens::{deprecated, docs, ident, ty};
use crate::ir::{Operation, Service};
use crate::lower::rustdoc::wrapped;

/// Returns the implementations for an operation's marker type.
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
    let next = ExpressionWriter::new(service, Members::Borrowed).result(&paginated.output_token);
    let items = paginated.items.as_ref().map(|(path, list)| {
        let items_trait = imports.runtime("PaginatedItems");
        let list = ty(list, imports);
        let items = ExpressionWriter::new(service, Members::Moved).result(path);
        quote! {
            impl #items_trait for #name {
                type Items = #list;

                fn items(page: Self::Output) -> Option<Self::Items> {
                    #items
                }
            }
        }
    });
    let last = paginated.truncated.as_ref().map(|(field, is_optional)| {
        let field = ident(field);
        let is_last = match is_optional {
            true => quote!(page.#field != Some(true)),
            false => quote!(!page.#field),
        };
        quote!(if #is_last { return None; })
    });
    Some(quote! {
        impl #paginated_trait for #name {
            type Token = #token;

            fn token(input: &mut Self::Input) -> &mut Option<Self::Token> {
                &mut input.#input_token
            }

            fn next_token(page: &Self::Output) -> Option<&Self::Token> {
                #last
                #next
            }
        }
        #items
    })
}

/// Returns the client's method.
pub(super) fn method(
    service: &Service,
    operation: &Operation,
    imports: &mut Imports<'_>,
) -> Option<TokenStream> {
    let paginated = service.paginated.get(&operation.id)?;
    let of = &operation.method;
    let mut text = format!(
        "Returns the pages of [`{of}`](Self::{of}), starting with the page that `input` requests. Each page is one call."
    );
    if paginated.items.is_some() {
        text += " [`items`](runtime::Pages::items) iterates over the items of all pages.";
    }
    let docs = docs(&wrapped(&text));
    let method = signature(service, operation, &paginated.method, "Pages", imports);
    Some(quote!(#docs #method { self.runtime.pages(input) }))
}

/// Returns the same method for the blocking client.
pub(super) fn blocking_method(
    service: &Service,
    operation: &Operation,
    imports: &mut Imports<'_>,
) -> Option<TokenStream> {
    let method = &service.paginated.get(&operation.id)?.method;
    let (docs, name) = (see(service, method), ident(method));
    let method = signature(service, operation, method, "BlockingPages", imports);
    Some(quote!(#docs #method { self.blocking.pages(self.client.#name(input)) }))
}

/// Returns the signature of a method that returns the runtime's type `pages`.
fn signature(
    service: &Service,
    operation: &Operation,
    name: &str,
    pages: &str,
    imports: &mut Imports<'_>,
) -> TokenStream {
    let from = origin(service, operation);
    let input = imports.get(&from, &service.input(operation).name);
    let marker = imports.get(&from, &operation.name);
    let (pages, name) = (imports.runtime(pages), ident(name));
    let deprecated = deprecated(operation.deprecated.as_ref());
    quote!(#deprecated pub fn #name(&self, input: #input) -> #pages<#marker>)
}

/// Returns the documentation of a blocking method: a link to the async client's.
pub(super) fn see(service: &Service, method: &str) -> TokenStream {
    let module = &service.module;
    docs(&[format!(
        "See [`Client::{method}`](crate::{module}::Client::{method})."
    )])
}
