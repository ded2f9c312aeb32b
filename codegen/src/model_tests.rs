//! The tests that a model carries → tests of the generated crate.
//!
//! In: a lowered service and the traits `smithy.rules#endpointTests`, `smithy.test#httpRequestTests` and their kin. Out:
//! typed calls and expectations in the representation. This wing decides whether a test fits the shapes it is about.

mod endpoint;
mod protocol;

use crate::ir;
use crate::smithy::model::Model;
use crate::smithy::select::Selection;
use crate::support::diagnostic::Diagnostics;

/// Reads the tests for `service`, which has gone through all passes.
pub(crate) fn read(
    service: &mut ir::Service,
    model: &Model,
    selection: &Selection,
    found: &mut Diagnostics,
) {
    endpoint::read(service, model, selection, found);
    protocol::read(service, model, selection, found);
}
