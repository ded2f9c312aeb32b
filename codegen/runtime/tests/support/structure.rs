//! Structures with their tables, for types that are written as the generator writes them.

/// Declares a structure, and its table by one of the macros of the runtime.
macro_rules! structure {
    ($macro:ident $name:ident {
        $($member:ident: $type:ty = $row:tt $(as $format:ty)? $(= $default:expr)?,)*
    }) => {
        #[derive(Debug)]
        pub struct $name {
            $(pub $member: $type,)*
        }

        impl Default for $name {
            fn default() -> Self {
                runtime::wire::Structure::zero()
            }
        }

        runtime::$macro!($name { $($member: $row $(as $format)? $(= $default)?),* });
    };
}
pub(crate) use structure;
