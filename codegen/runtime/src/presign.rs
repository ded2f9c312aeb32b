//! Presigned requests: URLs with a signature, which others can send without credentials until they expire.
//!
//! A [`Presigner`] signs the method, the URL and the headers of an HTTP request for a service, and
//! [`Request::presign`](crate::Request::presign) the request of an operation. Only requests without a body, or with an
//! unsigned one, can be presigned: operations of the AWS JSON protocols, of rpcv2Cbor, awsQuery and ec2Query have their
//! input in the body, and cannot; those of restJson1 and restXml can if all members that are set are in the path, the query
//! and headers.
//!
//! The signature is in the query, as the IAM User Guide describes it ("Authentication methods", "Using query parameters"):
//! `X-Amz-Algorithm`, `X-Amz-Credential`, `X-Amz-Date`, `X-Amz-Expires`, `X-Amz-SignedHeaders`, with a session token
//! `X-Amz-Security-Token`, and `X-Amz-Signature`.
//!
//! # Example: token for Amazon EKS
//!
//! Kubernetes clusters of Amazon EKS authenticate their users with a presigned `GetCallerIdentity` of AWS STS, which is
//! bound to the cluster by the signed header `x-k8s-aws-id`. The token is the URL in base64url without padding.
//!
//! ```
//! use base64::Engine as _;
//! use base64::prelude::BASE64_URL_SAFE_NO_PAD;
//! use runtime::presign::Presigner;
//! use runtime::{Config, http::Request};
//! use std::error::Error;
//! use std::time::Duration;
//!
//! async fn eks_token(config: &Config, cluster: &str) -> Result<String, Box<dyn Error>> {
//!     let url = "https://sts.eu-west-1.amazonaws.com/?Action=GetCallerIdentity&Version=2011-06-15";
//!     let request = Request::get(url).header("x-k8s-aws-id", cluster).body(())?;
//!     let presigner = Presigner::new("sts", Duration::from_secs(60)).region("eu-west-1");
//!     let presigned = presigner.presign(config, request).await?;
//!     let url = BASE64_URL_SAFE_NO_PAD.encode(presigned.uri().to_string());
//!     Ok(format!("k8s-aws-v1.{url}"))
//! }
//! ```

mod check;
mod error;
mod request;

use crate::config::Config;
use crate::credentials::Credentials;
use crate::endpoint;
use crate::error::OneLine;
use crate::sign::{Algorithm, PathEncoding, Payload, Presigning, SessionToken, Signer, Signing};
use crate::time;
use crate::transport::BoxError;
pub use error::PresignError;
use http::Request;
pub use request::PresignedRequest;
use std::time::{Duration, SystemTime};

/// Settings of presigned requests to a service.
#[derive(Clone, Debug)]
#[must_use]
pub struct Presigner {
    signing_name: String,
    expires_in: Duration,
    region: Option<String>,
    /// Regions of SigV4a.
    region_set: Option<String>,
    start: Option<SystemTime>,
    path: PathEncoding,
    token: SessionToken,
    payload: Payload,
}

impl Presigner {
    /// Creates a presigner for the service with this signing name, such as `sts`.
    ///
    /// Requests expire `expires_in` after the time at which they are signed: after 1 second to 7 days, in whole seconds.
    /// They also end with the credentials that sign them, so a longer time is an error.
    pub fn new(signing_name: impl Into<String>, expires_in: Duration) -> Self {
        Self {
            signing_name: signing_name.into(),
            expires_in,
            region: None,
            region_set: None,
            start: None,
            path: PathEncoding::Twice,
            token: SessionToken::Security,
            payload: Payload::Empty,
        }
    }

    /// Creates a presigner of an operation's requests.
    pub(crate) fn of_scope(
        (signing_name, path, token): (&str, PathEncoding, SessionToken),
        algorithm: Algorithm<'_>,
        expires_in: Duration,
    ) -> Self {
        let (region, region_set) = match algorithm {
            Algorithm::SigV4 { region } => (Some(region.to_owned()), None),
            Algorithm::SigV4a { region_set } => (None, Some(region_set.to_owned())),
        };
        Self {
            region,
            region_set,
            path,
            token,
            ..Self::new(signing_name, expires_in)
        }
    }

    /// Sets the region. The default is that of the configuration.
    pub fn region(mut self, region: impl Into<String>) -> Self {
        self.region = Some(region.into());
        self
    }

    /// Signs with SigV4a, for regions separated by commas; `*` in a region stands for any characters.
    #[cfg(feature = "sigv4a")]
    pub fn sigv4a(mut self, region_set: impl Into<String>) -> Self {
        self.region_set = Some(region_set.into());
        self
    }

