//! The generated clients against a real HTTP server on loopback.
//!
//! * [`wire`]: what each of the 26 operations sends, to the byte, and what it makes of the answer;
//! * [`faults`]: what becomes of a call when the server, or what is between, fails;
//! * [`storm`]: many calls at once, of awsJson and of restJson1, some of which fail, with every outcome accounted for;
//! * [`hosts`]: URLs of endpoints in unusual spellings;
//! * [`own_transport`]: the transport that a configuration brings itself;
//! * [`secrets`]: nothing secret shows, in errors or traces;
//! * [`blocking`]: the clients without async;
//! * [`cbor`]: CodeConnections over its other protocol.
//!
//! The server and the check of signatures are the runtime's own test support, and know nothing of what they test.

#[cfg(test)]
mod blocking;
#[cfg(test)]
mod calls;
#[cfg(test)]
mod cbor;
#[cfg(test)]
#[allow(dead_code, reason = "deprecations are for another test")]
#[path = "../documented_shapes/facts.rs"]
mod facts;
#[cfg(test)]
mod faults;
#[cfg(test)]
#[allow(dead_code, reason = "enums are for another test")]
#[path = "../documented_shapes/generated_types.rs"]
mod generated_types;
#[cfg(test)]
mod hosts;
#[cfg(test)]
#[path = "../documented_shapes/operations.rs"]
mod operations;
#[cfg(test)]
#[allow(dead_code, reason = "deprecations and exceptions are for another test")]
#[path = "../documented_shapes/outline.rs"]
mod outline;
#[cfg(test)]
mod own_transport;
#[cfg(test)]
#[allow(dead_code, reason = "other operations are for another test")]
#[path = "../hostile_bindings/service.rs"]
mod rest_service;
#[cfg(test)]
#[allow(dead_code, reason = "corrections are for another test")]
#[path = "../documented_shapes/sample.rs"]
mod sample;
#[cfg(test)]
mod secrets;
#[cfg(test)]
#[path = "../../../codegen/runtime/tests/support/server/mod.rs"]
mod server;
#[cfg(test)]
#[path = "../../../codegen/runtime/tests/support/signed.rs"]
mod signed;
#[cfg(test)]
#[allow(dead_code, reason = "the server parses requests itself")]
#[path = "../../../codegen/runtime/tests/support/sigv4.rs"]
mod sigv4;
#[cfg(test)]
mod storm;
#[cfg(test)]
#[path = "../../../codegen/runtime/tests/support/trace.rs"]
mod trace;
#[cfg(test)]
mod wire;
#[cfg(test)]
mod world;
