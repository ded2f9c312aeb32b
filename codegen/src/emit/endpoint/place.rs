//! What an operation gives an endpoint parameter.

use proc_macro2::TokenStream;
use quote::quote;

use super::super::tokens::{ident, path};
use super::literal;
use crate::ir::{BoundValue, EndpointBinding, Leaf, Operation, Place, PlaceStep, Service};

/// The value that a setter is given.
pub(super) fn bound(service: &Service, value: &BoundValue) -> TokenStream {
    let input = || Found::There(quote!(input));
    match value {
        BoundValue::Static(literal) => self::literal(literal),
        BoundValue::Place(place) => input().go(service, &place.steps).leaf(place.leaf).tokens(),
        BoundValue::Required(name, place) => {
            let value = match input().go(service, &place.steps) {
                Found::There(value) if place.leaf == Leaf::Text => quote!(&#value),
                found => found.leaf(place.leaf).tokens(),
            };
            quote!(runtime::endpoint::required(#name, #value)?)
        }
        BoundValue::Keys(steps, leaf) => input().go(service, steps).collected(|map| {
            let key = Found::There(quote!(key)).leaf(*leaf).tokens();
            quote!(#map.keys().map(|key| #key))
        }),
        BoundValue::Elements(steps, places) => input()
            .go(service, steps)
            .collected(|list| elements(service, list, places)),
    }
}

/// Whether a member that the `bindings` of `operation` go through may be a deprecated one.
pub(super) fn is_deprecated(
    service: &Service,
    operation: &Operation,
    bindings: &[EndpointBinding],
) -> bool {
    let types = &service.types;
    let structures = || types.data().chain([service.input(operation)]);
    let fields = || structures().flat_map(|it| &it.fields);
    let is_deprecated = |step: &PlaceStep| match step {
        PlaceStep::Field(name, _) => {
            fields().any(|field| field.name == *name && field.deprecated.is_some())
        }
        PlaceStep::Variant(..) => false,
    };
    bindings.iter().any(|binding| match &binding.value {
        BoundValue::Static(_) => false,
        BoundValue::Place(place) | BoundValue::Required(_, place) => {
            place.steps.iter().any(is_deprecated)
        }
        BoundValue::Keys(steps, _) => steps.iter().any(is_deprecated),
        BoundValue::Elements(steps, places) => {
            let inner = places.iter().flat_map(|it| &it.steps);
            steps.iter().chain(inner).any(is_deprecated)
        }
    })
}

/// An iterator over the texts at `places` in the elements of `list`.
fn elements(service: &Service, list: TokenStream, places: &[Place]) -> TokenStream {
    let of_element = |place: &Place| {
        let element = Found::There(quote!(it));
        element.go(service, &place.steps).leaf(place.leaf)
    };
    match places {
        [place] => match of_element(place) {
            Text::There(text) => quote!(#list.iter().map(|it| #text)),
            Text::Maybe(text) => quote!(#list.iter().filter_map(|it| #text)),
        },
        places => {
            let texts = places.iter().map(|place| match of_element(place) {
                Text::There(text) => quote!(Some(#text)),
                Text::Maybe(text) => text,
            });
            quote!(#list.iter().flat_map(|it| [#(#texts),*].into_iter().flatten()))
        }
    }
}

/// An expression for something in the input.
enum Found {
    /// A place that always has a value.
    There(TokenStream),
    /// A place that is an `Option`.
    Optional(TokenStream),
    /// A place inside the value `it` of an `Option<&_>`.
    Inside {
        of: TokenStream,
        place: TokenStream,
        is_option: bool,
    },
}

/// An expression for a plain value at the end of the way.
enum Text {
    There(TokenStream),
    /// An `Option`.
    Maybe(TokenStream),
}

impl Found {
    /// Goes on to a member, and from there to its member, and so on.
    fn go(self, service: &Service, steps: &[PlaceStep]) -> Self {
        steps.iter().fold(self, |found, step| match step {
            PlaceStep::Field(name, optional) => found.field(name, *optional),
            PlaceStep::Variant(union, variant) => found.variant(service, union, variant),
        })
    }

    fn field(self, name: &str, optional: bool) -> Self {
        let name = ident(name);
        match self.entered() {
            Self::There(of) if optional => Self::Optional(quote!(#of.#name)),
            Self::There(of) => Self::There(quote!(#of.#name)),
            Self::Inside { of, place, .. } => Self::Inside {
                of,
                place: quote!(#place.#name),
                is_option: optional,
            },
            found @ Self::Optional(_) => found,
        }
    }

    fn variant(self, service: &Service, union: &str, variant: &str) -> Self {
        let ty = path(&format!("crate::{}::types::{union}", service.module));
        let variant = ident(variant);
        let arms = quote!(#ty::#variant(it) => Some(it), _ => None);
        let of = match self.entered() {
            Self::There(of) | Self::Optional(of) => quote!((match &#of { #arms })),
            Self::Inside { of, place, .. } => quote!(#of.and_then(|it| match &#place { #arms })),
        };
        Self::Inside {
            of,
            place: quote!(it),
            is_option: false,
        }
    }

    /// The same, where members can be asked for.
    fn entered(self) -> Self {
        let of = match self {
            Self::Optional(at) => quote!(#at.as_ref()),
            Self::Inside {
                of,
                place,
                is_option: true,
            } => quote!(#of.and_then(|it| #place.as_ref())),
            found => return found,
        };
        Self::Inside {
            of,
            place: quote!(it),
            is_option: false,
        }
    }

    /// The value at the end, as parameters take it.
    fn leaf(self, leaf: Leaf) -> Text {
        let of_option = |at: &TokenStream| match leaf {
            Leaf::Text => quote!(#at.as_deref()),
            Leaf::Enum => quote!(#at.as_ref().map(|it| it.as_str())),
            Leaf::Flag => at.clone(),
        };
        let plain = |at: &TokenStream| match leaf {
            Leaf::Text | Leaf::Enum => quote!(#at.as_str()),
            Leaf::Flag => at.clone(),
        };
        match self {
            Self::There(at) => Text::There(plain(&at)),
            Self::Optional(at) => Text::Maybe(of_option(&at)),
            Self::Inside {
                of,
                place,
                is_option,
            } => Text::Maybe(if is_option {
                let value = of_option(&place);
                quote!(#of.and_then(|it| #value))
            } else {
                let value = plain(&place);
                quote!(#of.map(|it| #value))
            }),
        }
    }

    /// The texts that `iterate` makes an iterator of, in a list.
    fn collected(self, iterate: impl FnOnce(TokenStream) -> TokenStream) -> TokenStream {
        match self.entered() {
            Self::There(at) | Self::Optional(at) => {
                let iterator = iterate(at);
                quote!(#iterator.collect::<Vec<_>>())
            }
            Self::Inside { of, place, .. } => {
                let iterator = iterate(place);
                quote!(#of.map(|it| #iterator.collect::<Vec<_>>()))
            }
        }
    }
}

impl Text {
    fn tokens(self) -> TokenStream {
        match self {
            Self::There(tokens) | Self::Maybe(tokens) => tokens,
        }
    }
}
