//! Small pieces that every emitter uses.

use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::{format_ident, quote};

use super::imports::Imports;
use crate::ir::{Docs, Named, Type};

/// The identifier `name`, raw where it says so.
pub(super) fn ident(name: &str) -> Ident {
    match name.strip_prefix("r#") {
        Some(raw) => Ident::new_raw(raw, Span::call_site()),
        None => format_ident!("{name}"),
    }
}

/// The path `a::b::C`.
pub(super) fn path(text: &str) -> TokenStream {
    let segments = text.split("::").map(ident);
    quote!(#(#segments)::*)
}

/// The documentation of an item. Links to types that the file does not have in scope get their paths at the end.
pub(super) fn item_docs(docs: &Docs, imports: &Imports<'_>) -> TokenStream {
    self::docs(&linked(docs, imports))
}

/// The lines of `docs`, with the paths of the types that they link to.
pub(super) fn linked(docs: &Docs, imports: &Imports<'_>) -> Vec<String> {
    let mut lines = docs.lines.clone();
    let mut paths = Vec::new();
    let out_of_scope = docs.links.iter();
    for (name, path) in out_of_scope.filter(|(name, path)| !imports.has(name, path)) {
        let bare = format!("[`{name}`]");
        if lines.iter().any(|line| line.contains(&bare)) {
            paths.push(format!("{bare}: {path}"));
        }
        let target = format!("]({name})");
        for line in &mut lines {
            *line = line.replace(&target, &format!("]({path})"));
        }
    }
    if !paths.is_empty() {
        lines.push(String::new());
        lines.extend(paths);
    }
    lines
}

/// Outer documentation, in one attribute: they are most of the tokens otherwise.
pub(super) fn docs(lines: &[impl AsRef<str>]) -> TokenStream {
    let text = doc_text(lines);
    let text = text.iter();
    quote!(#(#[doc = #text])*)
}

/// The same for the module that the tokens are the whole of.
pub(super) fn module_docs(lines: &[impl AsRef<str>]) -> TokenStream {
    let text = doc_text(lines);
    let text = text.iter();
    quote!(#(#![doc = #text])*)
}

/// The text of documentation, if there is any.
fn doc_text(lines: &[impl AsRef<str>]) -> Option<Literal> {
    let mut text = String::new();
    for (index, line) in lines.iter().enumerate() {
        if index > 0 {
            text.push('\n');
        }
        let line = line.as_ref();
        if !line.is_empty() {
            text.push(' ');
            text.push_str(line);
        }
    }
    (!lines.is_empty()).then(|| Literal::string(&text))
}

/// `#[deprecated]`, where there is a note.
pub(super) fn deprecated(note: Option<&String>) -> TokenStream {
    note.map(|note| quote!(#[deprecated(note = #note)]))
        .unwrap_or_default()
}

/// Lets a file that defines or uses something deprecated compile without a warning.
pub(super) fn allow_deprecated(needed: bool) -> TokenStream {
    if needed {
        quote!(#![allow(deprecated, reason = "deprecated members are read and written like the others")])
    } else {
        TokenStream::new()
    }
}

/// A type, without the `Option` of an optional member.
pub(super) fn ty(ty: &Type, imports: &mut Imports<'_>) -> TokenStream {
    match ty {
        Type::Bool => quote!(bool),
        Type::I8 => quote!(i8),
        Type::I16 => quote!(i16),
        Type::I32 => quote!(i32),
        Type::I64 => quote!(i64),
        Type::F32 => quote!(f32),
        Type::F64 => quote!(f64),
        Type::String => quote!(String),
        Type::Blob => imports.runtime("Blob"),
        Type::ByteStream => imports.runtime("ByteStream"),
        Type::EventStream(union, operation) => {
            let stream = imports.runtime("EventStream");
            let union = imports.named(Named::Union(*union));
            let error = imports.error_of(*operation);
            quote!(#stream<#union, #error>)
        }
        Type::RequestEvents(union) => {
            let events = imports.runtime("RequestEvents");
            let union = imports.named(Named::Union(*union));
            quote!(#events<#union>)
        }
        Type::BigInteger => imports.runtime("BigInteger"),
        Type::BigDecimal => imports.runtime("BigDecimal"),
        Type::Document => imports.runtime("Document"),
        Type::Timestamp(_) => imports.runtime("Timestamp"),
        Type::Named(named) => imports.named(*named),
        Type::List { member, sparse } => {
            let member = sparsely(self::ty(member, imports), *sparse);
            quote!(Vec<#member>)
        }
        Type::Map { key, value, sparse } => {
            let map = imports.get("std::collections", "BTreeMap");
            let key = self::ty(key, imports);
            let value = sparsely(self::ty(value, imports), *sparse);
            quote!(#map<#key, #value>)
        }
        Type::Boxed(inner) => {
            let inner = self::ty(inner, imports);
            quote!(Box<#inner>)
        }
        Type::Unit => quote!(()),
    }
}

pub(super) fn sparsely(ty: TokenStream, sparse: bool) -> TokenStream {
    if sparse { quote!(Option<#ty>) } else { ty }
}
