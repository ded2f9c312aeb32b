//! The layout of one file.

use std::process::Command;

use codegen::output::format::rustfmt_program;
use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use tempfile::TempDir;

use crate::format_all;

/// The text of one file, which `cargo fmt --check` has nothing to say about.
#[track_caller]
fn format(tokens: TokenStream) -> String {
    let mut texts =
        format_all([("a.rs", tokens)]).unwrap_or_else(|diagnostics| panic!("{diagnostics}"));
    let text = texts.remove("a.rs").unwrap();
    assert_clean(&text);
    text
}

#[track_caller]
pub(crate) fn assert_clean(text: &str) {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("a.rs");
    std::fs::write(&path, text).unwrap();
    std::fs::write(folder.path().join("rustfmt.toml"), "").unwrap();
    let output = Command::new(rustfmt_program())
        .args(["--check", "--edition", "2024"])
        .arg(&path)
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}{}\n{text}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
}

#[test]
fn items_are_set_apart_and_imports_are_not() {
    let text = format(quote! {
        #![doc = " Types of the file."]
        use std::fmt;
        use crate::types::{Revision, ResourceSyncStatus};
        pub use crate::error::Error;
        #[doc = " A structure."]
        #[derive(Clone, Debug)]
        pub struct Pair {
            #[doc = " Left."]
            pub left: String,
            #[doc = " Right, with"]
            #[doc = ""]
            #[doc = " three lines."]
            pub right: Option<Vec<String>>,
        }
        impl Pair {
            const A: u8 = 1;
            type Left = String;
            pub fn left(&self) -> &str { &self.left }
            #[doc = " The other."]
            pub fn right(&self) -> Option<&[String]> { self.right.as_deref() }
        }
        impl fmt::Display for Pair {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.write_str(&self.left) }
        }
        runtime::structures!(Pair);
        const ONE: u8 = 1;
        const TWO: u8 = 2;
        #[doc = " Documented."]
        const THREE: u8 = 3;
        trait Read {
            const NAME: &'static str;
            type Out;
            fn read(&self);
            fn write(&self);
        }
        #[cfg(test)]
        mod tests {
            use super::*;
            #[test]
            fn one() {}
            #[test]
            fn two() {}
        }
    });
    let expected = "\
// First.
// Second.

//! Types of the file.

use crate::types::{ResourceSyncStatus, Revision};
use std::fmt;

pub use crate::error::Error;

/// A structure.
#[derive(Clone, Debug)]
pub struct Pair {
    /// Left.
    pub left: String,
    /// Right, with
    ///
    /// three lines.
    pub right: Option<Vec<String>>,
}

impl Pair {
    const A: u8 = 1;
    type Left = String;

    pub fn left(&self) -> &str {
        &self.left
    }

    /// The other.
    pub fn right(&self) -> Option<&[String]> {
        self.right.as_deref()
    }
}

impl fmt::Display for Pair {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.left)
    }
}

runtime::structures!(Pair);

const ONE: u8 = 1;
const TWO: u8 = 2;

/// Documented.
const THREE: u8 = 3;

trait Read {
    const NAME: &'static str;
    type Out;

    fn read(&self);

    fn write(&self);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one() {}

    #[test]
    fn two() {}
}
";
    assert_eq!(text, expected);
}

#[test]
fn what_rustfmt_gives_up_on_stays_clean() {
    let long = "a long text with \"quotes\", \\ and \n line ends ".repeat(8);
    let variants = (0..60).map(|index| format_ident!("AVariantWithALongName{index}"));
    let names = (0..60).map(|index| format!("A_VARIANT_WITH_A_LONG_NAME_{index}"));
    let nested = (0..40).fold(quote!(value), |inner, _| quote!(Some(if condition { match #inner { other => other } } else { return None; })));
    let closure =
        quote!(|a_first_parameter: String,
                a_second_parameter: BTreeMap<String, Vec<Option<Timestamp>>>| {
            a_function(a_first_parameter)
        });
    let text = format(quote! {
        #[doc = " Some code:"]
        #[doc = ""]
        #[doc = " ```rust,no_run"]
        #[doc = " let   x = \"not    laid out\" ;"]
        #[doc = "   fn unbalanced( {"]
        #[doc = " ```"]
        #[doc = " | a | table |"]
        #[doc = " trailing spaces   "]
        #[doc = " a\ttab, `*/` and `/*`, a very long line that goes on and on and on and on and on and on and on and on and on"]
        runtime::string_enum!(ResourceSyncStatus, Unknown, [#(#variants = #names),*]);
        fn f(value: Option<u8>) -> Option<u8> {
            let text = #long;
            let raw = r#"a raw
   string with   lines  
"#;
            let chain = builder.first(#long).second(|x| x.third().fourth().fifth().sixth().seventh().eighth().ninth().tenth());
            write!(f, "{} {} {}", self.a_rather_long_field_name, self.another_rather_long_field_name, self.the_last_field_name)?;
            let closure = some_function_with_a_name(#closure);
            matches!(value, Some(1) | Some(2));
            #nested
        }
        impl<'de, SomeVeryLongTypeParameter: Deserializer<'de>, AnotherVeryLongTypeParameter> Visitor<'de> for AStructure<SomeVeryLongTypeParameter, AnotherVeryLongTypeParameter> where SomeVeryLongTypeParameter: Clone {
            type Value = Result<BTreeMap<String, Vec<Option<Timestamp>>>, Error<GetResourceSyncStatusError, SomeVeryLongTypeParameter>>;
        }
        #[deprecated(note = "a note that is so long that the attribute does not fit into one line of a hundred characters, since 2026")]
        #[cfg_attr(docsrs, doc(cfg(feature = "codeconnections")))]
        pub struct Unit;
        pub enum Empty {}
        pub struct Tuple(pub u8, #[serde(default, with = "wire::As::<Option<wire::DateTime>>", skip_serializing_if = "Option::is_none")] pub u16);
    });
    assert!(text.contains("///   fn unbalanced( {\n"), "{text}");
    assert!(
        text.lines()
            .filter(|line| line.trim_start().starts_with("AVariant"))
            .count()
            == 60,
        "{text}"
    );
}
