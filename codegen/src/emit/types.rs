//! `types.rs`: data structures and unions. A service with very many has a file for each initial.

use std::collections::BTreeMap;

use proc_macro2::TokenStream;
use quote::quote;

use super::imports::Imports;
use super::initials::{MANY, groups, modules};
use super::tokens::{allow_deprecated, module_docs};
use super::{structure, union};
use crate::ir::{DATA_MODULE, Service, Structure, Union};

/// A type of this file.
#[derive(Clone, Copy)]
enum Item<'a> {
    Structure(&'a Structure),
    Union(&'a Union),
}

impl Item<'_> {
    fn name(&self) -> &str {
        match self {
            Self::Structure(structure) => &structure.name,
            Self::Union(union) => &union.name,
        }
    }

    /// The names of what the item defines.
    fn names(&self) -> impl Iterator<Item = &str> {
        let required = match self {
            Self::Structure(structure) => structure.required.as_deref(),
            Self::Union(_) => None,
        };
        [self.name()].into_iter().chain(required)
    }

    fn uses_deprecated(&self) -> bool {
        match self {
            Self::Structure(it) => it.uses_deprecated(),
            Self::Union(it) => it.uses_deprecated(),
        }
    }
}

/// The files, where the service has any such types.
pub(super) fn files(service: &Service, files: &mut BTreeMap<String, TokenStream>) {
    let structures = service.types.data().map(Item::Structure);
    let mut all: Vec<Item<'_>> = structures
        .chain(service.types.unions.iter().map(Item::Union))
        .collect();
    all.sort_by(|a, b| a.name().cmp(b.name()));
    let docs = module_docs(&[format!("Data types of {}.", service.facts.title)]);
    let path = format!("src/{}/types", service.module);
    if all.len() < MANY {
        if !all.is_empty() {
            let content = content(service, &all);
            files.insert(format!("{path}.rs"), quote!(#docs #content));
        }
        return;
    }
    let groups = groups(all, &Item::name);
    let modules = modules(&groups);
    files.insert(format!("{path}/mod.rs"), quote!(#docs #modules));
    for ((module, begin), items) in &groups {
        let docs = module_docs(&[format!("Types that begin with {begin}.")]);
        let content = content(service, items);
        files.insert(format!("{path}/{module}.rs"), quote!(#docs #content));
    }
}

fn content(service: &Service, items: &[Item<'_>]) -> TokenStream {
    let mut imports = Imports::new(service, DATA_MODULE, items.iter().flat_map(Item::names));
    for item in items {
        match item {
            Item::Structure(structure) => structure::import(structure, &mut imports),
            Item::Union(union) => union::import(union, &mut imports),
        }
    }
    let bodies: Vec<_> = items
        .iter()
        .map(|item| match item {
            Item::Structure(structure) => structure::items(structure, &mut imports),
            Item::Union(union) => union::items(union, &mut imports),
        })
        .collect();
    let uses = imports.declarations();
    let allow =
        allow_deprecated(items.iter().any(Item::uses_deprecated) || imports.uses_deprecated);
    quote! {
        #allow
        #uses
        #(#bodies)*
    }
}
