//! Properties of endpoints.

use proc_macro2::{Literal, TokenStream};
use quote::quote;
use serde_json::Number;

use super::value::ValueWriter;
use crate::ir::{Endpoint, Property, Value};

/// The calls that set the properties of `endpoint`.
pub(super) fn setters(endpoint: &Endpoint, writer: &mut ValueWriter<'_, '_, '_>) -> TokenStream {
    let mut setters = TokenStream::new();
    for scheme in &endpoint.schemes {
        let name = writer.argument(&scheme.name);
        if scheme.properties.is_empty() {
            setters.extend(quote!(.auth_scheme::<&str>(#name, [])));
        } else {
            let entries = entries(&scheme.properties, writer);
            setters.extend(quote!(.auth_scheme(#name, #entries)));
        }
    }
    for (name, property) in &endpoint.properties {
        let property = self::property(property, writer);
        setters.extend(quote!(.property(#name, #property)));
    }
    setters
}

/// Something that can become a `Document`.
fn property(property: &Property, writer: &mut ValueWriter<'_, '_, '_>) -> TokenStream {
    match property {
        Property::Text(text) => writer.value(text),
        Property::Flag(flag) => quote!(#flag),
        Property::Number(number) => self::number(number),
        Property::List(list) if list.is_empty() => {
            let document = writer.imports.runtime("Document");
            quote!(#document::Array(Vec::new()))
        }
        Property::List(list) => {
            let elements = of_one_type(list.iter(), writer);
            quote!([#(#elements),*])
        }
        Property::Object(object) => {
            let document = writer.imports.runtime("Document");
            if object.is_empty() {
                return quote!(#document::Object(Default::default()));
            }
            let entries = entries(object, writer);
            quote!(#document::from_iter(#entries))
        }
    }
}

/// A number without a suffix is an `i32` where nothing else says what it is.
fn number(number: &Number) -> TokenStream {
    let literal = match (number.as_i64(), number.as_u64(), number.as_f64()) {
        (Some(integer), ..) if i32::try_from(integer).is_ok() => Literal::i64_unsuffixed(integer),
        (Some(integer), ..) => Literal::i64_suffixed(integer),
        (None, Some(integer), _) => Literal::u64_suffixed(integer),
        (None, None, float) => Literal::f64_unsuffixed(float.unwrap_or_default()),
    };
    quote!(#literal)
}

/// Pairs of name and value, in an array.
fn entries(entries: &[(String, Property)], writer: &mut ValueWriter<'_, '_, '_>) -> TokenStream {
    let names = entries.iter().map(|(name, _)| name);
    let values = of_one_type(entries.iter().map(|(_, property)| property), writer);
    quote!([#((#names, #values)),*])
}

/// The elements of an array, which in Rust have one type: a document, where they differ.
fn of_one_type<'p>(
    properties: impl Iterator<Item = &'p Property> + Clone,
    writer: &mut ValueWriter<'_, '_, '_>,
) -> Vec<TokenStream> {
    let is_plain = |it: &Property| matches!(it, Property::Text(value) if !matches!(value, Value::Format(_) | Value::Call(..)));
    let is_flag = |it: &Property| matches!(it, Property::Flag(_));
    let alike = properties.clone().all(is_plain) || properties.clone().all(is_flag);
    let is_document = |it: &Property| match it {
        Property::Object(_) => true,
        Property::List(list) => list.is_empty(),
        _ => false,
    };
    let elements = properties.map(|it| {
        let tokens = property(it, writer);
        if alike || is_document(it) {
            tokens
        } else {
            let document = writer.imports.runtime("Document");
            quote!(#document::from(#tokens))
        }
    });
    elements.collect()
}
