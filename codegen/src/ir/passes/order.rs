//! Types by Rust name, so that a reader finds them and a diff stays small.

use crate::ir::Service;

pub(super) fn run(service: &mut Service) {
    service.structures.sort_by(|a, b| a.name.cmp(&b.name));
    service.unions.sort_by(|a, b| a.name.cmp(&b.name));
    service.enums.sort_by(|a, b| a.name.cmp(&b.name));
    service
        .errors
        .sort_by(|a, b| a.structure.name.cmp(&b.structure.name));
    service.operations.sort_by(|a, b| a.name.cmp(&b.name));
}
