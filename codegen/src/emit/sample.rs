//! Values as Rust code, constructed through the public API of a generated crate, for its tests.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::constructor::float;
use super::imports::Imports;
use super::tokens::ident;
use crate::ir::{Arguments, Named, Operation, Sample, Service, StructureSample, Type};
use crate::smithy::json::Node;

/// Writes values into a file outside of the crate that has their types.
pub(super) struct SampleWriter<'a> {
    pub(super) imports: Imports<'a>,
    /// True if a number with a fraction was written, which needs an `allow` for clippy.
    pub(super) has_fractions: bool,
    krate: String,
    of: &'a Service,
}

impl<'a> SampleWriter<'a> {
    pub(super) fn new(krate: &str, service: &'a Service) -> Self {
        Self {
            imports: Imports::new(service, "", []),
            has_fractions: false,
            krate: krate.replace('-', "_"),
            of: service,
        }
    }

    /// Returns the name of the service's item `name` in this file.
    pub(super) fn service(&mut self, name: &str) -> TokenStream {
        let from = format!("{}::{}", self.krate, self.of.module);
        self.imports.get(&from, name)
    }

    /// Returns the name of the item `name` of the protocol test support in this file.
    pub(super) fn protocol_test(&mut self, name: &str) -> TokenStream {
        self.runtime_module("::protocol_test", name)
    }

    /// Returns the name of the error of `operation` in this file.
    pub(super) fn error_of(&mut self, operation: &Operation) -> TokenStream {
        self.module(&operation.module(), &operation.error_name)
    }

    /// Returns the name of a type of the service in this file.
    fn named(&mut self, ty: Named) -> TokenStream {
        let (module, name) = self.of.types.place(ty);
        self.module(module, name)
    }

    fn module(&mut self, module: &str, name: &str) -> TokenStream {
        let from = format!("{}::{}::{module}", self.krate, self.of.module);
        self.imports.get(&from, name)
    }

    pub(super) fn runtime(&mut self, name: &str) -> TokenStream {
        self.runtime_module("", name)
    }

    fn runtime_module(&mut self, module: &str, name: &str) -> TokenStream {
        let from = format!("{}::runtime{module}", self.krate);
        self.imports.get(&from, name)
    }

