//! Errors of files that cannot be formatted.

use std::collections::BTreeMap;
use std::ffi::OsStr;

use codegen::output::format::{MAX_LINES, format_files};
use quote::{format_ident, quote};
use tempfile::TempDir;

use crate::{HEADER, format_all};

#[test]
fn tokens_that_are_no_rust_are_bugs_all_named() {
    let diagnostics = format_all([
        ("src/a.rs", quote!(struct { })),
        (
            "src/b.rs",
            quote!(
                fn f() {}
            ),
        ),
        ("src/c.rs", quote!(1)),
    ]);
    let diagnostics: Vec<_> = diagnostics.unwrap_err().into_iter().collect();
    let files: Vec<_> = diagnostics
        .iter()
        .filter_map(|diagnostic| diagnostic.location.file.as_deref())
        .collect();
    assert_eq!(files, ["src/a.rs", "src/c.rs"]);
    for diagnostic in &diagnostics {
        assert!(
            diagnostic
                .message
                .starts_with("the generated code is not valid Rust: expected "),
            "{diagnostic}"
        );
        assert!(
            diagnostic
                .help
                .as_ref()
                .is_some_and(|help| help.contains("a bug of the generator")),
            "{diagnostic}"
        );
    }
}

#[test]
fn a_file_may_not_grow_without_end() {
    let lines = |count: usize| {
        let fields = (0..count - 6).map(|index| format_ident!("f{index}"));
        quote!(struct S { #(#fields: u8,)* })
    };
    // Two lines of header, a blank one, `struct S {` and `}`.
    let fits = format_all([("a.rs", lines(MAX_LINES + 1))]).unwrap();
    assert_eq!(fits["a.rs"].lines().count(), MAX_LINES);
    let diagnostics = format_all([("a.rs", lines(MAX_LINES + 2)), ("b.rs", quote!())]).unwrap_err();
    assert_eq!(
        diagnostics.to_string(),
        "error: the file would have 20001 lines, more than the maximum of 20000
  --> a.rs
  help: choose fewer operations for this service with `operations` in the manifest"
    );
}

#[test]
fn without_rustfmt_the_help_says_how_to_get_it() {
    let files = || {
        BTreeMap::from([(
            "a.rs".to_owned(),
            quote!(
                fn f() {}
            ),
        )])
    };
    let missing = format_files(files(), HEADER, OsStr::new("no-such-rustfmt"))
        .unwrap_err()
        .to_string();
    assert!(
        missing.starts_with("error: rustfmt (`no-such-rustfmt`) cannot be run: "),
        "{missing}"
    );
    assert!(
        missing.contains("\n  help: install it with `rustup component add rustfmt`, or"),
        "{missing}"
    );
}

#[cfg(unix)]
#[test]
fn a_rustfmt_that_fails_is_quoted() {
    let folder = TempDir::new().unwrap();
    let failing = |script: &str| {
        use std::os::unix::fs::PermissionsExt;
        let program = folder.path().join("rustfmt");
        std::fs::write(&program, format!("#!/bin/sh\n{script}\n")).unwrap();
        std::fs::set_permissions(&program, PermissionsExt::from_mode(0o755)).unwrap();
        let file = |name: &str| {
            let tokens = quote!(
                #![doc = " About."]
                fn f() {}
            );
            (format!("src/{name}.rs"), tokens)
        };
        let files = BTreeMap::from(["a", "b"].map(file));
        format_files(files, HEADER, program.as_os_str())
            .unwrap_err()
            .to_string()
    };
    let not_installed =
        failing("echo \"error: 'rustfmt' is not installed for the toolchain 'x'\" >&2; exit 1");
    assert!(
        not_installed.contains("failed: exit status: 1\nerror: 'rustfmt' is not installed"),
        "{not_installed}"
    );
    assert!(
        not_installed.contains("help: install it with `rustup component add rustfmt`"),
        "{not_installed}"
    );

    // Both files go in as one text, of five lines each: documentation, end of the head, blank, function, end.
    let crash = failing("echo 'internal error\n --> <stdin>:9:1' >&2; exit 3");
    assert!(
        crash.contains("failed: exit status: 3\ninternal error\n --> src/b.rs:4:1\n"),
        "{crash}"
    );
    assert!(
        crash.contains("help: rustfmt 1.8 (Rust 1.85) or later is needed"),
        "{crash}"
    );

    let silent = failing("cat >/dev/null");
    assert!(
        silent.contains("returned 0 files instead of 2\n"),
        "{silent}"
    );
    // Nor does it matter that nobody reads what is written to it.
    let deaf = failing("exit 0");
    assert!(deaf.contains("returned 0 files instead of 2\n"), "{deaf}");
}
