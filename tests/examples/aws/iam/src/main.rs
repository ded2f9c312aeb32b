//! Creates a role that a service of AWS can assume, and waits until AWS IAM returns it:
//!
//! ```sh
//! cargo run -p iam -- my-function-role lambda.amazonaws.com
//! ```

use clients::iam::Client;
use clients::iam::operation::create_role::{
    CreateRoleError, CreateRoleInput, CreateRoleInputRequired,
};
use clients::iam::operation::get_role::GetRoleInput;
use serde_json::json;
use std::env;
use std::error::Error;
use std::process::ExitCode;
use std::time::Duration;

const MAX_WAIT: Duration = Duration::from_secs(60);

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
    let [name, service] = arguments.as_slice() else {
        return Err("usage: iam NAME SERVICE".into());
    };
    let client = Client::from_env().await?;
    create(&client, name, service).await?;
    println!("{}", wait(&client, name).await?);
    Ok(())
}

/// Creates a role with a trust policy for a service, such as `lambda.amazonaws.com`.
async fn create(client: &Client, name: &str, service: &str) -> Result<(), Box<dyn Error>> {
    let policy = json!({
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "Principal": {"Service": service},
            "Action": "sts:AssumeRole",
        }],
    });
    let input = CreateRoleInput::new(CreateRoleInputRequired {
        role_name: name.to_owned(),
        assume_role_policy_document: policy.to_string(),
    });
    match client.create_role(input).await {
        Ok(_) => Ok(()),
        Err(error) => match error.as_service_error() {
            Some(CreateRoleError::EntityAlreadyExistsException(_)) => {
                Err(format!("there is a role {name} already").into())
            }
            Some(CreateRoleError::MalformedPolicyDocumentException(_)) => {
                Err(format!("{service} cannot assume roles: {error}").into())
            }
            _ => Err(error.into()),
        },
    }
}

/// Waits until a role exists, and returns its ARN. AWS IAM is eventually consistent: responses may lack a change for
/// seconds.
async fn wait(client: &Client, name: &str) -> Result<String, Box<dyn Error>> {
    let input = GetRoleInput::new(name);
    let output = client.wait_until_role_exists(input, MAX_WAIT).await?;
    Ok(output.role.arn)
}
