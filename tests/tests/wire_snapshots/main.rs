//! What goes over the wire is what another official SDK sends, and what it takes is taken.
//!
//! * [`recorded`]: requests, responses and errors that the tests of aws-sdk-go-v2 record, for 24 of the 26 operations.
//!   They lie beside the project and are read where they are: without them these tests are skipped, and say so.
//! * [`spelt`]: the ways in which services are known to write an error, for one operation of each service.
//!
//! Every call goes through the generated clients; see [`exchange`].

#[cfg(test)]
mod exchange;
#[cfg(test)]
#[path = "../documented_shapes/operations.rs"]
mod operations;
#[cfg(test)]
mod recorded;
#[cfg(test)]
mod spelt;
