//! Many files in one run.

use codegen::format::{format_files, rustfmt_program};
use quote::{format_ident, quote};

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
fn more_files_than_one_run_takes() {
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
