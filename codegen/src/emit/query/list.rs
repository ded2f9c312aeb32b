//! Lists, and what is done with their elements.

use proc_macro2::TokenStream;
use quote::quote;

use super::chain::Chain;
use super::condition::Around;
use super::value::source;
use super::{Writer, closure};
use crate::ir::query::{Elements, List, Node, Part, Stage, Value, ValueType};

impl Writer {
    /// The elements of a list, or the end of the function around it where there is none.
    pub(super) fn strict_iterator(&self, list: &Value) -> TokenStream {
        self.chain(list, self.strict(source(list))).all()
    }

    /// The elements of `list`, which is made of `base`.
    pub(super) fn chain(&self, list: &Value, base: TokenStream) -> Chain {
        match &list.node {
            Node::List(list) => self.stages(list, base),
            _ => start(list, Part::Elements, base),
        }
    }

    fn stages(&self, list: &List, base: TokenStream) -> Chain {
        let mut chain = start(&list.of, list.part, base);
        let mut ty = match (list.part, &list.of.ty) {
            (Part::Keys, _) => ValueType::Text,
            (_, ValueType::List(inside) | ValueType::Map(inside)) => (*inside.ty).clone(),
            _ => ValueType::Null,
        };
        for stage in &list.stages {
            chain = match stage {
                Stage::Filter(holds) => {
                    chain.filter(self.truth(holds, Around::Closure), is_plain(&ty))
                }
                Stage::Map(value) => {
                    ty = value.ty.clone();
                    self.map(chain, value)
                }
                Stage::Flatten(value) => {
                    if let ValueType::List(inside) = &value.ty {
                        ty = (*inside.ty).clone();
                    }
                    self.flat_map(chain.all(), value)
                }
            };
        }
        chain
    }

    fn map(&self, chain: Chain, value: &Value) -> Chain {
        if value.nullable {
            let value = closure(&["it"], self.option(value));
            let elements = chain.all();
            Chain::iterator(quote!(#elements.filter_map(#value)))
        } else {
            let value = closure(&["it"], self.reference(value));
            chain.map(quote!(.map(#value)))
        }
    }

    fn flat_map(&self, elements: TokenStream, value: &Value) -> Chain {
        let flat = if matches!(value.node, Node::Given(_)) {
            quote!(#elements.flatten())
        } else if value.nullable {
            let value = closure(&["it"], self.option(value));
            quote!(#elements.filter_map(#value).flatten())
        } else {
            let value = closure(&["it"], self.reference(value));
            quote!(#elements.flat_map(#value))
        };
        match (Form::of(value), &value.ty) {
            (Form::Collection, ValueType::List(elements)) => Chain::references(flat, elements),
            (Form::Array, ValueType::List(Elements { sparse: true, .. })) => {
                Chain::iterator(quote!(#flat.flatten()))
            }
            _ => Chain::iterator(flat),
        }
    }

    /// Returns the number of elements of a list or map, or of characters of a string, of which `base` is made.
    pub(super) fn count(&self, of: &Value, base: TokenStream) -> TokenStream {
        if has_len(of) {
            quote!(#base.len())
        } else if of.ty == ValueType::Text {
            quote!(#base.chars().count())
        } else {
            self.chain(of, base).count()
        }
    }
}

/// Form of the Rust value of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    /// A collection of the output, which has references to give.
    Collection,
    /// An array of values, or of `Option`s where some may be absent.
    Array,
    /// An iterator over values.
    Iterator,
}

impl Form {
    fn of(list: &Value) -> Self {
        match &list.node {
            Node::Listed(_) => Self::Array,
            Node::List(_) => Self::Iterator,
            Node::With(_, body) => Self::of(body),
            _ => Self::Collection,
        }
    }
}

/// Returns whether the length of a value is that of the collection that it is made of.
pub(super) fn has_len(of: &Value) -> bool {
    match (&of.node, &of.ty) {
        (Node::List(list), _) => {
            let loses_nulls = match (&list.of.ty, list.part) {
                (_, Part::Keys) => false,
                (ValueType::List(elements) | ValueType::Map(elements), _) => elements.sparse,
                _ => true,
            };
            let is_whole = list.stages.is_empty() && Form::of(&list.of) != Form::Iterator;
            is_whole && !loses_nulls
        }
        (_, ValueType::List(_)) => Form::of(of) != Form::Iterator,
        (_, ty) => matches!(ty, ValueType::Map(_)),
    }
}

/// The elements of `base`, which is the list or map `of`.
fn start(of: &Value, part: Part, base: TokenStream) -> Chain {
    match (Form::of(of), &of.ty, part) {
        (Form::Iterator, ..) => Chain::iterator(base),
        (Form::Array, ValueType::List(Elements { sparse: true, .. }), _) => {
            Chain::iterator(quote!(#base.into_iter().flatten()))
        }
        (Form::Array, ..) => Chain::iterator(quote!(#base.into_iter())),
        (_, _, Part::Keys) => {
            let keys = Elements {
                ty: Box::new(ValueType::Text),
                sparse: false,
            };
            Chain::references(quote!(#base.keys()), &keys)
        }
        (_, ValueType::Map(elements), _) => Chain::references(quote!(#base.values()), elements),
        (_, ValueType::List(elements), _) => Chain::collection(base, elements.clone()),
        _ => Chain::iterator(base),
    }
}

/// Returns whether elements of this type are plain values, not references.
fn is_plain(ty: &ValueType) -> bool {
    matches!(ty, ValueType::Text | ValueType::Flag | ValueType::Number(_))
}
