//! Intermediate representation → the tokens of every file. Nothing is decided here, and nothing can fail.

mod blocking;
mod cargo;
mod client;
mod constructor;
mod debug;
mod endpoint;
mod enums;
mod error;
mod example;
mod field;
mod imports;
mod library;
mod operation;
mod paginated;
mod protocol_tests;
mod query;
mod request;
mod sample;
mod service;
mod structure;
mod tokens;
mod types;
mod union;
mod waiter;

use std::collections::BTreeMap;

use proc_macro2::TokenStream;

use crate::ir::Crate;

pub use cargo::{Runtime, manifest};

/// The Rust files of the crate by path.
pub fn files(krate: &Crate) -> BTreeMap<String, TokenStream> {
    let mut files = BTreeMap::from([("src/lib.rs".to_owned(), library::file(krate))]);
    for service in &krate.services {
        service::files(&krate.name, service, &mut files);
    }
    files
}
