//! `tests/<service>_protocol.rs`: a test for each case of `smithy.test#httpRequestTests`, `httpResponseTests` and
//! `eventStreamTests`.

mod events;

use std::collections::BTreeMap;

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::sample::SampleWriter;
use super::service;
use super::tokens::{allow_deprecated, docs, ident, module_docs};
use crate::ir::{
    ExpectedBody, ExpectedRequest, ExpectedResult, ExpectedValue, GivenResponse, Operation,
    Protocol, ProtocolCheck, ProtocolTest, Service, StreamedOutput,
};

/// The file, if there are cases.
pub(super) fn file(
    krate: &str,
    service: &Service,
    tests: &[ProtocolTest],
    files: &mut BTreeMap<String, TokenStream>,
) {
    if tests.is_empty() {
        return;
    }
    let module = service.module.trim_start_matches("r#");
    let mut writer = SampleWriter::new(krate, service);
    let cases = tests.iter();
    let cases: Vec<_> = cases
        .map(|it| case(it, &service.operations[it.operation], &mut writer))
        .collect();
    let file_docs = module_docs(&[format!(
        "Protocol tests of {}: requests and responses, from its model.",
        service.facts.title
    )]);
    let floats = writer.has_fractions.then(|| {
        quote! {
            #![allow(
                clippy::approx_constant,
                clippy::excessive_precision,
                reason = "the numbers are those of the model"
            )]
        }
    });
    // Finding out whether a case uses something deprecated is not worth its code.
    let deprecated = allow_deprecated(true);
    let mut features = vec!["test-util", module];
    if use_cbor(service, tests) {
        features.push("cbor");
    }
    let uses = writer.imports.declarations();
    let tokens = quote! {
        #file_docs
        #![cfg(all(#(feature = #features),*))]
        #deprecated
        #floats
        #uses
        #(#cases)*
    };
    files.insert(format!("tests/{module}_protocol.rs"), tokens);
}

/// Returns whether there is a case of rpcv2Cbor, which needs a feature.
pub(super) fn use_cbor(service: &Service, tests: &[ProtocolTest]) -> bool {
    let is_default = service.facts.protocols.first() == Some(&Protocol::RpcV2Cbor);
    let mut tests = tests.iter();
    tests.any(|it| is_default || it.protocol == Some(Protocol::RpcV2Cbor))
}

