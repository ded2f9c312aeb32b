//! Attempts whose requests or responses may be streams.

#[cfg(feature = "checksums")]
use crate::checksum::{self, ENABLED};
use crate::client::attempt::Prepared;
#[cfg(feature = "event-streams")]
use crate::client::events;
use crate::protocol::Target;
use crate::transport::{self, BODY_LIMIT, Body, StreamedResponse, Transport, TransportError};
use bytes::Bytes;
use http::{Request, Response};

/// The whole response to an attempt, or if it is successful and streamed, its head with the body beside it.
pub(in crate::client) type Sent = Result<(Response<Bytes>, Option<Body>), TransportError>;

impl Prepared {
    /// Sends one attempt.
    pub(in crate::client) async fn send(
        &self,
        transport: &dyn Transport,
        target: Target,
        request: Request<Bytes>,
    ) -> Sent {
        let request = match &self.stream {
            Some(stream) => {
                let body = stream.body().await?;
                request.map(|_| body)
            }
            None => request.map(Body::from),
        };
        self.send_body(transport, target, request).await
    }

    /// Sends one attempt with this body.
    pub(in crate::client) async fn send_body(
        &self,
        transport: &dyn Transport,
        target: Target,
        mut request: Request<Body>,
    ) -> Sent {
        #[cfg(feature = "checksums")]
        let checksum = target.checksum.filter(|it| {
            let mode = it.mode_header.and_then(|it| request.headers().get(it));
            mode.is_some_and(|it| it == ENABLED)
        });
        if target.streams_response {
            request.extensions_mut().insert(StreamedResponse);
        }
        #[cfg(feature = "event-streams")]
        let events = self.mark_events(target, &mut request);
        let response = transport.send(request).await;
        #[cfg(feature = "event-streams")]
        let events = events::kept(events, &response);
        let response = response?;
        #[cfg(feature = "checksums")]
        let response = match checksum {
            Some(facts) => checksum::validated(facts, response),
            None => response,
        };
        if !target.streams_response {
            let response = transport::read(response, BODY_LIMIT).await?;
            return Ok((response, None));
        }
        if !response.status().is_success() {
            // Errors are small, and are read like others.
            let response = transport::read(response, BODY_LIMIT).await?;
            return Ok((response, None));
        }
        let (head, body) = response.into_parts();
        #[cfg(feature = "event-streams")]
        return events::opened(target, head, body, events).await;
        #[cfg(not(feature = "event-streams"))]
        Ok((Response::from_parts(head, Bytes::new()), Some(body)))
    }
}
