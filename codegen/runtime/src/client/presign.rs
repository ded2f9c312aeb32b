//! Presigning of operations: requests that others send.

use super::exchange::{Exchange, Failed};
use super::identity::Identity;
use super::request::Request;
use super::shared::Resolve;
use super::{Client, attempt};
use crate::endpoint::BuiltIns;
use crate::operation::Operation;
use crate::presign::{PresignError, PresignedRequest, Presigner};
use crate::protocol::{self, Content, Target};
use crate::transport::{BoxError, BoxFuture};
use bytes::Bytes;
use http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use std::time::Duration;

impl<Op: Operation> Request<'_, Op> {
    /// Presigns the request instead of sending it: whoever has the result can send it, without credentials, until
    /// `expires_in` after the current time (1 second to 7 days, in whole seconds) or until the credentials expire.
    ///
    /// Only a request without a body can be presigned, except for Amazon S3, whose presigned requests can be sent with any
    /// body: leave the stream of the input empty. Its members in headers are signed headers, which must be sent with it,
    /// a content length among them. The timeouts and the retry strategy do not matter.
    ///
    /// # Errors
    /// If the request cannot be built, or has a body; if the operation is not signed, or there are no credentials; or if
    /// `expires_in` is out of its limits, or ends after the credentials.
    pub async fn presign(self, expires_in: Duration) -> Result<PresignedRequest, PresignError> {
        let (client, mut input) = (self.client, self.input);
        let rules = client.0.protocol(Op::NAME).map_err(BoxError::from);
        let rules = rules.map_err(PresignError::new)?;
        let exchange = Exchange::new(&client.0, Target::of::<Op>(rules), &self.overrides);
        let content = client.encode::<Op>(rules, &mut input);
        let resolve = |built_ins: &BuiltIns<'_>| Client::endpoint::<Op>(client, &input, built_ins);
        exchange.presigned(&resolve, content, expires_in).await
    }
}

impl Exchange<'_> {
    /// Presigns the request with `content`. The future is boxed so that it is compiled here.
    fn presigned<'b>(
        &'b self,
        resolve: &'b Resolve<'b>,
        content: Result<Content, BoxError>,
        expires_in: Duration,
    ) -> BoxFuture<'b, Result<PresignedRequest, PresignError>> {
        Box::pin(async move {
            let presigned = self.try_presign(resolve, content, expires_in).await;
            presigned.map_err(|failed| PresignError::new(source(failed)))
        })
    }

    async fn try_presign(
        &self,
        resolve: &Resolve<'_>,
        content: Result<Content, BoxError>,
        expires_in: Duration,
    ) -> Result<PresignedRequest, Failed> {
        let unbuilt = |source| self.unbuilt(source);
        let content = content.map_err(unbuilt)?;
        let parts = self
            .without_body(content)
            .ok_or_else(|| unbuilt(HAS_BODY.into()))?;
        let mut destination = self.destination(resolve).await?;
        let has_signature = !destination.auth.is_empty();
        destination.auth.retain(|it| it.algorithm().is_some());
        if has_signature && destination.auth.is_empty() {
            return Err(unbuilt(NOT_SIGNED.into()));
        }
        let url = &destination.url;
        let mut request = protocol::request(self.target, url, Bytes::new(), Some(&parts))
            .map_err(unbuilt)?
            .map(|_| ());
        let headers = request.headers_mut();
        headers.remove(CONTENT_LENGTH);
        if let Some(length) = parts.length.filter(|_| self.target.payload_hash) {
            headers.insert(CONTENT_LENGTH, length);
        }
        headers.extend(destination.headers.clone());
        attempt::add_own(headers, &self.overrides.headers);
        let (option, identity) = self.identity(&destination).await?;
        let (Identity::Credentials(credentials), Some(algorithm)) = (identity, option.algorithm())
        else {
            return Err(unbuilt(NOT_SIGNED.into()));
        };
        let scope = (option.name.as_str(), option.path, option.token());
        let mut presigner = Presigner::of_scope(scope, algorithm, expires_in);
        if self.target.payload_hash {
            presigner = presigner.unsigned_payload();
        }
        let start = self.shared.skew.corrected(self.shared.clock.now());
        let presigned = presigner.signed(&credentials, None, start, request);
        presigned.map_err(unbuilt)
    }

    /// Returns the parts of a request without a body; `None` if it has one. A service with unsigned bodies accepts any that
    /// is sent later, of any type unless a member has it.
    fn without_body(&self, content: Content) -> Option<protocol::HttpParts> {
        #[cfg(feature = "streams")]
        if content.stream.is_some_and(|it| it.length() != Some(0)) {
            return None;
        }
        let mut parts = *content.http.filter(|_| content.body.is_empty())?;
        if self.target.payload_hash && parts.has_default_type {
            parts.headers.remove(CONTENT_TYPE);
        }
        let has_type = parts.headers.contains_key(CONTENT_TYPE);
        (self.target.payload_hash || !has_type).then_some(parts)
    }
}

const HAS_BODY: &str = "it has a body, and only a request whose members are in the path, the query and headers can be presigned";
const NOT_SIGNED: &str =
    "it is not signed with credentials, and only signed requests can be presigned";

fn source(failed: Failed) -> BoxError {
    match failed {
        Failed::Construction(error) => error.into(),
        Failed::Credentials(error) => error.into(),
        Failed::Transport(error) => error.into(),
        Failed::Timeout(error) => error.into(),
    }
}
