//! Intermediate representation → tokens.
//!
//! In: an [`ir::Crate`](Crate) with its services and the tests of their models. Out: the tokens of each file, by
//! path. This wing decides nothing, and cannot fail: a file in it writes one kind of output.

mod blocking;
mod cargo;
mod client;
mod constructor;
mod debug;
mod endpoint;
mod enums;
mod error;
mod example;
mod expression;
mod features;
mod field;
mod format;
mod imports;
mod initials;
mod library;
mod operation;
mod paginated;
mod parts;
mod protocol_tests;
mod request;
mod sample;
mod service;
mod structure;
mod tokens;
mod types;
mod union;
mod waiter;
mod xml;

use std::collections::BTreeMap;

use proc_macro2::TokenStream;

use crate::ir::{Crate, ModelTests, Service};

pub use cargo::manifest;
pub use parts::{Part, parts};

/// The Rust files of the crate that are no service's, by path.
pub fn library(krate: &Crate) -> BTreeMap<String, TokenStream> {
    BTreeMap::from([("src/lib.rs".to_owned(), library::file(krate))])
}

/// The Rust files of `service` in the crate called `krate`, and those of the tests of its model, by path.
pub fn service(
    krate: &str,
    service: &Service,
    tests: &ModelTests,
) -> BTreeMap<String, TokenStream> {
    let mut files = BTreeMap::new();
    service::files(krate, service, &mut files);
    endpoint::tests::file(krate, service, &tests.endpoint, &mut files);
    protocol_tests::file(krate, service, &tests.protocol, &mut files);
    files
}
