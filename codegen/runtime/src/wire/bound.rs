//! Structures with bindings: inputs, outputs and errors of REST operations (HTTP bindings), and events of event streams.
//!
//! Their tables are those of [`structure!`](crate::structure) with a tuple for each member: its binding, its name there
//! (for a raw payload or a stream its media type, for a status nothing), its name in the model, if that is another, and its name in
//! documents, if it is bound elsewhere and that is another: an error can be a member of other structures, whose bindings do
//! not count.

/// Implements serialization of a structure with HTTP bindings, and makes it a type of members.
///
/// serde's view has bound members and those of the body alike, under their names in the model.
///
/// ```
/// #[derive(Debug, PartialEq)]
/// struct Found {
///     etag: Option<String>,
///     changed: Option<runtime::Timestamp>,
///     size: i32,
/// }
/// runtime::bound_structure!(Found {
///     etag: (header, "ETag", "eTag"),
///     changed: (header, "Last-Modified", "changed") as Option<runtime::wire::HttpDate>,
///     size: (body, "size"),
/// });
/// # #[cfg(feature = "serde")]
/// let found: Found = serde_json::from_str(r#"{"eTag": "a", "size": 3}"#)?;
/// # #[cfg(feature = "serde")]
/// assert_eq!(found, Found { etag: Some("a".into()), changed: None, size: 3 });
/// # Ok::<(), serde_json::Error>(())
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! bound_structure {
    ($name:ident { $($members:tt)* }) => {
        $crate::__bound_structure!($name { $($members)* });

        $crate::__structure_format!($name);
    };
}

/// Implements the wire format of an operation input with HTTP bindings.
///
/// It differs from [`bound_structure!`] as [`input!`](crate::input) does from [`structure!`](crate::structure).
#[doc(hidden)]
#[macro_export]
macro_rules! bound_input {
    ($name:ident {
        $($member:ident: ($kind:ident, $called:literal $(, $named:literal $(, $document:literal)?)? $(,)?)
            $(as $format:ty)? $(= $default:expr)?),* $(,)?
    }) => {
        $crate::__bound_structure!(
            $name {
                $($member: ($kind, $called $(, $named $(, $document)?)?) $(as $format)? $(= $default)?),*
            }
            $crate::__needs!($($member $(= $default)?),*);
        );
    };
}

/// Common part of [`bound_structure!`] and [`bound_input!`].
#[doc(hidden)]
#[macro_export]
macro_rules! __bound_structure {
    (
        $name:ident {
            $($member:ident: ($kind:ident, $called:literal $(, $named:literal $(, $document:literal)?)? $(,)?)
                $(as $format:ty)? $(= $default:expr)?),* $(,)?
        }
        $($needs:item)?
    ) => {
        #[allow(deprecated)]
        impl $crate::wire::Structure for $name {
            const NAME: &'static str = stringify!($name);
            const MEMBERS: &'static [&'static str] = &[$(
                $crate::wire::document_name(
                    $crate::wire::bind::$kind,
                    $called,
                    [$($($document,)? $named,)? $called][0],
                )
            ),*];
            const NAMES: &'static [&'static str] = &[$([$($named,)? $called][0]),*];
            const BINDINGS: &'static [$crate::wire::Binding] =
                &[$($crate::wire::bind::$kind),*];
            const LOCATIONS: &'static [&'static str] = &[$($called),*];

            $crate::__members!($($member $(as $format)? $(= $default)?),*);

            // A shape may be called `S` or `D`, and be named in a format.
            fn write<__S: $crate::wire::MemberSerializer>(
                &self,
                _members: &mut __S,
            ) -> ::std::result::Result<(), __S::Error> {
                $($crate::wire::put_by::$kind(
                    _members,
                    $crate::wire::Row::new(
                        $crate::wire::bind::$kind,
                        $called,
                        [$($named,)? $called][0],
                        [$($($document,)? $named,)? $called][0],
                    ),
                    $($crate::wire::Shown::<$format>)?(&self.$member),
                )?;)*
                ::std::result::Result::Ok(())
            }

            #[allow(unused_assignments, unused_mut, unused_variables)]
            fn read_bound<'de, __D: $crate::wire::ShapeDeserializer<'de>>(
                &mut self,
                index: usize,
                value: __D,
            ) -> ::std::result::Result<bool, __D::Error> {
                let mut at = 0_usize;
                $(
                    if index == at {
                        return $crate::wire::set_by::$kind(
                            $($crate::wire::Place::<$format>)?(&mut self.$member),
                            value,
                        );
                    }
                    at += 1;
                )*
                value.skip().map(|_| false)
            }

            #[inline]
            fn write_message<__S: $crate::wire::MessageSerializer>(
                &self,
                serializer: __S,
            ) -> ::std::result::Result<__S::Ok, __S::Error> {
                serializer.bound(self)
            }

            #[inline]
            fn read_message<__D: $crate::wire::MessageDeserializer>(
                deserializer: __D,
            ) -> ::std::result::Result<Self, __D::Error> {
                deserializer.bound()
            }

            $($needs)?
        }

        $crate::__serde!(
            $name,
            $crate::wire::StructureFormat<$name>,
            $crate::wire::deserialize_structure::<$name, __D>
        );
    };
}

#[cfg(feature = "serde")]
#[cfg(test)]
mod tests;
