//! `new`, the structure of required members if there are many, and a setter for every other member.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::field::{default_function, field_type};
use super::imports::Imports;
use super::tokens::{deprecated, docs, ident, ty};
use crate::ir::{Default, DefaultImpl, Field, Named, Presence, Structure, Type};
use crate::lower::rustdoc::wrapped;

/// Returns all items that construct values of `structure`.
pub(super) fn items(structure: &Structure, imports: &mut Imports<'_>) -> TokenStream {
    let required = required(structure, imports);
    let written = default(structure, imports);
    let new = new(structure, imports);
    let setters: Vec<_> = structure
        .fields
        .iter()
        .filter_map(|field| setter(field, imports))
        .collect();
    let name = ident(&structure.name);
    quote! {
        impl #name {
            #new
            #(#setters)*
        }

        #written
        #required
    }
}

/// Returns the line of documentation that says how callers construct the structure, if they do.
pub(super) fn construction(structure: &Structure) -> Option<String> {
    let has_setters = structure.fields.iter().any(|field| field.setter.is_some());
    let setters = if has_setters { " and setters" } else { "" };
    structure
        .in_requests
        .then(|| format!("Constructed by [`new`](Self::new){setters}, not by a struct literal."))
}

fn new(structure: &Structure, imports: &mut Imports<'_>) -> TokenStream {
    let (article, name) = (article(&structure.name), &structure.name);
    let docs = if structure.default == DefaultImpl::None {
        format!(" Creates {article} `{name}` from its required members.")
    } else if structure.default == DefaultImpl::Written {
        format!(" Creates {article} `{name}` with its default values.")
    } else {
        format!(" Creates an empty `{name}`.")
    };
    if structure.default != DefaultImpl::None {
        return quote! {
            #[doc = #docs]
            pub fn new() -> Self {
                Self::default()
            }
        };
    }
    if let Some(required) = &structure.required {
        let values = structure.fields.iter().map(|field| {
            let name = ident(&field.name);
            initial(structure, field, imports, quote!(required.#name))
        });
        let required = ident(required);
        return quote! {
            #[doc = #docs]
            pub fn new(required: #required) -> Self {
                Self { #(#values),* }
            }
        };
    }
    let parameters: Vec<_> = structure
        .fields
        .iter()
        .filter(|field| field.presence == Presence::Required)
        .map(|field| {
            let name = ident(&field.name);
            let ty = parameter_type(&field.ty, imports);
            quote!(#name: #ty)
        })
        .collect();
    let values = structure.fields.iter().map(|field| {
        let name = ident(&field.name);
        let value = converted(&field.ty, quote!(#name));
        initial(structure, field, imports, value)
    });
    quote! {
        #[doc = #docs]
        pub fn new(#(#parameters),*) -> Self {
            Self { #(#values),* }
        }
    }
}

/// Returns the indefinite article of a type name, as it is read aloud.
fn article(name: &str) -> &'static str {
    const LIKE_YOU: [&str; 5] = ["Eu", "One", "Uni", "Us", "Ut"];
    let is_vowel = name.starts_with(['A', 'E', 'I', 'O', 'U']);
    if is_vowel && !LIKE_YOU.iter().any(|it| name.starts_with(it)) {
        "an"
    } else {
        "a"
    }
}

/// Returns the initial value of a field; `given` is that of a required one.
fn initial(
    structure: &Structure,
    field: &Field,
    imports: &mut Imports<'_>,
    given: TokenStream,
) -> TokenStream {
    let name = ident(&field.name);
    let value = match &field.presence {
        Presence::Required
            if matches!(field.ty, Type::Boxed(_)) && structure.required.is_some() =>
        {
            quote!(Box::new(#given))
        }
        Presence::Required => given,
        Presence::Optional => quote!(None),
        Presence::Defaulted(Default::Zero) => zero(imports),
        Presence::Defaulted(_) => {
            let function = default_function(field);
            quote!(#function())
        }
    };
    if name == value.to_string() {
        quote!(#name)
    } else {
        quote!(#name: #value)
    }
}

fn zero(imports: &mut Imports<'_>) -> TokenStream {
    imports.runtime("wire");
    quote!(wire::zero())
}

/// Returns an `impl Default`, if the model has defaults other than Rust's own.
fn default(structure: &Structure, imports: &mut Imports<'_>) -> TokenStream {
    if structure.default != DefaultImpl::Written {
        return TokenStream::new();
    }
    let values: Vec<_> = structure
        .fields
        .iter()
        .map(|field| initial(structure, field, imports, TokenStream::new()))
        .collect();
    let name = ident(&structure.name);
    quote! {
        impl Default for #name {
            fn default() -> Self {
                Self { #(#values),* }
            }
        }
    }
}

/// Returns the structure that names every required member, so that a forgotten one does not compile.
fn required(structure: &Structure, imports: &mut Imports<'_>) -> TokenStream {
    let Some(name) = &structure.required else {
        return TokenStream::new();
    };
    let members: Vec<_> = structure
        .fields
        .iter()
        .filter(|field| field.presence == Presence::Required)
        .collect();
    let fields = members.iter().map(|field| {
        let name = ident(&field.name);
        let ty = match &field.ty {
            Type::Boxed(inner) => ty(inner, imports),
            _ => field_type(field, imports),
        };
        quote!(pub #name: #ty)
    });
    let has_stream = members.iter().any(|it| it.is_stream());
    let derives = match (has_stream, structure.has_secrets()) {
        (false, true) => quote!(#[derive(Clone)]),
        (false, false) => quote!(#[derive(Clone, Debug)]),
        (true, true) => quote!(),
        (true, false) => quote!(#[derive(Debug)]),
    };
    let text = format!(
        "Required members of [`{0}`], taken by [`{0}::new`].",
        structure.name
    );
    let docs = docs(&wrapped(&text));
    let name = ident(name);
    quote! {
        #docs
        #derives
        pub struct #name { #(#fields),* }
    }
}

fn setter(field: &Field, imports: &mut Imports<'_>) -> Option<TokenStream> {
    let setter = ident(field.setter.as_ref()?);
    let docs = format!(" Sets `{}`.", field.name.trim_start_matches("r#"));
    let deprecated = deprecated(field.deprecated.as_ref());
    let name = ident(&field.name);
    let ty = parameter_type(&field.ty, imports);
    let value = converted(&field.ty, quote!(value));
    let value = if field.presence == Presence::Optional {
        quote!(Some(#value))
    } else {
        value
    };
    Some(quote! {
        #[doc = #docs]
        #deprecated
        pub fn #setter(mut self, value: #ty) -> Self {
            self.#name = #value;
            self
        }
    })
}

/// Returns whether a parameter is `impl Into`: not for numbers, whose literals need a type, nor for types without conversions.
fn is_converted(ty: &Type) -> bool {
    let is_given = matches!(
        ty,
        Type::Bool
            | Type::Named(Named::Structure(_) | Named::Union(_))
            | Type::Boxed(_)
            | Type::Unit
    );
    !is_given && !ty.is_number()
}

fn parameter_type(parameter: &Type, imports: &mut Imports<'_>) -> TokenStream {
    match parameter {
        Type::Boxed(inner) => ty(inner, imports),
        plain if is_converted(plain) => {
            let ty = ty(plain, imports);
            quote!(impl Into<#ty>)
        }
        plain => ty(plain, imports),
    }
}

fn converted(ty: &Type, value: TokenStream) -> TokenStream {
    match ty {
        Type::Boxed(_) => quote!(Box::new(#value)),
        ty if is_converted(ty) => quote!(#value.into()),
        _ => value,
    }
}

/// Returns the expression of a default.
pub(super) fn preset(default: &Default, of: &Type, imports: &mut Imports<'_>) -> TokenStream {
    match default {
        Default::Zero => zero(imports),
        Default::Bool(value) => quote!(#value),
        Default::Integer(value) => {
            let value = Literal::i64_unsuffixed(*value);
            quote!(#value)
        }
        Default::Float(value) => float(*value, of),
        Default::Text(text) | Default::EnumText(text) => {
            let ty = ty(of, imports);
            quote!(#ty::from(#text))
        }
        Default::EnumInteger(value) => {
            let ty = ty(of, imports);
            let value = Literal::i32_unsuffixed(*value);
            quote!(#ty::from(#value))
        }
        Default::Json(json) => {
            imports.runtime("wire");
            quote!(wire::preset(#json))
        }
        Default::DateTime(text) => {
            imports.runtime("wire");
            let json = format!("{text:?}");
            quote!(wire::preset_as::<wire::DateTime>(#json))
        }
    }
}

/// Returns the literal of a float, or the constant of NaN and the infinities.
pub(super) fn float(value: f64, of: &Type) -> TokenStream {
    let ty = if *of == Type::F32 {
        quote!(f32)
    } else {
        quote!(f64)
    };
    if value.is_nan() {
        quote!(#ty::NAN)
    } else if value.is_infinite() {
        let name = ident(if value.is_sign_positive() {
            "INFINITY"
        } else {
            "NEG_INFINITY"
        });
        quote!(#ty::#name)
    } else {
        let value = Literal::f64_unsuffixed(value);
        quote!(#value)
    }
}
