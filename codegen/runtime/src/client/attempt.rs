//! One attempt of a call: signs the request as late as possible, sends it, and waits for the response.

use super::auth::AuthOption;
#[cfg(feature = "checksums")]
use super::checksums::Checksums;
use super::connection::ConnectionChoice;
use super::exchange::{Exchange, Failed};
use super::identity::Identity;
#[cfg(not(feature = "checksums"))]
use super::no_checksums;
use super::shared::Destination;
#[cfg(feature = "streams")]
use super::streamed::StreamedBody;
use super::trial::Trial;
use crate::auth::AuthScheme;
use crate::compression;
use crate::credentials::Credentials;
use crate::features::Features;
use crate::headers::{self, Invocation};
use crate::operation::Protocol;
use crate::protocol::{self, Content, HttpParts, Target};
use crate::retry::{RetryCall, RetryMode, may_be_clock_skew};
use crate::sign::{self, UNSIGNED_PAYLOAD, X_AMZ_CONTENT_SHA256};
use crate::time::within;
#[cfg(not(feature = "streams"))]
use crate::transport::{self, BODY_LIMIT, Body};
use crate::transport::{BoxError, Transport};
use bytes::Bytes;
use http::header::CONTENT_ENCODING;
use http::response::Parts;
use http::{HeaderMap, HeaderName, HeaderValue, Request};

/// State shared by the attempts of a call.
pub(super) struct Prepared {
    pub(super) body: Bytes,
    /// Body that is streamed, in the place of `body`.
    #[cfg(feature = "streams")]
    pub(super) stream: Option<StreamedBody>,
    /// Parts of the request besides its body, of protocols with HTTP bindings.
    parts: Option<Box<HttpParts>>,
    is_compressed: bool,
    pub(super) destination: Destination,
    invocation: Invocation,
    /// Features of all attempts, without those of the credentials.
    features: Features,
}

