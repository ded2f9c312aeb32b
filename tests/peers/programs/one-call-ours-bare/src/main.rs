//! One call to each of the two services, by this project's crate without its chain of credential providers.

#[path = "../../shared/ours.rs"]
mod ours;

use generated::runtime::{Config, Credentials};

fn main() -> ours::Result {
    let config = Config::builder()
        .region("eu-west-1")
        .credentials(Credentials::new("AKIDEXAMPLE", "secret"))
        .build()?;
    ours::run(&config)
}
