//! `client.rs`: a method for each operation.

use proc_macro2::TokenStream;
use quote::quote;

use super::imports::Imports;
use super::tokens::{allow_deprecated, deprecated, docs, ident, item_docs, module_docs};
use super::{example, paginated, waiter};
use crate::ir::{Operation, Service};

/// `client.rs`.
pub(super) fn file(krate: &str, service: &Service) -> TokenStream {
    let mut imports = Imports::new(service, "client", ["Client"]);
    // All of them first: documentation needs to know what is in scope.
    for operation in &service.operations {
        imports.get(&origin(service, operation), &operation.name);
    }
    let methods: Vec<_> = service
        .operations
        .iter()
        .map(|it| methods(service, it, &mut imports))
        .collect();
    let config = imports.runtime("Config");
    let config_error = imports.runtime("ConfigError");
    let request = imports.runtime("Request");
    let operation = imports.runtime("Operation");
    let service_type = imports.get(&format!("crate::{}", service.module), "Service");
    let file_docs = module_docs(&[format!("The client of {}.", service.facts.title)]);
    let mut lines = vec![
        format!("Calls {}. Cheap to clone: clones share the transport.", service.facts.title),
        String::new(),
        "Every method fails with [`Error`]: its variant `Service` has the operation's own error, for".to_owned(),
        "what the service refused; the others say that a request could not be built or sent, or its".to_owned(),
        "answer not be understood.".to_owned(),
    ];
    lines.extend(example::lines(krate, service));
    let client_docs = docs(&lines);
    let uses = imports.declarations();
    let allow = allow_deprecated(service.operations.iter().any(|operation| {
        let mut sides = [service.input(operation), service.output(operation)].into_iter();
        sides.any(|it| it.deprecated.is_some())
    }));
    quote! {
        #file_docs
        #allow
        #uses
        #client_docs
        #[derive(Clone, Debug)]
        pub struct Client {
            runtime: runtime::Client,
        }

        impl Client {
            /// A client with the configuration that other AWS tools find: variables, then the shared files.
            /// Fails where one of them is wrong.
            pub async fn from_env() -> Result<Self, #config_error> {
                Ok(Self::new(&#config::from_env()?))
            }

            /// A client with this configuration. Clients of one configuration share connections and credentials.
            pub fn new(config: &#config) -> Self {
                Self { runtime: runtime::Client::new::<#service_type>(config) }
            }

            /// A call with settings of its own, which gives the response's metadata with the output.
            pub fn request<Op: #operation<Service = #service_type>>(&self, input: Op::Input) -> #request<'_, Op> {
                self.runtime.request(input)
            }

            #(#methods)*
        }
    }
}

/// The methods of an operation: to call it, to page through its lists, and to wait for what it shows.
fn methods(service: &Service, operation: &Operation, imports: &mut Imports<'_>) -> TokenStream {
    let call = method(service, operation, imports);
    let pages = paginated::method(service, operation, imports);
    let waiters = waiter::methods(service, operation, imports);
    quote!(#call #pages #(#waiters)*)
}

fn method(service: &Service, operation: &Operation, imports: &mut Imports<'_>) -> TokenStream {
    let from = origin(service, operation);
    let input = imports.get(&from, &service.input(operation).name);
    let output = imports.get(&from, &service.output(operation).name);
    let error = imports.get(&from, &operation.error_name);
    let marker = imports.get(&from, &operation.name);
    let any_error = imports.runtime("Error");
    let name = ident(&operation.method);
    let docs = item_docs(&operation.docs, imports);
    let deprecated = deprecated(operation.deprecated.as_ref());
    quote! {
        #docs
        #deprecated
        pub async fn #name(&self, input: #input) -> Result<#output, #any_error<#error>> {
            self.runtime.call::<#marker>(input).await
        }
    }
}

/// The module of an operation's types.
pub(super) fn origin(service: &Service, operation: &Operation) -> String {
    format!("crate::{}::{}", service.module, operation.module())
}
