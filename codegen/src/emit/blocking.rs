//! `blocking.rs`: the blocking client.

use proc_macro2::TokenStream;
use quote::quote;

use super::client::origin;
use super::imports::Imports;
use super::tokens::{allow_deprecated, deprecated, docs, ident, module_docs};
use super::{paginated, waiter};
use crate::ir::{Operation, Service};
use crate::lower::rustdoc::wrapped;

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
    let request = imports.runtime("BlockingRequest");
    let operation = imports.runtime("Operation");
    let service_type = imports.get(&format!("crate::{}", service.module), "Service");
    let config = imports.runtime("Config");
    let config_error = imports.runtime("ConfigError");
    let module = ident(&service.module);
    let async_client = quote!(crate::#module::Client);
    let title = format!("Blocking client for {}.", service.facts.title);
    let file_docs = module_docs(&[&title]);
    let mut lines = vec![title, String::new()];
    lines.extend(wrapped(&format!(
        "Has the methods of [`{0}::Client`](crate::{0}::Client). Each blocks the thread until the call has ended.",
        service.module
    )));
    let client_docs = docs(&lines);
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
            /// Creates a client configured by environment variables and the shared AWS config files.
            ///
            /// # Errors
            /// A variable or a file is invalid.
            pub fn from_env() -> Result<Self, #config_error> {
                Ok(Self::new(&#config::from_env()?))
            }

            /// Creates a client with this configuration.
            pub fn new(config: &#config) -> Self {
                Self {
                    client: #async_client::new(config),
                    blocking: #blocking::new(),
                }
            }

            /// Prepares a call with per-call overrides, which returns the response's metadata with the output.
            pub fn request<Op: #operation<Service = #service_type>>(&self, input: Op::Input) -> #request<'_, Op> {
                self.blocking.request(self.client.request(input))
            }

            #(#methods)*
        }

        runtime::blocking_calls!(Client { #(#calls)* });
    }
}

/// Returns the methods of an operation besides its call: pagination and waiters.
pub(super) fn methods(
    service: &Service,
    operation: &Operation,
    imports: &mut Imports<'_>,
) -> TokenStream {
    let pages = paginated::blocking_method(service, operation, imports);
    let waiters = waiter::blocking_methods(service, operation, imports);
    quote!(#pages #(#waiters)*)
}

/// Returns the entry of an operation in the table of calls.
fn call(service: &Service, operation: &Operation, imports: &mut Imports<'_>) -> TokenStream {
    let marker = imports.get(&origin(service, operation), &operation.name);
    let name = ident(&operation.method);
    let deprecated = deprecated(operation.deprecated.as_ref());
    quote!(#deprecated #name: #marker,)
}
