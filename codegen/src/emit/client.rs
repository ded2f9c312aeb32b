//! `client.rs`: a method for each operation.

use proc_macro2::TokenStream;
use quote::quote;

use super::example;
use super::imports::Imports;
use super::tokens::{allow_deprecated, deprecated, docs, ident, item_docs, module_docs};
use crate::ir::{Operation, Service};

/// `client.rs`.
pub(super) fn file(krate: &str, service: &Service) -> TokenStream {
    let mut imports = Imports::new(&service.module, "client", ["Client"]);
    // All of them first: documentation needs to know what is in scope.
    for operation in &service.operations {
        imports.get(&origin(service, operation), &operation.name);
    }
    let methods: Vec<_> = service
        .operations
        .iter()
        .map(|it| method(service, it, &mut imports))
        .collect();
    let transport = imports.runtime("Transport");
    let uri = imports.get("runtime::http", "Uri");
    let file_docs = module_docs(&[format!("The client of {}.", service.title)]);
    let mut lines = vec![
        format!("Calls {}. Cheap to clone: clones share the transport.", service.title),
        String::new(),
        "Every method fails with [`Error`]: its variant `Service` has the operation's own error, for".to_owned(),
        "what the service refused; the others say that a request could not be built or sent, or its".to_owned(),
        "answer not be understood.".to_owned(),
    ];
    lines.extend(example::lines(krate, service));
    let client_docs = docs(&lines);
    let uses = imports.declarations();
    let allow = allow_deprecated(service.operations.iter().any(|operation| {
        operation.input.deprecated.is_some() || operation.output.deprecated.is_some()
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
            /// Sends through `transport` to `endpoint`, for instance `https://service.region.amazonaws.com`.
            pub fn new(transport: impl #transport, endpoint: #uri) -> Self {
                Self { runtime: runtime::Client::new(transport, endpoint) }
            }

            #(#methods)*
        }
    }
}

fn method(service: &Service, operation: &Operation, imports: &mut Imports<'_>) -> TokenStream {
    let from = origin(service, operation);
    let input = imports.get(&from, &operation.input.name);
    let output = imports.get(&from, &operation.output.name);
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
fn origin(service: &Service, operation: &Operation) -> String {
    format!("crate::{}::operation::{}", service.module, operation.method)
}
