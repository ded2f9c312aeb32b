//! MD5 digests in headers: `Content-MD5`, for operations that require it (`smithy.api#httpChecksumRequired`), and those of
//! encryption keys.

use crate::transport::BoxError;
use bytes::Bytes;
use http::{HeaderName, HeaderValue, Request};

pub(crate) const CONTENT_MD5: HeaderName = HeaderName::from_static("content-md5");

/// Adds the base64 of the MD5 digest of the body (RFC 1864), unless the request has the header.
///
/// # Errors
/// If the feature `md5` is disabled.
pub(crate) fn add(request: &mut Request<Bytes>) -> Result<(), BoxError> {
    if request.headers().contains_key(&CONTENT_MD5) {
        return Ok(());
    }
    let digest = encoded(&CONTENT_MD5, request.body())?;
    request.headers_mut().insert(CONTENT_MD5, digest);
    Ok(())
}

/// Adds the digest of a key in the header `key` as the header `digest`, unless the request does not have the key, or has the
/// digest.
///
/// # Errors
/// If the key is not in base64, or if the feature `md5` is disabled.
pub(crate) fn add_of_key(
    request: &mut Request<Bytes>,
    (key, digest): (&str, &str),
) -> Result<(), BoxError> {
    use base64::Engine;
    use base64::engine::general_purpose::STANDARD;

    let name = HeaderName::from_bytes(digest.as_bytes())?;
    let headers = request.headers_mut();
    let Some(value) = headers.get(key).filter(|_| !headers.contains_key(&name)) else {
        return Ok(());
    };
    // The error of base64 would show a part of the key.
    let bytes = STANDARD.decode(value.as_bytes()).map_err(|_| {
        format!("the header `{key}` cannot be sent: it must be an encryption key in base64")
    })?;
    let mut value = encoded(&name, &bytes)?;
    value.set_sensitive(true);
    headers.insert(name, value);
    Ok(())
}

/// Returns the base64 of the digest of `bytes`.
#[cfg(feature = "md5")]
fn encoded(_: &HeaderName, bytes: &[u8]) -> Result<HeaderValue, BoxError> {
    use base64::Engine;
    use base64::engine::general_purpose::STANDARD;
    use md5::{Digest, Md5};

    Ok(HeaderValue::try_from(STANDARD.encode(Md5::digest(bytes)))?)
}

/// Fails, since the service would reject a request without the header.
#[cfg(not(feature = "md5"))]
fn encoded(name: &HeaderName, _: &[u8]) -> Result<HeaderValue, BoxError> {
    Err(format!("the operation requires the header `{name}`: enable the feature `md5`").into())
}

#[cfg(test)]
mod tests {
    use super::{add, add_of_key};
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

    const KEY: &str = "x-amz-server-side-encryption-customer-key";
    const DIGEST: &str = "x-amz-server-side-encryption-customer-key-md5";

    fn with(headers: &[(&str, &str)]) -> Request<Bytes> {
        let request = headers
            .iter()
            .fold(Request::builder(), |request, (name, value)| {
                request.header(*name, *value)
            });
        request.body(Bytes::new()).unwrap()
    }

    #[cfg(feature = "md5")]
    #[test]
    fn the_digest_of_a_key_is_that_of_its_bytes() {
        // RFC 1321, appendix A.5: the digest of `abc`, here in base64.
        let mut request = with(&[(KEY, "YWJj")]);
        add_of_key(&mut request, (KEY, DIGEST)).unwrap();
        assert_eq!(request.headers()[DIGEST], "kAFQmDzST7DWlj99KOF/cg==");
        assert!(request.headers()[DIGEST].is_sensitive());
        for headers in [&[][..], &[(KEY, "YWJj"), (DIGEST, "own")]] {
            let mut request = with(headers);
            add_of_key(&mut request, (KEY, DIGEST)).unwrap();
            assert_eq!(request.headers().len(), headers.len());
        }
    }

    #[test]
    fn a_key_that_is_not_in_base64_is_an_error_without_the_key() {
        let mut request = with(&[(KEY, "secret key")]);
        let error = add_of_key(&mut request, (KEY, DIGEST)).unwrap_err();
        assert_eq!(
            error.to_string(),
            format!("the header `{KEY}` cannot be sent: it must be an encryption key in base64")
        );
    }
}
