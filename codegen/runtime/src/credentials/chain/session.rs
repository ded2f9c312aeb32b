//! Sessions of a user whose tokens are kept in a file of the AWS CLI, and their renewal.
//!
//! The file is shared with the AWS CLI, the AWS SDKs and other processes. It is read for each token, so that a renewal by
//! any of them is used. A renewed session is written back with all members that are not known here, unless the file has
//! changed since it was read: then somebody else has renewed the session, signed in again or signed out.
//!
//! The refresh token can change with each renewal, so that of several processes that renew at the same time only one may
//! succeed. The others find its result in the file.

mod memory;

use super::context::ProviderContext;
use super::json::Object;
use crate::credentials::CredentialsError;
use crate::timestamp::Timestamp;
use serde_json::Value;
use std::path::Path;
use std::time::{Duration, SystemTime};

pub(super) use memory::SessionMemory;

/// Delay before the file is read once more after a rejected renewal: another process may have the response, but may not
/// have written it yet.
const OTHERS: Duration = Duration::from_secs(1);

/// Delay after a failed renewal while the token is valid, as in the AWS SDKs.
const PAUSE: Duration = Duration::from_secs(30);

/// A session in a file.
pub(super) trait Session: Sync {
    /// Token or credentials of the session.
    type Token: Send;

    /// Returns the path of the file.
    fn path(&self) -> &Path;

    /// Returns the description of the session at the beginning of errors.
    fn title(&self) -> String;

    /// Returns the command to sign in.
    fn sign_in(&self) -> &str;

    /// Returns the time before expiry from which the token is renewed.
    fn early(&self) -> Duration;

    /// Reads the token, with its expiry.
    ///
    /// # Errors
    /// If a member is missing or invalid; the error shows no values.
    fn token(&self, document: &Object) -> Result<(Self::Token, Timestamp), String>;

    /// Requests the next state of the session.
    fn renew(
        &self,
        context: &ProviderContext,
        document: &Object,
    ) -> impl Future<Output = Result<Object, Unrenewed>> + Send;
}

/// A failed renewal.
pub(super) struct Unrenewed {
    error: CredentialsError,
    /// True if the service has rejected the refresh token, which another process may have used.
    is_rejected: bool,
}

impl Unrenewed {
    pub(super) fn rejected(error: CredentialsError) -> Self {
        let is_rejected = true;
        Self { error, is_rejected }
    }
}

impl From<CredentialsError> for Unrenewed {
    fn from(error: CredentialsError) -> Self {
        let is_rejected = false;
        Self { error, is_rejected }
    }
}

/// A session as it was read.
struct Held<T> {
    /// Content of the file.
    file: Object,
    /// The same, or a later state that could not be written.
    document: Object,
    token: T,
    expiry: Timestamp,
}

impl<T> Held<T> {
    fn is_valid_at(&self, time: SystemTime) -> bool {
        time < SystemTime::from(self.expiry)
    }
}

/// Returns the token of `session`, which is renewed if it is about to expire.
///
/// # Errors
/// If the file cannot be read or has no session, or if the token has expired and cannot be renewed.
pub(super) async fn token<S: Session>(
    context: &ProviderContext,
    session: &S,
) -> Result<S::Token, CredentialsError> {
    let held = read(context, session)?;
    let (path, now) = (session.path(), context.clock.now());
    let renewal_from = now.checked_add(session.early());
    if renewal_from.is_some_and(|time| held.is_valid_at(time)) {
        return Ok(held.token);
    }
    let memory = &context.memory.sessions;
    if held.is_valid_at(now) && memory.is_paused(path, context.clock.instant(), PAUSE) {
        return Ok(held.token);
    }
    match session.renew(context, &held.document).await {
        Ok(renewed) => {
            let token = session.token(&renewed);
            let (token, _) = token.map_err(|why| wrong(session, &why))?;
            write(context, path, held.file, renewed);
            Ok(token)
        }
        Err(unrenewed) => after_failure(context, session, held, unrenewed).await,
    }
}

