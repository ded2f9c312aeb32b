//! Faults that calls meet, and how they end.

use crate::world::transport_kind;
use runtime::{Error, TimeoutKind, TransportErrorKind};

/// Fault of the server in a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fault {
    ResetAtOnce,
    ResetInTheHead,
    ResetInTheBody,
    CutShort,
    NoHttp,
    NeverAnswers,
    NeverEnds,
    Html,
    WrongShape,
    EmptyError,
    LargeError,
    Redirect,
    Throttled,
    Unavailable,
    ExpiredCredentials,
    ClosesAfterwards,
    GivenUp,
    /// Once, then no more.
    Passing,
}

pub const FAULTS: [Fault; 18] = [
    Fault::ResetAtOnce,
    Fault::ResetInTheHead,
    Fault::ResetInTheBody,
    Fault::CutShort,
    Fault::NoHttp,
    Fault::NeverAnswers,
    Fault::NeverEnds,
    Fault::Html,
    Fault::WrongShape,
    Fault::EmptyError,
    Fault::LargeError,
    Fault::Redirect,
    Fault::Throttled,
    Fault::Unavailable,
    Fault::ExpiredCredentials,
    Fault::ClosesAfterwards,
    Fault::GivenUp,
    Fault::Passing,
];

/// The fault of a call: that of one in twenty.
pub fn fault_of(number: usize) -> Option<Fault> {
    let fault = FAULTS[number / 20 % FAULTS.len()];
    (number % 20 == 7).then_some(fault)
}

/// Checks how a call ended that met a fault.
pub fn check<E>(fault: Fault, operation: &str, error: &Error<E>) {
    let is_right = match fault {
        Fault::ResetAtOnce
        | Fault::ResetInTheHead
        | Fault::ResetInTheBody
        | Fault::CutShort
        | Fault::NoHttp => transport_kind(error) == Some(TransportErrorKind::Io),
        Fault::NeverAnswers | Fault::NeverEnds => {
            matches!(error, Error::Timeout(error) if error.kind() == TimeoutKind::Attempt)
        }
        Fault::Html | Fault::WrongShape => matches!(error, Error::Decode(_)),
        Fault::EmptyError | Fault::LargeError => error.status().is_some_and(|it| it == 400),
        Fault::Redirect => error.status().is_some_and(|it| it == 301),
        Fault::Throttled => error.is_throttling(),
        Fault::Unavailable => error.status().is_some_and(|it| it == 503),
        Fault::ExpiredCredentials => error.code() == Some("ExpiredTokenException"),
        Fault::ClosesAfterwards | Fault::GivenUp | Fault::Passing => false,
    };
    assert!(is_right, "{fault:?}: {error}");
    assert!(error.attempts() >= 1 && error.to_string().starts_with(&format!("{operation}: ")));
}
