//! The code of each operation and type alone, as it is in the files, for measuring.

use proc_macro2::TokenStream;
use quote::quote;

use super::expression::{ExpressionWriter, Members};
use super::imports::Imports;
use super::{blocking, client, enums, error, operation, structure, union, waiter};
use crate::ir::{DATA_MODULE, ENUM_MODULE, ERROR_MODULE, Operation, Service};

/// Code of an operation or type.
#[derive(Clone, Debug)]
pub struct Part<'a> {
    /// Shape id.
    pub shape: &'a str,
    /// Items of a file.
    pub tokens: TokenStream,
    /// True if the tokens are in an `impl` block that they share with those of others.
    pub is_in_block: bool,
}

/// Returns the code of all operations and types of `service` in the crate called `krate`; a shape may have several parts.
pub fn parts<'a>(krate: &str, service: &'a Service) -> Vec<Part<'a>> {
    let mut parts = Vec::new();
    for operation in &service.operations {
        parts.push(items(&operation.shape, operation::file(service, operation)));
        parts.extend(methods(krate, service, operation));
    }
    waiters(service, &mut parts);
    data(service, &mut parts);
    let mut imports = Imports::new(service, ENUM_MODULE, []);
    for it in &service.types.enums {
        parts.push(items(&it.shape, enums::items(it, &mut imports)));
    }
    let mut imports = Imports::new(service, ERROR_MODULE, []);
    for it in &service.types.errors {
        let structure = service.types.of_error(it);
        let tokens = error::items(it, structure, &mut imports);
        parts.push(items(&structure.shape, tokens));
    }
    parts
}

fn items(shape: &str, tokens: TokenStream) -> Part<'_> {
    Part {
        shape,
        tokens,
        is_in_block: false,
    }
}

/// Returns the methods of an operation, of both clients.
fn methods<'a>(krate: &str, service: &Service, operation: &'a Operation) -> [Part<'a>; 2] {
    let mut imports = Imports::new(service, "client", ["Client"]);
    let plain = client::methods_of(krate, service, operation, &mut imports);
    let mut imports = Imports::new(service, "blocking", ["Client"]);
    let blocking = blocking::methods(service, operation, &mut imports);
    [plain, blocking].map(|methods| Part {
        shape: &operation.shape,
        tokens: quote!(impl Client { #methods }),
        is_in_block: true,
    })
}

fn waiters<'a>(service: &'a Service, parts: &mut Vec<Part<'a>>) {
    let mut imports = Imports::new(service, "waiter", []);
    let writer = ExpressionWriter::new(service, Members::Values);
    for it in &service.waiters {
        let operation = &service.operations[it.operation];
        let tokens = waiter::body(service, it, &writer, &mut imports);
        parts.push(items(&operation.shape, tokens));
    }
}

fn data<'a>(service: &'a Service, parts: &mut Vec<Part<'a>>) {
    let mut imports = Imports::new(service, DATA_MODULE, []);
    for it in service.types.data() {
        let tokens = structure::items(it, &mut imports);
        parts.push(items(&it.shape, tokens));
    }
    for it in &service.types.unions {
        parts.push(items(&it.shape, union::items(it, &mut imports)));
    }
}
