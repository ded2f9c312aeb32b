//! Requests of the test server, as they are checked.

use crate::server;
use crate::sigv4::Received;

/// Returns a request with its headers as text.
pub fn received(request: &server::Received) -> Received {
    let headers = request.headers.iter();
    Received {
        method: request.method.clone(),
        target: request.target.clone(),
        headers: headers
            .map(|(name, value)| (name.clone(), String::from_utf8_lossy(value).into_owned()))
            .collect(),
        body: request.body.clone(),
    }
}
