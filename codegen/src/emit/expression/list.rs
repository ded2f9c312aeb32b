//! Lists, and iterators over them, written in the form that each use of them has by hand.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::boolean::Nulls;
use super::{Writer, closure, parameter};
use crate::ir::expression::{Current, Elements, Expression, Node, Part, Position, ValueType};

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
    /// A method that maps every element, or an `Option` of one, to another form.
    Map(TokenStream),
    /// A closure that takes an element, and one that borrows it.
    Filter(TokenStream, TokenStream),
}

impl Writer<'_> {
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
            self.bind(source, "list", false, collect)
        } else {
            collect(self.value(source))
        }
    }

    /// The elements of `list`, whose source is written as `source`.
    pub(super) fn chain(&self, list: &Expression, source: TokenStream) -> Chain {
        match &list.node {
            Node::Elements(of, part) => match (&of.ty, part) {
                (_, Part::Keys) => Chain::references(quote!(#source.keys()), &list.ty),
                (ValueType::Map(_), Part::Values) => {
                    Chain::references(quote!(#source.values()), &of.ty)
                }
                (_, Part::Values) => Chain {
                    whole: None,
                    ..self.chain(of, source)
                },
            },
            Node::Filter(of, element, condition) => {
                let holds = self.boolean(condition, true, Nulls::AreFalse);
                let name = match element {
                    Current::Searched => "element",
                    _ => "it",
                };
                let is_plain =
                    matches!(&of.ty, ValueType::List(elements) if is_plain(&elements.ty));
                let name = parameter(name, &holds);
                let reference = (is_plain && name.to_string() != "_").then(|| quote!(&));
                let takes = quote!(|#name| #holds);
                let borrows = quote!(|#reference #name| #holds);
                Chain {
                    last: Step::Filter(takes, borrows),
                    ..Chain::iterator(self.chain(of, source).all())
                }
            }
            Node::Projection(of, value) => {
                let before = self.chain(of, source).all();
                if value.nullable {
                    let value = closure(&["it"], self.result(value));
                    Chain::iterator(quote!(#before.filter_map(#value)))
                } else {
                    let value = closure(&["it"], self.reference(value));
                    Chain {
                        last: Step::Map(quote!(.map(#value))),
                        ..Chain::iterator(before)
                    }
                }
            }
            Node::Flatten(of, value) => self.flattened(self.chain(of, source).all(), value),
            Node::MultiSelectList(_) | Node::Pipe(..) => Chain {
                whole: Some(source.clone()),
                ..Chain::iterator(dense(quote!(#source.into_iter()), &list.ty))
            },
            _ => Chain {
                whole: Some(source.clone()),
                ..Chain::references(quote!(#source.iter()), &list.ty)
            },
        }
    }

    /// The elements of the list that `value` is for each of `elements`.
    fn flattened(&self, elements: TokenStream, value: &Expression) -> Chain {
        let lists = if matches!(value.node, Node::Current(_)) {
            quote!(#elements.flatten())
        } else if value.nullable {
            let value = closure(&["it"], self.result(value));
            quote!(#elements.filter_map(#value).flatten())
        } else {
            let value = closure(&["it"], self.reference(value));
            quote!(#elements.flat_map(#value))
        };
        match &value.node {
            Node::Current(_) | Node::Field(..) | Node::Index(..) => {
                Chain::references(lists, &value.ty)
            }
            Node::MultiSelectList(_) | Node::Pipe(..) => Chain::iterator(dense(lists, &value.ty)),
            _ => Chain::iterator(lists),
        }
    }

    /// The length of a string, list or map, whose source is written as `source`.
    pub(super) fn count(&self, of: &Expression, source: TokenStream) -> TokenStream {
        if of.ty == ValueType::String {
            return quote!(#source.chars().count());
        }
        let chain = self.chain(of, source);
        match (&chain.whole, &chain.last) {
            (Some(whole), _) => quote!(#whole.len()),
            (None, Step::Map(_)) => {
                let before = chain.before;
                quote!(#before.count())
            }
            (None, _) => {
                let all = chain.all();
                quote!(#all.count())
            }
        }
    }

    /// Whether a string, list or map has any elements, or if that is not `wanted`, whether it has none.
    pub(super) fn filled(&self, of: &Expression, source: TokenStream, wanted: bool) -> TokenStream {
        let not = |is_negated: bool| is_negated.then(|| quote!(!));
        if of.ty == ValueType::String {
            let not = not(wanted);
            return quote!(#not #source.is_empty());
        }
        let Chain {
            whole,
            before,
            last,
        } = self.chain(of, source);
        match (whole, last) {
            (Some(whole), _) => {
                let not = not(wanted);
                quote!(#not #whole.is_empty())
            }
            (None, Step::Filter(takes, _)) => {
                let not = not(!wanted);
                quote!(#not #before.any(#takes))
            }
            (None, _) if wanted => quote!(#before.next().is_some()),
            (None, _) => quote!(#before.next().is_none()),
        }
    }
}

impl Chain {
    fn iterator(tokens: TokenStream) -> Self {
        Self {
            whole: None,
            before: tokens,
            last: Step::None,
        }
    }

    /// An iterator over references to the elements of a list or map, which are brought to the form that values have.
    fn references(tokens: TokenStream, of: &ValueType) -> Self {
        let last = match of {
            ValueType::List(elements) | ValueType::Map(elements) => match *elements.ty {
                ValueType::String => Step::Map(quote!(.map(|it| it.as_str()))),
                ValueType::Boolean | ValueType::Number(_) => Step::Map(quote!(.copied())),
                _ => Step::None,
            },
            _ => Step::None,
        };
        Self {
            last,
            ..Self::iterator(dense(tokens, of))
        }
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

    /// An element as an `Option`.
    pub(super) fn element(self, position: Position) -> TokenStream {
        let (Position::FromStart(index) | Position::FromEnd(index)) = position;
        let index = Literal::usize_unsuffixed(index);
        match (self.whole, self.last, position) {
            (Some(list), last, position) => {
                let form = match last {
                    Step::Map(form) => form,
                    _ => TokenStream::new(),
                };
                match position {
                    Position::FromStart(0) => quote!(#list.first() #form),
                    Position::FromStart(_) => quote!(#list.get(#index) #form),
                    Position::FromEnd(0) => quote!(#list.last() #form),
                    Position::FromEnd(_) => quote!(#list.iter().nth_back(#index) #form),
                }
            }
            (None, Step::Filter(_, borrows), Position::FromStart(0)) => {
                let before = self.before;
                quote!(#before.find(#borrows))
            }
            (None, last, _) => {
                let all = Self {
                    whole: None,
                    before: self.before,
                    last,
                }
                .all();
                match position {
                    Position::FromStart(0) => quote!(#all.next()),
                    _ => quote!(#all.nth(#index)),
                }
            }
        }
    }
}

/// `iterator` over the elements of a list or map of this type, without those that are `null`.
fn dense(iterator: TokenStream, of: &ValueType) -> TokenStream {
    match of {
        ValueType::List(Elements { sparse: true, .. })
        | ValueType::Map(Elements { sparse: true, .. }) => quote!(#iterator.flatten()),
        _ => iterator,
    }
}

/// Whether elements of this type are plain values, not references.
fn is_plain(ty: &ValueType) -> bool {
    matches!(
        ty,
        ValueType::String | ValueType::Boolean | ValueType::Number(_)
    )
}
