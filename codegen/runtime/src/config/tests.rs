//! Configurations as a whole.

mod endpoint_url;
mod errors;
mod precedence;
mod region;
mod secrets;

use super::{Config, ConfigBuilder, ConfigError, Environment};
use crate::transport::{Body, BoxFuture, Transport, TransportError};
use http::{Request, Response};

const NO_VARIABLES: [(&str, &str); 0] = [];

/// An environment with these variables and this configuration file.
fn environment<'a>(
    variables: impl IntoIterator<Item = (&'a str, &'a str)>,
    config: &str,
) -> Environment {
    let file = [("AWS_CONFIG_FILE", "/config")];
    let variables = variables.into_iter().chain(file);
    Environment::fixed(variables, [("/config", config)])
}

fn builder<'a>(
    variables: impl IntoIterator<Item = (&'a str, &'a str)>,
    config: &str,
) -> ConfigBuilder {
    Config::builder().environment(environment(variables, config))
}

fn build<'a>(
    variables: impl IntoIterator<Item = (&'a str, &'a str)>,
    config: &str,
) -> Result<Config, ConfigError> {
    builder(variables, config).build()
}

#[test]
fn the_documentation_lists_every_setting() {
    let documentation = include_str!("../config.rs");
    for (variables, key) in super::table::ROWS {
        let row = format!("| `{}` | `{key}` |", variables.join("`, `"));
        assert!(documentation.contains(&row), "{row}");
    }
}

/// Carries nothing.
struct Silent;

impl Transport for Silent {
    fn send(&self, _: Request<Body>) -> BoxFuture<'_, Result<Response<Body>, TransportError>> {
        Box::pin(async { Err(TransportError::new("silence")) })
    }
}
