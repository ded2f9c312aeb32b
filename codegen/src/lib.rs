//! Reads AWS Smithy models (JSON AST) and writes a lean Rust client crate.
//!
//! The pipeline, a module for each step: the [`manifest`] names the models, [`ast`] reads their files, [`model`] puts
//! them together, [`select`] finds what the chosen operations reach, [`lower`] decides every name and type and gives the
//! intermediate representation [`ir`], which [`passes`] complete, and to which the tests are added that a model carries;
//! [`emit`] prints it as tokens and [`mod@format`] as text. [`fileset`] is the only part that changes anything on disk.
//! [`generate()`] runs all of it but the last step. [`mod@diff`] says of two states of a model what the change means to
//! users of the crate.

pub mod ast;
pub mod check;
pub mod diagnostic;
pub mod diff;
pub mod docs;
pub mod emit;
mod endpoint;
pub mod fileset;
pub mod format;
pub mod generate;
pub mod glob;
pub mod ir;
pub mod json;
pub mod lower;
pub mod manifest;
pub mod meaning;
pub mod model;
pub mod names;
mod parallel;
pub mod passes;
pub mod progress;
mod protocol_tests;
pub mod query;
mod report;
#[doc(hidden)]
pub mod scratch;
pub mod select;
mod service_facts;
pub mod shape_id;
pub mod suggest;
pub mod traits;

pub use generate::{Output, ServiceReport, generate};
