//! Lists the instances of Amazon EC2 in a region, or starts or stops some and waits until they are running or stopped:
//!
//! ```sh
//! cargo run -p ec2 -- list instance-state-name=running tag:team=web
//! cargo run -p ec2 -- stop i-0123456789abcdef0
//! ```

use clients::ec2::Client;
use clients::ec2::operation::describe_instances::DescribeInstancesInput;
use clients::ec2::operation::start_instances::StartInstancesInput;
use clients::ec2::operation::stop_instances::StopInstancesInput;
use clients::ec2::types::{Filter, Instance};
use std::env;
use std::error::Error;
use std::process::ExitCode;
use std::time::Duration;

const USAGE: &str = "expected `list [FILTER=VALUE]...`, `start ID...` or `stop ID...`";
const MAX_WAIT: Duration = Duration::from_secs(600);

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
    let client = Client::from_env().await?;
    match arguments.as_slice() {
        [action, filters @ ..] if action == "list" => list(&client, filters).await,
        [action, ids @ ..] if action == "start" && !ids.is_empty() => start(&client, ids).await,
        [action, ids @ ..] if action == "stop" && !ids.is_empty() => stop(&client, ids).await,
        _ => Err(USAGE.into()),
    }
}

/// Prints the instances that match all filters. The next page is requested when it is needed.
async fn list(client: &Client, filters: &[String]) -> Result<(), Box<dyn Error>> {
    let filters: Result<Vec<_>, _> = filters.iter().map(|it| filter(it)).collect();
    let input = DescribeInstancesInput::new()
        .max_results(100)
        .filters(filters?);
    let mut reservations = client.describe_instances_pages(input).items();
    while let Some(reservation) = reservations.next_item().await? {
        for instance in reservation.instances.unwrap_or_default() {
            println!("{}", line(instance).ok_or("an instance lacks members")?);
        }
    }
    Ok(())
}

/// Parses a filter, such as `tag:team=web`.
fn filter(text: &str) -> Result<Filter, Box<dyn Error>> {
    let (name, value) = text.split_once('=').ok_or(USAGE)?;
    Ok(Filter::new().name(name).values([value.to_owned()]))
}

/// Returns id, type, state and name of an instance. All members of Amazon EC2 are optional.
fn line(instance: Instance) -> Option<String> {
    let id = instance.instance_id?;
    let kind = instance.instance_type?;
    let state = instance.state?.name?;
    let mut tags = instance.tags.into_iter().flatten();
    let name = tags.find(|tag| tag.key.as_deref() == Some("Name"));
    let name = name.and_then(|tag| tag.value).unwrap_or("-".to_owned());
    Some(format!("{id}  {kind}  {state}  {name}"))
}

/// Starts instances, and waits until all are running.
async fn start(client: &Client, ids: &[String]) -> Result<(), Box<dyn Error>> {
    let input = StartInstancesInput::new().instance_ids(ids);
    client.start_instances(input).await.map_err(explain)?;
    let input = DescribeInstancesInput::new().instance_ids(ids);
    client.wait_until_instance_running(input, MAX_WAIT).await?;
    println!("running");
    Ok(())
}

/// Stops instances, and waits until all are stopped.
async fn stop(client: &Client, ids: &[String]) -> Result<(), Box<dyn Error>> {
    let input = StopInstancesInput::new().instance_ids(ids);
    client.stop_instances(input).await.map_err(explain)?;
    let input = DescribeInstancesInput::new().instance_ids(ids);
    client.wait_until_instance_stopped(input, MAX_WAIT).await?;
    println!("stopped");
    Ok(())
}

/// Replaces the error of an unknown id. The model of Amazon EC2 lists no errors: they are told apart by their codes.
fn explain<E: Error + 'static>(error: clients::runtime::Error<E>) -> Box<dyn Error> {
    match (error.code(), error.message()) {
        (Some("InvalidInstanceID.NotFound"), Some(message)) => message.into(),
        _ => error.into(),
    }
}
