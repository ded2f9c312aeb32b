//! `blocking.rs`: the client without async.

use proc_macro2::TokenStream;
use quote::quote;

use super::client::origin;
use super::imports::Imports;
use super::tokens::{allow_deprecated, deprecated, docs, ident, module_docs};
use super::{paginated, waiter};
use crate::ir::{Operation, Service};

/// `blocking.rs`.
pub(super) fn file(service: &Service) -> TokenStream {
    let mut imports = Imports::new(service, "blocking", ["Client"]);
    let methods: Vec<_> = service
        .operations
        .iter()
        .map(|it| methods(service, it, &mut imports))
        .collect();
    let calls: Vec<_> = service
        .operations
        .iter()
        .map(|it| call(service, it, &mut imports))
        .collect();
    let blocking = imports.runtime("Blocking");
    let config = imports.runtime("Config");
    let config_error = imports.runtime("ConfigError");
    let module = ident(&service.module);
    let async_client = quote!(crate::#module::Client);
    let file_docs = module_docs(&[format!(
        "The client of {} without async.",
        service.facts.title
    )]);
    let client_docs = docs(&[
        format!("Calls {} and waits for the answer.", service.facts.title),
        String::new(),
        format!(
            "Its methods are those of [`{}::Client`](crate::{}::Client).",
            service.module, service.module
        ),
    ]);
    let allow = allow_deprecated(service.operations.iter().any(|it| it.deprecated.is_some()));
    let uses = imports.declarations();
    quote! {
        #file_docs
        #allow
        #uses
        #client_docs
        #[derive(Clone, Debug)]
        pub struct Client {
            client: #async_client,
            blocking: #blocking,
        }

        impl Client {
            /// A client with the configuration that other AWS tools find: variables, then the shared files.
            /// Fails where one of them is wrong.
            pub fn from_env() -> Result<Self, #config_error> {
                Ok(Self::new(&#config::from_env()?))
            }

            /// A client with this configuration.
            pub fn new(config: &#config) -> Self {
                Self {
                    client: #async_client::new(config),
                    blocking: #blocking::new(),
                }
            }

            #(#methods)*
        }

        runtime::blocking_calls!(Client { #(#calls)* });
    }
}

/// The methods of an operation besides its call: to page through its lists, and to wait for what it shows.
fn methods(service: &Service, operation: &Operation, imports: &mut Imports<'_>) -> TokenStream {
    let pages = paginated::blocking_method(service, operation, imports);
    let waiters = waiter::blocking_methods(service, operation, imports);
    quote!(#pages #(#waiters)*)
}

/// The entry of an operation in the table of calls.
fn call(service: &Service, operation: &Operation, imports: &mut Imports<'_>) -> TokenStream {
    let marker = imports.get(&origin(service, operation), &operation.name);
    let name = ident(&operation.method);
    let deprecated = deprecated(operation.deprecated.as_ref());
    quote!(#deprecated #name: #marker,)
}
