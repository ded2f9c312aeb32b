//! `endpoint.rs`: endpoint resolution of a service.

mod property;
mod rules;
pub(super) mod tests;
mod value;

use std::collections::BTreeMap;

use proc_macro2::TokenStream;
use quote::quote;

use super::expression::{ExpressionWriter, Members, without_parentheses};
use super::imports::Imports;
use super::tokens::{docs, ident, module_docs};
use crate::ir::{
    BoundValue, BuiltIn, EndpointBinding, EndpointParameter, EndpointRules, Literal, Operation,
    ParameterType, Service, Source, Type,
};

/// `endpoint.rs`, if the model has endpoint rules.
pub(super) fn file(service: &Service, files: &mut BTreeMap<String, TokenStream>) {
    if let Some(rules) = &service.endpoint {
        let path = format!("src/{}/endpoint.rs", service.module);
        files.insert(path, of_rules(service, rules));
    }
}

/// Declares the module in `mod.rs`.
pub(super) fn declaration(service: &Service) -> Option<TokenStream> {
    service.endpoint.as_ref().map(|_| {
        quote! {
            #[cfg(feature = "client")]
            pub mod endpoint;
        }
    })
}

/// Returns the items of `impl Service` for endpoints.
pub(super) fn of_service(service: &Service) -> Option<TokenStream> {
    service.endpoint.as_ref().map(|rules| {
        let is_account =
            |it: &EndpointParameter| it.source == Some(Source::BuiltIn(BuiltIn::AccountId));
        let account = rules.parameters.iter().any(is_account).then(|| {
            quote! {
                const HAS_ACCOUNT_ENDPOINTS: bool = true;
            }
        });
        quote! {
            #account

            #[cfg(feature = "client")]
            fn endpoint(built_ins: &runtime::endpoint::BuiltIns<'_>) -> runtime::endpoint::Result {
                endpoint::resolve(&built_ins.into())
            }
        }
    })
}

