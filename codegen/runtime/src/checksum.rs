//! Checksums of request and response bodies, for operations that have them (`aws.protocols#httpChecksum`).

#[cfg(feature = "checksums")]
mod algorithm;
#[cfg(feature = "checksums")]
mod digest;
mod policy;
#[cfg(feature = "checksums")]
mod validation;

#[cfg(feature = "checksums")]
pub use algorithm::ChecksumAlgorithm;
#[cfg(feature = "checksums")]
pub(crate) use digest::Digest;
pub use policy::ChecksumPolicy;
#[cfg(feature = "checksums")]
pub use validation::ChecksumValidation;
#[cfg(feature = "checksums")]
pub(crate) use validation::{Mismatch, validated};

use http::HeaderMap;

/// Beginning of the headers with checksums, which is followed by the name of the algorithm.
const PREFIX: &str = "x-amz-checksum-";

/// Headers with this beginning that are not checksums.
const OTHERS: [&str; 3] = ["algorithm", "mode", "type"];

/// Value of the header that requests checksums of a response.
#[cfg(feature = "checksums")]
pub(crate) const ENABLED: &str = "ENABLED";

/// Returns the lower-case name of the algorithm of a checksum that the headers have, of a supported algorithm or another.
pub(crate) fn given(headers: &HeaderMap) -> Option<&str> {
    let mut names = headers.keys().map(http::HeaderName::as_str);
    names.find_map(|name| {
        let name = name.strip_prefix(PREFIX)?;
        let is_name = name.bytes().all(|it| it.is_ascii_alphanumeric());
        (is_name && !OTHERS.contains(&name)).then_some(name)
    })
}
