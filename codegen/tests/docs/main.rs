//! Model documentation becomes Markdown that rustdoc and clippy take and people like to read.

mod check;
mod links;
mod models;
mod random;
mod tables;
