//! The header `Content-MD5`, for operations that require it (`smithy.api#httpChecksumRequired`).

use crate::transport::BoxError;
use bytes::Bytes;
use http::{HeaderName, Request};

pub(crate) const CONTENT_MD5: HeaderName = HeaderName::from_static("content-md5");

/// Adds the base64 of the MD5 digest of the body (RFC 1864), unless the request has the header.
///
/// # Errors
/// If the feature `md5` is disabled.
#[cfg(feature = "md5")]
pub(crate) fn add(request: &mut Request<Bytes>) -> Result<(), BoxError> {
    use base64::Engine;
    use base64::engine::general_purpose::STANDARD;
    use http::HeaderValue;
    use md5::{Digest, Md5};

    if !request.headers().contains_key(&CONTENT_MD5) {
        let digest = STANDARD.encode(Md5::digest(request.body()));
        let digest = HeaderValue::try_from(digest)?;
        request.headers_mut().insert(CONTENT_MD5, digest);
    }
    Ok(())
}

/// Fails without the header, since the service would reject the request.
#[cfg(not(feature = "md5"))]
pub(crate) fn add(request: &mut Request<Bytes>) -> Result<(), BoxError> {
    match request.headers().contains_key(&CONTENT_MD5) {
        true => Ok(()),
        false => {
            Err("the operation requires the header `Content-MD5`: enable the feature `md5`".into())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::add;
    use bytes::Bytes;
    use http::Request;

    #[cfg(feature = "md5")]
    #[test]
    fn the_digest_is_that_of_the_body() {
        // Digests of RFC 1321, appendix A.5, in base64.
        for (body, expected) in [
            ("", "1B2M2Y8AsgTpgAmY7PhCfg=="),
            ("abc", "kAFQmDzST7DWlj99KOF/cg=="),
        ] {
            let mut request = Request::new(Bytes::from_static(body.as_bytes()));
            add(&mut request).unwrap();
            assert_eq!(request.headers()["content-md5"], expected);
        }
    }

    #[cfg(feature = "md5")]
    #[test]
    fn a_digest_of_the_caller_stays() {
        let request = Request::builder().header("Content-MD5", "own");
        let mut request = request.body(Bytes::new()).unwrap();
        add(&mut request).unwrap();
        assert_eq!(request.headers()["content-md5"], "own");
    }

    #[cfg(not(feature = "md5"))]
    #[test]
    fn without_the_feature_nothing_is_sent() {
        let error = add(&mut Request::new(Bytes::new())).unwrap_err();
        assert!(error.to_string().contains("feature `md5`"), "{error}");
    }
}
