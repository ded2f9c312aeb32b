//! Unions of events.

use crate::wire::{MessageDeserializer, MessageSerializer, Union};

/// A union whose members are events (`smithy.api#streaming`).
///
/// Generated code implements it with `event_union!`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a union of events",
    label = "not a union of events",
    note = "an event stream has events of the union that its operation names"
)]
pub trait EventUnion: Union + Send + 'static {
    /// Names of the members that are errors, with the names of their shapes.
    #[doc(hidden)]
    const ERRORS: &'static [(&'static str, &'static str)];

    /// Returns the index of the event in [`MEMBERS`](Union::MEMBERS); `None` for one that is unknown to this version.
    #[doc(hidden)]
    fn index(&self) -> Option<usize>;

    /// Serializes the event; `None` for one that is unknown to this version.
    #[doc(hidden)]
    fn write_event<S: MessageSerializer>(&self, serializer: S) -> Option<Result<S::Ok, S::Error>>;

    /// Deserializes the event at `index` in [`MEMBERS`](Union::MEMBERS); `None` for another index.
    #[doc(hidden)]
    fn read_event<D: MessageDeserializer>(
        index: usize,
        deserializer: D,
    ) -> Option<Result<Self, D::Error>>;
}

/// Implements [`EventUnion`] for a union of events.
///
/// The rows are the variants of `union!`, in its order, with the types of their structures. The names of the members that
/// are errors, with the names of their shapes, follow in a list. An error may be a variant too, which is sent as an
/// exception; one that is received is always an error of the operation.
///
/// ```
/// #[derive(Clone, Debug, PartialEq)]
/// enum Reading {
///     Value(Measured),
///     Unknown(runtime::UnknownMember),
/// }
/// runtime::union!(Reading {
///     Value: ("value", is_value, as_value as Measured),
///     ..Unknown(is_unknown, as_unknown)
/// });
/// runtime::event_union!(Reading { Value: Measured }, [("overload", "OverloadException")]);
///
/// #[derive(Clone, Debug, PartialEq)]
/// struct Measured {
///     at: Option<runtime::Timestamp>,
///     celsius: f64,
/// }
/// runtime::bound_structure!(Measured {
///     at: (event_header, "at"),
///     celsius: (body, "celsius"),
/// });
/// let reading = Reading::Value(Measured { at: None, celsius: 21.5 });
/// # use runtime::event_stream::EventUnion;
/// assert_eq!(reading.index(), Some(0));
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! event_union {
    (
        $name:ident { $($variant:ident: $structure:path),* $(,)? },
        [$(($error:literal, $shape:literal)),* $(,)?] $(,)?
    ) => {
        #[allow(deprecated)]
        impl $crate::event_stream::EventUnion for $name {
            const ERRORS: &'static [(&'static str, &'static str)] = &[$(($error, $shape)),*];

            #[allow(unused_assignments, unused_mut, unused_variables)]
            fn index(&self) -> ::std::option::Option<usize> {
                let mut at = 0_usize;
                $(
                    if let Self::$variant(_) = self {
                        return ::std::option::Option::Some(at);
                    }
                    at += 1;
                )*
                ::std::option::Option::None
            }

            #[allow(unused_variables)]
            fn write_event<__S: $crate::wire::MessageSerializer>(
                &self,
                serializer: __S,
            ) -> ::std::option::Option<::std::result::Result<__S::Ok, __S::Error>> {
                match self {
                    $(Self::$variant(event) => ::std::option::Option::Some(
                        <$structure as $crate::wire::Structure>::write_message(event, serializer),
                    ),)*
                    _ => ::std::option::Option::None,
                }
            }

            #[allow(unused_assignments, unused_mut, unused_variables)]
            fn read_event<__D: $crate::wire::MessageDeserializer>(
                index: usize,
                deserializer: __D,
            ) -> ::std::option::Option<::std::result::Result<Self, __D::Error>> {
                let mut at = 0_usize;
                $(
                    if index == at {
                        let event = <$structure as $crate::wire::Structure>::read_message(deserializer);
                        return ::std::option::Option::Some(
                            event.map(|event| Self::$variant(::std::convert::From::from(event))),
                        );
                    }
                    at += 1;
                )*
                ::std::option::Option::None
            }
        }
    };
}
