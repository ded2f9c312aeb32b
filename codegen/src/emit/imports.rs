//! The `use` declarations of a file, gathered while its body is written.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::tokens::path;
use crate::ir::{Kind, Service};

/// The imports of a file. If a name is taken, by the file's own types or another import, the whole path is used.
pub(super) struct Imports<'a> {
    module: &'a str,
    own: BTreeSet<String>,
    /// Name → the module it comes from.
    names: BTreeMap<String, String>,
}

impl<'a> Imports<'a> {
    /// For a file of the service's `module` that defines the names `own`, which others see in the module `origin`.
    pub(super) fn new(
        module: &'a str,
        origin: &str,
        own: impl IntoIterator<Item = &'a str>,
    ) -> Self {
        let own: BTreeSet<String> = own.into_iter().map(str::to_owned).collect();
        let origin = format!("crate::{module}::{origin}");
        let names = own
            .iter()
            .map(|name| (name.clone(), origin.clone()))
            .collect();
        Self { module, own, names }
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

    /// Returns the name of the service's type `name` in this file.
    pub(super) fn named(&mut self, kind: Kind, name: &str) -> TokenStream {
        let file = match kind {
            Kind::Structure | Kind::Union => "types",
            Kind::Enum | Kind::IntEnum => "enums",
            Kind::Error => "error",
        };
        self.get(&format!("crate::{}::{file}", self.module), name)
    }

    /// Returns whether `name` is in scope and stands for the item at `path`.
    pub(super) fn has(&self, name: &str, path: &str) -> bool {
        let origin = path.rsplit_once("::").map_or("", |(origin, _)| origin);
        self.names.get(name).is_some_and(|from| from == origin)
    }

    /// Returns whether any of the names is a deprecated type of `service`.
    pub(super) fn uses_deprecated(&self, service: &Service) -> bool {
        service
            .types()
            .into_iter()
            .any(|((_, name), deprecated)| deprecated.is_some() && self.names.contains_key(name))
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
