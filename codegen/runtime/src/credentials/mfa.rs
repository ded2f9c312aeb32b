//! Codes of multi-factor authentication devices.

use super::CredentialsError;
use crate::transport::{BoxError, BoxFuture};
use std::sync::Arc;

/// Callback that returns the code of a device, by its serial number.
pub(crate) type AskMfaCode =
    dyn Fn(String) -> BoxFuture<'static, Result<String, BoxError>> + Send + Sync;

/// Number of digits of a code (`TokenCode` of STS's `AssumeRole`).
const DIGITS: usize = 6;

/// Returns `ask` with erased types.
pub(crate) fn callback<F, E>(ask: impl Fn(String) -> F + Send + Sync + 'static) -> Arc<AskMfaCode>
where
    F: Future<Output = Result<String, E>> + Send + 'static,
    E: Into<BoxError>,
{
    Arc::new(move |serial| {
        let code = ask(serial);
        Box::pin(async { code.await.map_err(Into::into) })
    })
}

/// Returns the code of the device `serial`.
///
/// # Errors
/// If the callback fails, or returns something else than six digits; the error does not show it.
pub(crate) async fn code(ask: &AskMfaCode, serial: &str) -> Result<String, CredentialsError> {
    let of = format!("the code of the device {serial}");
    let code = ask(serial.to_owned()).await;
    let code = code.map_err(|error| CredentialsError::because(&of, error))?;
    let code = code.trim();
    if code.len() != DIGITS || !code.bytes().all(|digit| digit.is_ascii_digit()) {
        let message = format!("{of}: expected {DIGITS} digits");
        return Err(CredentialsError::message(message));
    }
    Ok(code.to_owned())
}
