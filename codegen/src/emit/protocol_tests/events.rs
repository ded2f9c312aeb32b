//! Tests of events: the frames that a call sends, and the events that it returns for frames.

use proc_macro2::TokenStream;
use quote::quote;

use super::{answering, checks, head, stub};
use crate::emit::sample::SampleWriter;
use crate::emit::tokens::ident;
use crate::ir::{EventsResult, GivenEvents, Operation, Sample, SentEvents};

/// The stub and the check of events that a call sends.
pub(super) fn sent(
    expected: &SentEvents,
    call: &TokenStream,
    writer: &mut SampleWriter<'_>,
) -> (TokenStream, TokenStream) {
    let stub = match &expected.request {
        Some(request) => stub(request, writer),
        None => {
            let stub = writer.protocol_test("Stub");
            quote!(#stub::new())
        }
    };
    let checks = expected.request.as_ref().map(checks);
    let frames = &expected.frames;
    let frames = (!frames.is_empty()).then(|| quote!(.events(&[#(#frames),*])));
    let check = quote!(stub.request(#call).unwrap() #checks #frames;);
    (stub, check)
}

/// The stub and the check of events that a call returns.
pub(super) fn received(
    given: &GivenEvents,
    operation: &Operation,
    expected: &EventsResult,
    call: &TokenStream,
    writer: &mut SampleWriter<'_>,
) -> (TokenStream, TokenStream) {
    let check = match expected {
        EventsResult::Events {
            stream,
            events,
            fields,
        } => values(stream, events, fields, call, writer),
        EventsResult::Failure { stream, error } => {
            failure(stream, error.as_ref(), operation, call, writer)
        }
    };
    (answer(given, writer), check)
}

/// Returns the stub that answers with frames, or with an ordinary response if there are none.
fn answer(given: &GivenEvents, writer: &mut SampleWriter<'_>) -> TokenStream {
    let frames = &given.frames;
    let (status, headers) = match &given.response {
        Some(response) if frames.is_empty() => return answering(response, writer),
        Some(response) => {
            let (status, headers) = head(response);
            (quote!(#status), headers)
        }
        None => (quote!(200), quote!(&[])),
    };
    let stub = writer.protocol_test("Stub");
    quote!(#stub::answering_events(#status, #headers, &[#(#frames),*]).unwrap())
}

fn values(
    stream: &str,
    events: &[Sample],
    fields: &[(String, Sample)],
    call: &TokenStream,
    writer: &mut SampleWriter<'_>,
) -> TokenStream {
    let stream = ident(stream);
    let fields: Vec<_> = fields
        .iter()
        .map(|(name, value)| {
            let (name, value) = (ident(name), writer.value(value));
            quote!(assert_eq!(output.#name, #value);)
        })
        .collect();
    let events: Vec<_> = events.iter().map(|it| writer.value(it)).collect();
    quote! {
        let output = stub.wait(#call).unwrap();
        #(#fields)*
        let events = stub.events(output.#stream).unwrap();
        let expected = [#(#events),*];
        assert_eq!(events, expected);
    }
}

/// Lets the call or its stream fail: both fail with the same type of error.
fn failure(
    stream: &str,
    error: Option<&(String, Option<Sample>)>,
    operation: &Operation,
    call: &TokenStream,
    writer: &mut SampleWriter<'_>,
) -> TokenStream {
    let stream = ident(stream);
    let check = match error {
        None => quote!(assert!(error.as_service_error().is_none(), "{error}");),
        Some((variant, value)) => {
            let (ty, variant) = (writer.error_of(operation), ident(variant));
            match value {
                Some(value) => {
                    let value = writer.value(value);
                    quote! {
                        let expected = #ty::#variant(#value);
                        assert_eq!(error.as_service_error(), Some(&expected));
                    }
                }
                None => quote! {
                    let error = error.as_service_error();
                    assert!(matches!(error, Some(#ty::#variant(_))), "{error:?}");
                },
            }
        }
    };
    quote! {
        let outcome = stub.wait(#call);
        let outcome = outcome.and_then(|output| stub.events(output.#stream));
        let error = outcome.unwrap_err();
        #check
    }
}
