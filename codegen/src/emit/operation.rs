//! `operation/<name>.rs`: an operation's input, output and errors.

use std::collections::BTreeMap;

use proc_macro2::TokenStream;
use quote::quote;

use super::imports::Imports;
use super::tokens::{allow_deprecated, docs, ident, module_docs};
use super::{endpoint, paginated, request, structure};
use crate::ir::{Docs, Kind, Operation, Service, Structure};
use crate::lower::rustdoc::wrapped;

/// The files of all operations, and the module that lists them.
pub(super) fn files(service: &Service, files: &mut BTreeMap<String, TokenStream>) {
    let docs = module_docs(&[format!(
        "Operations of {}, with their inputs, outputs and errors.",
        service.title
    )]);
    let modules = service
        .operations
        .iter()
        .map(|operation| ident(&operation.method));
    files.insert(
        format!("src/{}/operation/mod.rs", service.module),
        quote!(#docs #(pub mod #modules;)*),
    );
    for operation in &service.operations {
        let path = format!(
            "src/{}/operation/{}.rs",
            service.module,
            operation.method.trim_start_matches("r#")
        );
        files.insert(path, file(service, operation));
    }
}

fn file(service: &Service, operation: &Operation) -> TokenStream {
    let structures = [&operation.input, &operation.output];
    let own = [&operation.name, &operation.error_name];
    let own = own.into_iter().chain(
        structures
            .iter()
            .flat_map(|it| [&it.name].into_iter().chain(&it.required)),
    );
    let origin = format!("operation::{}", operation.method);
    let mut imports = Imports::new(&service.module, &origin, own.map(String::as_str));
    for structure in structures {
        structure::import(structure, &mut imports);
    }
    for variant in &operation.errors {
        imports.named(Kind::Error, &variant.error);
    }
    let marker = marker(service, operation, &mut imports);
    let paginated = paginated::of_operation(service, operation, &mut imports);
    let input = side(&operation.input, operation, "Input", &mut imports);
    let output = side(&operation.output, operation, "Output", &mut imports);
    let error = error(operation, &mut imports);
    let docs = module_docs(&[format!("Operation `{}`.", operation.shape_name)]);
    let deprecated = structures.iter().any(|it| {
        it.deprecated.is_some() || it.fields.iter().any(|field| field.deprecated.is_some())
    });
    let allow = allow_deprecated(deprecated || imports.uses_deprecated(service));
    let uses = imports.declarations();
    quote! {
        #docs
        #allow
        #uses
        #marker
        #paginated
        #input
        #output
        #error
    }
}

fn marker(service: &Service, operation: &Operation, imports: &mut Imports<'_>) -> TokenStream {
    let name = ident(&operation.name);
    let (input, output) = (ident(&operation.input.name), ident(&operation.output.name));
    let error = ident(&operation.error_name);
    let shape_name = operation.shape_name.as_str();
    let module = ident(&service.module);
    let item_docs = docs(&wrapped(&format!(
        "Marker type of the operation `{}`, as in `client.request::<{}>(input)`.",
        operation.shape_name, operation.name
    )));
    let operation_trait = imports.runtime("Operation");
    let token = operation
        .input
        .fields
        .iter()
        .find(|field| field.idempotency_token)
        .map(|field| {
            let name = ident(&field.name);
            quote! {
                fn idempotency_token(input: &mut Self::Input) -> Option<&mut Option<String>> {
                    Some(&mut input.#name)
                }
            }
        });
    let request = request::constants(operation, imports);
    let endpoint = endpoint::of_operation(service, operation);
    let host_prefix = request::host_prefix(operation);
    quote! {
        #item_docs
        #[derive(Clone, Copy, Debug)]
        pub struct #name;

        impl #operation_trait for #name {
            const NAME: &'static str = #shape_name;
            type Service = crate::#module::Service;
            type Input = #input;
            type Output = #output;
            type Error = #error;
            #request

            #token
            #endpoint
            #host_prefix
        }
    }
}

/// Returns the items of an input or output, which is documented by its operation if the model has no words for it.
fn side(
    structure: &Structure,
    operation: &Operation,
    noun: &str,
    imports: &mut Imports<'_>,
) -> TokenStream {
    let docs = if structure.docs.lines.is_empty() {
        Docs {
            lines: vec![format!("{noun} of [`{}`].", operation.name)],
            links: Default::default(),
        }
    } else {
        structure.docs.clone()
    };
    structure::items(
        &Structure {
            docs,
            ..structure.clone()
        },
        imports,
    )
}

fn error(operation: &Operation, imports: &mut Imports<'_>) -> TokenStream {
    let name = ident(&operation.error_name);
    let item_docs = docs(&[format!("Errors returned by [`{}`].", operation.name)]);
    let variants: Vec<_> = operation
        .errors
        .iter()
        .map(|variant| {
            let name = ident(&variant.name);
            let ty = imports.named(Kind::Error, &variant.error);
            (name, ty)
        })
        .collect();
    let declarations = variants.iter().map(|(name, ty)| quote!(#name(#ty)));
    let table = variants.iter().map(|(name, ty)| {
        let same = *name == ty.to_string();
        if same {
            quote!(#name)
        } else {
            quote!(#name: #ty)
        }
    });
    quote! {
        #item_docs
        #[non_exhaustive]
        #[derive(Clone, Debug, PartialEq)]
        pub enum #name { #(#declarations),* }
        runtime::operation_error!(#name { #(#table),* });
    }
}
