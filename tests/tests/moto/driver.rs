//! Makes calls by generated clients to the server whose URL is the argument: for each line with a call it prints a line with
//! the result.

mod operations;

use operations::OPERATIONS;
use runtime::{Client, Config, Credentials, Error, Operation, OperationError, Paginated};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use std::env;
use std::io::{self, Write as _};
use tokio::runtime::{Builder, Runtime};

type Failure = Box<dyn std::error::Error>;

/// Makes calls of an operation: of a page, and of all pages.
struct Entry {
    call: fn(&Caller, Value) -> Result<Value, Failure>,
    pages: Option<fn(&Caller, Value) -> Result<Value, Failure>>,
}

struct Caller {
    config: Config,
    runtime: Runtime,
}

fn main() -> Result<(), Failure> {
    let url = env::args().nth(1).ok_or("a URL is needed")?;
    let key = Credentials::new(
        "AKIDLOOPBACKEXAMPLE",
        "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
    );
    let config = Config::builder().region("us-east-1").credentials(key);
    let caller = Caller {
        config: config.endpoint_url(url).build()?,
        runtime: Builder::new_current_thread().enable_all().build()?,
    };
    for line in io::stdin().lines() {
        let mut call: Value = serde_json::from_str(&line?)?;
        let name = format!("{}.{}", text(&call, "service"), text(&call, "operation"));
        let entry = OPERATIONS.iter().find(|(it, _)| *it == name);
        let (_, entry) = entry.ok_or_else(|| format!("{name} is not known"))?;
        let pages = entry.pages.filter(|_| call["pages"] == true);
        let result = pages.unwrap_or(entry.call)(&caller, call["input"].take())?;
        println!("{result}");
        io::stdout().flush()?;
    }
    Ok(())
}

fn text<'a>(call: &'a Value, name: &str) -> &'a str {
    call[name].as_str().unwrap_or_default()
}

/// The message is compared as that of the error: it is the only member whose spelling differs from the model's.
fn without_message(mut members: Value) -> Value {
    if let Some(members) = members.as_object_mut() {
        members.retain(|name, _| !name.eq_ignore_ascii_case("message"));
    }
    members
}

impl Caller {
    fn call<Op: Operation>(
        &self,
        input: Value,
        members: fn(&Op::Error) -> Value,
    ) -> Result<Value, Failure>
    where
        Op::Input: DeserializeOwned,
        Op::Output: Serialize,
    {
        let client = Client::new::<Op::Service>(&self.config);
        let request = client.request::<Op>(serde_json::from_value(input)?);
        Ok(match self.runtime.block_on(request.send()) {
            Ok(response) => json!({
                "output": response.output,
                "status": response.metadata.status().as_u16(),
                "request_id": response.metadata.request_id(),
            }),
            Err(Error::Service(error)) => {
                let metadata = error.metadata();
                json!({ "error": {
                    "code": metadata.code(),
                    "message": metadata.message(),
                    "shape": error.error().map(|it| it.facts().code),
                    "members": error.error().map(members).map(without_message),
                    "status": metadata.status().as_u16(),
                    "request_id": metadata.request_id(),
                } })
            }
            Err(error) => json!({ "failure": error.to_string() }),
        })
    }

    fn pages<Op: Paginated>(&self, input: Value) -> Result<Value, Failure>
    where
        Op::Input: DeserializeOwned,
        Op::Output: Serialize,
    {
        let client = Client::new::<Op::Service>(&self.config);
        let mut pages = client.pages::<Op>(serde_json::from_value(input)?);
        let mut found = Vec::new();
        while let Some(page) = self.runtime.block_on(pages.next_page())? {
            found.push(serde_json::to_value(page)?);
        }
        Ok(json!({ "pages": found }))
    }
}
