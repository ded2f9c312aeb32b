//! Sessions of directory buckets: credentials for one bucket, which `CreateSession` returns.
//!
//! Source: Amazon S3 API Reference, `CreateSession`. A session lasts five minutes. It is created by the first call to a
//! bucket, and shared by all calls to it with the same credentials.

use super::auth::AuthOption;
use super::exchange::{Answer, Exchange, Failed};
use super::hooks::Outcome;
use super::request::Overrides;
use super::shared::{Destination, Shared};
use crate::codec::AllFormats;
use crate::credentials::{Credentials, CredentialsCache, CredentialsError, ProvideCredentials};
use crate::endpoint::{self, BuiltIns, Endpoint};
use crate::features::Features;
use crate::hooks::FailureKind;
use crate::lock::lock;
use crate::protocol::{self, Content, HttpParts, Target};
use crate::transport::{BoxError, BoxFuture};
use crate::{Document, Timestamp};
use http::{HeaderMap, Method, Uri};
use std::sync::{Arc, Mutex, MutexGuard, Weak};
use std::time::{Duration, SystemTime};

/// Number of sessions that a client keeps; the one that was used longest ago makes room.
const MAX_SESSIONS: usize = 100;

/// Time before its end at which a session is no longer used, for requests need some time.
const MARGIN: Duration = Duration::from_secs(10);

/// Sessions of a client.
pub(super) struct Sessions {
    shared: Weak<Shared>,
    /// Those used last are at the end.
    caches: Mutex<Vec<Session>>,
}

/// Session of a bucket, which is renewed before its end.
struct Session {
    /// Endpoint of the bucket.
    url: Uri,
    /// Credentials with which it is created.
    owner: Credentials,
    cache: CredentialsCache,
}

impl Sessions {
    pub(super) fn new(shared: &Weak<Shared>) -> Self {
        Self {
            shared: Weak::clone(shared),
            caches: Mutex::default(),
        }
    }

    /// Returns the session of `owner` at `url`, which `new` creates if there is none, or if the service has rejected it: a
    /// rejected session is not used further, unlike other credentials.
    fn of(
        &self,
        url: &Uri,
        owner: &Credentials,
        new: impl FnOnce() -> CredentialsCache,
    ) -> CredentialsCache {
        let mut caches = self.lock();
        let is_this = |it: &Session| it.url == *url && it.owner == *owner;
        let found = caches.iter().position(is_this);
        let found = found.map(|index| caches.remove(index));
        let (session, mut dropped) = match found {
            Some(session) if !session.cache.is_rejected() => (session, None),
            rejected => {
                let session = Session {
                    url: url.clone(),
                    owner: owner.clone(),
                    cache: new(),
                };
                (session, rejected)
            }
        };
        let cache = session.cache.clone();
        if caches.len() >= MAX_SESSIONS {
            dropped = Some(caches.remove(0));
        }
        caches.push(session);
        // Its end may take the lock.
        drop(caches);
        drop(dropped);
        cache
    }

    /// Marks the session with these credentials as expired. Returns false if there is none.
    pub(super) fn invalidate(&self, credentials: &Credentials) -> bool {
        let mut sessions = self.all().into_iter();
        let session = sessions.find(|it| it.holds(credentials));
        session.inspect(|it| it.invalidate(credentials)).is_some()
    }

    /// Returns the error that kept the session with these credentials from being replaced.
    pub(super) fn failure(&self, credentials: &Credentials) -> Option<CredentialsError> {
        self.all().iter().find_map(|it| it.failure(credentials))
    }

    fn all(&self) -> Vec<CredentialsCache> {
        self.lock().iter().map(|it| it.cache.clone()).collect()
    }

    fn lock(&self) -> MutexGuard<'_, Vec<Session>> {
        lock(&self.caches)
    }
}

impl Exchange<'_> {
    /// Returns the credentials of the session for the bucket at `destination`.
    pub(super) async fn session(
        &self,
        destination: &Destination,
        option: &AuthOption,
    ) -> Result<Credentials, CredentialsError> {
        let owner = self.credentials().await?;
        let url = &destination.url;
        let sessions = &self.shared.sessions;
        let cache = sessions.of(url, &owner, || {
            let provider = Provider {
                shared: Weak::clone(&sessions.shared),
                target: self.target.of_session(),
                url: url.clone(),
                option: option.clone(),
                owner: self.credentials_cache().clone(),
                features: owner.features(),
            };
            let config = &self.shared.config;
            CredentialsCache::over(Arc::new(provider), config.clock(), config.entropy())
        });
        cache.get().await
    }
}

