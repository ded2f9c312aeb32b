//! The commands that live with change: `diff`, `update` and `dump-ir`, as their users meet them.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "these are tests"
)]

mod check;
mod diff;
mod dump_ir;
mod killed;
mod names;
mod update;
mod world;
