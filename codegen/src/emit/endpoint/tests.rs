//! `tests/<service>_endpoint.rs`: a test for each case of `smithy.rules#endpointTests`.

use std::collections::BTreeMap;

use proc_macro2::TokenStream;
use quote::quote;

use super::super::imports::Imports;
use super::super::tokens::{docs, ident, module_docs};
use super::value::ValueWriter;
use super::{built_in_field, literal, property};
use crate::ir::{BuiltIn, Endpoint, EndpointTest, Expected, Literal, Service, TestCall};

/// The file, if there are cases.
pub(in crate::emit) fn file(
    krate: &str,
    service: &Service,
    tests: &[EndpointTest],
    files: &mut BTreeMap<String, TokenStream>,
) {
    if tests.is_empty() {
        return;
    }
    let krate = krate.replace('-', "_");
    let module = service.module.trim_start_matches("r#");
    let mut imports = Imports::new(service, "", []);
    let cases = tests.iter();
    let cases: Vec<_> = cases
        .map(|it| case(&krate, service, it, &mut imports))
        .collect();
    let file_docs = module_docs(&[format!(
        "Endpoint tests of {}, from its model.",
        service.facts.title
    )]);
    let uses = imports.declarations();
    let tokens = quote! {
        #file_docs
        #![cfg(all(feature = "client", feature = #module))]
        #uses
        #(#cases)*
    };
    files.insert(format!("tests/{module}_endpoint.rs"), tokens);
}

fn case(
    krate: &str,
    service: &Service,
    case: &EndpointTest,
    imports: &mut Imports<'_>,
) -> TokenStream {
    let item_docs = case.docs.as_ref().map(|it| docs(&[it]));
    let name = ident(&case.name);
    let from = format!("{krate}::{}::endpoint", service.module);
    let parameters = imports.get(&from, "Parameters");
    let resolve = imports.get(&from, "resolve");
    let setters = case.parameters.iter().map(|(setter, value)| {
        let (setter, value) = (ident(setter), literal(value));
        quote!(.#setter(#value))
    });
    let setters: Vec<_> = setters.collect();
    let resolved = quote!(#resolve(&parameters));
    let of_parameters = expected(krate, &case.expected, &resolved, imports);
    let calls: Vec<_> = case
        .calls
        .iter()
        .map(|it| call(krate, service, it, &case.expected, imports))
        .collect();
    quote! {
        #item_docs
        #[test]
        fn #name() {
            let parameters = #parameters::default() #(#setters)*;
            #of_parameters
            #(#calls)*
        }
    }
}

/// Compares the result of `resolved` with the expected one.
fn expected(
    krate: &str,
    expected: &Expected,
    resolved: &TokenStream,
    imports: &mut Imports<'_>,
) -> TokenStream {
    match expected {
        Expected::Error(text) => quote! {
            let error = #resolved.unwrap_err();
            assert_eq!(error.message(), #text);
        },
        Expected::Endpoint(endpoint) => {
            let expected = self::endpoint(krate, endpoint, imports);
            quote! {
                let expected = #expected;
                assert_eq!(#resolved.unwrap(), expected);
            }
        }
    }
}

fn endpoint(krate: &str, endpoint: &Endpoint, imports: &mut Imports<'_>) -> TokenStream {
    let ty = imports.get(&format!("{krate}::runtime::endpoint"), "Endpoint");
    let mut writer = ValueWriter {
        arguments: &[],
        imports,
    };
    let url = writer.value(&endpoint.url);
    let mut chain = quote!(#ty::new(#url).unwrap());
    for (name, values) in &endpoint.headers {
        for value in values {
            let value = writer.value(value);
            chain = quote!(#chain.header(#name, #value).unwrap());
        }
    }
    let properties = property::setters(endpoint, &mut writer);
    quote!(#chain #properties)
}

/// Returns the check that a call resolves to the same.
fn call(
    krate: &str,
    service: &Service,
    call: &TestCall,
    expected: &Expected,
    imports: &mut Imports<'_>,
) -> TokenStream {
    let operation = &service.operations[call.operation];
    let from = format!("{krate}::{}::{}", service.module, operation.module());
    let name = imports.get(&from, &operation.name);
    let input = imports.get(&from, &service.input(operation).name);
    let runtime = format!("{krate}::runtime");
    imports.get(&runtime, "Operation");
    let wire = imports.get(&runtime, "wire");
    let built_ins_type = imports.get(&format!("{runtime}::endpoint"), "BuiltIns");
    let built_ins = call.built_ins.iter().map(built_in);
    let json = &call.input;
    let client = (!call.client.is_empty()).then(|| {
        let context = imports.get(&format!("{runtime}::endpoint"), "ClientContext");
        let setters = call.client.iter().map(|(name, value)| {
            let value = literal(value);
            quote!(.set(#name, #value))
        });
        quote!(let context = #context::default() #(#setters)*;)
    });
    let context = client.as_ref().map(|_| quote!(context: Some(&context),));
    let resolved = quote!(#name::endpoint(&input, &built_ins));
    let comparison = match expected {
        Expected::Error(text) => quote! {
            assert_eq!(#resolved.unwrap_err().message(), #text);
        },
        Expected::Endpoint(_) => quote!(assert_eq!(#resolved.unwrap(), expected);),
    };
    quote! {
        #client
        let built_ins = #built_ins_type { #(#built_ins,)* #context ..#built_ins_type::default() };
        let input = #json;
        let input: #input = #wire::read_json(input).unwrap();
        #comparison
    }
}

fn built_in((built_in, value): &(BuiltIn, Literal)) -> TokenStream {
    let (field, value_tokens) = (ident(built_in_field(*built_in)), literal(value));
    match value {
        Literal::Flag(_) => quote!(#field: #value_tokens),
        _ => quote!(#field: Some(#value_tokens)),
    }
}
