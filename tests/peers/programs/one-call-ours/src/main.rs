//! One call to each of the two services, by this project's crate and its default configuration.

#[path = "../../shared/ours.rs"]
mod ours;

fn main() -> ours::Result {
    ours::run(&generated::runtime::Config::from_env()?)
}
