//! Sends a prompt to a model on Amazon Bedrock, by default Amazon Nova Lite:
//!
//! ```sh
//! cargo run -p bedrock -- 'Name a river in France.'
//! cargo run -p bedrock -- 'Name a river in France.' eu.amazon.nova-micro-v1:0
//! ```
//!
//! The call is authenticated by the token in `AWS_BEARER_TOKEN_BEDROCK`, an API key of Amazon Bedrock. Without this
//! variable it is signed with the credentials of the environment.

use clients::bedrock_runtime::Client;
use clients::bedrock_runtime::operation::invoke_model::{InvokeModelError, InvokeModelInput};
use serde_json::{Value, json};
use std::env;
use std::error::Error;
use std::process::ExitCode;

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    match run(env::args().skip(1)).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn run(mut arguments: impl Iterator<Item = String>) -> Result<(), Box<dyn Error>> {
    let prompt = arguments.next().ok_or("usage: bedrock PROMPT [MODEL]")?;
    let model = arguments.next();
    let model = model.as_deref().unwrap_or("amazon.nova-lite-v1:0");
    let client = Client::from_env().await?;
    println!("{}", complete(&client, model, &prompt).await?);
    Ok(())
}

/// Sends a prompt to a model of Amazon Nova, and returns the text of its response. Models of other providers have other
/// bodies.
async fn complete(client: &Client, model: &str, prompt: &str) -> Result<String, Box<dyn Error>> {
    let request = json!({
        "messages": [{"role": "user", "content": [{"text": prompt}]}],
        "inferenceConfig": {"maxTokens": 512, "temperature": 0.5},
    });
    let input = InvokeModelInput::new(model)
        .content_type("application/json")
        .accept("application/json")
        .body(serde_json::to_vec(&request)?);
    let output = match client.invoke_model(input).await {
        Ok(output) => output,
        Err(error) => match error.as_service_error() {
            Some(InvokeModelError::AccessDeniedException(_)) => {
                return Err(format!("no access to {model}: {error}").into());
            }
            // The client has retried already.
            _ if error.is_throttling() => return Err("too many requests: try again later".into()),
            _ => return Err(error.into()),
        },
    };
    let response: Value = serde_json::from_slice(&output.body)?;
    let blocks = response["output"]["message"]["content"].as_array();
    let mut texts = blocks
        .into_iter()
        .flatten()
        .filter_map(|block| block["text"].as_str());
    Ok(texts.next().ok_or("the response has no text")?.to_owned())
}
