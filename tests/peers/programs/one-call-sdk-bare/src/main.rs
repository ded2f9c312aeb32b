//! One call to each of the two services, by the official SDK without its chain of credential providers.

#[path = "../../shared/keys.rs"]
mod keys;
#[path = "../../shared/sdk.rs"]
mod sdk;

fn main() -> sdk::Result {
    sdk::run(async { keys::config().build() })
}
