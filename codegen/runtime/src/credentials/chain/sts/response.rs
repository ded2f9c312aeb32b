//! Responses of STS.

use crate::credentials::Credentials;
use crate::credentials::chain::service_error::ServiceError;
use crate::credentials::chain::xml::Element;
use crate::timestamp::Timestamp;

/// An assumed role.
pub(super) struct Assumed {
    pub(super) credentials: Credentials,
    /// ARN of the session: `arn:aws:sts::123456789012:assumed-role/name/session`.
    pub(super) user_arn: Option<String>,
}

/// Parses `<…Response><…Result>` with `Credentials` and `AssumedRoleUser`.
///
/// # Errors
/// If the document is different. The error shows none of it.
pub(super) fn assumed(body: &[u8]) -> Result<Assumed, String> {
    let root = Element::parse(body)
        .map_err(|error| format!("the response of STS cannot be read: {error}"))?;
    let mut children = root.children().iter();
    let result = children.find(|child| child.name().ends_with("Result"));
    let keys = result.and_then(|result| result.child("Credentials"));
    let keys = keys.ok_or("the response of STS has no Credentials")?;
    let text = |name| {
        let text = keys.child(name).map(|child| child.text().trim());
        text.filter(|text| !text.is_empty())
            .ok_or_else(|| format!("the response of STS has no {name}"))
    };
    let expiry = text("Expiration")?.parse::<Timestamp>();
    let expiry =
        expiry.map_err(|_| "the response of STS has an Expiration that is not a timestamp")?;
    let credentials = Credentials::new(text("AccessKeyId")?, text("SecretAccessKey")?)
        .session_token(text("SessionToken")?)
        .expires_at(expiry.into());
    let user = result.and_then(|result| result.child("AssumedRoleUser"));
    let arn = user.and_then(|user| user.child("Arn"));
    Ok(Assumed {
        credentials,
        user_arn: arn.map(|arn| arn.text().trim().to_owned()),
    })
}

/// Parses `<ErrorResponse><Error>`, or `<Response><Errors><Error>` of older servers; other documents have an empty
/// error.
pub(super) fn error(body: &[u8]) -> ServiceError {
    let Ok(root) = Element::parse(body) else {
        return ServiceError::default();
    };
    let error = match root.child("Errors") {
        Some(errors) => errors.child("Error"),
        None => root.child("Error"),
    };
    let text = |element: Option<&Element>, name| {
        let text = element?.child(name)?.text().trim();
        (!text.is_empty()).then(|| text.to_owned())
    };
    ServiceError {
        code: text(error, "Code"),
        message: text(error, "Message"),
        request_id: text(Some(&root), "RequestId").or_else(|| text(Some(&root), "RequestID")),
    }
}

#[cfg(test)]
mod tests;
