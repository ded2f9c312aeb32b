//! Requests as hooks see them.

use super::header::{HeaderError, Point};
use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, Method, Request, Uri};
use std::fmt;

/// Request of an attempt that is going to be signed. Its headers can be changed, but none that belongs to the protocol, the
/// endpoint, the input or the signature.
pub struct RequestToSign<'a>(View<'a>);

/// Signed request of an attempt that is going to be sent. Only headers that are not signed can be changed.
pub struct RequestToSend<'a>(View<'a>);

/// Request of an attempt.
pub(crate) struct View<'a> {
    pub(crate) service: &'static str,
    pub(crate) operation: &'static str,
    pub(crate) number: u32,
    pub(crate) request: &'a mut Request<Bytes>,
    pub(crate) is_streamed: bool,
    /// Headers of the caller, which hooks may change although the request has them.
    pub(crate) free: Vec<HeaderName>,
}

impl View<'_> {
    fn insert<N, V>(
        &mut self,
        point: Point,
        name: N,
        value: V,
    ) -> Result<Option<HeaderValue>, HeaderError>
    where
        N: TryInto<HeaderName>,
        V: TryInto<HeaderValue>,
    {
        let name = name.try_into();
        let name = name.map_err(|_| HeaderError::new(point, "", "its name is not valid"))?;
        let value = value.try_into();
        // Without the value, which may be secret.
        let invalid = |_| HeaderError::new(point, name.as_str(), "its value is not valid");
        let value = value.map_err(invalid)?;
        point.change(
            self.request.headers_mut(),
            &mut self.free,
            name,
            Some(value),
        )
    }

    fn remove<N: TryInto<HeaderName>>(
        &mut self,
        point: Point,
        name: N,
    ) -> Result<Option<HeaderValue>, HeaderError> {
        let name = name.try_into();
        let name = name.map_err(|_| HeaderError::new(point, "", "its name is not valid"))?;
        point.change(self.request.headers_mut(), &mut self.free, name, None)
    }
}

macro_rules! request {
    ($name:ident) => {
        impl<'a> $name<'a> {
            pub(crate) fn new(view: View<'a>) -> Self {
                Self(view)
            }

            /// Returns the SDK id of the service, such as `CodeConnections`.
            #[must_use]
            pub fn service(&self) -> &'static str {
                self.0.service
            }

            /// Returns the name of the operation.
            #[must_use]
            pub fn operation(&self) -> &'static str {
                self.0.operation
            }

            /// Returns the number of the attempt, from 1.
            #[must_use]
            pub fn attempt(&self) -> u32 {
                self.0.number
            }

            /// Returns the HTTP method.
            #[must_use]
            pub fn method(&self) -> &Method {
                self.0.request.method()
            }

            /// Returns the URL. Its path and query may hold members of the input.
            #[must_use]
            pub fn uri(&self) -> &Uri {
                self.0.request.uri()
            }

            /// Returns the headers. Without `host`, which the transport adds from the URL, unless the call sets it.
            #[must_use]
            pub fn headers(&self) -> &HeaderMap {
                self.0.request.headers()
            }

            /// Returns the body; `None` if it is a stream. It may hold sensitive members of the input.
            #[must_use]
            pub fn body(&self) -> Option<&Bytes> {
                (!self.0.is_streamed).then(|| self.0.request.body())
            }
        }

        impl fmt::Debug for $name<'_> {
            /// Shows names of headers only, and no URL: values may be secrets.
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                let names: Vec<_> = self.headers().keys().collect();
                formatter
                    .debug_struct(stringify!($name))
                    .field("service", &self.service())
                    .field("operation", &self.operation())
                    .field("attempt", &self.attempt())
                    .field("method", self.method())
                    .field("headers", &names)
                    .finish_non_exhaustive()
            }
        }
    };
}

request!(RequestToSign);
request!(RequestToSend);

impl RequestToSign<'_> {
    /// Adds a header, or replaces it, and returns the value that it had. It is signed like the others, if requests are; but for
    /// headers that proxies and tracing change, such as `user-agent`, `traceparent`, `connection` and `proxy-*`.
    ///
    /// # Errors
    /// If the header belongs to the protocol, the endpoint, the input of the operation, the signature or the count of
    /// attempts; or if the name or value is not valid. Headers of [`Request::header`](crate::Request::header), of other
    /// hooks, and those that identify the caller (`user-agent`, `x-amz-user-agent`, `x-amzn-trace-id`) can be replaced.
    pub fn insert_header<N, V>(
        &mut self,
        name: N,
        value: V,
    ) -> Result<Option<HeaderValue>, HeaderError>
    where
        N: TryInto<HeaderName>,
        V: TryInto<HeaderValue>,
    {
        self.0.insert(Point::Signing, name, value)
    }

    /// Removes a header, and returns the value that it had.
    ///
    /// # Errors
    /// Same as [`insert_header`](Self::insert_header).
    pub fn remove_header<N: TryInto<HeaderName>>(
        &mut self,
        name: N,
    ) -> Result<Option<HeaderValue>, HeaderError> {
        self.0.remove(Point::Signing, name)
    }
}

impl RequestToSend<'_> {
    /// Adds a header that is not signed, or replaces it, and returns the value that it had.
    ///
    /// # Errors
    /// If the header is signed, or belongs to the signature or the count of attempts; if services accept it only in the
    /// signature (`host`, `content-type`, `x-amz-*`); or if the name or value is not valid.
    pub fn insert_header<N, V>(
        &mut self,
        name: N,
        value: V,
    ) -> Result<Option<HeaderValue>, HeaderError>
    where
        N: TryInto<HeaderName>,
        V: TryInto<HeaderValue>,
    {
        self.0.insert(Point::Sending, name, value)
    }

    /// Removes a header that is not signed, and returns the value that it had.
    ///
    /// # Errors
    /// Same as [`insert_header`](Self::insert_header).
    pub fn remove_header<N: TryInto<HeaderName>>(
        &mut self,
        name: N,
    ) -> Result<Option<HeaderValue>, HeaderError> {
        self.0.remove(Point::Sending, name)
    }
}
