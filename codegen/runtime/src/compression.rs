//! Compression of request bodies, for operations that allow it (`smithy.api#requestCompression`).

use crate::config::Compression;
use crate::transport::BoxError;

/// Compresses `body` with gzip, if it is large enough and `settings` allow it. Returns true with a compressed body.
#[cfg(feature = "compression")]
pub(crate) fn gzip(body: Vec<u8>, settings: Compression) -> Result<(Vec<u8>, bool), BoxError> {
    use flate2::write::GzEncoder;
    use std::io::Write;

    let is_small = u64::try_from(body.len()).is_ok_and(|size| size < u64::from(settings.min_size));
    if !settings.enabled || is_small {
        return Ok((body, false));
    }
    let mut encoder = GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(&body)?;
    Ok((encoder.finish()?, true))
}

/// Returns `body` unchanged, which services accept.
#[cfg(not(feature = "compression"))]
pub(crate) fn gzip(body: Vec<u8>, _: Compression) -> Result<(Vec<u8>, bool), BoxError> {
    Ok((body, false))
}
