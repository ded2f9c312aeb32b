//! Constants of `impl Operation` about requests and responses.

use proc_macro2::TokenStream;
use quote::quote;

use super::imports::Imports;
use super::tokens::ident;
use super::{service, xml};
use crate::ir::{HostLabel, HostPiece, HttpChecksum, Operation, Presence, Request, Structure};

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
        .any(|it| it.presence == Presence::Required && it.binding.is_document() && !it.is_stream());
    let has_required_output = flag(has_required_output, "HAS_REQUIRED_OUTPUT");
    let long_poll = flag(request.long_poll, "LONG_POLL");
    let idempotent = flag(request.idempotent, "IDEMPOTENT");
    let auth = request.auth.as_deref();
    let auth = auth.map(|schemes| service::auth(schemes, imports));
    let gzip = flag(request.gzip, "GZIP");
    let content_md5 = flag(request.content_md5, "CONTENT_MD5");
    let checksum = request.checksum.as_ref().map(|it| checksum(it, imports));
    let unsigned_payload = flag(request.unsigned_payload, "UNSIGNED_PAYLOAD");
    let requires_length = flag(request.requires_length, "REQUIRES_LENGTH");
    let tree_hash = flag(request.tree_hash, "TREE_HASH");
    let http2 = flag(request.http2, "HTTP2");
    let headers = operation.initial_headers.as_slice();
    let initial_headers = (!headers.is_empty())
        .then(|| quote!(const INITIAL_HEADERS: &'static [&'static str] = &[#(#headers),*];));
    let http = operation.http.as_ref().map(|it| {
        let http = imports.runtime("Http");
        let (method, uri) = (&it.method, it.sent_uri());
        quote!(const HTTP: Option<#http> = Some(#http { method: #method, uri: #uri });)
    });
    let root = operation.xml_root.as_ref();
    let root = root.map(|it| xml::root_constants(&operation.shape_name, it, imports));
    quote! {
        #http
        #root
        #has_input
        #has_required_output
        #initial_headers
        #http2
        #long_poll
        #idempotent
        #auth
        #gzip
        #content_md5
        #checksum
        #unsigned_payload
        #requires_length
        #tree_hash
    }
}

/// Returns the constant of an operation's checksums.
fn checksum(checksum: &HttpChecksum, imports: &mut Imports<'_>) -> TokenStream {
    let ty = imports.runtime("HttpChecksum");
    let header = |name: &Option<String>| match name {
        Some(name) => quote!(Some(#name)),
        None => quote!(None),
    };
    let required = checksum.request_required;
    let algorithm = header(&checksum.algorithm_header);
    let mode = header(&checksum.mode_header);
    let response = &checksum.response_algorithms;
    quote! {
        const CHECKSUM: Option<&'static #ty> = Some(&#ty {
            request_required: #required,
            algorithm_header: #algorithm,
            mode_header: #mode,
            response_algorithms: &[#(#response),*],
        });
    }
}

/// Returns the functions for the streams of the input and the output, if there are any.
pub(super) fn streams(
    input: &Structure,
    output: &Structure,
    imports: &mut Imports<'_>,
) -> TokenStream {
    let sides = [
        (
            input,
            quote!(input),
            quote!(Input),
            "request",
            "SendsEvents",
        ),
        (
            output,
            quote!(output),
            quote!(Output),
            "response",
            "ReceivesEvents",
        ),
    ];
    let functions = sides
        .into_iter()
        .filter_map(|(structure, parameter, side, way, events)| {
            let field = structure.stream()?;
            let (function, ty) = if field.ty.is_events() {
                let events = imports.get("runtime::event_stream", events);
                ("events", quote!(dyn #events))
            } else {
                ("stream", imports.runtime("ByteStream"))
            };
            let (function, name) = (ident(&format!("{way}_{function}")), ident(&field.name));
            Some(quote! {
                fn #function(#parameter: &mut Self::#side) -> Option<&mut #ty> {
                    Some(&mut #parameter.#name)
                }
            })
        });
    functions.collect()
}

/// Returns a constant that is true, if it `is_set`: false is the default.
fn flag(is_set: bool, name: &str) -> Option<TokenStream> {
    let name = ident(name);
    is_set.then(|| quote!(const #name: bool = true;))
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
