//! `waiter.rs`: waiters, and the methods of the clients for them.

use std::collections::BTreeMap;

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::client::origin;
use super::expression::{ExpressionWriter, Members, Nulls, closure};
use super::imports::Imports;
use super::paginated::see;
use super::tokens::{allow_deprecated, deprecated, docs, ident, item_docs, module_docs};
use crate::ir::waiter::{Acceptor, Matcher, Test, WaiterState};
use crate::ir::{Operation, Service, Waiter};
use crate::lower::rustdoc::wrapped;

/// `waiter.rs`, if the service has waiters.
pub(super) fn file(service: &Service, files: &mut BTreeMap<String, TokenStream>) {
    if service.waiters.is_empty() {
        return;
    }
    let mut all: Vec<&Waiter> = service.waiters.iter().collect();
    all.sort_by_key(|waiter| &waiter.name);
    let own = all.iter().map(|waiter| waiter.name.as_str());
    let mut imports = Imports::new(service, "waiter", own);
    let writer = ExpressionWriter::new(service, Members::Values);
    let bodies: Vec<_> = all
        .iter()
        .map(|waiter| body(service, waiter, &writer, &mut imports))
        .collect();
    let docs = module_docs(&[format!("Waiters for {}.", service.facts.title)]);
    let allow = allow_deprecated(writer.uses_deprecated.get() || imports.uses_deprecated);
    let uses = imports.declarations();
    files.insert(
        format!("src/{}/waiter.rs", service.module),
        quote!(#docs #allow #uses #(#bodies)*),
    );
}

/// Declares the module in `mod.rs`.
pub(super) fn declaration(service: &Service) -> Option<TokenStream> {
    (!service.waiters.is_empty()).then(|| {
        quote! {
            #[cfg(feature = "client")]
            pub mod waiter;
        }
    })
}

pub(super) fn body(
    service: &Service,
    waiter: &Waiter,
    writer: &ExpressionWriter<'_>,
    imports: &mut Imports<'_>,
) -> TokenStream {
    let operation = &service.operations[waiter.operation];
    let from = origin(service, operation);
    let docs = type_docs(service, operation, waiter);
    let name = ident(&waiter.name);
    let waiter_trait = imports.runtime("Waiter");
    let acceptors_type = imports.runtime("Acceptors");
    let answer = imports.runtime("Answer");
    let marker = imports.get(&from, &operation.name);
    let model_name = &waiter.model_name;
    let min_delay = delay("MIN_DELAY", waiter.min_delay, imports);
    let max_delay = delay("MAX_DELAY", waiter.max_delay, imports);
    let acceptors: Vec<_> = waiter
        .acceptors
        .iter()
        .map(|it| self::acceptor(it, writer, imports))
        .collect();
    let (success, end) = if waiter.ends_with_errors() {
        let error = imports.runtime("Error");
        let of_operation = imports.get(&from, &operation.error_name);
        let end = quote! {
            fn success(last: #answer<#marker>) -> Result<Self::Success, #error<#of_operation>> {
                Ok(last)
            }
        };
        (quote!(#answer<#marker>), end)
    } else {
        let end = quote! {
            fn success(last: #answer<#marker>) -> #answer<#marker> {
                last
            }
        };
        (imports.get(&from, &service.output(operation).name), end)
    };
    quote! {
        #docs
        #[derive(Clone, Copy, Debug)]
        pub struct #name;

        impl #waiter_trait for #name {
            type Operation = #marker;
            type Success = #success;

            const NAME: &'static str = #model_name;
            #min_delay
            #max_delay
            const ACCEPTORS: #acceptors_type<#marker> = &[#(#acceptors),*];

            #end
        }
    }
}

fn type_docs(service: &Service, operation: &Operation, waiter: &Waiter) -> TokenStream {
    let (module, method) = (&service.module, &waiter.method);
    let mut lines = vec![
        format!("Waiter of [`{method}`](crate::{module}::Client::{method})."),
        String::new(),
        format!(
            "Conditions, checked in this order against each response of `{}`:",
            operation.shape_name
        ),
        String::new(),
    ];
    lines.extend(waiter.acceptors.iter().map(|acceptor| {
        let state = match acceptor.state {
            WaiterState::Success => "Success",
            WaiterState::Failure => "Failure",
            WaiterState::Retry => "Retry",
        };
        format!("- {state}: {}", acceptor.docs)
    }));
    lines.push("- Retry: any other output".to_owned());
    lines.push("- Failure: any other error, after the client's retries".to_owned());
    docs(&lines)
}

fn delay(name: &str, seconds: Option<u64>, imports: &mut Imports<'_>) -> Option<TokenStream> {
    let seconds = Literal::u64_unsuffixed(seconds?);
    let name = ident(name);
    let duration = imports.get("std::time", "Duration");
    Some(quote!(const #name: #duration = #duration::from_secs(#seconds);))
}

fn acceptor(
    acceptor: &Acceptor,
    writer: &ExpressionWriter<'_>,
    imports: &mut Imports<'_>,
) -> TokenStream {
    let name = imports.runtime("Acceptor");
    let on = imports.runtime("On");
    let state = ident(match acceptor.state {
        WaiterState::Success => "success",
        WaiterState::Failure => "failure",
        WaiterState::Retry => "retry",
    });
    let reason = &acceptor.reason;
    let matcher = match &acceptor.matcher {
        Matcher::Success => quote!(#on::Success),
        Matcher::AnyError => quote!(#on::AnyError),
        Matcher::Error(code) => quote!(#on::Error(#code)),
        Matcher::Output(Test::String(value, expected)) if value.is_shown() => {
            let value = writer.value(value);
            let value = closure(&["output"], quote!(Some(#value)));
            quote!(#on::Text(#value, #expected))
        }
        Matcher::Output(test) => {
            let test = closure(&["output"], self::test(test, writer, imports));
            quote!(#on::Output(#test))
        }
        Matcher::InputOutput(test) => {
            let test = closure(&["input", "output"], self::test(test, writer, imports));
            quote!(#on::InputOutput(#test))
        }
    };
    quote!(#name::#state(#reason, #matcher))
}

/// Returns the body of a function that returns whether a test is passed, or `None`.
fn test(test: &Test, writer: &ExpressionWriter<'_>, imports: &mut Imports<'_>) -> TokenStream {
    let passed = match test {
        Test::Boolean(value, true) => return writer.result(value),
        Test::Boolean(value, false) => writer.boolean(value, false, Nulls::End),
        Test::String(value, expected) => {
            let value = writer.value(value);
            quote!(#value == #expected)
        }
        Test::All(list, expected) => {
            let all_equal = imports.runtime("all_equal");
            let strings = writer.iterator(list);
            quote!(#all_equal(#strings, #expected))
        }
        Test::Any(list, expected) => {
            let strings = writer.iterator(list);
            quote!(#strings.any(|it| it == #expected))
        }
    };
    quote!(Some(#passed))
}

/// Returns the waiters of `operation`.
fn of_operation<'a>(
    service: &'a Service,
    operation: &Operation,
) -> impl Iterator<Item = &'a Waiter> {
    let id = operation.id;
    service.waiters.iter().filter(move |it| it.operation == id)
}

/// Returns the client's waiter methods of `operation`.
pub(super) fn methods(
    service: &Service,
    operation: &Operation,
    imports: &mut Imports<'_>,
) -> Vec<TokenStream> {
    let waiters = of_operation(service, operation);
    let methods = waiters.map(|waiter| {
        let wait = method(service, operation, waiter, "Wait", imports);
        let docs = method_docs(service, operation, waiter, imports);
        quote! {
            #docs
            #wait {
                self.runtime.wait(input, max_wait)
            }
        }
    });
    methods.collect()
}

/// Returns the same methods for the blocking client.
pub(super) fn blocking_methods(
    service: &Service,
    operation: &Operation,
    imports: &mut Imports<'_>,
) -> Vec<TokenStream> {
    let waiters = of_operation(service, operation);
    let methods = waiters.map(|waiter| {
        let wait = method(service, operation, waiter, "BlockingWait", imports);
        let (docs, name) = (see(service, &waiter.method), ident(&waiter.method));
        quote! {
            #docs
            #wait {
                self.blocking.waiting(self.client.#name(input, max_wait))
            }
        }
    });
    methods.collect()
}

/// Returns the signature of a waiter method, whose return type is the runtime's type `wait`.
fn method(
    service: &Service,
    operation: &Operation,
    waiter: &Waiter,
    wait: &str,
    imports: &mut Imports<'_>,
) -> TokenStream {
    let marker = imports.get(&module(service), &waiter.name);
    let input = imports.get(&origin(service, operation), &service.input(operation).name);
    let wait = imports.runtime(wait);
    let duration = imports.get("std::time", "Duration");
    let name = ident(&waiter.method);
    let deprecated = deprecated(waiter.deprecated.as_ref());
    quote! {
        #deprecated
        pub fn #name<'a>(&self, input: #input, max_wait: #duration) -> #wait<'a, #marker>
    }
}

fn method_docs(
    service: &Service,
    operation: &Operation,
    waiter: &Waiter,
    imports: &Imports<'_>,
) -> TokenStream {
    let (name, method) = (&waiter.name, &operation.method);
    let mut docs = waiter.docs.clone();
    if !docs.lines.is_empty() {
        docs.lines.push(String::new());
    }
    docs.lines.extend(wrapped(&format!(
        "Polls [`{method}`](Self::{method}) until [`{name}`] reaches a final state or `max_wait` has passed."
    )));
    let path = format!("{}::{name}", module(service));
    docs.links.insert(name.clone(), path);
    item_docs(&docs, imports)
}

/// Returns the module of a service's waiters.
fn module(service: &Service) -> String {
    format!("crate::{}::waiter", service.module)
}
