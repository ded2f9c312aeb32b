//! Makes calls by generated clients to the server whose URL is the argument: for each line with a call it prints a line with
//! the result.

mod operations;

use operations::OPERATIONS;
use runtime::{
    Blob, ByteStreamErrorKind, ChecksumValidation, Client, Config, Credentials, Error, Operation,
    OperationError, Paginated, ResponseMetadata,
};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};
use std::io::{self, Write as _};
use std::time::Duration;
use std::{env, mem};
use tokio::runtime::{Builder, Runtime};

type Failure = Box<dyn std::error::Error>;

/// The member that is a stream.
const STREAM: &str = "Body";

/// Makes calls of an operation: of a page, presigned, and of all pages.
struct Entry {
    call: fn(&Caller, Value) -> Result<Value, Failure>,
    presign: fn(&Caller, Value) -> Result<Value, Failure>,
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
    let config = config.endpoint_parameter("ForcePathStyle", true);
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
        let presign = Some(entry.presign).filter(|_| call["presigned"] == true);
        let make = pages.or(presign).unwrap_or(entry.call);
        let result = make(&caller, call["input"].take())?;
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

/// The input, with the content of its stream, which serde's form does not have.
fn with_stream<Op: Operation>(input: Value) -> Result<Op::Input, Failure>
where
    Op::Input: DeserializeOwned,
{
    let content = input.get(STREAM).cloned();
    let mut input = serde_json::from_value(input)?;
    if let (Some(stream), Some(content)) = (Op::request_stream(&mut input), content) {
        *stream = serde_json::from_value::<Blob>(content)?.into();
    }
    Ok(input)
}

/// The checksums in the message about a corrupted response: the expected one, and the computed one.
fn checksums(mut error: &dyn std::error::Error) -> Vec<String> {
    while let Some(source) = error.source() {
        error = source;
    }
    let message = error.to_string();
    let mut quoted: Vec<_> = message.split('`').skip(1).step_by(2).collect();
    quoted.reverse();
    quoted.into_iter().map(str::to_owned).collect()
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
        let request = client.request::<Op>(with_stream::<Op>(input)?);
        Ok(match self.runtime.block_on(request.send()) {
            Ok(response) => self.result::<Op>(response.output, &response.metadata)?,
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

    /// The result of a call, with the content of a stream.
    fn result<Op: Operation>(
        &self,
        mut output: Op::Output,
        metadata: &ResponseMetadata,
    ) -> Result<Value, Failure>
    where
        Op::Output: Serialize,
    {
        let mut result = json!({
            "status": metadata.status().as_u16(),
            "request_id": metadata.request_id(),
        });
        let content = Op::response_stream(&mut output).map(mem::take);
        result["output"] = json!(output);
        if let Some(content) = content {
            match self.runtime.block_on(content.bytes(1 << 20)) {
                Ok(content) => result["output"][STREAM] = json!(Blob::from(&content[..])),
                Err(error) if error.kind() == ByteStreamErrorKind::Checksum => {
                    return Ok(json!({ "corrupted": checksums(&error) }));
                }
                Err(error) => return Err(error.into()),
            }
            result["validated"] = match metadata.checksum() {
                Some(ChecksumValidation::Validated(algorithm)) => json!(algorithm.as_str()),
                _ => Value::Null,
            };
        }
        Ok(result)
    }

    /// A presigned request: its method, its URL, and the headers that must be sent with it.
    fn presign<Op: Operation>(&self, input: Value) -> Result<Value, Failure>
    where
        Op::Input: DeserializeOwned,
    {
        let client = Client::new::<Op::Service>(&self.config);
        let request = client.request::<Op>(serde_json::from_value(input)?);
        let expires_in = Duration::from_secs(900);
        let presigned = self.runtime.block_on(request.presign(expires_in))?;
        let headers = presigned.headers().iter();
        let headers = headers.map(|(name, value)| Ok((name.to_string(), value.to_str()?.into())));
        Ok(json!({
            "method": presigned.method().as_str(),
            "url": presigned.uri().to_string(),
            "headers": headers.collect::<Result<Map<_, _>, Failure>>()?,
        }))
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
