//! The `use` declarations of a file, gathered while its body is written.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::tokens::path;
use crate::ir::{ElementNames, Named, OperationId, Service};

/// The imports of a file. If a name is taken, by the file's own types or another import, the whole path is used.
pub(super) struct Imports<'a> {
    service: &'a Service,
    own: BTreeSet<String>,
    /// Name → the module it comes from.
    names: BTreeMap<String, String>,
    /// True if the file uses a deprecated type.
    pub(super) uses_deprecated: bool,
}

impl<'a> Imports<'a> {
    /// For a file of `service` that defines the names `own`, which others see in the module `origin`.
    pub(super) fn new(
        service: &'a Service,
        origin: &str,
        own: impl IntoIterator<Item = &'a str>,
    ) -> Self {
        let own: BTreeSet<String> = own.into_iter().map(str::to_owned).collect();
        let origin = format!("crate::{}::{origin}", service.module);
        let names = own
            .iter()
            .map(|name| (name.clone(), origin.clone()))
            .collect();
        Self {
            service,
            own,
            names,
            uses_deprecated: false,
        }
    }

    /// Returns the name of `name` of the module `from` in this file.
    pub(super) fn get(&mut self, from: &str, name: &str) -> TokenStream {
        let known = self
            .names
            .entry(name.to_owned())
            .or_insert_with(|| from.to_owned());
        if known == from {
            path(name)
        } else {
            path(&format!("{from}::{name}"))
        }
    }

    /// Returns the name of the runtime's item `name` in this file.
    pub(super) fn runtime(&mut self, name: &str) -> TokenStream {
        self.get("runtime", name)
    }

    /// Returns the name of a module of the service in this file.
    pub(super) fn service_module(&mut self, name: &str) -> TokenStream {
        let module = &self.service.module;
        self.get(&format!("crate::{module}"), name)
    }

    /// Returns whether bodies are XML, those of requests perhaps query parameters.
    pub(super) fn is_xml(&self) -> bool {
        self.service.facts.is_xml()
    }

    /// Returns the name of the type that stands for these names of elements, if they are not the default.
    pub(super) fn marker(&self, names: &ElementNames) -> Option<String> {
        self.service.markers.get(names).cloned()
    }

    /// Returns the name of a type of the service in this file.
    pub(super) fn named(&mut self, ty: Named) -> TokenStream {
        let Service { module, types, .. } = self.service;
        self.uses_deprecated |= types.is_deprecated(ty);
        let (file, name) = types.place(ty);
        self.get(&format!("crate::{module}::{file}"), name)
    }

    /// Returns the name of the error of an operation in this file.
    pub(super) fn error_of(&mut self, operation: OperationId) -> TokenStream {
        let Service {
            module, operations, ..
        } = self.service;
        let operation = &operations[operation];
        let origin = format!("crate::{module}::{}", operation.module());
        self.get(&origin, &operation.error_name)
    }

    /// Returns whether `name` is in scope and stands for the item at `path`.
    pub(super) fn has(&self, name: &str, path: &str) -> bool {
        let origin = path.rsplit_once("::").map_or("", |(origin, _)| origin);
        self.names.get(name).is_some_and(|from| from == origin)
    }

    /// The declarations.
    pub(super) fn declarations(&self) -> TokenStream {
        let mut by_origin: BTreeMap<&str, Vec<_>> = BTreeMap::new();
        for (name, from) in self
            .names
            .iter()
            .filter(|(name, _)| !self.own.contains(*name))
        {
            by_origin
                .entry(from)
                .or_default()
                .push(format_ident!("{name}"));
        }
        let declarations = by_origin.into_iter().map(|(from, names)| {
            let from = path(from);
            match names.as_slice() {
                [name] => quote!(use #from::#name;),
                names => quote!(use #from::{#(#names),*};),
            }
        });
        quote!(#(#declarations)*)
    }
}
