//! Types as the generator writes them, on the wire and in calls.

#![cfg(feature = "serde")]
#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "what goes wrong in a test is for its reader"
)]
#![cfg_attr(
    not(feature = "client"),
    allow(dead_code, reason = "operations are called with the client alone")
)]

mod sample;

#[cfg(feature = "client")]
mod calls;
mod corrections;
#[cfg(feature = "client")]
mod failures;
mod values;
