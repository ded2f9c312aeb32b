//! Executes operations: the call path shared by all services.
//!
//! The code that depends on an operation's types (serializing the input, deserializing the output or error) is a thin
//! layer over [`exchange`](Exchange), which is compiled once.

mod attempt;
mod auth;
#[cfg(feature = "checksums")]
mod checksums;
mod connection;
#[cfg(feature = "event-streams")]
mod events;
mod exchange;
mod hooks;
mod identity;
#[cfg(not(feature = "checksums"))]
mod no_checksums;
#[cfg(not(feature = "streams"))]
mod no_streams;
mod presign;
mod request;
mod resolution;
mod response;
#[cfg(feature = "sigv4-s3express")]
mod session;
mod shared;
mod signed;
#[cfg(feature = "streams")]
mod streamed;
mod trace;
mod trial;

use crate::config::Config;
use crate::endpoint::{self, BuiltIns};
use crate::entropy;
use crate::error::{Error, OperationError, ResponseError, ServiceError};
use crate::operation::{Operation, Service};
use crate::paginate::{Pages, Paginated};
use crate::protocol::{self, Content, Rules, Target};
use crate::time::SharedClock;
use crate::transport::{BoxError, BoxFuture};
use crate::wait::{Wait, Waiter};
#[cfg(feature = "event-streams")]
use crate::wire::Structure;
use exchange::{Answer, Exchange, Failed};
use hooks::Outcome;
use shared::Shared;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

pub use request::{Overrides, Request};
pub use response::{Response, ResponseMetadata};

/// Future of a call that borrows nothing.
pub(crate) type OwnedCall<Op> = BoxFuture<
    'static,
    Result<Response<<Op as Operation>::Output>, Error<<Op as Operation>::Error>>,
>;

/// Client of one service, wrapped by a generated client.
///
/// Clones share connections, credentials and the retry token bucket.
#[derive(Clone)]
pub struct Client(Arc<Shared>);

impl Client {
    /// Creates a client of the service `S`.
    ///
    /// Nothing is read or connected before the first call. An invalid configuration of the endpoint, transport or
    /// credentials is an error of that call.
    #[must_use]
    pub fn new<S: Service>(config: &Config) -> Self {
        Self(Arc::new_cyclic(|shared| Shared::new::<S>(config, shared)))
    }

    /// Calls the operation `Op`.
    ///
    /// # Errors
    /// If the request cannot be built or signed; if there is no response, or an invalid one; or if the service returns
    /// an error. Errors that can be retried are returned after the last attempt.
    pub async fn call<Op: Operation>(
        &self,
        input: Op::Input,
    ) -> Result<Op::Output, Error<Op::Error>> {
        let response = self.send::<Op>(input, &Overrides::default()).await?;
        Ok(response.output)
    }

