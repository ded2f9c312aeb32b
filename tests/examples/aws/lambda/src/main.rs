//! Lists the Lambda functions of a region, or invokes one with a JSON event:
//!
//! ```sh
//! cargo run -p lambda
//! cargo run -p lambda -- my-function '{"name": "Ada"}'
//! ```

use clients::lambda::Client;
use clients::lambda::operation::invoke::{InvokeError, InvokeInput};
use clients::lambda::operation::list_functions::ListFunctionsInput;
use serde_json::Value;
use std::error::Error;
use std::process::ExitCode;
use std::{env, fmt};

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    match run(env::args().skip(1)).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            // 2 if the function failed, 1 if it could not be invoked.
            ExitCode::from(if error.is::<FunctionError>() { 2 } else { 1 })
        }
    }
}

async fn run(mut arguments: impl Iterator<Item = String>) -> Result<(), Box<dyn Error>> {
    let client = Client::from_env().await?;
    let Some(function) = arguments.next() else {
        return list(&client).await;
    };
    let event = arguments.next().unwrap_or_else(|| "{}".to_owned());
    let event = serde_json::from_str(&event)?;
    println!("{}", invoke(&client, &function, &event).await?);
    Ok(())
}

/// Prints name, runtime and memory of each function. The next page is requested when it is needed.
async fn list(client: &Client) -> Result<(), Box<dyn Error>> {
    let mut functions = client
        .list_functions_pages(ListFunctionsInput::new())
        .items();
    while let Some(function) = functions.next_item().await? {
        let name = function.function_name.unwrap_or_default();
        let memory = function.memory_size.unwrap_or_default();
        // Functions in container images have none.
        let runtime = function.runtime.map_or("-".to_owned(), |it| it.to_string());
        println!("{name}  {runtime}  {memory} MB");
    }
    Ok(())
}

/// Invokes a function, waits for its end, and returns its result.
///
/// # Errors
///
/// The call fails, or the function does: a [`FunctionError`].
async fn invoke(client: &Client, function: &str, event: &Value) -> Result<Value, Box<dyn Error>> {
    let input = InvokeInput::new(function).payload(serde_json::to_vec(event)?);
    let output = match client.invoke(input).await {
        Ok(output) => output,
        Err(error) => match error.as_service_error() {
            Some(InvokeError::ResourceNotFoundException(_)) => {
                return Err(format!("there is no function {function}").into());
            }
            _ => return Err(error.into()),
        },
    };
    let payload = serde_json::from_slice(&output.payload.unwrap_or_default())?;
    // The call of a function that fails succeeds, with the status 200.
    match output.function_error {
        None => Ok(payload),
        Some(kind) => Err(FunctionError { kind, payload }.into()),
    }
}

/// Error of a function that was invoked: it threw, timed out, or ran out of memory.
#[derive(Debug)]
struct FunctionError {
    kind: String,
    payload: Value,
}

impl fmt::Display for FunctionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let message = self.payload["errorMessage"]
            .as_str()
            .unwrap_or("no message");
        write!(f, "the function failed ({}): {message}", self.kind)
    }
}

impl Error for FunctionError {}
