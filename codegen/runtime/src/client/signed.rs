//! Requests that are signed and not sent.

use super::attempt::Prepared;
use super::exchange::{Exchange, Failed};
use super::request::Request;
use super::shared::Resolve;
use super::{Client, failure};
use crate::endpoint::BuiltIns;
use crate::error::Error;
use crate::headers::Attempt;
use crate::operation::Operation;
use crate::protocol::{Content, Target};
use crate::transport::{BoxError, BoxFuture};
use bytes::Bytes;

const IS_STREAM: &str = "a request that is signed and not sent has its body in memory, and this one is a stream: use bytes, \
                         or send the request";

impl<Op: Operation> Request<'_, Op> {
    /// Signs the request instead of sending it, for another HTTP client, a test, or a tool that sends it later. Services
    /// accept it for a few minutes after the time of its signature, and only if nothing that is signed has changed.
    ///
    /// It has all headers but `host`, which HTTP clients add from the URL. The [hooks](crate::hooks) before the signature
    /// run, and no others. Timeouts and retries do not matter, and no transport is needed, except for the session of a
    /// directory bucket of Amazon S3, which is created as for a call.
    ///
    /// # Errors
    /// If the request cannot be built or signed; if there are no credentials; or if its body is a stream, other than of
    /// bytes in memory.
    pub async fn sign(self) -> Result<http::Request<Bytes>, Error<Op::Error>> {
        let (client, mut input) = (self.client, self.input);
        let rules = client.0.protocol(Op::NAME).map_err(Error::Construction)?;
        let target = Target::of::<Op>(rules);
        let exchange = Exchange::new(&client.0, target, &self.overrides).without_limiter();
        let content = client.encode::<Op>(rules, &mut input);
        let resolve = |built_ins: &BuiltIns<'_>| Client::endpoint::<Op>(client, &input, built_ins);
        let signed = exchange.signed(&resolve, content).await;
        signed.map_err(failure)
    }
}

impl Exchange<'_> {
    /// Signs the request with `content`. The future is boxed so that it is compiled here.
    fn signed<'b>(
        &'b self,
        resolve: &'b Resolve<'b>,
        content: Result<Content, BoxError>,
    ) -> BoxFuture<'b, Result<http::Request<Bytes>, Failed>> {
        Box::pin(async move {
            let content = content.map_err(|source| self.unbuilt(source))?;
            let destination = self.destination(resolve).await?;
            let prepared = Prepared::new(self, destination, content)?;
            prepared.signed(self).await
        })
    }
}

impl Prepared {
    async fn signed(&self, exchange: &Exchange<'_>) -> Result<http::Request<Bytes>, Failed> {
        let unbuilt = |source: BoxError| exchange.unbuilt(source);
        let body = self.in_memory().ok_or_else(|| unbuilt(IS_STREAM.into()))?;
        let request = self.request(exchange).map_err(unbuilt)?;
        let (option, identity) = self.identity(exchange, request.headers()).await?;
        let shared = exchange.shared;
        let attempt = Attempt {
            number: 1,
            max: 1,
            time: shared.skew.corrected(shared.clock.now()),
            timeout: None,
        };
        let signed = self.authenticated(request, exchange, (option, &identity), attempt);
        Ok(signed.map_err(unbuilt)?.map(|_| body))
    }
}
