//! The call: the same for every operation of every service.

use crate::entropy::{self, Entropy};
use crate::error::{
    ConstructionError, DecodeError, DispatchError, Error, OperationError, ResponseError,
    ServiceError,
};
use crate::operation::{Operation, Service};
use crate::protocol::{self, Target};
use crate::transport::{BoxError, Transport};
use bytes::Bytes;
use http::{Request, Response, Uri};
use std::fmt;
use std::io;
use std::sync::Arc;

/// Calls a service: what a generated client stands on.
///
/// A clone shares what it holds.
#[derive(Clone)]
pub struct Client {
    transport: Arc<dyn Transport>,
    endpoint: Uri,
    entropy: Arc<Entropy>,
}

impl Client {
    /// A client that sends through `transport` to `endpoint`: a scheme and an authority, and a path where the service
    /// is not at the root.
    pub fn new(transport: impl Transport, endpoint: Uri) -> Self {
        Self {
            transport: Arc::new(transport),
            endpoint,
            entropy: Arc::new(entropy::system),
        }
    }

    /// Takes the random bytes of idempotency tokens from `entropy`, not from the operating system.
    #[must_use]
    pub fn with_entropy(
        self,
        entropy: impl Fn() -> io::Result<[u8; 16]> + Send + Sync + 'static,
    ) -> Self {
        Self {
            entropy: Arc::new(entropy),
            ..self
        }
    }

    /// Calls the operation `Op`.
    ///
    /// # Errors
    /// When the request cannot be built, gets no response or one that cannot be read, or the service answers with an
    /// error.
    pub async fn call<Op: Operation>(
        &self,
        input: Op::Input,
    ) -> Result<Op::Output, Error<Op::Error>> {
        let target = const { Target::of::<Op>() };
        let request = self.request(target, self.encode::<Op>(input))?;
        let response = self.send(target, request).await?;
        if response.status().is_success() {
            protocol::deserialize(target.protocol, response.body())
                .map_err(|source| Error::Decode(unreadable(target, response, source)))
        } else {
            Err(Error::Service(service_error(target, response)))
        }
    }

    /// The body of the request.
    fn encode<Op: Operation>(&self, mut input: Op::Input) -> Result<Vec<u8>, BoxError> {
        if let Some(token @ None) = Op::idempotency_token(&mut input) {
            *token = Some(entropy::uuid((self.entropy)()?));
        }
        protocol::serialize(Op::Service::PROTOCOL, &input)
    }

    fn request(
        &self,
        target: Target,
        body: Result<Vec<u8>, BoxError>,
    ) -> Result<Request<Bytes>, ConstructionError> {
        body.and_then(|body| protocol::request(target, &self.endpoint, body))
            .map_err(|source| ConstructionError::new(target.operation, source))
    }

    async fn send(
        &self,
        target: Target,
        request: Request<Bytes>,
    ) -> Result<Response<Bytes>, DispatchError> {
        let response = self.transport.send(request).await;
        response.map_err(|source| DispatchError::new(target.operation, source))
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Client")
            .field("endpoint", &self.endpoint)
            .finish_non_exhaustive()
    }
}

fn unreadable(target: Target, response: Response<Bytes>, source: DecodeError) -> ResponseError {
    let (head, body) = response.into_parts();
    let request_id = protocol::request_id(&head.headers);
    ResponseError::new(target.operation, head.status, request_id, body, source)
}

fn service_error<E: OperationError>(target: Target, response: Response<Bytes>) -> ServiceError<E> {
    let (head, bytes) = response.into_parts();
    let body = protocol::error_body(target.protocol, &bytes);
    let mut metadata = protocol::metadata(target, &head, &body, E::ERRORS);
    let error = match metadata.code().and_then(|code| E::decode(code, &body)) {
        Some(decoded) => decoded.map_err(Some),
        None => Err(None),
    };
    // A modelled error knows which of several spellings is its own.
    if let Ok(error) = &error
        && let Some(message) = error.message().filter(|message| !message.is_empty())
    {
        metadata.message = Some(message.to_owned());
    }
    drop(body);
    ServiceError::new(metadata, error, bytes)
}

#[cfg(test)]
mod tests;
