//! Model files → one model, and the part of it that is generated.
//!
//! In: the bytes of JSON AST files. Out: a [`Model`](model::Model), in which mixins, `apply` statements and the prelude are
//! resolved, and a [`Selection`](select::Selection), the closure of the chosen operations. This wing decides whether a
//! file is a Smithy model, which of several definitions conflict, and which traits are honoured, ignored or rejected.
//! It knows no Rust.

pub mod ast;
pub mod json;
pub mod model;
pub(crate) mod protocol;
pub mod reach;
pub(crate) mod report;
pub mod select;
pub mod shape_id;
pub mod traits;
