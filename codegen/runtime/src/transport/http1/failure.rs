//! Failures of requests, sorted by kind.

use super::connect::TimedOut;
use super::stream::OnlyInformational;
use super::ways::HttpVersion;
use crate::transport::{BoxError, TransportError, TransportErrorKind};
use http::Uri;
use hyper_util::client::legacy;
use rustls::Error as TlsError;
use std::error::Error;
use std::time::Duration;
use std::{fmt, io, iter};

const NO_HTTP2: &str = "it needs HTTP/2, which the server, or a proxy between, does not support";

/// Returns the failure of an exchange with the server of `uri` before the head of a response.
pub(super) fn of_exchange(uri: &Uri, version: HttpVersion, error: legacy::Error) -> TransportError {
    if lacks_http2(&error) {
        return unsendable(uri, NO_HTTP2);
    }
    let kind = kind(&error, error.is_connect());
    let message = match kind {
        _ if error.is_connect() => Message::Connect,
        _ if version == HttpVersion::Http2 => Message::PlainHttp2,
        _ => Message::Exchange,
    };
    Failure::error(uri, kind, message, error)
}

/// Returns the failure of a request that the server of `uri` has not processed, and that cannot be sent again.
#[cfg(feature = "http2")]
pub(super) fn unrepeatable(uri: &Uri, error: legacy::Error) -> TransportError {
    Failure::error(uri, TransportErrorKind::Io, Message::Unrepeatable, error)
}

/// Returns the failure of reading the body of a response from the server of `uri`.
pub(super) fn of_body(uri: &Uri, error: hyper::Error) -> TransportError {
    let kind = kind(&error, false);
    Failure::error(uri, kind, Message::Body, error)
}

/// Returns the failure of a request by reqwest to `uri`.
#[cfg(feature = "reqwest")]
pub(super) fn of_reqwest(uri: &Uri, error: reqwest::Error) -> TransportError {
    if error
        .source()
        .and_then(<dyn Error>::downcast_ref)
        .is_some_and(lacks_http2)
    {
        return unsendable(uri, NO_HTTP2);
    }
    let kind = if error.is_builder() || error.is_redirect() {
        TransportErrorKind::Other
    } else {
        kind(&error, error.is_connect())
    };
    let message = if error.is_builder() {
        Message::Request
    } else if error.is_connect() {
        Message::Connect
    } else if error.is_decode() || error.is_body() {
        Message::Body
    } else {
        Message::Exchange
    };
    Failure::error(uri, kind, message, error.without_url())
}

/// Returns true if the request is for HTTP/2 alone, and its connection has HTTP/1.1: the only error of a connection without
/// a cause.
fn lacks_http2(error: &legacy::Error) -> bool {
    let is_http1 = error
        .connect_info()
        .is_some_and(|it| !it.is_negotiated_h2());
    is_http1 && error.source().is_none()
}

/// Returns the error of a request that cannot be sent to `uri`.
pub(super) fn unsendable(uri: &Uri, why: &'static str) -> TransportError {
    let message = Message::Request.text(TransportErrorKind::Other, &origin(uri));
    TransportError::new(format!("{message}: {why}"))
}

/// Returns the error of a request to `uri` of which nothing could be sent within `timeout`.
pub(super) fn not_sent(uri: &Uri, timeout: Duration) -> TransportError {
    let origin = origin(uri);
    TransportError::timeout(format!(
        "the request to {origin} made no progress for {timeout:?}"
    ))
}

/// Returns the error of a response from the server of `uri` of which nothing was received within `timeout`.
pub(super) fn not_received(uri: &Uri, timeout: Duration) -> TransportError {
    let origin = origin(uri);
    TransportError::timeout(format!(
        "the response of {origin} made no progress for {timeout:?}"
    ))
}

