//! The names that a manifest gives: Rust modules, Cargo features and packages.

use std::path::{Component, Path};

use heck::ToSnakeCase as _;

use super::PathSetting;
use super::source::Source;
use crate::support::diagnostic::{Diagnostic, Location};
use crate::support::located::Located;

/// Features of the generated crate that stand for no service.
const FEATURES: &[&str] = &[
    "aws_config",
    "blocking",
    "cbor",
    "chrono",
    "client",
    "compression",
    "credentials",
    "default",
    "fetch",
    "http1",
    "http2",
    "jiff",
    "login",
    "reqwest",
    "sigv4_s3express",
    "sigv4a",
    "test_util",
    "time",
    "tokio",
    "tracing",
];

/// Crates in scope at the root of the generated crate.
const CRATES: &[&str] = &[
    "alloc",
    "base64",
    "bytes",
    "core",
    "http",
    "runtime",
    "serde",
    "serde_json",
    "std",
    "test",
];

/// Names of files and folders in `src` that have a meaning to Cargo or rustc.
const PLACES: &[&str] = &["bin", "lib", "main"];

/// The modules of every service, which clippy rejects in a module of the same name.
const MODULES: &[&str] = &["endpoint", "enums", "error", "operation", "types"];

/// Maximum length of the name of a package or feature, which registries enforce as well; both become file names.
const LONGEST: usize = 64;

/// Reads a key of `[service]`: the module and feature of that name.
pub(super) fn module(name: &str, location: &Location, source: &mut Source<'_>) -> Option<String> {
    let error = if is_taken(name) {
        Diagnostic::error(format!(
            "a service cannot be called `{name}`: the name is taken in the generated crate"
        ))
        .help(format!("use another name, for instance `{name}{SUFFIX}`"))
    } else if is_keyword(name) {
        Diagnostic::error(format!(
            "a service cannot be called `{name}`: it is a keyword of Rust"
        ))
        .help(format!("use another name, for instance `{name}{SUFFIX}`"))
    } else if name.len() > LONGEST {
        Diagnostic::error("the name of a service is too long for a folder and a feature")
            .help(format!("use at most {LONGEST} characters"))
    } else if is_snake_case(name) {
        return Some(name.to_owned());
    } else {
        let suggestion = name.to_snake_case();
        let help = "use lower-case letters, digits and single underscores, and begin with a letter";
        Diagnostic::error(format!(
            "a service cannot be called `{name}`: it is not a snake_case identifier"
        ))
        .help(if is_snake_case(&suggestion) {
            format!("{help}, for instance `{suggestion}`")
        } else {
            help.to_owned()
        })
    };
    source.report(error.at(location.clone()))
}

/// Returns the name of the module for a service with this `sdkId`: as the official SDKs call their crates, with `_`
/// between words.
pub(super) fn module_of_service(sdk_id: &str) -> String {
    let words = sdk_id
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty());
    let name = words.collect::<Vec<_>>().join("_").to_ascii_lowercase();
    let name: String = name.chars().take(LONGEST - SUFFIX.len()).collect();
    let name = name.trim_end_matches('_');
    match name.chars().next() {
        None => "service".to_owned(),
        Some(first) if first.is_ascii_digit() => format!("service_{name}"),
        Some(_) if is_taken(name) || is_keyword(name) => format!("{name}{SUFFIX}"),
        Some(_) => name.to_owned(),
    }
}

/// Suffix of a module whose own name is taken.
const SUFFIX: &str = "_service";

/// Returns `true` if the generated crate has something else of this name.
fn is_taken(name: &str) -> bool {
    [FEATURES, CRATES, PLACES, MODULES]
        .iter()
        .any(|names| names.contains(&name))
}

/// Reads `name` of `[crate]`.
pub(super) fn package(name: Located<String>, source: &mut Source<'_>) -> Option<String> {
    if is_package_name(&name.value) {
        return Some(name.value);
    }
    let error =
        Diagnostic::error(format!("`{}` is not a package name", name.value)).at(name.location);
    source.report(error.help(PACKAGE_HELP))
}

/// Returns the package name that a crate has where none is given: that of its folder.
pub(super) fn package_of_folder(path: &PathSetting, source: &mut Source<'_>) -> Option<String> {
    let last = match Path::new(&path.written).components().next_back() {
        Some(Component::Normal(last)) => last.to_str().unwrap_or_default(),
        _ => "",
    };
    if is_package_name(last) {
        return Some(last.to_owned());
    }
    let error = Diagnostic::error(format!(
        "the name of the folder `{}` is not a package name",
        path.written
    ));
    source.report(
        error
            .at(path.location.clone())
            .help(format!("add `name = \"…\"` to `[crate]`; {PACKAGE_HELP}")),
    )
}

const PACKAGE_HELP: &str = "a name consists of at most 64 ASCII letters, digits, `-` and `_`, starts with a letter, and is \
    neither a keyword of Rust nor the name of a dependency of the generated crate";

fn is_package_name(name: &str) -> bool {
    let library = name.replace('-', "_");
    name.starts_with(|first: char| first.is_ascii_alphabetic())
        && name.len() <= LONGEST
        && name
            .chars()
            .all(|char| char.is_ascii_alphanumeric() || char == '-' || char == '_')
        && !is_keyword(&library)
        && !CRATES.contains(&library.as_str())
}

fn is_snake_case(name: &str) -> bool {
    name.starts_with(|first: char| first.is_ascii_lowercase())
        && name.split('_').all(|word| {
            !word.is_empty()
                && word
                    .chars()
                    .all(|char| char.is_ascii_lowercase() || char.is_ascii_digit())
        })
}

/// syn knows the keywords of all editions but the latest one of edition 2024.
fn is_keyword(name: &str) -> bool {
    is_snake_case(name) && (name == "gen" || syn::parse_str::<syn::Ident>(name).is_err())
}
