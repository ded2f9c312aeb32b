//! What reqsign's providers reach the world through.
//!
//! They get no variable: all that they are to know is handed to them, resolved. What they give is converted at once,
//! for the `Debug` of reqsign's credentials shows a part of the secret; and of their errors only the message is taken,
//! for their sources quote what could not be parsed. What a transport or a file has failed with, which they drop, is
//! kept here and becomes the cause.

use super::http::{Http, Patience};
use super::text::brief;
use crate::config::Environment;
use crate::credentials::{Credentials, CredentialsError};
use crate::time::SharedClock;
use crate::transport::{BoxError, Transport};
use bytes::Bytes;
use http::{Request, Response};
use reqsign_aws_v4::Credential;
use reqsign_core::{Context, Env, Error, FileRead, HttpSend, ProvideCredential, Result};
use std::collections::HashMap;
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

/// How the sources of credentials reach the world.
#[derive(Clone)]
pub(super) struct World {
    pub(super) transport: Arc<dyn Transport>,
    pub(super) environment: Environment,
    pub(super) clock: SharedClock,
    /// Where STS is asked.
    pub(super) region: Option<String>,
}

impl World {
    /// What `provider` gives; `name` is what its errors begin with.
    pub(super) async fn ask(
        &self,
        name: &str,
        patience: Patience,
        provider: impl ProvideCredential<Credential = Credential>,
    ) -> std::result::Result<Credentials, CredentialsError> {
        let cause = Cause::default();
        let context = Context::new()
            .with_env(Home(self.environment.clone()))
            .with_file_read(Files(self.environment.clone(), cause.clone()))
            .with_http_send(Http::new(self, patience, cause.clone()));
        let answer = provider.provide_credential(&context).await;
        let answer = answer.map(|answer| answer.and_then(convert));
        match answer {
            Ok(Some(credentials)) => Ok(credentials),
            Ok(None) => Err(CredentialsError::message(format!(
                "{name}: the answer holds no credentials"
            ))),
            Err(error) => Err(explain(name, &error, cause.take())),
        }
    }

    /// Sends a request of a provider that is not reqsign's.
    pub(super) async fn send(
        &self,
        patience: Patience,
        request: Request<Bytes>,
    ) -> std::result::Result<Response<Bytes>, BoxError> {
        let cause = Cause::default();
        let http = Http::new(self, patience, cause.clone());
        let response = http.http_send(request).await;
        response.map_err(|error| cause.take().unwrap_or_else(|| error.to_string().into()))
    }
}

/// Why the request or the file that a provider asked for last has failed.
#[derive(Clone, Default)]
pub(super) struct Cause(Arc<Mutex<Option<BoxError>>>);

impl Cause {
    /// Keeps `error`, and gives what reqsign is told in its place.
    pub(super) fn keep(&self, error: impl Into<BoxError>) -> Error {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(error.into());
        Error::unexpected("no answer")
    }

    fn take(&self) -> Option<BoxError> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

fn convert(credential: Credential) -> Option<Credentials> {
    if credential.access_key_id.is_empty() || credential.secret_access_key.is_empty() {
        return None;
    }
    let mut credentials = Credentials::new(credential.access_key_id, credential.secret_access_key);
    if let Some(token) = credential.session_token.filter(|token| !token.is_empty()) {
        credentials = credentials.session_token(token);
    }
    if let Some(expiry) = credential.expires_in {
        credentials = credentials.expires_at(expiry.as_system_time());
    }
    Some(credentials)
}

fn explain(name: &str, error: &Error, cause: Option<BoxError>) -> CredentialsError {
    let message = error.to_string();
    // What follows is the parser's word, which may quote a secret.
    let said = match message.split_once(':') {
        Some((said, _)) if said.starts_with("failed to parse") => said,
        _ => &message,
    };
    let said = format!("{name}: {}", brief(said));
    match cause {
        Some(cause) => CredentialsError::because(said, cause),
        None => CredentialsError::message(said),
    }
}

/// The user's folder, and no variable.
struct Home(Environment);

impl Env for Home {
    fn var(&self, _: &str) -> Option<String> {
        None
    }

    fn vars(&self) -> HashMap<String, String> {
        HashMap::new()
    }

    fn home_dir(&self) -> Option<PathBuf> {
        self.0.home()
    }
}

/// Files are small, and read where the future runs.
struct Files(Environment, Cause);

impl FileRead for Files {
    async fn file_read(&self, path: &str) -> Result<Vec<u8>> {
        let content = self.0.read(Path::new(path));
        content.map_err(|error| self.1.keep(CredentialsError::because(path, error)))
    }
}

/// reqsign wants everything to have a `Debug`, and prints none of these.
macro_rules! silent {
    ($($name:ty),+) => {$(
        impl fmt::Debug for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str(stringify!($name))
            }
        }
    )+};
}

silent!(Files, Home);