/// Returns the token that another process has written, else the one in `held` if it is still valid.
async fn after_failure<S: Session>(
    context: &ProviderContext,
    session: &S,
    held: Held<S::Token>,
    unrenewed: Unrenewed,
) -> Result<S::Token, CredentialsError> {
    let clock = &context.clock;
    let of_others = || {
        let again = read(context, session).ok()?;
        let is_new = again.document != held.document && again.is_valid_at(clock.now());
        is_new.then_some(again.token)
    };
    if let Some(token) = of_others() {
        return Ok(token);
    }
    if held.is_valid_at(clock.now()) {
        let memory = &context.memory.sessions;
        memory.failed(session.path(), clock.instant());
        trace(&session.title(), &unrenewed.error);
        return Ok(held.token);
    }
    if unrenewed.is_rejected {
        clock.sleep(OTHERS).await;
        if let Some(token) = of_others() {
            return Ok(token);
        }
    }
    let expired = format!("{} expired at {}", session.title(), held.expiry);
    Err(CredentialsError::because(expired, unrenewed.error))
}

fn read<S: Session>(
    context: &ProviderContext,
    session: &S,
) -> Result<Held<S::Token>, CredentialsError> {
    let path = session.path();
    let content = context.environment.read(path).map_err(|error| {
        let what = format!("{} cannot be read", session.title());
        sign_in_again(CredentialsError::because(what, error), session.sign_in())
    })?;
    let file = Object::parse(&content).map_err(|error| wrong(session, &error.to_string()))?;
    let document = context.memory.sessions.latest(path, &file);
    let (token, expiry) = session
        .token(&document)
        .map_err(|why| wrong(session, &why))?;
    Ok(Held {
        file,
        document,
        token,
        expiry,
    })
}

fn write(context: &ProviderContext, path: &Path, file: Object, renewed: Object) {
    let memory = &context.memory.sessions;
    let now = context.environment.read(path).ok();
    let now = now.and_then(|content| Object::parse(&content).ok());
    if now.as_ref() != Some(&file) {
        memory.forget(path);
        return;
    }
    let content = renewed.clone().into_bytes();
    match context.environment.replace(path, content) {
        Ok(()) => memory.forget(path),
        Err(error) => {
            trace_unsaved(path, &error);
            memory.keep(path, file, renewed);
        }
    }
}

fn wrong(session: &impl Session, why: &str) -> CredentialsError {
    let error = CredentialsError::message(format!("{}: {why}", session.title()));
    sign_in_again(error, session.sign_in())
}

/// Adds the command to sign in to `error`.
pub(super) fn sign_in_again(error: CredentialsError, command: &str) -> CredentialsError {
    let message = format!("{error}; sign in with `{command}`");
    CredentialsError::with_source(message, Some(error.into()))
}

/// Returns the timestamp in a member of a session's file.
pub(super) fn timestamp(document: &Object, key: &str) -> Result<Timestamp, String> {
    let value = document.get(key);
    let value = value.ok_or_else(|| format!("{key} is missing"))?;
    super::keys::instant(value).ok_or_else(|| format!("{key} is not a timestamp"))
}

/// Returns the expiry `expiresIn` of a response in whole seconds, as the AWS CLI writes it.
///
/// # Errors
/// If it is not a positive number of the model's type, an integer of 32 bits.
pub(super) fn expires_in(response: &Object, now: SystemTime) -> Result<String, String> {
    let key = "expiresIn";
    let seconds = response.get(key).and_then(Value::as_i64);
    let seconds = seconds.and_then(|it| i32::try_from(it).ok());
    let seconds = seconds.and_then(|it| u64::try_from(it).ok());
    let seconds = seconds.filter(|seconds| *seconds > 0);
    let seconds = seconds.ok_or_else(|| format!("{key} is not a positive number of seconds"))?;
    let expiry = Timestamp::try_from(now).ok();
    let expiry = expiry.and_then(|now| now.checked_add(Duration::from_secs(seconds)));
    let whole = expiry.and_then(|expiry| Timestamp::from_second(expiry.as_second()).ok());
    let whole = whole.ok_or("the clock is out of range")?;
    Ok(whole.to_string())
}

#[cfg(feature = "tracing")]
fn trace(session: &str, error: &CredentialsError) {
    tracing::warn!(session, error = %error, "the session could not be renewed and remains in use");
}

#[cfg(not(feature = "tracing"))]
fn trace(_: &str, _: &CredentialsError) {}

#[cfg(feature = "tracing")]
fn trace_unsaved(path: &Path, error: &std::io::Error) {
    tracing::warn!(path = %path.display(), error = %error, "the renewed session could not be written and is kept in memory");
}

#[cfg(not(feature = "tracing"))]
fn trace_unsaved(_: &Path, _: &std::io::Error) {}
