//! Where requests go: the generated rules against the facts, the partitions against those that AWS publishes, and the
//! cases of real models.
//!
//! The modules are marked `cfg(test)` so that clippy allows them what it allows tests.

#[cfg(test)]
mod facts;
#[cfg(test)]
mod models;
#[cfg(test)]
mod partitions;
