//! Many files in one run.

use std::collections::BTreeMap;

use codegen::output::format::{format_files, rustfmt_program};
use quote::{format_ident, quote};

use crate::layout::assert_clean;
use crate::{HEADER, format_all};

#[test]
fn modules_may_be_other_files_or_none() {
    let texts = format_all([
        (
            "src/lib.rs",
            quote!(
                pub mod service;
                #[cfg(feature = "x")]
                pub mod r#type;
                mod inline {
                    mod deeper;
                }
            ),
        ),
        (
            "src/service/mod.rs",
            quote!(
                mod client;
                pub mod operation;
                pub use client::Client;
            ),
        ),
        (
            "src/service/client.rs",
            quote!(
                pub struct Client;
            ),
        ),
        (
            "src/service/operation/mod.rs",
            quote!(
                mod absent;
            ),
        ),
        ("tests/empty.rs", quote!()),
    ])
    .unwrap_or_else(|diagnostics| panic!("{diagnostics}"));
    let bodies: Vec<_> = texts
        .iter()
        .map(|(path, text)| (path.as_str(), text.strip_prefix(HEADER).unwrap()))
        .collect();
    assert_eq!(
        bodies,
        [
            (
                "src/lib.rs",
                "\npub mod service;\n#[cfg(feature = \"x\")]\npub mod r#type;\n\nmod inline {\n    mod deeper;\n}\n"
            ),
            ("src/service/client.rs", "\npub struct Client;\n"),
            (
                "src/service/mod.rs",
                "\nmod client;\npub mod operation;\n\npub use client::Client;\n"
            ),
            ("src/service/operation/mod.rs", "\nmod absent;\n"),
            ("tests/empty.rs", ""),
        ]
    );
}

#[test]
fn each_file_is_laid_out_as_if_it_were_alone() {
    // Reasons that fit on the line of their attribute, and reasons that do not.
    let file = |length: usize| {
        let (name, reason) = (format!("{length}.rs"), "x".repeat(length));
        let tokens = quote! {
            #![doc = " About."]
            #![doc = ""]
            #![doc = " More."]
            #![allow(deprecated, reason = #reason)]
            #[doc = " Of the function."]
            #[allow(dead_code)]
            fn f() {}
        };
        (name, tokens)
    };
    let mut files: BTreeMap<_, _> = (40..80).map(file).collect();
    let alone = quote!(#![doc = " Nothing else."]);
    files.insert("alone.rs".to_owned(), alone);
    let mut texts = format_files(files, HEADER, &rustfmt_program()).unwrap();
    let alone = texts.remove("alone.rs").unwrap();
    assert_eq!(alone, format!("{HEADER}\n//! Nothing else.\n"));
    let end = "\n/// Of the function.\n#[allow(dead_code)]\nfn f() {}\n";
    for text in texts.values() {
        assert_clean(text);
        let start = format!("{HEADER}\n//! About.\n//!\n//! More.\n#![allow(");
        assert!(text.starts_with(&start) && text.ends_with(end), "{text}");
    }
    let on_one_line = |text: &&String| text.contains("allow(deprecated, reason");
    let count = texts.values().filter(on_one_line).count();
    assert!(0 < count && count < texts.len(), "{count}");
}

#[test]
fn hundreds_of_files() {
    let files = (0..450).map(|index| {
        let name = format_ident!("f{index}");
        (format!("src/{index}.rs"), quote!(fn #name( ) { }))
    });
    let texts = format_files(files.collect(), HEADER, &rustfmt_program()).unwrap();
    assert_eq!(texts.len(), 450);
    for index in 0..450 {
        assert_eq!(
            texts[&format!("src/{index}.rs")],
            format!("{HEADER}\nfn f{index}() {{}}\n")
        );
    }
}