impl Prepared {
    pub(super) fn new(
        exchange: &Exchange<'_>,
        destination: Destination,
        content: Content,
    ) -> Result<Self, Failed> {
        let shared = exchange.shared;
        let unbuilt = |source: BoxError| exchange.unbuilt(source);
        #[cfg(feature = "streams")]
        let (content, stream) =
            StreamedBody::split(exchange, &destination.url, content).map_err(unbuilt)?;
        #[cfg_attr(
            not(feature = "checksums"),
            expect(unused_mut, reason = "of checksums")
        )]
        let (body, mut parts) = (content.body, content.http);
        let (body, is_compressed) = if exchange.target.gzip && !body.is_empty() {
            compression::gzip(body, shared.config.compression()).map_err(unbuilt)?
        } else {
            (body, false)
        };
        let invocation = Invocation::new(&*shared.entropy).map_err(unbuilt)?;
        let features = features(exchange, &destination, is_compressed);
        #[cfg(feature = "checksums")]
        let (stream, features) = {
            let checksums = Checksums::new(exchange, parts.as_deref_mut()).map_err(unbuilt)?;
            let added = checksums.add(
                stream,
                parts.as_deref_mut(),
                &exchange.overrides.headers,
                &body,
            );
            (added.map_err(unbuilt)?, features | checksums.features)
        };
        #[cfg(not(feature = "checksums"))]
        no_checksums::check(exchange, parts.as_deref()).map_err(unbuilt)?;
        Ok(Self {
            body: body.into(),
            #[cfg(feature = "streams")]
            stream,
            parts,
            is_compressed,
            destination,
            invocation,
            features,
        })
    }

    /// Makes attempt `number` over `transport`.
    ///
    /// # Errors
    /// If the request cannot be built, which another attempt would not change.
    pub(super) async fn attempt(
        &self,
        exchange: &Exchange<'_>,
        transport: &dyn Transport,
        number: u32,
        connection: ConnectionChoice,
        retries: &mut dyn RetryCall,
    ) -> Result<Trial, Failed> {
        let (shared, limit) = (exchange.shared, exchange.timeouts.attempt);
        // Before the identity, which may be far away: what cannot be built does not need it.
        let request = self
            .request(exchange)
            .map_err(|source| exchange.unbuilt(source))?;
        let (option, identity) = self.identity(exchange, request.headers()).await?;
        let time = shared.skew.corrected(shared.clock.now());
        let attempt = headers::Attempt {
            number,
            max: retries.max_attempts().unwrap_or(number),
            time,
            timeout: limit,
        };
        let mut request = self
            .authenticated(request, exchange, (option, &identity), attempt)
            .map_err(|source| exchange.unbuilt(source))?;
        exchange
            .before_sending(self, number, &mut request)
            .map_err(|source| exchange.unbuilt(source))?;
        #[cfg(feature = "event-streams")]
        let signer = self
            .event_signer(exchange, &request, (option, &identity), time)
            .map_err(|source| exchange.unbuilt(source))?;
        if number > 1 {
            retries.retrying();
        }
        connection.mark(request.extensions_mut());
        exchange.count(number);
        let sent = shared.clock.now();
        #[cfg(feature = "event-streams")]
        let response = self.send_signed(transport, exchange.target, request, signer);
        #[cfg(all(feature = "streams", not(feature = "event-streams")))]
        let response = self.send(transport, exchange.target, request);
        #[cfg(not(feature = "streams"))]
        let response = transport::exchange(transport, request.map(Body::from), BODY_LIMIT);
        let response = within(&*shared.clock, limit, response).await;
        Ok(match response {
            None => Trial::TimedOut(limit.unwrap_or_default()),
            Some(Err(error)) => Trial::NoResponse(error),
            Some(Ok(response)) => {
                #[cfg(feature = "streams")]
                let (response, stream) = response;
                let (head, body) = response.into_parts();
                let received = shared.clock.now();
                shared.skew.observe(&head.headers, sent, received, || {
                    matches!(identity, Identity::Credentials(_))
                        && may_refuse_time(exchange.target, &head, &body)
                });
                Trial::Response {
                    head,
                    body,
                    #[cfg(feature = "streams")]
                    stream,
                    identity,
                    clock_corrected: shared.skew.was_off(time, sent),
                }
            }
        })
    }

    /// Returns the identity of an attempt with its scheme, once the rate limiter of adaptive mode permits the attempt.
    ///
    /// It is looked up again after each delay, since it may have been replaced. So nothing is awaited between the permit
    /// and the request, and a call that is dropped before has not taken one.
    pub(super) async fn identity(
        &self,
        exchange: &Exchange<'_>,
        #[cfg_attr(
            not(feature = "streams"),
            expect(unused_variables, reason = "there are no streams")
        )]
        headers: &HeaderMap,
    ) -> Result<(&AuthOption, Identity), Failed> {
        loop {
            let identity = exchange.identity(&self.destination).await?;
            #[cfg(feature = "streams")]
            if self.needs_hashes(exchange.target, &identity.1, headers) {
                self.read_hashes(exchange, headers).await?;
                continue;
            }
            match exchange.permit() {
                Ok(()) => return Ok(identity),
                Err(delay) => exchange.shared.clock.sleep(delay).await,
            }
        }
    }

    /// Returns the features of the scheme and the identity of an attempt.
    fn features_of(&self, option: &AuthOption, identity: &Identity) -> Features {
        match identity {
            Identity::Credentials(credentials) if option.scheme == AuthScheme::SigV4a => {
                of_credentials(credentials) | Features::SIGV4A_SIGNING
            }
            Identity::Credentials(credentials) => of_credentials(credentials),
            Identity::Token(token) if self.destination.token.as_ref() == Some(token) => {
                Features::BEARER_SERVICE_ENV_VARS
            }
            Identity::Token(_) | Identity::None => Features::NONE,
        }
    }

    /// Builds the request of one attempt. The headers that count attempts are added after the signature, which does not
    /// cover them.
    pub(super) fn authenticated(
        &self,
        mut request: Request<Bytes>,
        exchange: &Exchange<'_>,
        by: (&AuthOption, &Identity),
        attempt: headers::Attempt,
    ) -> Result<Request<Bytes>, BoxError> {
        let (option, identity) = by;
        let features = self.features | self.features_of(option, identity);
        exchange
            .shared
            .add_user_agent(request.headers_mut(), features)?;
        self.add_payload(&mut request, exchange.target, identity)?;
        #[cfg(feature = "streams")]
        self.add_hashes(request.headers_mut());
        exchange.before_signing(self, attempt.number, &mut request)?;
        exchange.authenticate(&mut request, by, attempt.time)?;
        self.invocation.mark(request.headers_mut(), attempt)?;
        Ok(request)
    }

    /// Adds what stands for the body in a signature, unless that is the hash of bytes: a body that is not signed, whether
    /// over TLS or not, and the hash of a stream. Some services require the header with that of bytes, too.
    fn add_payload(
        &self,
        request: &mut Request<Bytes>,
        target: Target,
        identity: &Identity,
    ) -> Result<(), BoxError> {
        if !matches!(identity, Identity::Credentials(_)) {
            return Ok(());
        }
        let unsigned = HeaderValue::from_static(UNSIGNED_PAYLOAD);
        let payload = target.unsigned_payload.then_some(unsigned);
        #[cfg(feature = "streams")]
        let payload = payload.or_else(|| self.stream.as_ref()?.payload());
        let payload = match payload {
            None if target.payload_hash => Some(sign::hash(request.body())?),
            payload => payload,
        };
        if let Some(payload) = payload {
            let headers = request.headers_mut();
            headers.entry(X_AMZ_CONTENT_SHA256).or_insert(payload);
        }
        Ok(())
    }

    /// Builds the request that all attempts send, without the user agent, before it is authenticated.
    pub(super) fn request(&self, exchange: &Exchange<'_>) -> Result<Request<Bytes>, BoxError> {
        let Exchange { shared, target, .. } = *exchange;
        let (url, body) = (&self.destination.url, self.body.clone());
        let mut request = protocol::request(target, url, body, self.parts.as_deref())?;
        let headers = request.headers_mut();
        if self.is_compressed {
            add_encoding(headers, "gzip")?;
        }
        headers.extend(self.destination.headers.clone());
        add_own(headers, &exchange.overrides.headers);
        #[cfg(feature = "streams")]
        if let Some(stream) = &self.stream {
            stream.put_headers(headers)?;
        }
        shared.trace.add(headers, shared.config.environment());
        Ok(request)
    }

    /// Returns the names of the headers that the caller has added to the request.
    pub(super) fn headers_of_caller(
        &self,
        exchange: &Exchange<'_>,
    ) -> Result<Vec<HeaderName>, BoxError> {
        let own = &exchange.overrides.headers;
        if own.is_empty() {
            return Ok(Vec::new());
        }
        let (url, body) = (&self.destination.url, self.body.clone());
        #[cfg_attr(
            not(feature = "streams"),
            expect(unused_mut, reason = "there are no streams")
        )]
        let mut request = protocol::request(exchange.target, url, body, self.parts.as_deref())?;
        #[cfg(feature = "streams")]
        if let Some(stream) = &self.stream {
            stream.put_headers(request.headers_mut())?;
        }
        let is_added = |name: &&HeaderName| {
            let is_encoding = self.is_compressed && **name == CONTENT_ENCODING;
            let has = |headers: &HeaderMap| headers.contains_key(*name);
            !is_encoding && !has(request.headers()) && !has(&self.destination.headers)
        };
        Ok(own.keys().filter(is_added).cloned().collect())
    }
}