/// Returns the endpoint function of `impl Operation`, if the operation binds parameters or is sent to another host.
pub(super) fn of_operation(service: &Service, operation: &Operation) -> Option<TokenStream> {
    let moved = operation.request.moved_to.as_ref();
    let bindings = service.bindings.get(&operation.id);
    if bindings.is_none() && moved.is_none() {
        return None;
    }
    let bindings = bindings.map(Vec::as_slice).unwrap_or_default();
    let is_static = |value: &BoundValue| matches!(value, BoundValue::Static(_));
    let all_static = bindings.iter().all(|it| is_static(&it.value));
    let input = if all_static && moved.is_none() {
        quote!(_)
    } else {
        quote!(input)
    };
    let writer = ExpressionWriter::new(service, Members::Values);
    let (before, resolved) = resolved(service, bindings, &writer);
    let is_deprecated = writer.uses_deprecated.get() || moved.is_some_and(|it| it.deprecated);
    let allow = is_deprecated.then(
        || quote!(#[allow(deprecated, reason = "the endpoint depends on a deprecated member")]),
    );
    let endpoint = match moved {
        None => resolved,
        Some(member) => {
            let (name, field) = (&member.member, ident(&member.field));
            let url = if member.optional {
                quote!(input.#field.as_deref().unwrap_or_default())
            } else {
                quote!(&input.#field)
            };
            quote!(#resolved?.moved_to(#name, #url))
        }
    };
    Some(quote! {
        #[cfg(feature = "client")]
        #allow
        fn endpoint(
            #input: &Self::Input,
            built_ins: &runtime::endpoint::BuiltIns<'_>,
        ) -> runtime::endpoint::Result {
            #before
            #endpoint
        }
    })
}

/// Returns the statements before, and the expression of, the endpoint that the rules resolve for the operation.
fn resolved(
    service: &Service,
    bindings: &[EndpointBinding],
    writer: &ExpressionWriter<'_>,
) -> (TokenStream, TokenStream) {
    if bindings.is_empty() {
        let of_service = quote!(<Self::Service as runtime::Service>::endpoint(built_ins));
        return (quote!(), of_service);
    }
    let module = ident(&service.module);
    let setters = bindings.iter().map(|binding| {
        let setter = ident(&binding.setter);
        let value = bound(&binding.value, writer);
        quote!(.#setter(#value))
    });
    let before = quote! {
        use crate::#module::endpoint::{Parameters, resolve};
        let parameters = Parameters::from(built_ins) #(#setters)*;
    };
    (before, quote!(resolve(&parameters)))
}

/// The value that a setter is given.
fn bound(value: &BoundValue, writer: &ExpressionWriter<'_>) -> TokenStream {
    match value {
        BoundValue::Static(literal) => self::literal(literal),
        BoundValue::Required(name, value) => {
            let value = match value.members().as_deref() {
                Some([member]) if member.ty == Type::String => {
                    let field = writer.field(member);
                    quote!(&input.#field)
                }
                _ => writer.value(value),
            };
            quote!(runtime::endpoint::required(#name, #value)?)
        }
        BoundValue::Input(value) if matches!(value.ty, Type::List { .. }) => {
            writer.collected(value)
        }
        BoundValue::Input(value) if value.nullable => without_parentheses(writer.option(value)),
        BoundValue::Input(value) => writer.value(value),
    }
}

fn of_rules(service: &Service, rules: &EndpointRules) -> TokenStream {
    let mut imports = Imports::new(service, "endpoint", ["Parameters"]);
    let endpoint = imports.get("runtime::endpoint", "Endpoint");
    let error = imports.get("runtime::endpoint", "EndpointError");
    let file_docs = module_docs(&[format!("Endpoint resolution for {}.", service.facts.title)]);
    let parameters = parameters(service, rules, &mut imports);
    let functions = rules::functions(rules, &mut imports);
    let (ty, sdk_id) = (parameters_type(rules), &service.facts.sdk_id);
    let resolve_docs = docs(&[
        format!(
            "Resolves the endpoint of {} for `parameters`.",
            service.facts.title
        ),
        String::new(),
        "# Errors".to_owned(),
        "The endpoint rules reject the parameters; the message is that of the rules.".to_owned(),
    ]);
    let uses = imports.declarations();
    quote! {
        #file_docs
        #uses
        #parameters

        #resolve_docs
        pub fn resolve(parameters: &#ty) -> Result<#endpoint, #error> {
            rules(parameters).map_err(|error| error.of(#sdk_id))
        }

        #functions
    }
}

/// Returns whether parameters hold borrowed values.
fn borrows(rules: &EndpointRules) -> bool {
    rules
        .parameters
        .iter()
        .any(|it| it.ty != ParameterType::Flag)
}

/// Returns the type of the parameters in function signatures.
fn parameters_type(rules: &EndpointRules) -> TokenStream {
    if borrows(rules) {
        quote!(Parameters<'_>)
    } else {
        quote!(Parameters)
    }
}

fn parameters(service: &Service, rules: &EndpointRules, imports: &mut Imports<'_>) -> TokenStream {
    let item_docs = docs(&[format!("Endpoint parameters of {}.", service.facts.title)]);
    let lifetime = borrows(rules).then(|| quote!(<'a>));
    let fields = rules.parameters.iter().map(|parameter| {
        let (name, ty) = (ident(&parameter.field), field_type(parameter));
        quote!(#name: #ty)
    });
    let setters = rules.parameters.iter().map(setter);
    let written = rules.parameters.iter().any(|it| !is_zero(it));
    let derive = (!written).then(|| quote!(Default,));
    let default = written.then(|| default(rules));
    let from = from_built_ins(rules, imports);
    quote! {
        #item_docs
        #[must_use]
        #[derive(Clone, Debug, #derive PartialEq)]
        pub struct Parameters #lifetime { #(#fields),* }

        impl #lifetime Parameters #lifetime { #(#setters)* }

        #default
        #from
    }
}

fn field_type(parameter: &EndpointParameter) -> TokenStream {
    let ty = plain_type(parameter.ty);
    if parameter.default.is_some() {
        ty
    } else {
        quote!(Option<#ty>)
    }
}

fn plain_type(ty: ParameterType) -> TokenStream {
    match ty {
        ParameterType::Text => quote!(&'a str),
        ParameterType::Flag => quote!(bool),
        ParameterType::List => quote!(Vec<&'a str>),
    }
}

fn setter(parameter: &EndpointParameter) -> TokenStream {
    let mut lines = vec![format!(
        "Sets `{}`, unless the value is `None`.",
        parameter.field.trim_start_matches("r#")
    )];
    if !parameter.docs.lines.is_empty() {
        lines.push(String::new());
        lines.extend(parameter.docs.lines.iter().cloned());
    }
    // No attribute: most callers of these setters are generated code, which users cannot change.
    if let Some(note) = &parameter.deprecated {
        lines.extend([String::new(), format!("Deprecated: {note}")]);
    }
    let item_docs = docs(&lines);
    let (setter, name) = (ident(&parameter.setter), ident(&parameter.field));
    let ty = plain_type(parameter.ty);
    let value = if parameter.default.is_some() {
        quote!(#name.into().unwrap_or(self.#name))
    } else {
        quote!(#name.into().or(self.#name))
    };
    quote! {
        #item_docs
        pub fn #setter(mut self, #name: impl Into<Option<#ty>>) -> Self {
            self.#name = #value;
            self
        }
    }
}

/// Returns whether the default of a parameter is that of its Rust type.
fn is_zero(parameter: &EndpointParameter) -> bool {
    match &parameter.default {
        None | Some(Literal::Flag(false)) => true,
        Some(Literal::Text(text)) => text.is_empty(),
        Some(Literal::List(list)) => list.is_empty(),
        Some(Literal::Flag(true)) => false,
    }
}

fn default(rules: &EndpointRules) -> TokenStream {
    let fields = rules.parameters.iter().map(|parameter| {
        let name = ident(&parameter.field);
        let value = match &parameter.default {
            Some(literal) => self::literal(literal),
            None => quote!(None),
        };
        quote!(#name: #value)
    });
    let ty = parameters_type(rules);
    quote! {
        impl Default for #ty {
            fn default() -> Self {
                Self { #(#fields),* }
            }
        }
    }
}

/// Returns a constant as the type of its parameter.
fn literal(literal: &Literal) -> TokenStream {
    match literal {
        Literal::Text(text) => quote!(#text),
        Literal::Flag(flag) => quote!(#flag),
        Literal::List(list) => quote!(vec![#(#list),*]),
    }
}

fn from_built_ins(rules: &EndpointRules, imports: &mut Imports<'_>) -> TokenStream {
    let built_ins = imports.get("runtime::endpoint", "BuiltIns");
    let setters: Vec<_> = rules
        .parameters
        .iter()
        .filter_map(|parameter| {
            let setter = ident(&parameter.setter);
            let value = match parameter.source? {
                Source::BuiltIn(built_in) => {
                    let field = ident(built_in_field(built_in));
                    quote!(built_ins.#field)
                }
                Source::Client => {
                    let name = &parameter.name;
                    match parameter.ty {
                        ParameterType::Text => quote!(built_ins.text(#name)),
                        ParameterType::Flag => quote!(built_ins.flag(#name)),
                        ParameterType::List => return None,
                    }
                }
            };
            Some(quote!(.#setter(#value)))
        })
        .collect();
    let argument = if setters.is_empty() {
        quote!(_)
    } else {
        quote!(built_ins)
    };
    let (generics, lifetime, ty) = if borrows(rules) {
        (quote!(<'a>), quote!('a), quote!(Parameters<'a>))
    } else {
        (quote!(), quote!('_), quote!(Parameters))
    };
    quote! {
        impl #generics From<&#built_ins<#lifetime>> for #ty {
            fn from(#argument: &#built_ins<#lifetime>) -> Self {
                Self::default() #(#setters)*
            }
        }
    }
}

/// Returns the field of the runtime's built-ins.
fn built_in_field(built_in: BuiltIn) -> &'static str {
    match built_in {
        BuiltIn::Region => "region",
        BuiltIn::UseFips => "use_fips",
        BuiltIn::UseDualStack => "use_dual_stack",
        BuiltIn::Endpoint => "endpoint",
        BuiltIn::AccountId => "account_id",
        BuiltIn::AccountIdEndpointMode => "account_id_endpoint_mode",
    }
}
