//! Records of the wire: requests and responses of every operation of a model, made by a deterministic generator of values.
//!
//! `model` reads the JSON AST by itself, so that no rule of the generator under test decides what is tried. `build`
//! makes values of shapes with the strings of `texts`, `vary` changes them to what services also send, `wire` makes messages
//! of them with `json`, `cbor` and `rest`, `cases` lists the cases of an operation. Another program makes the calls (`tests/records/call.rs`), which `driver` writes, builds
//! and runs. `record` has the texts of the results, and `digests` the file that they are compared with.

mod build;
mod cases;
mod cbor;
mod digests;
mod driver;
mod json;
mod model;
mod record;
mod rest;
mod texts;
mod value;
mod vary;
mod wire;

pub use cases::Case;
pub use digests::Digests;
pub use driver::Driver;
pub use model::{Model, Operation};
pub use record::{Record, call};
