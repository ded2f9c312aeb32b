//! A call without tokio, which is throttled twice.

use generated::codeconnections::Client;
use generated::codeconnections::enums::SyncConfigurationType;
use generated::codeconnections::operation::get_resource_sync_status::GetResourceSyncStatusInput;
use generated::runtime::http::{Request, Response};
use generated::runtime::{Body, BoxFuture, Config, Credentials, Transport, TransportError};
use std::error::Error;
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{self, Thread};

/// Wakes the thread that polls.
struct Unpark(Thread);

impl Wake for Unpark {
    fn wake(self: Arc<Self>) {
        self.0.unpark();
    }
}

/// Polls a future on this thread until it is complete.
fn block_on<F: Future>(future: F) -> F::Output {
    let waker = Waker::from(Arc::new(Unpark(thread::current())));
    let mut future = pin!(future);
    loop {
        match future.as_mut().poll(&mut Context::from_waker(&waker)) {
            Poll::Ready(output) => return output,
            Poll::Pending => thread::park(),
        }
    }
}

/// Service in memory.
#[derive(Default)]
struct Service(AtomicU32);

impl Transport for Service {
    fn send(
        &self,
        request: Request<Body>,
    ) -> BoxFuture<'_, Result<Response<Body>, TransportError>> {
        let number = self.0.fetch_add(1, Ordering::Relaxed);
        let is_signed = request.headers().contains_key("authorization");
        let (status, body) = match number {
            _ if !is_signed => (403, r#"{"__type": "AccessDeniedException"}"#),
            0 | 1 => (400, r#"{"__type": "ThrottlingException"}"#),
            _ => (200, r#"{"LatestSync": {"Status": "SUCCEEDED"}}"#),
        };
        let response = Response::builder().status(status).body(Body::from(body));
        Box::pin(async { response.map_err(TransportError::new) })
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let service = Arc::new(Service::default());
    let config = Config::builder()
        .region("eu-west-1")
        .credentials(Credentials::new("AKIDEXAMPLE", "secret"))
        .transport(Arc::clone(&service))
        .build()?;
    let client = Client::new(&config);
    let input = GetResourceSyncStatusInput::new("my-stack", SyncConfigurationType::CfnStackSync);
    let output = block_on(client.get_resource_sync_status(input))?;
    let attempts = service.0.load(Ordering::Relaxed);
    println!("{} after {attempts} attempts", output.latest_sync.status);
    Ok(())
}
