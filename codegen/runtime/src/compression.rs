//! Bodies of requests made smaller, for operations that allow it (`smithy.api#requestCompression`).

use crate::config::Compression;
use crate::transport::BoxError;

/// `body` compressed with gzip, where it is large enough and `settings` do not forbid it, and whether it is.
#[cfg(feature = "compression")]
pub(crate) fn gzip(body: Vec<u8>, settings: Compression) -> Result<(Vec<u8>, bool), BoxError> {
    use flate2::write::GzEncoder;
    use std::io::Write;

    let is_small = u64::try_from(body.len()).is_ok_and(|size| size < u64::from(settings.min_size));
    if settings.disabled || is_small {
        return Ok((body, false));
    }
    let mut encoder = GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(&body)?;
    Ok((encoder.finish()?, true))
}

/// `body` as it is: services take it.
#[cfg(not(feature = "compression"))]
pub(crate) fn gzip(body: Vec<u8>, _: Compression) -> Result<(Vec<u8>, bool), BoxError> {
    Ok((body, false))
}
