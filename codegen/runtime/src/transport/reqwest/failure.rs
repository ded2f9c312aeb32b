//! What an error of reqwest's is to a transport.

use crate::transport::{TransportError, TransportErrorKind};
use http::Uri;
use rustls::Error as TlsError;
use std::error::Error;
use std::{fmt, io, iter};

/// The failure of a request to `uri`.
pub(super) fn failure(uri: &Uri, error: reqwest::Error) -> TransportError {
    let kind = kind(&error);
    let message = message(kind, &error, &origin(uri));
    let source = error.without_url();
    TransportError::with_kind(kind, Failure { message, source })
}

fn kind(error: &reqwest::Error) -> TransportErrorKind {
    if error.is_timeout() && error.is_connect() {
        TransportErrorKind::ConnectTimeout
    } else if error.is_timeout() {
        TransportErrorKind::Timeout
    } else if error.is_builder() || error.is_redirect() || is_distrust(error) {
        TransportErrorKind::Other
    } else if error.is_connect() {
        TransportErrorKind::Connect
    } else {
        TransportErrorKind::Io
    }
}

/// Whether the server's certificate was refused, or nothing is there to check it by: that stays so.
fn is_distrust(error: &reqwest::Error) -> bool {
    iter::successors(error.source(), |&error| cause(error))
        .filter_map(|error| error.downcast_ref())
        .any(|error| {
            matches!(
                error,
                TlsError::InvalidCertificate(_) | TlsError::General(_)
            )
        })
}

/// What is right below `error`. An I/O error that wraps another passes that over in its `source`.
fn cause<'a>(error: &'a (dyn Error + 'static)) -> Option<&'a (dyn Error + 'static)> {
    match error.downcast_ref::<io::Error>() {
        Some(error) => error.get_ref().map(|inner| inner as _),
        None => error.source(),
    }
}

fn message(kind: TransportErrorKind, error: &reqwest::Error, origin: &str) -> String {
    match kind {
        TransportErrorKind::ConnectTimeout => {
            format!("could not connect to {origin} in time")
        }
        TransportErrorKind::Timeout => format!("{origin} did not answer in time"),
        _ if error.is_connect() => format!("could not connect to {origin}"),
        _ if error.is_builder() => format!("no request can be sent to {origin}"),
        _ if error.is_decode() || error.is_body() => format!("the response of {origin} broke off"),
        _ => format!("the exchange with {origin} failed"),
    }
}

/// What a URI says of the server, without a user and a password, which may stand before the host.
fn origin(uri: &Uri) -> String {
    let (Some(scheme), Some(host)) = (uri.scheme_str(), uri.host()) else {
        return "a URL without a host".to_owned();
    };
    uri.port().map_or_else(
        || format!("{scheme}://{host}"),
        |port| format!("{scheme}://{host}:{port}"),
    )
}

/// An error of reqwest's, with a message that names the server.
#[derive(Debug)]
struct Failure {
    message: String,
    source: reqwest::Error,
}

impl fmt::Display for Failure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.message)
    }
}

impl Error for Failure {
    /// The cause of reqwest's error: what that says itself, the message says better.
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.source.source()
    }
}
