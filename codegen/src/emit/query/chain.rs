//! Iterators, written the way that each use of them is written by hand.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::closure;
use crate::ir::query::{Elements, Position, ValueType};

/// An iterator, whose last step is not written yet: what comes after it may take its place.
pub(super) struct Chain {
    before: TokenStream,
    last: Link,
}

/// The last step of an iterator.
enum Link {
    /// The code before it is a collection of these, which is not iterated over yet.
    Collection(Elements),
    /// The code before it is the whole iterator.
    Nothing,
    /// A method that makes something else of every element.
    Map(TokenStream),
    /// A test of every element, which is called `it` there, and whether it is a plain value.
    Filter(TokenStream, bool),
}

impl Chain {
    pub(super) fn collection(tokens: TokenStream, elements: Elements) -> Self {
        Self {
            before: tokens,
            last: Link::Collection(elements),
        }
    }

    pub(super) fn iterator(tokens: TokenStream) -> Self {
        Self {
            before: tokens,
            last: Link::Nothing,
        }
    }

    /// An iterator over references to `elements`, which are brought to the form that expressions have them in.
    pub(super) fn references(tokens: TokenStream, elements: &Elements) -> Self {
        let before = if elements.sparse {
            quote!(#tokens.flatten())
        } else {
            tokens
        };
        let last = form(&elements.ty).map_or(Link::Nothing, Link::Map);
        Self { before, last }
    }

    pub(super) fn map(self, method: TokenStream) -> Self {
        Self {
            before: self.all(),
            last: Link::Map(method),
        }
    }

    pub(super) fn filter(self, holds: TokenStream, is_plain: bool) -> Self {
        Self {
            before: self.all(),
            last: Link::Filter(holds, is_plain),
        }
    }

    /// All elements.
    pub(super) fn all(self) -> TokenStream {
        let Self { before, last } = self;
        match last {
            Link::Collection(elements) => Self::references(quote!(#before.iter()), &elements).all(),
            Link::Nothing => before,
            Link::Map(method) => quote!(#before #method),
            Link::Filter(holds, is_plain) => {
                let test = predicate(holds, is_plain);
                quote!(#before.filter(#test))
            }
        }
    }

    /// Returns the number of elements.
    pub(super) fn count(self) -> TokenStream {
        let Self { before, last } = self;
        match last {
            Link::Collection(Elements { sparse: false, .. }) => quote!(#before.len()),
            // There are as many before.
            Link::Map(_) => quote!(#before.count()),
            Link::Collection(_) => quote!(#before.iter().flatten().count()),
            last => {
                let all = Self { before, last }.all();
                quote!(#all.count())
            }
        }
    }

    /// Returns whether there is an element, or if not `wanted`, whether there is none.
    pub(super) fn filled(self, wanted: bool) -> TokenStream {
        let Self { before, last } = self;
        match last {
            Link::Filter(holds, _) => {
                let test = closure(&["it"], holds);
                let not = (!wanted).then(|| quote!(!));
                quote!(#not #before.any(#test))
            }
            last => {
                let all = Self { before, last }.all();
                if wanted {
                    quote!(#all.next().is_some())
                } else {
                    quote!(#all.next().is_none())
                }
            }
        }
    }

    /// One of them, if it is there.
    pub(super) fn element(self, position: Position) -> TokenStream {
        let Self { before, last } = self;
        match (last, position) {
            (Link::Collection(elements), position) if !elements.sparse => {
                let form = form(&elements.ty);
                let reference = match position {
                    Position::Start(0) => quote!(.first()),
                    Position::Start(index) => {
                        let index = Literal::usize_unsuffixed(index);
                        quote!(.get(#index))
                    }
                    Position::End(0) => quote!(.last()),
                    Position::End(index) => {
                        let index = Literal::usize_unsuffixed(index);
                        quote!(.iter().nth_back(#index))
                    }
                };
                quote!(#before #reference #form)
            }
            (Link::Filter(holds, is_plain), Position::Start(0)) => {
                let test = predicate(holds, is_plain);
                quote!(#before.find(#test))
            }
            (last, position) => {
                let all = Self { before, last }.all();
                match position {
                    Position::Start(0) => quote!(#all.next()),
                    Position::Start(index) => {
                        let index = Literal::usize_unsuffixed(index);
                        quote!(#all.nth(#index))
                    }
                    Position::End(0) => quote!(#all.next_back()),
                    Position::End(index) => {
                        let index = Literal::usize_unsuffixed(index);
                        quote!(#all.nth_back(#index))
                    }
                }
            }
        }
    }
}

/// The closure of a test that borrows what it looks at.
fn predicate(holds: TokenStream, is_plain: bool) -> TokenStream {
    let test = closure(&["it"], holds.clone());
    if is_plain && !test.to_string().starts_with("| _") {
        quote!(|&it| #holds)
    } else {
        test
    }
}

/// The method that brings a reference, or an `Option` of one, to the form that expressions have it in.
fn form(ty: &ValueType) -> Option<TokenStream> {
    match ty {
        ValueType::Text => Some(quote!(.map(|it| it.as_str()))),
        ValueType::Flag | ValueType::Number(_) => Some(quote!(.copied())),
        _ => None,
    }
}