fn case(case: &ProtocolTest, operation: &Operation, writer: &mut SampleWriter<'_>) -> TokenStream {
    let item_docs = docs(&case.docs);
    let (name, method) = (ident(&case.name), ident(&operation.method));
    let client = writer.service("Client");
    let input = writer.value(&case.input);
    let call = quote!(client.#method(input));
    let config = match case.protocol {
        Some(protocol) => {
            let ty = writer.runtime("Protocol");
            let protocol = service::protocol(protocol);
            quote!(config_of(#ty::#protocol))
        }
        None => config(case),
    };
    let (stub, check) = match &case.check {
        ProtocolCheck::SentEvents(expected) => events::sent(expected, &call, writer),
        ProtocolCheck::ReceivedEvents(given, expected) => {
            events::received(given, operation, expected, &call, writer)
        }
        ProtocolCheck::Request(expected) => (stub(expected, writer), request(expected, &call)),
        ProtocolCheck::Response(reply, expected) => {
            let check = match expected {
                ExpectedResult::Output(expected) => output(expected, &call, writer),
                ExpectedResult::Streamed(expected) => streamed(expected, &call, writer),
                ExpectedResult::Error { .. } => error(operation, expected, &call, writer),
            };
            (answering(reply, writer), check)
        }
    };
    quote! {
        #item_docs
        #[test]
        fn #name() {
            let stub = #stub;
            let client = #client::new(&stub.#config.unwrap());
            let input = #input;
            #check
        }
    }
}

/// Returns the call that builds the configuration of a case in the default protocol.
fn config(case: &ProtocolTest) -> TokenStream {
    let ProtocolCheck::Request(ExpectedRequest {
        config: Some(config),
        ..
    }) = &case.check
    else {
        return quote!(config());
    };
    let region = &config.region;
    let dual_stack = config.dual_stack.then(|| quote!(.use_dual_stack(true)));
    let parameters = config.parameters.iter();
    quote! {
        config_with(|it| it.region(#region) #dual_stack #(.endpoint_parameter(#parameters, true))*)
    }
}

fn stub(expected: &ExpectedRequest, writer: &mut SampleWriter<'_>) -> TokenStream {
    let stub = writer.protocol_test("Stub");
    if expected.config.is_some() {
        return quote!(#stub::resolving());
    }
    match &expected.endpoint {
        Some(endpoint) => quote!(#stub::at(#endpoint)),
        None => quote!(#stub::new()),
    }
}

fn answering(reply: &GivenResponse, writer: &mut SampleWriter<'_>) -> TokenStream {
    let stub = writer.protocol_test("Stub");
    let (status, headers) = head(reply);
    let (answering, body) = match &reply.body {
        Some(ExpectedBody::Cbor(body)) => ("answering_base64", raw(body)),
        Some(body) => ("answering", raw(body.text())),
        None => ("answering", raw("")),
    };
    let answering = ident(answering);
    quote!(#stub::#answering(#status, #headers, #body).unwrap())
}

/// Returns the status and the headers of a response.
fn head(reply: &GivenResponse) -> (Literal, TokenStream) {
    let headers = reply.headers.iter();
    let headers = headers.map(|(name, value)| quote!((#name, #value)));
    let status = Literal::u16_unsuffixed(reply.status);
    (status, quote!(&[#(#headers),*]))
}

fn request(expected: &ExpectedRequest, call: &TokenStream) -> TokenStream {
    let checks = checks(expected);
    quote!(stub.request(#call).unwrap() #checks;)
}

/// Returns the calls that check a request.
fn checks(expected: &ExpectedRequest) -> TokenStream {
    let (method, path) = (&expected.method, &expected.path);
    let host = expected.host.iter();
    let query = expected.query.iter();
    let query_keys = expected.required_query.iter();
    let no_query_keys = expected.forbidden_query.iter();
    let headers = expected.headers.iter();
    let headers = headers.map(|(name, value)| quote!(.header(#name, #value)));
    let has_headers = expected.required_headers.iter();
    let no_headers = expected.forbidden_headers.iter();
    let body = expected.body.as_ref().map(|body| match body {
        ExpectedBody::Json(json) => {
            let json = raw(json);
            quote!(.json(#json))
        }
        ExpectedBody::Cbor(base64) => quote!(.cbor(#base64)),
        ExpectedBody::Xml(xml) => {
            let xml = raw(xml);
            quote!(.xml(#xml))
        }
        ExpectedBody::Form(form) => quote!(.form(#form)),
        ExpectedBody::Text(text) => quote!(.text(#text)),
    });
    quote! {
        .method(#method)
            .path(#path)
            #(.host(#host))*
            #(.query(#query))*
            #(.query_key(#query_keys))*
            #(.no_query_key(#no_query_keys))*
            #(#headers)*
            #(.has_header(#has_headers))*
            #(.no_header(#no_headers))*
            #body
    }
}

fn output(
    expected: &ExpectedValue,
    call: &TokenStream,
    writer: &mut SampleWriter<'_>,
) -> TokenStream {
    let value = writer.value(&expected.value);
    let comparison = if expected.has_nan {
        let assert = writer.protocol_test("assert_same");
        quote!(#assert(&output, &expected);)
    } else {
        quote!(assert_eq!(output, expected);)
    };
    quote! {
        let output = stub.wait(#call).unwrap();
        let expected = #value;
        #comparison
    }
}

/// Reads the stream of an output, and compares the other members one by one.
fn streamed(
    expected: &StreamedOutput,
    call: &TokenStream,
    writer: &mut SampleWriter<'_>,
) -> TokenStream {
    let (stream, text) = (ident(&expected.stream), &expected.text);
    let has_nan = expected.output.has_nan;
    let rest = (!expected.fields.is_empty()).then(|| {
        let value = writer.value(&expected.output.value);
        let comparison = if has_nan {
            let assert = writer.protocol_test("assert_same");
            quote!(#assert(&output, &expected);)
        } else {
            let fields = expected.fields.iter().map(|it| ident(it));
            quote!(#(assert_eq!(output.#fields, expected.#fields);)*)
        };
        quote! {
            let expected = #value;
            #comparison
        }
    });
    quote! {
        let mut output = stub.wait(#call).unwrap();
        let stream = std::mem::take(&mut output.#stream);
        assert_eq!(stub.wait(stream.text(usize::MAX)).unwrap(), #text);
        #rest
    }
}

fn error(
    operation: &Operation,
    expected: &ExpectedResult,
    call: &TokenStream,
    writer: &mut SampleWriter<'_>,
) -> TokenStream {
    let ExpectedResult::Error {
        variant,
        error,
        code,
        message,
    } = expected
    else {
        return TokenStream::new();
    };
    let ty = writer.error_of(operation);
    let variant = ident(variant);
    let value = writer.value(&error.value);
    let message = message.as_ref().map(|message| {
        quote! {
            assert_eq!(error.message(), Some(#message));
        }
    });
    let comparison = if error.has_nan {
        let assert = writer.protocol_test("assert_same_error");
        quote!(#assert(error.as_service_error(), &expected);)
    } else {
        quote!(assert_eq!(error.as_service_error(), Some(&expected));)
    };
    quote! {
        let error = stub.wait(#call).unwrap_err();
        assert_eq!(error.code(), Some(#code));
        #message
        let expected = #ty::#variant(#value);
        #comparison
    }
}

/// Returns a raw string literal, if the text has only characters that one can contain.
fn raw(text: &str) -> Literal {
    let hashes = (1..).map(|count| "#".repeat(count));
    let mut hashes = hashes.filter(|it| !text.contains(&format!("\"{it}")));
    let is_plain = text.contains('"') && !text.contains(|c: char| c.is_control() && c != '\n');
    let raw = hashes.next().filter(|_| is_plain);
    let raw = raw.and_then(|it| format!("r{it}\"{text}\"{it}").parse().ok());
    raw.unwrap_or_else(|| Literal::string(text))
}
