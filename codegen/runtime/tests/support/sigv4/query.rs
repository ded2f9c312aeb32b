//! Signatures in the query of a URL.

use super::{Check, Claim, Received, Signature, by_secret, decode, sha256};

/// Content of a presigned request, which [`verify_presigned`] found to be genuine.
#[derive(Debug, PartialEq, Eq)]
pub struct Presigned {
    /// The signature.
    pub signature: Signature,
    /// Seconds until it expires.
    pub expires_in: u64,
    /// The session token.
    pub token: Option<String>,
    /// The regions of SigV4a.
    pub region_set: Option<String>,
}

/// Checks the signature in the query of `request` as the service does that knows the secret. The body counts only if the
/// service wants it signed.
///
/// It does not check the expiry, which the result has.
///
/// # Errors
/// Says what is wrong.
pub fn verify_presigned(
    request: &Received,
    secret_access_key: &str,
    is_body_signed: bool,
) -> Result<Presigned, String> {
    verify_presigned_by(request, is_body_signed, &|claim, text| {
        by_secret(claim, text, secret_access_key)
    })
}

/// Checks the signature like [`verify_presigned`], with another algorithm.
///
/// # Errors
/// Says what is wrong.
pub fn verify_presigned_by(
    request: &Received,
    is_body_signed: bool,
    check: &Check<'_>,
) -> Result<Presigned, String> {
    let (_, query) = request.target.split_once('?').ok_or("no query")?;
    // Of each parameter there must be one: of two a service may check one and use the other.
    let find = |name: &str| -> Result<Option<String>, String> {
        let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
        let values: Vec<_> = pairs.filter(|(key, _)| *key == name).collect();
        match *values {
            [] => Ok(None),
            [(_, value)] => Ok(Some(String::from_utf8_lossy(&decode(value)).into_owned())),
            _ => Err(format!("several `{name}`")),
        }
    };
    let required = |name: &str| find(name)?.ok_or_else(|| format!("no `{name}`"));
    let claim = Claim::new(
        &required("X-Amz-Algorithm")?,
        &required("X-Amz-Credential")?,
        &required("X-Amz-SignedHeaders")?,
        &required("X-Amz-Signature")?,
        required("X-Amz-Date")?,
    )?;
    let expires_in = required("X-Amz-Expires")?.parse();
    let is_signature = |pair: &&str| pair.starts_with("X-Amz-Signature=");
    let signed: Vec<&str> = query.split('&').filter(|it| !is_signature(it)).collect();
    let payload = match is_body_signed {
        true => sha256(&request.body),
        false => "UNSIGNED-PAYLOAD".to_owned(),
    };
    Ok(Presigned {
        signature: claim.checked(request, &signed.join("&"), &payload, check)?,
        expires_in: expires_in.map_err(|_| "a bad `X-Amz-Expires`")?,
        token: find("X-Amz-Security-Token")?,
        region_set: find("X-Amz-Region-Set")?,
    })
}
