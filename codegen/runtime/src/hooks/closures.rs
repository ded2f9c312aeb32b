//! Hooks of one closure.

use super::{AttemptSummary, CallSummary, Hook, RequestToSend, RequestToSign};
use crate::transport::BoxError;
use std::fmt;

/// Hook of a closure that runs [before signing](Hook::before_signing).
#[derive(Clone, Copy)]
pub struct BeforeSigning<F>(F);

/// Hook of a closure that runs [before sending](Hook::before_sending).
#[derive(Clone, Copy)]
pub struct BeforeSending<F>(F);

/// Hook of a closure that runs [after each attempt](Hook::after_attempt).
#[derive(Clone, Copy)]
pub struct AfterAttempt<F>(F);

/// Hook of a closure that runs [after the call](Hook::after_call).
#[derive(Clone, Copy)]
pub struct AfterCall<F>(F);

/// Creates a hook that runs [before signing](Hook::before_signing).
pub fn before_signing<F>(run: F) -> BeforeSigning<F>
where
    F: Fn(&mut RequestToSign<'_>) -> Result<(), BoxError> + Send + Sync + 'static,
{
    BeforeSigning(run)
}

/// Creates a hook that runs [before sending](Hook::before_sending).
pub fn before_sending<F>(run: F) -> BeforeSending<F>
where
    F: Fn(&mut RequestToSend<'_>) -> Result<(), BoxError> + Send + Sync + 'static,
{
    BeforeSending(run)
}

/// Creates a hook that runs [after each attempt](Hook::after_attempt).
pub fn after_attempt<F>(run: F) -> AfterAttempt<F>
where
    F: Fn(&AttemptSummary<'_>) + Send + Sync + 'static,
{
    AfterAttempt(run)
}

/// Creates a hook that runs [after the call](Hook::after_call).
pub fn after_call<F>(run: F) -> AfterCall<F>
where
    F: Fn(&CallSummary<'_>) + Send + Sync + 'static,
{
    AfterCall(run)
}

impl<F> Hook for BeforeSigning<F>
where
    F: Fn(&mut RequestToSign<'_>) -> Result<(), BoxError> + Send + Sync + 'static,
{
    fn before_signing(&self, request: &mut RequestToSign<'_>) -> Result<(), BoxError> {
        (self.0)(request)
    }
}

impl<F> Hook for BeforeSending<F>
where
    F: Fn(&mut RequestToSend<'_>) -> Result<(), BoxError> + Send + Sync + 'static,
{
    fn before_sending(&self, request: &mut RequestToSend<'_>) -> Result<(), BoxError> {
        (self.0)(request)
    }
}

impl<F> Hook for AfterAttempt<F>
where
    F: Fn(&AttemptSummary<'_>) + Send + Sync + 'static,
{
    fn after_attempt(&self, attempt: &AttemptSummary<'_>) {
        (self.0)(attempt);
    }
}

impl<F> Hook for AfterCall<F>
where
    F: Fn(&CallSummary<'_>) + Send + Sync + 'static,
{
    fn after_call(&self, call: &CallSummary<'_>) {
        (self.0)(call);
    }
}

macro_rules! debug {
    ($($name:ident),*) => {$(
        impl<F> fmt::Debug for $name<F> {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.debug_struct(stringify!($name)).finish_non_exhaustive()
            }
        }
    )*};
}

debug!(BeforeSigning, BeforeSending, AfterAttempt, AfterCall);
