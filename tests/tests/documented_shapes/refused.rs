//! How operations can be refused, and that some should not be called any more.

use crate::facts::Facts;
use crate::generated_types::OPERATIONS;
use crate::outline::Documented;
use crate::source_outline::service;
use std::collections::BTreeSet;

#[test]
fn errors_are_the_documented_exceptions() {
    for operation in OPERATIONS {
        let codes = operation.errors.iter().map(|error| error.code.to_owned());
        let codes: BTreeSet<_> = codes.collect();
        let documented = Documented::of(operation).exceptions;
        assert_eq!(codes, documented, "{}", operation.id());
        for code in &documented {
            let error = (operation.error)(code);
            assert_eq!(error, Some(code.as_str()), "{}", operation.id());
        }
        assert_eq!(
            (operation.error)("NewException"),
            None,
            "{}",
            operation.id()
        );
    }
}

#[test]
fn methods_are_deprecated_where_that_is_documented() {
    for operation in OPERATIONS {
        let client = &service(operation.service).modules[&format!("{}::client", operation.service)];
        let method = client.methods.iter().find(|it| it.name == operation.module);
        let method = method.unwrap_or_else(|| panic!("{}: no method", operation.id()));
        let note = method.deprecated.as_deref();
        let documented = Documented::of(operation).deprecated;
        assert_eq!(note.is_some(), documented, "{}", operation.id());

        // The reference gives neither reason nor date.
        let facts = Facts::of(operation.service);
        let said = facts.deprecation(operation.name);
        assert_eq!(said.is_some(), documented, "{}", operation.id());
        for part in said.into_iter().flatten() {
            let note = note.unwrap_or_default();
            assert!(
                note.contains(part),
                "{}: {note} lacks {part}",
                operation.id()
            );
        }
    }
}
