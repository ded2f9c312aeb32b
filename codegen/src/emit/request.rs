//! Constants of `impl Operation` about requests and responses.

use proc_macro2::TokenStream;
use quote::quote;

use super::imports::Imports;
use super::service;
use super::tokens::ident;
use crate::ir::{HostLabel, HostPiece, Operation, Presence, Request, Structure};

/// The constants, where they differ from those of other operations.
pub(super) fn constants(
    operation: &Operation,
    output: &Structure,
    imports: &mut Imports<'_>,
) -> TokenStream {
    let has_input = (!operation.has_input).then(|| {
        quote!(
            const HAS_INPUT: bool = false;
        )
    });
    let request = &operation.request;
    let mut output = output.fields.iter();
    let has_required_output = output
        .any(|field| field.presence == Presence::Required && field.binding.is_document())
        .then(|| {
            quote!(
                const HAS_REQUIRED_OUTPUT: bool = true;
            )
        });
    let long_poll = request.long_poll.then(|| {
        quote!(
            const LONG_POLL: bool = true;
        )
    });
    let idempotent = request.idempotent.then(|| {
        quote!(
            const IDEMPOTENT: bool = true;
        )
    });
    let auth = request.auth.as_deref();
    let auth = auth.map(|schemes| service::auth(schemes, imports));
    let gzip = request.gzip.then(|| {
        quote!(
            const GZIP: bool = true;
        )
    });
    let content_md5 = request.content_md5.then(|| {
        quote!(
            const CONTENT_MD5: bool = true;
        )
    });
    let unsigned_payload = request.unsigned_payload.then(|| {
        quote!(
            const UNSIGNED_PAYLOAD: bool = true;
        )
    });
    let requires_length = request.requires_length.then(|| {
        quote!(
            const REQUIRES_LENGTH: bool = true;
        )
    });
    let tree_hash = request.tree_hash.then(|| {
        quote!(
            const TREE_HASH: bool = true;
        )
    });
    let http = operation.http.as_ref().map(|it| {
        let http = imports.runtime("Http");
        let (method, uri) = (&it.method, &it.uri);
        quote!(const HTTP: Option<#http> = Some(#http { method: #method, uri: #uri });)
    });
    quote! {
        #http
        #has_input
        #has_required_output
        #long_poll
        #idempotent
        #auth
        #gzip
        #content_md5
        #unsigned_payload
        #requires_length
        #tree_hash
    }
}

/// Returns the functions for the streams of the input and the output, if there are any.
pub(super) fn streams(
    input: &Structure,
    output: &Structure,
    imports: &mut Imports<'_>,
) -> TokenStream {
    let sides = [
        ("request_stream", quote!(input), quote!(Input), input),
        ("response_stream", quote!(output), quote!(Output), output),
    ];
    let functions = sides
        .into_iter()
        .filter_map(|(function, parameter, side, structure)| {
            let (function, field) = (ident(function), ident(&structure.stream()?.name));
            let stream = imports.runtime("ByteStream");
            Some(quote! {
                fn #function(#parameter: &mut Self::#side) -> Option<&mut #stream> {
                    Some(&mut #parameter.#field)
                }
            })
        });
    functions.collect()
}

/// Returns the function for the host prefix, if there is one.
pub(super) fn host_prefix(request: &Request) -> Option<TokenStream> {
    if request.host_prefix.is_empty() {
        return None;
    }
    let mut pattern = String::new();
    let mut labels = Vec::new();
    for piece in &request.host_prefix {
        match piece {
            HostPiece::Text(text) => pattern.push_str(text),
            HostPiece::Label(label) => {
                pattern.push_str("{}");
                labels.push(label);
            }
        }
    }
    let (input, prefix) = if labels.is_empty() {
        (quote!(_), quote!(#pattern.to_owned()))
    } else {
        let values = labels.iter().map(|label| value(label));
        (quote!(input), quote!(format!(#pattern, #(#values),*)))
    };
    let allow = labels.iter().any(|label| label.deprecated).then(
        || quote!(#[allow(deprecated, reason = "the host is named after a deprecated member")]),
    );
    Some(quote! {
        #[cfg(feature = "client")]
        #allow
        fn host_prefix(#input: &Self::Input) -> Result<String, runtime::endpoint::EndpointError> {
            Ok(#prefix)
        }
    })
}

/// The value of a label, which is checked.
fn value(label: &HostLabel) -> TokenStream {
    let (name, field) = (&label.member, ident(&label.field));
    let text = match (label.is_enum, label.optional) {
        (false, false) => quote!(&input.#field),
        (false, true) => quote!(input.#field.as_deref().unwrap_or_default()),
        (true, false) => quote!(input.#field.as_str()),
        (true, true) => quote!(input.#field.as_ref().map_or("", |it| it.as_str())),
    };
    quote!(runtime::endpoint::host_label(#name, #text)?)
}
