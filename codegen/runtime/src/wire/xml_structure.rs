//! Structures whose members have another name in XML than in the model.
//!
//! Their tables are those of [`structure!`](crate::structure) with a tuple for each member: its name in XML
//! (`smithy.api#xmlName`), and its name in the model, if that is another. A name that begins with `@` is that of an
//! attribute (`smithy.api#xmlAttribute`).

/// Implements serialization of a structure with names of XML, and makes it a type of members.
///
/// serde's view has the names of the model.
///
/// ```
/// #[derive(Debug, PartialEq)]
/// struct Grantee {
///     kind: Option<String>,
///     id: Option<String>,
/// }
/// runtime::xml_structure!(Grantee {
///     kind: ("@xsi:type", "Type"),
///     id: ("ID"),
/// });
/// # #[cfg(feature = "serde")]
/// let grantee: Grantee = serde_json::from_str(r#"{"Type": "Group"}"#)?;
/// # #[cfg(feature = "serde")]
/// assert_eq!(grantee, Grantee { kind: Some("Group".into()), id: None });
/// # #[cfg(feature = "serde")]
/// assert_eq!(serde_json::to_string(&grantee)?, r#"{"Type":"Group"}"#);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! xml_structure {
    ($name:ident { $($members:tt)* }) => {
        $crate::__xml_structure!($name { $($members)* });

        $crate::__structure_format!($name);
    };
}

/// Implements the wire format of an operation input with names of XML.
///
/// It differs from [`xml_structure!`] as [`input!`](crate::input) does from [`structure!`](crate::structure).
#[doc(hidden)]
#[macro_export]
macro_rules! xml_input {
    ($name:ident {
        $($member:ident: ($called:literal $(, $named:literal)? $(,)?)
            $(as $format:ty)? $(= $default:expr)?),* $(,)?
    }) => {
        $crate::__xml_structure!(
            $name { $($member: ($called $(, $named)?) $(as $format)? $(= $default)?),* }
            $crate::__needs!($($member $(= $default)?),*);
        );
    };
}

/// Common part of [`xml_structure!`] and [`xml_input!`].
#[doc(hidden)]
#[macro_export]
macro_rules! __xml_structure {
    (
        $name:ident {
            $($member:ident: ($called:literal $(, $named:literal)? $(,)?)
                $(as $format:ty)? $(= $default:expr)?),* $(,)?
        }
        $($needs:item)?
    ) => {
        $crate::__structure!(
            $name { $($member: $called $(as $format)? $(= $default)?),* }
            const NAMES: &'static [&'static str] = &[$([$($named,)? $called][0]),*];
            $($needs)?
        );
    };
}
