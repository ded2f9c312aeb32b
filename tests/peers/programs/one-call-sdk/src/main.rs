//! One call to each of the two services, by the official SDK and its default configuration.

#[path = "../../shared/sdk.rs"]
mod sdk;

fn main() -> sdk::Result {
    sdk::run(aws_config::load_defaults(
        aws_config::BehaviorVersion::latest(),
    ))
}
