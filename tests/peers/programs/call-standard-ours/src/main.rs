//! Calls with the bodies of AWS's benchmark by this project's crate.

#[path = "../../shared/standard_calls.rs"]
mod standard_calls;

use standard::awsjson::Client;
use standard::awsjson::operation::get_item::GetItemInput;
use standard::awsjson::operation::put_item::PutItemInput;
use standard::runtime::__private::Codec;
use standard::runtime::bytes::Bytes;
use standard::runtime::http::{Request, Response};
use standard::runtime::{
    Body, BoxFuture, Config, Credentials, Environment, Transport, TransportError,
};
use standard_calls::{Peer, Result, Test};
use std::sync::{Arc, Mutex};

fn main() -> Result {
    let canned = Arc::new(Canned::default());
    let config = Config::builder()
        .environment(Environment::empty())
        .region("eu-west-1")
        .endpoint_url("http://localhost")
        .credentials(Credentials::new("AKIDEXAMPLE", "secret"))
        .transport(Arc::clone(&canned))
        .build()?;
    let client = Client::new(&config);
    standard_calls::measure(&Ours { client, canned })
}

struct Ours {
    client: Client,
    canned: Arc<Canned>,
}

#[derive(Clone)]
enum Input {
    Put(PutItemInput),
    Get(GetItemInput),
}

impl Peer for Ours {
    type Input = Input;

    fn input(test: &Test) -> Result<Input> {
        if test.is_request {
            let params = serde_json::to_vec(&test.params)?;
            return Ok(Input::Put(Codec::Json.read(&params)?));
        }
        let input = Codec::Json.read(br#"{"TableName":"test-table","Key":{}}"#)?;
        Ok(Input::Get(input))
    }

    fn respond(&self, body: Vec<u8>) {
        *self.canned.0.lock().expect("no other thread") = body.into();
    }

    async fn call(&self, input: Input) -> Result {
        match input {
            Input::Put(input) => drop(self.client.put_item(input).await?),
            Input::Get(input) => drop(self.client.get_item(input).await?),
        }
        Ok(())
    }
}

#[derive(Default)]
struct Canned(Mutex<Bytes>);

impl Transport for Canned {
    fn send(
        &self,
        request: Request<Body>,
    ) -> BoxFuture<'_, std::result::Result<Response<Body>, TransportError>> {
        drop(request);
        let body = self.0.lock().expect("no other thread").clone();
        Box::pin(async { Ok(Response::new(Body::from(body))) })
    }
}
