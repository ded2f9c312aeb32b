//! Lists, and iterators over them, written in the form that each use of them has by hand.

use proc_macro2::TokenStream;
use quote::quote;

use super::boolean::Nulls;
use super::{ExpressionWriter, closure, is_plain, parameter};
use crate::ir::Type;
use crate::ir::expression::{Current, Expression, Node};

/// A list, or an iterator whose last step is not written yet: what follows may take its place.
pub(super) struct Chain {
    /// The list, if it is a collection as a whole.
    whole: Option<TokenStream>,
    /// The iterator before its last step.
    before: TokenStream,
    last: Step,
}

/// Last step of an iterator.
enum Step {
    /// The iterator is complete.
    None,
    /// A method that maps every element to another form.
    Map(TokenStream),
    /// A closure that takes an element, and one that borrows it.
    Filter(TokenStream, TokenStream),
}

impl ExpressionWriter<'_> {
    /// The elements of a list. A `null` ends the function around it.
    pub(in crate::emit) fn iterator(&self, list: &Expression) -> TokenStream {
        self.chain(list, self.value(list.source())).all()
    }

    /// A `Vec` of the elements of a list; an `Option` of it if the list may be `null`.
    pub(in crate::emit) fn collected(&self, list: &Expression) -> TokenStream {
        let source = list.source();
        let collect = |source| {
            let elements = self.chain(list, source).all();
            quote!(#elements.collect::<Vec<_>>())
        };
        if source.nullable {
            self.bind(source, "list", "map", collect)
        } else {
            collect(self.value(source))
        }
    }

    /// The elements of `list`, whose source is written as `source`.
    pub(super) fn chain(&self, list: &Expression, source: TokenStream) -> Chain {
        match &list.node {
            Node::Keys(_) => Chain::references(quote!(#source.keys()), &list.ty),
            Node::Values(of) if matches!(of.ty, Type::Map { sparse: true, .. }) => {
                Chain::references(quote!(#source.values().flatten()), &list.ty)
            }
            Node::Values(_) => Chain::references(quote!(#source.values()), &list.ty),
            Node::Filter(of, element, condition) => {
                let holds = self.boolean(condition, true, Nulls::AreFalse);
                let name = match element {
                    Current::Searched => "element",
                    _ => "it",
                };
                let name = parameter(name, &holds);
                let is_copied = matches!(&list.ty, Type::List { member, .. } if is_plain(member));
                let reference = (is_copied && name.to_string() != "_").then(|| quote!(&));
                let takes = quote!(|#name| #holds);
                let borrows = quote!(|#reference #name| #holds);
                let before = self.chain(of, source).all();
                Chain::iterator(before, Step::Filter(takes, borrows))
            }
            // Nothing but the nulls goes.
            Node::Projection(of, value) if matches!(value.node, Node::Current(_)) => Chain {
                whole: None,
                ..self.chain(of, source)
            },
            Node::Projection(of, value) => {
                let before = self.chain(of, source).all();
                if value.nullable {
                    let value = closure(&["it"], self.result(value));
                    Chain::iterator(quote!(#before.filter_map(#value)), Step::None)
                } else {
                    let value = closure(&["it"], self.reference(value));
                    Chain::iterator(before, Step::Map(quote!(.map(#value))))
                }
            }
            Node::Flatten(of, value) => self.flattened(self.chain(of, source).all(), value),
            Node::MultiSelectList(_) => Chain {
                whole: Some(source.clone()),
                ..Chain::iterator(dense(quote!(#source.into_iter()), &list.ty), Step::None)
            },
            _ => Chain {
                whole: Some(source.clone()),
                ..Chain::references(quote!(#source.iter()), &list.ty)
            },
        }
    }

    /// The elements of the list that `value` is for each of `elements`.
    fn flattened(&self, elements: TokenStream, value: &Expression) -> Chain {
        let lists = match &value.node {
            Node::Current(_) => quote!(#elements.flatten()),
            _ if value.nullable => {
                let value = closure(&["it"], self.result(value));
                quote!(#elements.filter_map(#value).flatten())
            }
            _ => {
                let value = closure(&["it"], self.reference(value));
                quote!(#elements.flat_map(#value))
            }
        };
        match &value.node {
            Node::Current(_) | Node::Field(..) => Chain::references(lists, &value.ty),
            _ => Chain::iterator(dense(lists, &value.ty), Step::None),
        }
    }

    /// The length of a string, list or map, whose source is written as `source`.
    pub(super) fn count(&self, of: &Expression, source: TokenStream) -> TokenStream {
        if of.ty == Type::String {
            return quote!(#source.chars().count());
        }
        let chain = self.chain(of, source);
        match (chain.whole, &chain.last) {
            (Some(whole), _) => quote!(#whole.len()),
            (None, Step::Filter(_, test)) => {
                let before = chain.before;
                quote!(#before.filter(#test).count())
            }
            // As many as before its last step.
            (None, _) => {
                let before = chain.before;
                quote!(#before.count())
            }
        }
    }

    /// Returns whether a string or list, whose source is written as `source`, has any elements; if that is not `wanted`, whether it
    /// has none.
    pub(super) fn has_elements(
        &self,
        of: &Expression,
        source: TokenStream,
        wanted: bool,
    ) -> TokenStream {
        let (not, negated) = if wanted {
            (None, Some(quote!(!)))
        } else {
            (Some(quote!(!)), None)
        };
        if of.ty == Type::String {
            return quote!(#negated #source.is_empty());
        }
        let chain = self.chain(of, source);
        let before = chain.before;
        match (chain.whole, chain.last) {
            (Some(whole), _) => quote!(#negated #whole.is_empty()),
            (None, Step::Filter(takes, _)) => quote!(#not #before.any(#takes)),
            (None, _) if wanted => quote!(#before.next().is_some()),
            (None, _) => quote!(#before.next().is_none()),
        }
    }
}

impl Chain {
    fn iterator(before: TokenStream, last: Step) -> Self {
        Self {
            whole: None,
            before,
            last,
        }
    }

    /// An iterator over references to the elements of a list, which are brought to the form that values have.
    fn references(tokens: TokenStream, of: &Type) -> Self {
        let last = match of {
            Type::List { member, .. } if **member == Type::String => {
                Step::Map(quote!(.map(|it| it.as_str())))
            }
            Type::List { member, .. } if is_plain(member) => Step::Map(quote!(.copied())),
            _ => Step::None,
        };
        Self::iterator(dense(tokens, of), last)
    }

    /// All elements.
    pub(super) fn all(self) -> TokenStream {
        let before = self.before;
        match self.last {
            Step::None => before,
            Step::Map(method) => quote!(#before #method),
            Step::Filter(_, borrows) => quote!(#before.filter(#borrows)),
        }
    }
}

/// `iterator` over the elements of a list of this type, without those that are `null`.
fn dense(iterator: TokenStream, of: &Type) -> TokenStream {
    match of {
        Type::List { sparse: true, .. } => quote!(#iterator.flatten()),
        _ => iterator,
    }
}