/// Provider that calls `CreateSession`.
struct Provider {
    shared: Weak<Shared>,
    target: Target,
    url: Uri,
    option: AuthOption,
    /// Cache of the caller's credentials, which are renewed if the service rejects them.
    owner: CredentialsCache,
    features: Features,
}

impl ProvideCredentials for Provider {
    fn provide(&self) -> BoxFuture<'_, Result<Credentials, CredentialsError>> {
        Box::pin(async {
            let session = self.created().await;
            session.map_err(|source| {
                let message = format!("no session of the directory bucket: {source}");
                CredentialsError::message(message)
            })
        })
    }
}

impl Provider {
    async fn created(&self) -> Result<Credentials, BoxError> {
        let shared = self.shared.upgrade().ok_or("its client was dropped")?;
        let mut overrides = Overrides {
            is_internal: true,
            ..Overrides::default()
        };
        overrides.set_credentials(self.owner.clone());
        let exchange = Exchange::new(&shared, self.target, &overrides).traced();
        let parts = HttpParts {
            method: Method::GET,
            target: "?session".to_owned(),
            headers: HeaderMap::new(),
            has_default_type: false,
            length: None,
            #[cfg(feature = "test-util")]
            labels: Vec::new(),
        };
        let content = Content::new(Vec::new(), Some(Box::new(parts)));
        let resolve = |_: &BuiltIns<'_>| self.endpoint();
        let session = match exchange.run(&resolve, Ok(content)).await {
            Ok(answer) => self.credentials(&answer),
            Err(Failed::Construction(error)) => Err(error.into()),
            Err(Failed::Credentials(error)) => Err(error.into()),
            Err(Failed::Transport(error)) => Err(error.into()),
            Err(Failed::Timeout(error)) => Err(error.into()),
        };
        exchange.after_call(&match &session {
            Ok(_) => Outcome::default(),
            Err(error) => Outcome::failed(FailureKind::Credentials, error),
        });
        session
    }

    /// Returns the endpoint of the bucket, with a signature by the credentials of the caller.
    fn endpoint(&self) -> endpoint::Result {
        let region = self.option.region.as_deref().unwrap_or_default();
        let properties = [
            ("signingName", Document::from(self.option.name.as_str())),
            ("signingRegion", Document::from(region)),
            ("disableDoubleEncoding", Document::from(true)),
        ];
        let endpoint = Endpoint::new(self.url.to_string())?;
        Ok(endpoint.auth_scheme("sigv4", properties))
    }

    fn credentials(&self, answer: &Answer) -> Result<Credentials, BoxError> {
        let target = self.target;
        if !protocol::is_success(target, &answer.head, &answer.body) {
            let body = protocol::error_body(target.rules, &answer.head, &answer.body);
            let codes = protocol::error_codes(target, &answer.head, &body);
            let error = protocol::metadata(target, &answer.head, &body, &codes);
            return Err(error.to_string().into());
        }
        let codec = target.rules.codec;
        let created: Created = codec.read_document::<Created, AllFormats>(&answer.body)?;
        let found = created.credentials;
        let parts = [
            &found.access_key_id,
            &found.secret_access_key,
            &found.session_token,
        ];
        if parts.into_iter().any(String::is_empty) {
            return Err("the response to CreateSession has no credentials".into());
        }
        let credentials = Credentials::new(found.access_key_id, found.secret_access_key);
        let end = SystemTime::from(found.expiration);
        let end = end.checked_sub(MARGIN).unwrap_or(end);
        Ok(credentials
            .session_token(found.session_token)
            .expires_at(end)
            .with_features(self.features | Features::S3_EXPRESS_BUCKET))
    }
}

/// Output of `CreateSession`.
struct Created {
    credentials: SessionCredentials,
}

crate::structure!(Created {
    credentials: "Credentials",
});

/// Credentials of a session.
struct SessionCredentials {
    access_key_id: String,
    secret_access_key: String,
    session_token: String,
    expiration: Timestamp,
}

crate::structure!(SessionCredentials {
    access_key_id: "AccessKeyId",
    secret_access_key: "SecretAccessKey",
    session_token: "SessionToken",
    expiration: "Expiration" as crate::wire::DateTime,
});
