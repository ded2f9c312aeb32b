//! The generated types are what the API reference documents.
//!
//! For each of the 26 operations `tests/documented` has the request, the response, the required parameters, the
//! exceptions and the deprecation that the reference documents, as an outline. The outlines are older than the models
//! and come from the published reference alone, so they are the oracle:
//!
//! * [`declared`]: what the generated types declare is what is documented, with nothing missing and nothing added;
//! * [`carried`]: samples built from the outlines go through the types and come back equal;
//! * [`binary`]: so they do through CBOR, and what is in between has the same values;
//! * [`corrected`]: what a response lacks is made up for as Smithy says, and what a request lacks is not;
//! * [`refused`]: exceptions and deprecations.
//!
//! Reference and models agree on every point today, so no list says where they do not. One that is to come needs a
//! reason, and a place in the test that it concerns.

#[cfg(test)]
mod binary;
#[cfg(test)]
mod carried;
#[cfg(test)]
mod corrected;
#[cfg(test)]
mod declared;
#[cfg(test)]
mod facts;
#[cfg(test)]
mod generated_types;
#[cfg(test)]
mod operations;
#[cfg(test)]
mod outline;
#[cfg(test)]
mod refused;
#[cfg(test)]
mod sample;
#[cfg(test)]
#[path = "../public_api/source/mod.rs"]
#[allow(dead_code, reason = "another test prints all that is read")]
mod source;
#[cfg(test)]
mod source_outline;
