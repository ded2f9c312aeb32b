//! Calls with the bodies of AWS's benchmark by the official SDK's client of DynamoDB.

#[path = "../../shared/standard_calls.rs"]
mod standard_calls;
mod value;

use aws_credential_types::Credentials;
use aws_sdk_dynamodb::config::Region;
use aws_sdk_dynamodb::types::AttributeValue;
use aws_sdk_dynamodb::{Client, Config};
use aws_smithy_runtime_api::client::http::{
    HttpConnector, HttpConnectorFuture, SharedHttpConnector, http_client_fn,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_types::body::SdkBody;
use standard_calls::{Peer, Result, Test};
use std::collections::HashMap;
use std::sync::{Arc, Mutex};

fn main() -> Result {
    let canned = Canned::default();
    let connector = SharedHttpConnector::new(canned.clone());
    let config = Config::builder()
        .region(Region::from_static("eu-west-1"))
        .endpoint_url("http://localhost")
        .credentials_provider(Credentials::new(
            "AKIDEXAMPLE",
            "secret",
            None,
            None,
            "static",
        ))
        .http_client(http_client_fn(move |_, _| connector.clone()))
        .build();
    let client = Client::from_conf(config);
    standard_calls::measure(&Sdk { client, canned })
}

struct Sdk {
    client: Client,
    canned: Canned,
}

#[derive(Clone)]
enum Input {
    Put(HashMap<String, AttributeValue>),
    Get,
}

impl Peer for Sdk {
    type Input = Input;

    fn input(test: &Test) -> Result<Input> {
        if test.is_request {
            return Ok(Input::Put(value::map(&test.params["Item"])?));
        }
        Ok(Input::Get)
    }

    fn respond(&self, body: Vec<u8>) {
        *self.canned.0.lock().expect("no other thread") = body.into();
    }

    async fn call(&self, input: Input) -> Result {
        match input {
            Input::Put(item) => {
                let call = self.client.put_item().table_name("test-table");
                drop(call.set_item(Some(item)).send().await?);
            }
            Input::Get => {
                let call = self.client.get_item().table_name("test-table");
                drop(call.set_key(Some(HashMap::new())).send().await?);
            }
        }
        Ok(())
    }
}

#[derive(Clone, Debug, Default)]
struct Canned(Arc<Mutex<bytes::Bytes>>);

impl HttpConnector for Canned {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        drop(request);
        let body = self.0.lock().expect("no other thread").clone();
        let status = 200.try_into().expect("a status");
        HttpConnectorFuture::ready(Ok(HttpResponse::new(status, SdkBody::from(body))))
    }
}
