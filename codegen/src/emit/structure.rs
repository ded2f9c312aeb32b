//! Structures: declaration, derives, `Debug` if something is sensitive, constructor and setters.

use proc_macro2::TokenStream;
use quote::quote;

use super::constructor::construction;
use super::imports::Imports;
use super::tokens::{deprecated, ident, item_docs, ty};
use super::{constructor, debug, field};
use crate::ir::{DefaultImpl, Role, Structure};

/// Returns all items of `structure`.
pub(super) fn items(structure: &Structure, imports: &mut Imports<'_>) -> TokenStream {
    let declaration = declaration(structure, imports);
    let presets = field::preset_functions(structure, imports);
    let debug = debug::of_structure(structure, imports);
    let constructor = constructor::items(structure, imports);
    let table = field::table(structure, imports);
    quote! {
        #declaration
        #table
        #debug
        #constructor
        #presets
    }
}

/// Imports the types of all members; links in documentation depend on the imports.
pub(super) fn import(structure: &Structure, imports: &mut Imports<'_>) {
    for field in &structure.fields {
        ty(&field.ty, imports);
    }
}

fn declaration(structure: &Structure, imports: &mut Imports<'_>) -> TokenStream {
    let mut docs = structure.docs.clone();
    if let Some(construction) = construction(structure) {
        if !docs.lines.is_empty() {
            docs.lines.push(String::new());
        }
        docs.lines.push(construction);
    }
    let docs = item_docs(&docs, imports);
    let deprecated = deprecated(structure.deprecated.as_ref());
    let must_use = (structure.role == Role::Input).then(|| quote!(#[must_use]));
    let derives = derives(structure);
    let name = ident(&structure.name);
    let fields = field::declarations(structure, imports);
    quote! {
        #docs
        #deprecated
        #must_use
        #[non_exhaustive]
        #derives
        pub struct #name { #fields }
    }
}

fn derives(structure: &Structure) -> Option<TokenStream> {
    let is_value = structure.stream().is_none();
    let mut derives = Vec::new();
    if is_value {
        derives.push(quote!(Clone));
    }
    if !structure.has_secrets() {
        derives.push(quote!(Debug));
    }
    if structure.default == DefaultImpl::Derived {
        derives.push(quote!(Default));
    }
    if is_value {
        derives.push(quote!(PartialEq));
    }
    (!derives.is_empty()).then(|| quote!(#[derive(#(#derives),*)]))
}
