//! The generated types declare what is documented, with nothing missing and nothing added.

use crate::generated_types::{ENUMS, OPERATIONS, Operation};
use crate::outline::{self, Documented, Shape};
use crate::source::Presence;
use crate::source_outline::{Source, documented_outline, service};
use std::collections::BTreeSet;

#[test]
fn every_outline_has_its_operation() {
    let ids: BTreeSet<_> = OPERATIONS.iter().map(Operation::id).collect();
    assert_eq!(ids, outline::names());
    for operation in OPERATIONS {
        let documented = Documented::of(operation);
        assert_eq!(documented.service, operation.service, "{}", operation.id());
        assert_eq!(documented.operation, operation.name, "{}", operation.id());
    }
}

#[test]
fn names_nesting_types_and_values_are_the_documented_ones() {
    for operation in OPERATIONS {
        let Documented {
            request, response, ..
        } = Documented::of(operation);
        for (name, shape) in [(operation.input(), request), (operation.output(), response)] {
            let declared = Source::of(operation).outline(&name, &mut BTreeSet::new());
            let documented = documented_outline(&shape);
            assert!(
                declared == documented,
                "{name}: declared is {declared:#}\nand documented {documented:#}"
            );
        }
    }
}

#[test]
fn required_parameters_are_the_documented_ones() {
    for operation in OPERATIONS {
        let Shape::Structure(documented) = Documented::of(operation).request else {
            panic!("{}: the request is no structure", operation.id());
        };
        let documented = documented.iter().filter(|(_, member)| member.is_required);
        let documented: BTreeSet<_> = documented.map(|(name, _)| name.as_str()).collect();

        let members = Source::of(operation)
            .structure(&operation.input())
            .members
            .iter();
        let required = members.filter(|member| member.presence == Presence::Required);
        let required: BTreeSet<_> = required.map(|member| member.wire.as_str()).collect();
        assert_eq!(required, documented, "{}", operation.id());
    }
}

#[test]
fn no_type_is_undocumented() {
    for name in ["codeconnections", "proton"] {
        let mut reached = BTreeSet::new();
        for operation in OPERATIONS.iter().filter(|it| it.service == name) {
            let source = Source::of(operation);
            source.outline(&operation.input(), &mut reached);
            source.outline(&operation.output(), &mut reached);
        }
        let modules = &service(name).modules;
        let structures = modules[&format!("{name}::types")].structures.iter();
        let enums = modules[&format!("{name}::enums")].enums.iter();
        let types = structures
            .map(|it| &it.name)
            .chain(enums.map(|it| &it.name));
        for declared in types {
            assert!(
                reached.contains(declared),
                "{name}: no outline leads to {declared}"
            );
        }
    }
}

#[test]
fn a_value_is_known_when_it_is_read() {
    for item in ENUMS {
        let (service, name) = (item.service, item.name);
        for value in (item.values)() {
            assert!(
                (item.knows)(value),
                "{service}: {name} takes {value} for unknown"
            );
        }
        assert!(!(item.knows)("NEW"), "{service}: {name} knows everything");
    }
}
