//! One call: body, headers, signature, response. No retries, no endpoint rules, no chain of credentials.

use aws_credential_types::Credentials;
use aws_sigv4::http_request::{SignableBody, SignableRequest, SigningSettings, sign};
use aws_sigv4::sign::v4::SigningParams;
use aws_smithy_runtime_api::client::identity::Identity;
use http::Request;
use http::header::{CONTENT_TYPE, HOST, USER_AGENT};
use http::uri::PathAndQuery;
use measure::Result;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::env::var;
use std::time::{Duration, SystemTime};

pub struct Service {
    client: reqwest::Client,
    identity: Identity,
    name: &'static str,
    region: String,
    url: String,
    host: String,
}

impl Service {
    pub fn new(name: &'static str) -> Result<Self> {
        // Is there one already, it is the same.
        _ = rustls::crypto::ring::default_provider().install_default();
        let (key, secret) = (var("AWS_ACCESS_KEY_ID")?, var("AWS_SECRET_ACCESS_KEY")?);
        let url = var("AWS_ENDPOINT_URL")?;
        let host = url.split_once("://").map_or(url.as_str(), |(_, host)| host);
        Ok(Self {
            client: reqwest::Client::builder()
                .connect_timeout(Duration::from_millis(3_100))
                .timeout(Duration::from_secs(30))
                .build()?,
            identity: Credentials::new(key, secret, None, None, "floor").into(),
            name,
            region: var("AWS_REGION")?,
            host: host.to_owned(),
            url,
        })
    }

    /// Calls an operation of awsJson.
    pub async fn call<T: DeserializeOwned>(
        &self,
        target: &str,
        input: &impl Serialize,
    ) -> Result<T> {
        let request = Request::post(&self.url)
            .header(CONTENT_TYPE, "application/x-amz-json-1.0")
            .header("x-amz-target", target)
            .header(HOST, &self.host)
            .body(serde_json::to_vec(input)?)?;
        self.send(request).await
    }

    /// Calls an operation of restJson1 that has no body.
    pub async fn get<T: DeserializeOwned>(&self, path: &str) -> Result<T> {
        let request = Request::get(format!("{}{path}", self.url))
            .header(HOST, &self.host)
            .body(Vec::new())?;
        self.send(request).await
    }

    async fn send<T: DeserializeOwned>(&self, mut request: Request<Vec<u8>>) -> Result<T> {
        self.sign(&mut request)?;
        let response = self.client.execute(request.try_into()?).await?;
        let status = response.status();
        let body = response.bytes().await?;
        if !status.is_success() {
            return Err(format!("{status}").into());
        }
        Ok(serde_json::from_slice(&body)?)
    }

    fn sign(&self, request: &mut Request<Vec<u8>>) -> Result {
        let params = SigningParams::builder()
            .identity(&self.identity)
            .region(&self.region)
            .name(self.name)
            .time(SystemTime::now())
            .settings(SigningSettings::default())
            .build()?
            .into();
        let headers = request.headers().iter();
        let path = request.uri().path_and_query();
        let signable = SignableRequest::new(
            request.method().as_str(),
            path.map_or("/", PathAndQuery::as_str),
            headers.filter_map(|(name, value)| Some((name.as_str(), value.to_str().ok()?))),
            SignableBody::Bytes(request.body()),
        )?;
        let (instructions, _) = sign(signable, &params)?.into_parts();
        instructions.apply_to_request_http1x(request);
        request
            .headers_mut()
            .insert(USER_AGENT, http::HeaderValue::from_static("floor/1.0"));
        Ok(())
    }
}
