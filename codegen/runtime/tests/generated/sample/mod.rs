//! A service as the generator writes it, with every form that a member can have.

#[cfg(feature = "client")]
mod client;
pub mod enums;
pub mod error;
pub mod operation;
pub mod types;

#[cfg(feature = "client")]
pub use client::Client;

/// The facts of the service that requests are built from.
#[derive(Clone, Copy, Debug)]
pub struct Service;

impl runtime::Service for Service {
    const SHAPE_NAME: &'static str = "Example_20200720";
    const SDK_ID: &'static str = "Example";
    const VERSION: &'static str = "2020-07-20";
    const SIGNING_NAME: Option<&'static str> = Some("example");
    const PROTOCOLS: &'static [runtime::Protocol] =
        &[runtime::Protocol::AwsJson1_0, runtime::Protocol::RpcV2Cbor];
}