fn kind(error: &(dyn Error + 'static), is_connect: bool) -> TransportErrorKind {
    let chain = || iter::successors(Some(error), |&error| cause(error));
    // An error of the request's own stream.
    if let Some(error) = chain().find_map(|error| error.downcast_ref::<TransportError>()) {
        return error.kind();
    }
    if chain().any(is_timeout) {
        if is_connect {
            TransportErrorKind::ConnectTimeout
        } else {
            TransportErrorKind::Timeout
        }
    } else if chain().any(is_distrust) {
        TransportErrorKind::Other
    } else if is_connect {
        TransportErrorKind::Connect
    } else {
        TransportErrorKind::Io
    }
}

/// Returns the direct cause of `error`. An I/O error that wraps another skips it in its `source`.
fn cause<'a>(error: &'a (dyn Error + 'static)) -> Option<&'a (dyn Error + 'static)> {
    match error.downcast_ref::<io::Error>() {
        Some(error) => error.get_ref().map(|inner| inner as _),
        None => error.source(),
    }
}

fn is_timeout(error: &(dyn Error + 'static)) -> bool {
    #[cfg(feature = "reqwest")]
    if error.downcast_ref().is_some_and(reqwest::Error::is_timeout) {
        return true;
    }
    let io = error.downcast_ref().map(io::Error::kind);
    error.is::<TimedOut>()
        || error.is::<OnlyInformational>()
        || io == Some(io::ErrorKind::TimedOut)
        || error.downcast_ref().is_some_and(hyper::Error::is_timeout)
}

/// Returns true if the server's certificate was rejected, or cannot be checked: another attempt would not change that.
fn is_distrust(error: &(dyn Error + 'static)) -> bool {
    // It has no kinds. OpenSSL says `certificate verify failed`, macOS and Windows name the certificate too.
    #[cfg(feature = "native-tls")]
    if let Some(error) = error.downcast_ref::<native_tls::Error>() {
        return error.to_string().contains("certificate");
    }
    matches!(
        error.downcast_ref(),
        Some(TlsError::InvalidCertificate(_) | TlsError::General(_))
    )
}

/// The step that failed.
#[derive(Clone, Copy)]
enum Message {
    Request,
    Connect,
    Exchange,
    /// An exchange by HTTP/2 with prior knowledge, which the server may lack.
    PlainHttp2,
    #[cfg(feature = "http2")]
    Unrepeatable,
    Body,
}

impl Message {
    fn text(self, kind: TransportErrorKind, origin: &str) -> String {
        match (self, kind) {
            #[cfg(feature = "http2")]
            (Self::Unrepeatable, _) => format!(
                "{origin} did not process the request, which cannot be sent again: its body is a stream that can be read \
                 only once"
            ),
            (Self::Request, _) => format!("no request can be sent to {origin}"),
            (_, TransportErrorKind::ConnectTimeout) => {
                format!("could not connect to {origin} in time")
            }
            (Self::Connect, _) => format!("could not connect to {origin}"),
            (_, TransportErrorKind::Timeout) => format!("{origin} did not respond in time"),
            (Self::Exchange, _) => format!("the exchange with {origin} failed"),
            (Self::PlainHttp2, _) => {
                format!("the exchange with {origin} by HTTP/2 without TLS failed")
            }
            (Self::Body, _) => format!("the response of {origin} ended early"),
        }
    }
}

/// Returns the scheme, host and port of a URI, without user and password.
fn origin(uri: &Uri) -> String {
    let (Some(scheme), Some(host)) = (uri.scheme_str(), uri.host()) else {
        return "a URL without a host".to_owned();
    };
    uri.port().map_or_else(
        || format!("{scheme}://{host}"),
        |port| format!("{scheme}://{host}:{port}"),
    )
}

/// Error of the HTTP client, with a message that names the server.
#[derive(Debug)]
struct Failure {
    message: String,
    error: BoxError,
}

impl Failure {
    fn error(
        uri: &Uri,
        kind: TransportErrorKind,
        message: Message,
        error: impl Error + Send + Sync + 'static,
    ) -> TransportError {
        let message = message.text(kind, &origin(uri));
        let error = error.into();
        TransportError::with_kind(kind, Self { message, error })
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.message)
    }
}

impl Error for Failure {
    /// Returns the cause of the client's error, which the message replaces, or that error itself if it has no cause.
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.error.source().or(Some(&*self.error))
    }
}
