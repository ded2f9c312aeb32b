//! The operations of the service.

pub mod get_state;
pub mod ping;
