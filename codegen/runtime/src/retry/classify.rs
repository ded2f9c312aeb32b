//! Classification of failures for retries.

use super::failure::{ErrorResponse, Failure, RetryKind};
use crate::error::{ErrorFacts, Retryable};
use http::StatusCode;
use std::time::Duration;

/// Code that some services use for throttling and others for an exhausted quota.
const LIMIT_EXCEEDED: &str = "LimitExceededException";

/// Codes of throttling.
const THROTTLING: [&str; 14] = [
    "BandwidthLimitExceeded",
    "EC2ThrottledException",
    LIMIT_EXCEEDED,
    "PriorRequestNotComplete",
    "ProvisionedThroughputExceededException",
    "RequestLimitExceeded",
    "RequestThrottled",
    "RequestThrottledException",
    "SlowDown",
    "ThrottledException",
    "Throttling",
    "ThrottlingException",
    "TooManyRequestsException",
    "TransactionInProgressException",
];

/// Codes of transient errors.
const TRANSIENT: [&str; 2] = ["RequestTimeout", "RequestTimeoutException"];

/// Codes that clock skew can cause.
const CLOCK_SKEW: [&str; 5] = [
    "AccessDeniedException",
    "AuthFailure",
    "InvalidSignatureException",
    "RequestTimeTooSkewed",
    "SignatureDoesNotMatch",
];

/// Codes of expired credentials.
const EXPIRED_CREDENTIALS: [&str; 3] = ["ExpiredToken", "ExpiredTokenException", "RequestExpired"];

/// Statuses of transient errors. Neither 408 nor 429 is one: without a code they are ambiguous.
const TRANSIENT_STATUSES: [StatusCode; 4] = [
    StatusCode::INTERNAL_SERVER_ERROR,
    StatusCode::BAD_GATEWAY,
    StatusCode::SERVICE_UNAVAILABLE,
    StatusCode::GATEWAY_TIMEOUT,
];

/// Returns true for codes that the time of the signature may have caused.
pub(crate) fn may_be_clock_skew(code: &str) -> bool {
    CLOCK_SKEW.contains(&code)
}

/// Returns true for codes of expired credentials.
#[cfg(feature = "credentials")]
pub(crate) fn is_expired_credentials(code: &str) -> bool {
    EXPIRED_CREDENTIALS.contains(&code)
}

impl Failure<'_> {
    /// Returns the kind of retry that applies; `None` if the failure is not retryable.
    ///
    /// Connection failures, I/O errors and timeouts are transient, except a timeout of an operation that is not
    /// idempotent after the request was sent. An error returned by the service is classified by the first of these that
    /// applies:
    ///
    /// 1. `smithy.api#retryable` in the model;
    /// 2. the code: those that the AWS SDKs classify as throttling or transient; those that clock skew causes, if the
    ///    clock [was corrected](ErrorResponse::clock_corrected); those of expired credentials; then the code of the AWS
    ///    query protocol in the same way, if the service returns it;
    /// 3. the status: 500, 502, 503 and 504 are transient.
    ///
    /// # `LimitExceededException`
    ///
    /// Services use this code in two ways. In Kinesis, DynamoDB Streams and Transcribe it means throttling. In
    /// CodeConnections and Cognito it means that a quota of resources is exhausted: there a retry only delays the
    /// error. The AWS SDKs classify it as throttling everywhere, and neither its status (429 in CodeConnections and
    /// Transcribe alike) nor a trait tells them apart.
    ///
    /// Here it is a **quota**, which is not retryable, if the model lists another throttling error for the operation as
    /// well. An example is `CreateSyncConfiguration` of CodeConnections, which also lists `ThrottlingException`.
    /// Otherwise it counts as throttling, as in the SDKs: a useless retry costs some seconds, a missing one the call.
    /// An example is `CreateConnection` of CodeConnections.
    #[must_use]
    pub fn kind(&self) -> Option<RetryKind> {
        match self {
            Self::Response(response) => response.kind(),
            Self::Connect | Self::Timeout | Self::Io => Some(RetryKind::Transient),
            Self::UncertainTimeout | Self::Other => None,
        }
    }

    /// Returns the delay that the service requests.
    pub(super) fn retry_after(&self) -> Option<Duration> {
        match self {
            Self::Response(response) => response.retry_after,
            _ => None,
        }
    }
}

impl ErrorResponse<'_> {
    fn kind(&self) -> Option<RetryKind> {
        self.kind_by_model()
            .or_else(|| self.kind_by_code(self.code?))
            .or_else(|| self.kind_by_code(self.query_code?))
            .or_else(|| {
                TRANSIENT_STATUSES
                    .contains(&self.status)
                    .then_some(RetryKind::Transient)
            })
    }

    fn kind_by_model(&self) -> Option<RetryKind> {
        match self.facts()?.retryable? {
            Retryable::Throttling => Some(RetryKind::Throttling),
            Retryable::Transient => Some(RetryKind::Transient),
        }
    }

    fn kind_by_code(&self, code: &str) -> Option<RetryKind> {
        if THROTTLING.contains(&code) {
            (!self.is_quota()).then_some(RetryKind::Throttling)
        } else if TRANSIENT.contains(&code) {
            Some(RetryKind::Transient)
        } else if EXPIRED_CREDENTIALS.contains(&code) {
            Some(RetryKind::ExpiredCredentials)
        } else if may_be_clock_skew(code) && self.clock_corrected {
            Some(RetryKind::ClockSkew)
        } else {
            None
        }
    }

    /// Returns true for an exhausted quota, as described at [`Failure::kind`].
    fn is_quota(&self) -> bool {
        self.facts()
            .is_some_and(|facts| facts.code == LIMIT_EXCEEDED)
            && self.errors.iter().any(|error| {
                error.code != LIMIT_EXCEEDED
                    && (error.retryable == Some(Retryable::Throttling)
                        || THROTTLING.contains(&error.code))
            })
    }

    /// Returns the facts of the error in the model.
    fn facts(&self) -> Option<&ErrorFacts> {
        self.errors
            .iter()
            .find(|error| Some(error.code) == self.code)
    }
}
