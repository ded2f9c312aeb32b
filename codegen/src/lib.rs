//! Reads AWS Smithy models (JSON AST) and writes a lean Rust client crate.
//!
//! The pipeline, a module for each wing, in the order in which a model passes through them: [`manifest`] reads the settings,
//! [`smithy`] reads the models and selects what the chosen operations reach, [`lower`] decides every name and type and
//! produces the intermediate representation [`ir`]. [`model_tests`] reads the tests that a model carries, [`emit`] prints
//! tokens, and [`output`] formats them and writes the files. [`generate()`] runs all of it except for writing. [`mod@diff`]
//! compares two states of a model by their meaning to users of the crate.
//! [`support`] has what every wing needs: diagnostics, globs, progress.

pub mod diff;
pub mod emit;
pub mod generate;
pub mod ir;
pub mod lower;
pub mod manifest;
pub mod model_tests;
pub mod output;
pub mod smithy;
pub mod support;

pub use generate::{Output, ServiceReport, generate};
