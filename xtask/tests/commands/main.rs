//! The commands that live with change: `diff`, `update`, `ls`, `why` and `dump-ir`, as their users meet them.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "these are tests"
)]

mod check;
mod diff;
mod documented;
mod dump_ir;
mod killed;
mod ls;
mod names;
mod shop;
mod update;
mod why;
mod world;
