//! `client.rs`: a method for each operation.

use std::collections::BTreeMap;

use proc_macro2::TokenStream;
use quote::quote;

use super::imports::Imports;
use super::initials::{MANY, groups};
use super::tokens::{allow_deprecated, deprecated, docs, ident, linked, module_docs};
use super::{example, paginated, waiter};
use crate::ir::{Operation, Service};

/// The files: one, or with very many operations one for each initial beside that of the type.
pub(super) fn files(krate: &str, service: &Service, files: &mut BTreeMap<String, TokenStream>) {
    let operations: Vec<&Operation> = service.operations.iter().collect();
    let path = format!("src/{}/client", service.module);
    if operations.len() < MANY {
        let file = file(krate, service, &operations, None);
        files.insert(format!("{path}.rs"), file);
        return;
    }
    let groups = groups(operations, &|it: &&Operation| it.name.as_str());
    let modules = groups.keys().map(|(module, _)| ident(module));
    let modules = quote!(#(mod #modules;)*);
    let file = file(krate, service, &[], Some(modules));
    files.insert(format!("{path}/mod.rs"), file);
    for ((module, begin), operations) in &groups {
        let part = part(krate, service, operations, begin);
        files.insert(format!("{path}/{module}.rs"), part);
    }
}

/// Returns a file with the methods of these operations alone.
fn part(krate: &str, service: &Service, operations: &[&Operation], begin: &str) -> TokenStream {
    let mut imports = Imports::new(service, "client", ["Client"]);
    let methods = all_methods(krate, service, operations, &mut imports);
    let docs = module_docs(&[format!("Operations that begin with {begin}.")]);
    let uses = imports.declarations();
    let allow = allow(service, operations);
    quote! {
        #docs
        #allow
        use super::Client;
        #uses
        impl Client { #(#methods)* }
    }
}

/// Returns the methods of these operations.
fn all_methods(
    krate: &str,
    service: &Service,
    operations: &[&Operation],
    imports: &mut Imports<'_>,
) -> Vec<TokenStream> {
    // All of them first: documentation needs to know what is in scope.
    for operation in operations {
        imports.get(&origin(service, operation), &operation.name);
    }
    let methods = operations.iter();
    methods
        .map(|it| methods_of(krate, service, it, imports))
        .collect()
}

fn allow(service: &Service, operations: &[&Operation]) -> TokenStream {
    allow_deprecated(operations.iter().any(|operation| {
        let mut sides = [service.input(operation), service.output(operation)].into_iter();
        sides.any(|it| it.deprecated.is_some())
    }))
}

/// Returns the file of the type, with the methods of these operations.
fn file(
    krate: &str,
    service: &Service,
    operations: &[&Operation],
    modules: Option<TokenStream>,
) -> TokenStream {
    let mut imports = Imports::new(service, "client", ["Client"]);
    let methods = all_methods(krate, service, operations, &mut imports);
    let config = imports.runtime("Config");
    let config_error = imports.runtime("ConfigError");
    let request = imports.runtime("Request");
    let operation = imports.runtime("Operation");
    let service_type = imports.get(&format!("crate::{}", service.module), "Service");
    let file_docs = module_docs(&[format!("Client for {}.", service.facts.title)]);
    // A file without methods does not import the type.
    let error = match operations {
        [] => "[`Error`](runtime::Error)",
        _ => "[`Error`]",
    };
    let mut lines = vec![
        format!("Client for {}. Cheap to clone: clones share connections and credentials.", service.facts.title),
        String::new(),
        format!("The methods of operations return {error}. Its variant `Service` holds the operation's own error,"),
        "returned by the service; the other variants are failures to build or send the request, or to".to_owned(),
        "read the response.".to_owned(),
    ];
    lines.extend(example::lines(krate, service));
    let client_docs = docs(&lines);
    let uses = imports.declarations();
    let allow = allow(service, operations);
    quote! {
        #file_docs
        #allow
        #modules
        #uses
        #client_docs
        #[derive(Clone, Debug)]
        pub struct Client {
            runtime: runtime::Client,
        }

        impl Client {
            /// Creates a client configured by environment variables and the shared AWS config files.
            ///
            /// # Errors
            /// A variable or a file is invalid.
            pub async fn from_env() -> Result<Self, #config_error> {
                Ok(Self::new(&#config::from_env()?))
            }

            /// Creates a client with this configuration. Clients with the same configuration share
            /// connections and credentials.
            pub fn new(config: &#config) -> Self {
                Self { runtime: runtime::Client::new::<#service_type>(config) }
            }

            /// Prepares a call with per-call overrides, which returns the response's metadata with the output.
            pub fn request<Op: #operation<Service = #service_type>>(&self, input: Op::Input) -> #request<'_, Op> {
                self.runtime.request(input)
            }

            #(#methods)*
        }
    }
}

/// Returns the methods of an operation: the call itself, pagination and waiters.
pub(super) fn methods_of(
    krate: &str,
    service: &Service,
    operation: &Operation,
    imports: &mut Imports<'_>,
) -> TokenStream {
    let call = method(krate, service, operation, imports);
    let pages = paginated::method(service, operation, imports);
    let waiters = waiter::methods(service, operation, imports);
    quote!(#call #pages #(#waiters)*)
}

fn method(
    krate: &str,
    service: &Service,
    operation: &Operation,
    imports: &mut Imports<'_>,
) -> TokenStream {
    let from = origin(service, operation);
    let input = imports.get(&from, &service.input(operation).name);
    let output = imports.get(&from, &service.output(operation).name);
    let error = imports.get(&from, &operation.error_name);
    let marker = imports.get(&from, &operation.name);
    let any_error = imports.runtime("Error");
    let name = ident(&operation.method);
    let mut docs = linked(&operation.docs, imports);
    let example = example::of_stream(krate, service, operation);
    let is_first = docs.is_empty();
    docs.extend(example.into_iter().skip(usize::from(is_first)));
    let docs = self::docs(&docs);
    let deprecated = deprecated(operation.deprecated.as_ref());
    quote! {
        #docs
        #deprecated
        pub async fn #name(&self, input: #input) -> Result<#output, #any_error<#error>> {
            self.runtime.call::<#marker>(input).await
        }
    }
}

/// Returns the module of an operation's types.
pub(super) fn origin(service: &Service, operation: &Operation) -> String {
    format!("crate::{}::{}", service.module, operation.module())
}
