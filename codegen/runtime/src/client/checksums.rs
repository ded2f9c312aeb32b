//! Checksums of a call: which one its requests have, and the request for one of the response.

use super::exchange::Exchange;
use super::streamed::StreamedBody;
use crate::checksum::{self, ChecksumAlgorithm, ChecksumPolicy, Digest, ENABLED};
use crate::error::OneLine;
use crate::features::Features;
use crate::operation::HttpChecksum;
use crate::protocol::HttpParts;
use crate::transport::BoxError;
use http::{HeaderMap, HeaderName, HeaderValue};

/// Checksums of a call.
#[derive(Default)]
pub(super) struct Checksums {
    /// Algorithm of the checksum that requests are to have; `None` if they have one, or none is needed.
    pub(super) algorithm: Option<ChecksumAlgorithm>,
    pub(super) features: Features,
}

impl Checksums {
    /// Adds the headers about checksums to a request, except a checksum.
    ///
    /// # Errors
    /// If the input names an algorithm that is not supported.
    pub(super) fn new(
        exchange: &Exchange<'_>,
        parts: Option<&mut HttpParts>,
    ) -> Result<Self, BoxError> {
        let (Some(facts), Some(parts)) = (exchange.target.checksum, parts) else {
            return Ok(Self::default());
        };
        let mut features = Features::NONE;
        if let Some(mode) = facts.mode_header {
            features |= exchange.request_validation(mode, &mut parts.headers)?;
        }
        let algorithm = match facts.algorithm_header {
            Some(name) => {
                features |= exchange.calculation_features(&parts.headers);
                exchange.request_algorithm(facts, name, &mut parts.headers)?
            }
            None => None,
        };
        features |= algorithm.map_or(Features::NONE, |it| {
            of_algorithm(&it.as_str().to_ascii_lowercase())
        });
        Ok(Self {
            algorithm,
            features,
        })
    }

    /// Adds the checksum to the headers of requests with this body, or to the stream that is sent in the place of it.
    ///
    /// # Errors
    /// If the stream cannot have one.
    pub(super) fn add(
        &self,
        stream: Option<StreamedBody>,
        parts: Option<&mut HttpParts>,
        own: &HeaderMap,
        body: &[u8],
    ) -> Result<Option<StreamedBody>, BoxError> {
        let (Some(algorithm), Some(parts)) = (self.algorithm, parts) else {
            return Ok(stream);
        };
        if let Some(stream) = stream {
            return stream.with_checksum(algorithm, own).map(Some);
        }
        let value = HeaderValue::try_from(Digest::of(algorithm, body))?;
        parts.headers.insert(algorithm.header(), value);
        Ok(None)
    }
}

impl Exchange<'_> {
    /// Requests a checksum of the response, unless the input does.
    fn request_validation(
        &self,
        name: &'static str,
        headers: &mut HeaderMap,
    ) -> Result<Features, BoxError> {
        let policy = self.shared.config.response_checksum_validation();
        if policy == ChecksumPolicy::WhenRequired {
            return Ok(Features::FLEXIBLE_CHECKSUMS_RES_WHEN_REQUIRED);
        }
        let name = HeaderName::from_bytes(name.as_bytes())?;
        if !self.overrides.headers.contains_key(&name) {
            let enabled = HeaderValue::from_static(ENABLED);
            headers.entry(name).or_insert(enabled);
        }
        Ok(Features::FLEXIBLE_CHECKSUMS_RES_WHEN_SUPPORTED)
    }

    /// Returns the algorithm of the checksum that is to be computed, which the header `name` has then.
    fn request_algorithm(
        &self,
        facts: &HttpChecksum,
        name: &'static str,
        headers: &mut HeaderMap,
    ) -> Result<Option<ChecksumAlgorithm>, BoxError> {
        let own = &self.overrides.headers;
        if checksum::given(headers).or(checksum::given(own)).is_some() {
            return Ok(None);
        }
        let name = HeaderName::from_bytes(name.as_bytes())?;
        if let Some(value) = headers.get(&name).or_else(|| own.get(&name)) {
            let value = value.to_str().unwrap_or_default();
            let algorithm = ChecksumAlgorithm::named(value);
            return algorithm.map(Some).ok_or_else(|| unsupported(value));
        }
        let policy = self.shared.config.request_checksum_calculation();
        if policy == ChecksumPolicy::WhenRequired && !facts.request_required {
            return Ok(None);
        }
        let default = ChecksumAlgorithm::Crc32;
        headers.insert(name, HeaderValue::from_static(default.as_str()));
        Ok(Some(default))
    }

    /// Returns the features of the setting, and of a checksum that the request has.
    fn calculation_features(&self, headers: &HeaderMap) -> Features {
        let given = checksum::given(headers).or(checksum::given(&self.overrides.headers));
        let given = given.map_or(Features::NONE, of_algorithm);
        given
            | match self.shared.config.request_checksum_calculation() {
                ChecksumPolicy::WhenSupported => Features::FLEXIBLE_CHECKSUMS_REQ_WHEN_SUPPORTED,
                ChecksumPolicy::WhenRequired => Features::FLEXIBLE_CHECKSUMS_REQ_WHEN_REQUIRED,
            }
    }
}

/// Returns the feature of requests with a checksum of an algorithm, by its lower-case name.
fn of_algorithm(name: &str) -> Features {
    match name {
        "crc32" => Features::FLEXIBLE_CHECKSUMS_REQ_CRC32,
        "crc32c" => Features::FLEXIBLE_CHECKSUMS_REQ_CRC32C,
        "crc64nvme" => Features::FLEXIBLE_CHECKSUMS_REQ_CRC64,
        "sha1" => Features::FLEXIBLE_CHECKSUMS_REQ_SHA1,
        "sha256" => Features::FLEXIBLE_CHECKSUMS_REQ_SHA256,
        "md5" => Features::FLEXIBLE_CHECKSUMS_REQ_MD5,
        "sha512" => Features::FLEXIBLE_CHECKSUMS_REQ_SHA512,
        "xxhash3" => Features::FLEXIBLE_CHECKSUMS_REQ_XXHASH3,
        "xxhash64" => Features::FLEXIBLE_CHECKSUMS_REQ_XXHASH64,
        "xxhash128" => Features::FLEXIBLE_CHECKSUMS_REQ_XXHASH128,
        _ => Features::NONE,
    }
}

fn unsupported(name: &str) -> BoxError {
    let name = OneLine(name);
    format!(
        "the checksum algorithm `{name}` is not supported: use CRC32, CRC32C, CRC64NVME, SHA1 or SHA256, or set the checksum \
         itself"
    )
    .into()
}