    /// Builds a call of the operation `Op` with per-call overrides.
    pub fn request<Op: Operation>(&self, input: Op::Input) -> Request<'_, Op> {
        Request::new(self, input)
    }

    async fn send<Op: Operation>(
        &self,
        mut input: Op::Input,
        overrides: &Overrides,
    ) -> Result<Response<Op::Output>, Error<Op::Error>> {
        let rules = self.0.protocol(Op::NAME);
        let rules =
            rules.map_err(|it| Error::Construction(self.0.not_begun(Op::NAME, overrides, it)))?;
        let target = Target::of::<Op>(rules);
        #[cfg(feature = "event-streams")]
        let target = target.with_events::<Op>(self.0.config.max_event_size());
        let exchange = Exchange::new(&self.0, target, overrides).traced();
        let content = self.encode::<Op>(rules, &mut input);
        let resolve = |built_ins: &BuiltIns<'_>| self.endpoint::<Op>(&input, built_ins);
        let result = match exchange.run(&resolve, content).await {
            Ok(answer) if protocol::is_success(target, &answer.head, &answer.body) => {
                output::<Op>(target, answer)
            }
            Ok(answer) => Err(Error::Service(service_error(target, answer))),
            Err(failed) => Err(failure(failed)),
        };
        exchange.after_call(&Outcome::of(&result));
        result
    }

    /// Returns the pages of `Op`, from the one that `input` requests.
    pub fn pages<Op: Paginated>(&self, input: Op::Input) -> Pages<Op> {
        Pages::new(self.clone(), input)
    }

    /// Waits for `W`, for at most `max_wait`.
    pub fn wait<'a, W: Waiter>(
        &self,
        input: <W::Operation as Operation>::Input,
        max_wait: Duration,
    ) -> Wait<'a, W> {
        Wait::new(self.clone(), input, max_wait)
    }

    /// Returns the future of a call that borrows nothing.
    pub(crate) fn owned_call<Op: Operation>(
        &self,
        input: Op::Input,
        overrides: Overrides,
    ) -> OwnedCall<Op> {
        let client = self.clone();
        Box::pin(async move { client.send::<Op>(input, &overrides).await })
    }

    /// Returns the clock of this client's calls.
    pub(crate) fn clock(&self) -> SharedClock {
        Arc::clone(&self.0.clock)
    }

    /// Returns a random number in `0.0..1.0`; `None` if there is no source of randomness.
    pub(crate) fn fraction(&self) -> Option<f64> {
        (self.0.entropy)().ok().map(entropy::fraction)
    }

    /// Resolves the endpoint of a request, with the operation's host prefix.
    fn endpoint<Op: Operation>(
        &self,
        input: &Op::Input,
        built_ins: &BuiltIns<'_>,
    ) -> endpoint::Result {
        let endpoint = Op::endpoint(input, built_ins).and_then(|endpoint| {
            if self.0.config.host_prefixes() {
                endpoint.prefixed(&Op::host_prefix(input)?)
            } else {
                Ok(endpoint)
            }
        });
        endpoint.map_err(|error| error.of(self.0.service))
    }

    /// Serializes an input, with an idempotency token if it needs one.
    fn encode<Op: Operation>(
        &self,
        rules: &Rules,
        input: &mut Op::Input,
    ) -> Result<Content, BoxError> {
        if let Some(token @ None) = Op::idempotency_token(input) {
            *token = Some(entropy::uuid((self.0.entropy)()?));
        }
        let content = protocol::serialize::<Op>(rules, input)?;
        #[cfg(feature = "streams")]
        let content = content.with_stream(Op::request_stream(input));
        #[cfg(feature = "event-streams")]
        let content = {
            let has_members = Op::Input::MEMBERS.len() > 1;
            content.with_events(Op::request_events(input), rules.codec, has_members)
        };
        Ok(content)
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

fn failure<E>(failed: Failed) -> Error<E> {
    match failed {
        Failed::Construction(error) => Error::Construction(error),
        Failed::Credentials(error) => Error::Credentials(error),
        Failed::Transport(error) => Error::Transport(error),
        Failed::Timeout(error) => Error::Timeout(error),
    }
}

fn output<Op: Operation>(
    target: Target,
    #[cfg_attr(
        not(feature = "streams"),
        expect(unused_mut, reason = "there are no streams")
    )]
    mut answer: Answer,
) -> Result<Response<Op::Output>, Error<Op::Error>> {
    #[cfg(feature = "event-streams")]
    if let Some(error) = events::refusal::<Op>(target, &mut answer) {
        return Err(error);
    }
    match protocol::output::<Op>(target, &answer.head, &answer.body) {
        Ok(Some(output)) => {
            #[cfg(feature = "streams")]
            let output = with_stream::<Op>(target, output, &mut answer);
            let request_id = protocol::response_id(target, &answer.head.headers, &answer.body);
            Ok(Response {
                output,
                metadata: ResponseMetadata::new(
                    answer.head,
                    request_id,
                    answer.attempts,
                    answer.kept,
                ),
            })
        }
        Ok(None) => Err(Error::Service(service_error(target, answer))),
        Err(source) => {
            #[cfg(feature = "event-streams")]
            let source = events::explained(source, &answer);
            let request_id = protocol::response_id(target, &answer.head.headers, &answer.body);
            let status = answer.head.status;
            let foreign = protocol::foreign_body(target.rules, &answer.head, &answer.body);
            let error = ResponseError::new(
                target.operation,
                status,
                request_id,
                answer.attempts,
                answer.body,
                foreign,
                source,
            );
            Err(Error::Decode(error))
        }
    }
}

/// Returns the output with the body of its response, if it has a stream.
#[cfg(feature = "streams")]
fn with_stream<Op: Operation>(
    #[cfg_attr(
        not(feature = "event-streams"),
        expect(unused_variables, reason = "there are no events")
    )]
    target: Target,
    mut output: Op::Output,
    answer: &mut Answer,
) -> Op::Output {
    #[cfg(feature = "event-streams")]
    if let Some(member) = Op::response_events(&mut output) {
        events::receive(target, member, answer);
        return output;
    }
    let body = answer.stream.take();
    if let (Some(member), Some(body)) = (Op::response_stream(&mut output), body) {
        *member = body.into();
    }
    output
}

fn service_error<E: OperationError>(target: Target, answer: Answer) -> ServiceError<E> {
    let body = protocol::error_body(target.rules, &answer.head, &answer.body);
    let codes = protocol::error_codes(target, &answer.head, &body);
    let mut metadata = protocol::metadata(target, &answer.head, &body, &codes);
    metadata.attempts = answer.attempts;
    metadata.retry = answer.retry;
    metadata.hint = answer.hint;
    let error = match codes.shape.and_then(|code| E::decode(&code, &body)) {
        Some(decoded) => decoded.map_err(Some),
        None => Err(protocol::check(target.rules, &answer.head).err()),
    };
    // A modelled error knows which of several spellings is its own.
    if let Ok(error) = &error
        && let Some(message) = error.message().filter(|message| !message.is_empty())
    {
        metadata.message = Some(message.to_owned());
    }
    drop(body);
    let foreign = protocol::foreign_body(target.rules, &answer.head, &answer.body);
    ServiceError::new(metadata, error, answer.body, foreign)
}

#[cfg(test)]
mod tests;
