//! Execution of calls: attempts, delays, timeouts, signatures and headers.
//!
//! The transport responds from a script, and the clock moves only when everything waits for it: nothing here depends on
//! the speed of the machine, and every time is exact.

#![cfg(feature = "client")]
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "what goes wrong in a test is for its reader"
)]

mod adaptive;
mod auth;
mod bearer;
#[cfg(feature = "blocking")]
mod blocking;
mod bodies;
mod cancellation;
mod clock;
mod clock_skew;
mod configuration;
mod connections;
mod credentials;
mod debug;
mod destinations;
#[cfg(feature = "test-util")]
mod fake;
mod foreign;
mod headers;
mod hooks;
mod identities;
mod metadata;
#[path = "../support/open.rs"]
mod open;
mod outputs;
mod overrides;
mod own_credentials;
mod pages;
mod policies;
mod presign;
mod protocols;
mod refresh;
mod resolvers;
mod resume;
mod retries;
#[allow(dead_code, unused_imports, reason = "calls need a part of it")]
#[path = "../generated/sample/mod.rs"]
mod sample;
mod script;
mod secrets;
#[path = "../support/shown.rs"]
mod shown;
mod signed;
#[allow(dead_code, reason = "requests come from the transport, not from bytes")]
#[path = "../support/sigv4.rs"]
mod sigv4;
mod sigv4a;
#[cfg(feature = "sigv4a")]
#[path = "../support/sigv4a.rs"]
mod sigv4a_key;
#[cfg(feature = "credentials")]
mod sso_tokens;
mod texts;
mod timeouts;
mod user_agent;
mod wait_until;
mod waits;
mod wire;
mod world;
