//! A transport that keeps the bytes of requests, and answers as it is told.

use crate::service::Service;
use crate::sigv4::{self, Received};
use runtime::bytes::Bytes;
use runtime::http::{HeaderMap, Request, Response};
use runtime::{
    Body, BoxFuture, Client, Config, ConfigBuilder, Credentials, Retry, Transport, TransportError,
};
use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

const SECRET: &str = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

/// Answer to one request.
pub enum Reply {
    Response(Box<Response<Body>>),
    /// The connection fails after this number of pieces of the body.
    Cut(usize),
}

#[derive(Clone, Default)]
pub struct World {
    replies: Arc<Mutex<VecDeque<Reply>>>,
    requests: Arc<Mutex<Vec<Request<Bytes>>>>,
}

impl World {
    /// A world of these answers, and then of empty responses.
    pub fn new(replies: impl IntoIterator<Item = Reply>) -> Self {
        Self {
            replies: Arc::new(Mutex::new(replies.into_iter().collect())),
            requests: Arc::default(),
        }
    }

    /// A configuration without retries, for an endpoint with TLS.
    pub fn config(&self) -> ConfigBuilder {
        Config::builder()
            .transport(self.clone())
            .credentials(Credentials::new("AKIDEXAMPLE", SECRET))
            .region("eu-west-1")
            .endpoint_url("https://things.example")
            .retry(Retry::off())
    }

    pub fn client(&self) -> Client {
        client(self.config())
    }

    /// The requests whose body was read whole.
    pub fn requests(&self) -> Vec<Request<Bytes>> {
        self.requests.lock().unwrap().clone()
    }

    /// The only request, whose signature is genuine.
    pub fn request(&self) -> Request<Bytes> {
        let mut requests = self.requests();
        assert_eq!(requests.len(), 1);
        let request = requests.remove(0);
        verify(&request);
        request
    }
}

pub fn client(config: ConfigBuilder) -> Client {
    Client::new::<Service>(&config.build().unwrap())
}

/// Verifies the signature of a request, and that its length is that of its body.
pub fn verify(request: &Request<Bytes>) {
    let received = Received::of(request);
    sigv4::verify(&received, SECRET).expect("the signature covers what was sent");
    if let Some(length) = request.headers().get("content-length") {
        assert_eq!(length, request.body().len().to_string().as_str());
    }
}

/// The value of a header; `-` if it is absent.
pub fn value<'a>(headers: &'a HeaderMap, name: &str) -> &'a str {
    headers.get(name).map_or("-", |it| it.to_str().unwrap())
}

/// A response with these headers.
pub fn response(headers: &[(&'static str, &str)], body: impl Into<Body>) -> Reply {
    let mut response = Response::new(body.into());
    for (name, value) in headers {
        let value = value.parse().unwrap();
        response.headers_mut().insert(*name, value);
    }
    Reply::Response(Box::new(response))
}

impl Transport for World {
    fn send(
        &self,
        request: Request<Body>,
    ) -> BoxFuture<'_, Result<Response<Body>, TransportError>> {
        Box::pin(async {
            let reply = self.replies.lock().unwrap().pop_front();
            let (head, mut body) = request.into_parts();
            if let Some(Reply::Cut(pieces)) = reply {
                for _ in 0..pieces {
                    body.next().await.transpose()?;
                }
                return Err(TransportError::io("the connection was reset"));
            }
            let body = body.collect(usize::MAX).await?;
            let request = Request::from_parts(head, body);
            self.requests.lock().unwrap().push(request);
            Ok(match reply {
                Some(Reply::Response(response)) => *response,
                _ => Response::new(Body::empty()),
            })
        })
    }
}