    /// Sets the time at which requests are signed, and from which on they can be sent. The default is the current time:
    /// that of the configuration's clock, without a correction by responses of services.
    pub fn start(mut self, time: SystemTime) -> Self {
        self.start = Some(time);
        self
    }

    /// Leaves the body unsigned, so that the request can be sent with any. Amazon S3 supports this; for other services a
    /// presigned request has no body.
    pub fn unsigned_payload(mut self) -> Self {
        self.payload = Payload::Unsigned;
        self
    }

    /// Signs the path as it is, neither normalised nor encoded a second time, as Amazon S3 requires.
    pub fn path_encoded_once(mut self) -> Self {
        self.path = PathEncoding::Once;
        self
    }

    /// Presigns a request with the credentials, the region and the clock of `config`.
    ///
    /// The URL has a scheme and a host, which is signed in lower case. All headers are signed, and must be sent
    /// unchanged. Some are dropped: those of signatures, `amz-sdk-*`, and those that proxies and HTTP clients change, such
    /// as `user-agent`.
    ///
    /// # Errors
    /// If there are no credentials or no region; if `expires_in` is out of its limits, or ends after the credentials; if
    /// the URL has no valid host, has a user, or is presigned already; if HTTP clients would change its path (`..`, or a
    /// character that is not percent-encoded); or if a value cannot be signed.
    pub async fn presign(
        &self,
        config: &Config,
        request: Request<()>,
    ) -> Result<PresignedRequest, PresignError> {
        let presigned = self.with_config(config, request).await;
        presigned.map_err(PresignError::new)
    }

    /// Presigns a request with these credentials. The region must be set, and the default of [`start`](Self::start) is the
    /// time of the system clock.
    ///
    /// # Errors
    /// Those of [`presign`](Self::presign).
    pub fn presign_with(
        &self,
        credentials: &Credentials,
        request: Request<()>,
    ) -> Result<PresignedRequest, PresignError> {
        let start = self.start.unwrap_or_else(time::now);
        let presigned = self.signed(credentials, None, start, request);
        presigned.map_err(PresignError::new)
    }

    async fn with_config(
        &self,
        config: &Config,
        request: Request<()>,
    ) -> Result<PresignedRequest, BoxError> {
        let needs_region = self.region.is_none() && self.region_set.is_none();
        let region = match config.region() {
            Some(region) => Some(region.to_owned()),
            None if needs_region => config.instance_region().await,
            None => None,
        };
        if needs_region && region.is_none() {
            return Err(config.no_region(&self.signing_name).into());
        }
        let credentials = config.shared_credentials().get().await?;
        let start = self.start.unwrap_or_else(|| config.clock().now());
        self.signed(&credentials, region.as_deref(), start, request)
    }

    /// Presigns a request; `region` is that of the configuration.
    pub(crate) fn signed(
        &self,
        credentials: &Credentials,
        region: Option<&str>,
        start: SystemTime,
        request: Request<()>,
    ) -> Result<PresignedRequest, BoxError> {
        check::signing_name(&self.signing_name)?;
        let expires_in = check::seconds(self.expires_in, credentials, start)?;
        let (head, ()) = request.into_parts();
        let uri = check::uri(head.uri, self.path)?;
        let headers = check::headers(&uri, &head.headers)?;
        let regions = self.regions(region)?;
        let algorithm = match self.region_set {
            Some(_) => Algorithm::SigV4a {
                region_set: &regions,
            },
            None => Algorithm::SigV4 { region: &regions },
        };
        let signing = Signing {
            name: &self.signing_name,
            algorithm,
            path: self.path,
            token: self.token,
            credentials,
            time: start,
        };
        let presigning = Presigning {
            method: &head.method,
            uri: &uri,
            headers: &headers,
            payload: self.payload,
            expires_in,
        };
        let uri = Signer::default().presign(&presigning, &signing)?;
        Ok(PresignedRequest::new(head.method, uri, headers))
    }

    /// Returns the region, or the regions of SigV4a.
    fn regions(&self, configured: Option<&str>) -> Result<String, BoxError> {
        if let Some(set) = &self.region_set {
            let (expected, got) = (endpoint::EXPECTED_REGION_SET, OneLine(set));
            let regions = endpoint::region_set(set);
            return regions
                .ok_or_else(|| format!("the region set: expected {expected}, got {got:?}").into());
        }
        let region = self.region.as_deref().or(configured);
        let region = region.ok_or("no region is set: call `Presigner::region`")?;
        Ok(endpoint::region_at("the region", region)?)
    }
}
