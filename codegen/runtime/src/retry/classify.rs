//! What is retried, and what it counts as.

use super::failure::{ErrorResponse, Failure, RetryKind};
use crate::error::{ErrorFacts, Retryable};
use http::StatusCode;
use std::time::Duration;

/// The code that some services use for too many calls and others for a quota that is used up.
const LIMIT_EXCEEDED: &str = "LimitExceededException";

/// The codes by which services say that there were too many calls.
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

/// The codes of what passes by itself.
const TRANSIENT: [&str; 2] = ["RequestTimeout", "RequestTimeoutException"];

/// The codes that a wrong clock can cause.
const CLOCK_SKEW: [&str; 5] = [
    "AccessDeniedException",
    "AuthFailure",
    "InvalidSignatureException",
    "RequestTimeTooSkewed",
    "SignatureDoesNotMatch",
];

/// The codes of credentials that were good once.
const EXPIRED_CREDENTIALS: [&str; 3] = ["ExpiredToken", "ExpiredTokenException", "RequestExpired"];

/// The statuses of what passes by itself. Neither 408 nor 429 is one: without a code they say too little.
const TRANSIENT_STATUSES: [StatusCode; 4] = [
    StatusCode::INTERNAL_SERVER_ERROR,
    StatusCode::BAD_GATEWAY,
    StatusCode::SERVICE_UNAVAILABLE,
    StatusCode::GATEWAY_TIMEOUT,
];

/// Returns true if an error of this code may be due to the time that the request was signed for.
pub(crate) fn may_be_clock_skew(code: &str) -> bool {
    CLOCK_SKEW.contains(&code)
}

impl Failure<'_> {
    /// Why the call may succeed when it is made again; `None` when it would fail the same way.
    ///
    /// No connection, a broken one and a timeout are transient, but for a timeout that leaves open whether the service is
    /// carrying out an operation that is not idempotent. Of an error that the service answered with, the first of
    /// these that says something decides:
    ///
    /// 1. `smithy.api#retryable` in the model;
    /// 2. the code: those that the AWS SDKs take for throttling or for transient; those that a wrong clock causes, when
    ///    the clock [was corrected](ErrorResponse::clock_corrected); those of expired credentials; where the service also
    ///    gives the code of the AWS query protocol, then that one in the same way;
    /// 3. the status: 500, 502, 503 and 504 are transient.
    ///
    /// # `LimitExceededException`
    ///
    /// Services use this code for two things. In Kinesis, DynamoDB Streams and Transcribe it says that there were too
    /// many calls. In CodeConnections it says that an account has all the resources that it may have, in Cognito that it
    /// has too many pools: there a retry only delays the error. The AWS SDKs take it for throttling everywhere, and
    /// neither its status (429 in CodeConnections and Transcribe alike) nor a trait tells which one it is.
    ///
    /// Here it is a **quota**, and its code makes nothing retryable, where the model lists it for the operation beside
    /// another throttling error: there throttling has a code of its own. So it is with `CreateSyncConfiguration` and
    /// `DeleteSyncConfiguration` of CodeConnections, which list `ThrottlingException` too. Where the model lists no other
    /// throttling error for the operation, or not even this one, it counts as throttling, as in the SDKs: a useless
    /// retry costs some seconds, a missing one the call. So it is with `CreateConnection` of CodeConnections.
    #[must_use]
    pub fn kind(&self) -> Option<RetryKind> {
        match self {
            Self::Response(response) => response.kind(),
            Self::Connect | Self::Timeout | Self::Io => Some(RetryKind::Transient),
            Self::UncertainTimeout | Self::Other => None,
        }
    }

    /// How long the service asks to wait.
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

    /// Whether the error is one of a quota, as [`Failure::kind`] explains.
    fn is_quota(&self) -> bool {
        self.facts()
            .is_some_and(|facts| facts.code == LIMIT_EXCEEDED)
            && self.errors.iter().any(|error| {
                error.code != LIMIT_EXCEEDED
                    && (error.retryable == Some(Retryable::Throttling)
                        || THROTTLING.contains(&error.code))
            })
    }

    /// What the model says of the error.
    fn facts(&self) -> Option<&ErrorFacts> {
        self.errors
            .iter()
            .find(|error| Some(error.code) == self.code)
    }
}
