//! Lists the IAM users of another account, by a role in it:
//!
//! ```sh
//! cargo run -p sts -- arn:aws:iam::111122223333:role/auditor
//! cargo run -p sts -- arn:aws:iam::111122223333:role/auditor EXTERNAL-ID
//! ```
//!
//! The role is assumed once, and its credentials expire after 15 minutes. A program that runs longer uses the provider
//! `runtime::AssumeRole` instead, which renews them.

use clients::iam;
use clients::iam::operation::list_users::ListUsersInput;
use clients::runtime::{Config, Credentials};
use clients::sts;
use clients::sts::operation::assume_role::{
    AssumeRoleError, AssumeRoleInput, AssumeRoleInputRequired,
};
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
    let role = arguments.next().ok_or("usage: sts ROLE [EXTERNAL-ID]")?;
    let config = Config::from_env()?;
    let credentials = assume(&config, &role, arguments.next()).await?;
    // The connections of both clients are the same.
    let client = iam::Client::new(&config.with_credentials(credentials));
    list(&client).await
}

/// Assumes a role for 15 minutes, the least that is possible, and returns its credentials.
async fn assume(
    config: &Config,
    role: &str,
    external_id: Option<String>,
) -> Result<Credentials, Box<dyn Error>> {
    let client = sts::Client::new(config);
    let mut input = AssumeRoleInput::new(AssumeRoleInputRequired {
        role_arn: role.to_owned(),
        role_session_name: "list-users".to_owned(),
    })
    .duration_seconds(900);
    if let Some(id) = external_id {
        input = input.external_id(id);
    }
    let output = match client.assume_role(input).await {
        Ok(output) => output,
        Err(error) => match error.as_service_error() {
            Some(AssumeRoleError::RegionDisabledException(_)) => {
                return Err("AWS STS is not activated in this region: set another".into());
            }
            // Errors that all operations of AWS have are not in the model.
            _ if error.code() == Some("AccessDenied") => {
                return Err(format!("no permission to assume {role}: {error}").into());
            }
            _ => return Err(error.into()),
        },
    };
    let issued = output
        .credentials
        .ok_or("the response has no credentials")?;
    let keys = Credentials::new(issued.access_key_id, issued.secret_access_key);
    let expiry = issued.expiration.into();
    Ok(keys.session_token(issued.session_token).expires_at(expiry))
}

/// Prints name and date of creation of each user. The next page is requested when it is needed.
async fn list(client: &iam::Client) -> Result<(), Box<dyn Error>> {
    let mut users = client.list_users_pages(ListUsersInput::new()).items();
    while let Some(user) = users.next_item().await? {
        println!("{}  {}", user.user_name, user.create_date);
    }
    Ok(())
}
