//! What becomes of a call when the server, or what is between, fails.

mod cancellation;
mod connection;
mod identity;
mod response;
mod retries;
mod timeouts;
