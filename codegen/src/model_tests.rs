//! The tests that a model carries → tests of the generated crate.
//!
//! In: a lowered service and the traits `smithy.rules#endpointTests`, `smithy.test#httpRequestTests` and their kin. Out:
//! typed calls and expectations beside the representation. This wing decides whether a test fits the shapes it is about.

mod endpoint;
mod protocol;

use crate::ir::{ModelTests, Service};
use crate::smithy::model::Model;
use crate::smithy::select::Selection;
use crate::support::diagnostic::Diagnostics;

/// Reads the tests of `model` for `service`.
pub(crate) fn read(
    service: &Service,
    model: &Model,
    selection: &Selection,
    found: &mut Diagnostics,
) -> ModelTests {
    ModelTests {
        endpoint: endpoint::read(service, model, selection, found),
        protocol: protocol::read(service, model, selection, found),
    }
}
