//! Finds the API key with a name in Amazon API Gateway, or creates it:
//!
//! ```sh
//! cargo run -p api-gateway -- partner
//! cargo run -p api-gateway -- partner --value | pass insert --multiline partner
//! ```
//!
//! The value of a key is a secret. Only `--value` prints it, and then nothing else.

use clients::api_gateway::Client;
use clients::api_gateway::operation::create_api_key::CreateApiKeyInput;
use clients::api_gateway::operation::get_api_key::{GetApiKeyError, GetApiKeyInput};
use clients::api_gateway::operation::get_api_keys::GetApiKeysInput;
use std::env;
use std::error::Error;
use std::process::ExitCode;

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    match run(env::args().skip(1).collect()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn run(arguments: Vec<String>) -> Result<(), Box<dyn Error>> {
    let (name, is_value) = match arguments.as_slice() {
        [name] => (name, false),
        [name, flag] if flag == "--value" => (name, true),
        _ => return Err("usage: api-gateway NAME [--value]".into()),
    };
    let client = Client::from_env().await?;
    let id = match find(&client, name).await? {
        Some(id) => id,
        None => create(&client, name).await?,
    };
    if is_value {
        println!("{}", value(&client, &id).await?);
    } else {
        println!("{name} has the id {id}");
    }
    Ok(())
}

/// Returns the id of the API key with this name. Without `include_values` the response has no secrets.
async fn find(client: &Client, name: &str) -> Result<Option<String>, Box<dyn Error>> {
    let input = GetApiKeysInput::new().name_query(name);
    let mut keys = client.get_api_keys_pages(input).items();
    while let Some(key) = keys.next_item().await? {
        // The query also matches longer names.
        if key.name.as_deref() == Some(name) {
            return Ok(key.id);
        }
    }
    Ok(None)
}

/// Creates an API key that callers can use at once, and returns its id.
async fn create(client: &Client, name: &str) -> Result<String, Box<dyn Error>> {
    let input = CreateApiKeyInput::new().name(name).enabled(true);
    // The output has the value too: keep the id alone.
    let id = client.create_api_key(input).await?.id;
    Ok(id.ok_or("the response has no id")?)
}

/// Returns the value of an API key.
async fn value(client: &Client, id: &str) -> Result<String, Box<dyn Error>> {
    let input = GetApiKeyInput::new(id).include_value(true);
    match client.get_api_key(input).await {
        Ok(key) => Ok(key.value.ok_or("the response has no value")?),
        Err(error) => match error.as_service_error() {
            Some(GetApiKeyError::NotFoundException(_)) => Err("the key was deleted".into()),
            _ => Err(error.into()),
        },
    }
}