    /// The value itself.
    pub(super) fn value(&mut self, sample: &Sample) -> TokenStream {
        match sample {
            Sample::Bool(value) => quote!(#value),
            Sample::Integer(value) => {
                let value = Literal::i64_unsuffixed(*value);
                quote!(#value)
            }
            Sample::F32(value) => {
                self.has_fractions |= value.fract() != 0.0;
                let shortest = value.to_string().parse();
                float(shortest.unwrap_or_else(|_| f64::from(*value)), &Type::F32)
            }
            Sample::F64(value) => {
                self.has_fractions |= value.fract() != 0.0;
                float(*value, &Type::F64)
            }
            Sample::Text(text) => quote!(#text.to_owned()),
            Sample::Blob(text) => {
                let ty = self.runtime("Blob");
                let bytes = Literal::byte_string(text.as_bytes());
                quote!(#ty::from(#bytes))
            }
            Sample::Stream(text) => {
                let ty = self.runtime("ByteStream");
                quote!(#ty::from(#text))
            }
            Sample::Events(events) => self.events(events),
            Sample::BigInteger(digits) => {
                let ty = self.runtime("BigInteger");
                quote!(#digits.parse::<#ty>().unwrap())
            }
            Sample::BigDecimal(digits) => {
                let ty = self.runtime("BigDecimal");
                quote!(#digits.parse::<#ty>().unwrap())
            }
            Sample::Timestamp(second, nanosecond) => {
                let ty = self.runtime("Timestamp");
                let second = Literal::i64_unsuffixed(*second);
                let nanosecond = Literal::i32_unsuffixed(*nanosecond);
                quote!(#ty::constant(#second, #nanosecond))
            }
            Sample::Document(node) => self.document(node),
            Sample::EnumVariant(id, variant) => {
                let (ty, variant) = (self.named(Named::Enum(*id)), ident(variant));
                quote!(#ty::#variant)
            }
            Sample::UnknownText(id, value) => {
                let ty = self.named(Named::Enum(*id));
                quote!(#ty::from(#value))
            }
            Sample::UnknownInteger(id, value) => {
                let ty = self.named(Named::IntEnum(*id));
                let value = Literal::i32_unsuffixed(*value);
                quote!(#ty::from(#value))
            }
            Sample::Union(id, variant, value) => {
                let (ty, variant) = (self.named(Named::Union(*id)), ident(variant));
                let value = value.as_ref().map(|value| {
                    let value = self.value(value);
                    quote!((#value))
                });
                quote!(#ty::#variant #value)
            }
            Sample::Structure(structure) => self.structure(structure),
            Sample::List(values) => self.list(values),
            Sample::Map(entries) => self.map(entries),
            Sample::Entry(None) => quote!(None),
            Sample::Entry(Some(value)) => {
                let value = self.value(value);
                quote!(Some(#value))
            }
            Sample::Boxed(value) => {
                let value = self.value(value);
                quote!(Box::new(#value))
            }
        }
    }

    /// The value, or something plainer that converts into it.
    fn argument(&mut self, sample: &Sample) -> TokenStream {
        match sample {
            Sample::Text(text) | Sample::Stream(text) => quote!(#text),
            Sample::Blob(text) => {
                let bytes = Literal::byte_string(text.as_bytes());
                quote!(#bytes)
            }
            Sample::Events(events) => self.list(events),
            sample => self.value(sample),
        }
    }

    fn structure(&mut self, it: &StructureSample) -> TokenStream {
        let of = self.of;
        let structure = &of.types.structures[it.ty];
        let ty = self.module(&structure.module, &structure.name);
        let arguments = match &it.arguments {
            Arguments::Positional(values) => {
                let values = values.iter().map(|value| self.argument(value));
                quote!(#(#values),*)
            }
            Arguments::Named(fields) => {
                let name = structure.required.as_deref().unwrap_or_default();
                let required = self.module(&structure.module, name);
                let fields = fields.iter().map(|(name, value)| {
                    let (name, value) = (ident(name), self.value(value));
                    quote!(#name: #value)
                });
                quote!(#required { #(#fields),* })
            }
        };
        let setters = it.setters.iter().map(|(setter, value)| {
            let (setter, value) = (ident(setter), self.argument(value));
            quote!(.#setter(#value))
        });
        quote!(#ty::new(#arguments) #(#setters)*)
    }

    fn events(&mut self, events: &[Sample]) -> TokenStream {
        let ty = self.runtime("RequestEvents");
        let events = self.list(events);
        quote!(#ty::from(#events))
    }

    fn list(&mut self, values: &[Sample]) -> TokenStream {
        if values.is_empty() {
            return quote!(Vec::new());
        }
        let values = values.iter().map(|value| self.value(value));
        quote!(vec![#(#values),*])
    }

    fn map(&mut self, entries: &[(Sample, Sample)]) -> TokenStream {
        let map = self.imports.get("std::collections", "BTreeMap");
        if entries.is_empty() {
            return quote!(#map::new());
        }
        let entries = entries.iter().map(|(key, value)| {
            let (key, value) = (self.value(key), self.value(value));
            quote!((#key, #value))
        });
        quote!(#map::from([#(#entries),*]))
    }

    fn document(&mut self, node: &Node) -> TokenStream {
        let ty = self.runtime("Document");
        match node {
            Node::Null => quote!(#ty::Null),
            Node::Bool(value) => quote!(#ty::from(#value)),
            Node::Digits(_, None) => quote!(#ty::Null),
            Node::Number(number) | Node::Digits(_, Some(number)) => {
                let literal = match (number.as_i64(), number.as_u64(), number.as_f64()) {
                    (Some(value), _, _) => Literal::i64_suffixed(value),
                    (None, Some(value), _) => Literal::u64_suffixed(value),
                    (None, None, value) => {
                        self.has_fractions = true;
                        Literal::f64_suffixed(value.unwrap_or_default())
                    }
                };
                quote!(#ty::from(#literal))
            }
            Node::String(text) => quote!(#ty::from(#text)),
            Node::Array(elements) if elements.is_empty() => quote!(#ty::Array(Vec::new())),
            Node::Array(elements) => {
                let elements = elements.iter().map(|node| self.document(node));
                quote!(#ty::Array(vec![#(#elements),*]))
            }
            Node::Object(entries) if entries.is_empty() => quote!(#ty::Object(Default::default())),
            Node::Object(entries) => {
                let entries = entries.iter().map(|(name, node)| {
                    let value = self.document(node);
                    quote!((#name, #value))
                });
                quote!(#ty::from_iter([#(#entries),*]))
            }
        }
    }
}