/// Adds an encoding to those of a body, of which the input may have some.
pub(super) fn add_encoding(
    headers: &mut HeaderMap,
    encoding: &'static str,
) -> Result<(), BoxError> {
    let encodings = match headers.get(CONTENT_ENCODING) {
        Some(own) => {
            HeaderValue::from_bytes(&[own.as_bytes(), b", ", encoding.as_bytes()].concat())?
        }
        None => HeaderValue::from_static(encoding),
    };
    headers.insert(CONTENT_ENCODING, encodings);
    Ok(())
}

/// Returns the features of a call that do not depend on its credentials.
fn features(exchange: &Exchange<'_>, destination: &Destination, is_compressed: bool) -> Features {
    let mut features = exchange.overrides.features | destination.features;
    features |= match exchange.shared.retry_mode(exchange.overrides) {
        Some(RetryMode::Standard) => Features::RETRY_MODE_STANDARD,
        Some(RetryMode::Adaptive) => Features::RETRY_MODE_ADAPTIVE,
        None => Features::NONE,
    };
    if is_compressed {
        features |= Features::GZIP_REQUEST_COMPRESSION;
    }
    if exchange.target.rules.protocol == Protocol::RpcV2Cbor {
        features |= Features::PROTOCOL_RPC_V2_CBOR;
    }
    features
}

/// Returns the features of credentials that sign a request.
fn of_credentials(credentials: &Credentials) -> Features {
    match credentials.account() {
        Some(_) => credentials.features() | Features::RESOLVED_ACCOUNT_ID,
        None => credentials.features(),
    }
}

/// Returns true for a response that may have rejected the signature because of its time.
fn may_refuse_time(target: Target, head: &Parts, body: &[u8]) -> bool {
    if protocol::is_success(target, head, body) {
        return false;
    }
    let body = protocol::error_body(target.rules, head, body);
    let codes = protocol::error_codes(target, head, &body);
    let codes = [codes.shape, codes.query].into_iter().flatten();
    { codes }.any(|code| may_be_clock_skew(&code))
}

/// Adds the per-call headers that are not set yet, except those that count attempts, which the runtime sets.
pub(super) fn add_own(headers: &mut HeaderMap, own: &HeaderMap) {
    for (name, value) in own {
        if !name.as_str().starts_with("amz-sdk-") {
            headers.entry(name).or_insert_with(|| value.clone());
        }
    }
}
