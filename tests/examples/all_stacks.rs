//! Prints the sync state of every stack of an account in one region:
//! `cargo run --package tests --example all_stacks -- eu-west-1`
//!
//! Without a region on the command line it is that of the environment.

mod stacks;

use generated::codeconnections::Client;
use generated::runtime::{Config, Environment};
use std::error::Error;
use std::io;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let mut config = Config::builder().environment(Environment::process());
    if let Some(region) = std::env::args().nth(1) {
        config = config.region(region);
    }
    let client = Client::new(&config.build()?);
    match stacks::report(&client, &mut io::stdout()).await? {
        0 => Ok(()),
        failures => Err(format!("failed calls: {failures}").into()),
    }
}
