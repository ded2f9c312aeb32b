//! Errors of endpoint resolution.

use crate::error::{Details, OneLine, debug};
use std::fmt;

/// Error of a service without an endpoint for the given parameters.
///
/// `Display` names the service and the error of its rules, in one line.
#[derive(Clone, PartialEq, Eq)]
pub struct EndpointError {
    service: Option<&'static str>,
    message: String,
}

impl EndpointError {
    pub(super) fn new(message: impl Into<String>) -> Self {
        Self {
            service: None,
            message: message.into(),
        }
    }

    /// Sets the service.
    #[must_use]
    pub fn of(mut self, service: &'static str) -> Self {
        self.service = Some(service);
        self
    }

    /// Returns the message of the rules.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.message
    }
}

impl fmt::Display for EndpointError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("no endpoint")?;
        if let Some(service) = self.service {
            write!(formatter, " of {service}")?;
        }
        write!(formatter, ": {}", OneLine(&self.message))
    }
}

impl fmt::Debug for EndpointError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        debug(self, formatter)
    }
}

impl Details for EndpointError {
    fn details(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("EndpointError")
            .field("service", &self.service)
            .finish_non_exhaustive()
    }
}

impl std::error::Error for EndpointError {}

/// Returns the error of a rule of type `error`.
///
/// # Errors
/// Always: `message`.
pub fn refuse(message: impl Into<String>) -> super::Result {
    Err(EndpointError::new(message))
}

/// Returns the error of a rule set without an applicable rule.
///
/// # Errors
/// Always.
pub fn exhausted() -> super::Result {
    refuse("no endpoint rule applies to this configuration")
}

/// Checks a required member of an input that the endpoint depends on (`smithy.rules#contextParam`).
///
/// # Errors
/// If `value` is blank: the request is not sent.
pub fn required<'a>(member: &str, value: &'a str) -> Result<&'a str, EndpointError> {
    if value.trim().is_empty() {
        let message = format!("`{member}`, which the endpoint depends on, is empty");
        return Err(EndpointError::new(message));
    }
    Ok(value)
}

#[cfg(test)]
mod tests {
    use super::{exhausted, refuse, required};

    #[test]
    fn an_error_names_the_service_and_what_is_wrong() {
        let error = refuse("Invalid Configuration:\nMissing Region").unwrap_err();
        assert_eq!(error.message(), "Invalid Configuration:\nMissing Region");
        assert_eq!(
            error.of("Proton").to_string(),
            "no endpoint of Proton: Invalid Configuration: Missing Region"
        );
        assert_eq!(
            exhausted().unwrap_err().to_string(),
            "no endpoint: no endpoint rule applies to this configuration"
        );
    }

    #[test]
    fn a_blank_value_is_no_value() {
        assert_eq!(required("Name", "a").unwrap(), "a");
        for blank in ["", " \t\n"] {
            let error = required("Name", blank).unwrap_err();
            assert!(error.message().contains("`Name`"), "{error}");
        }
    }
}
