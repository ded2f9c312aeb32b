//! Counts the repositories on the first page of those that are linked with an account, and prints the metrics and spans of
//! the call as OpenTelemetry has them. `RUST_LOG` filters spans:
//!
//! ```sh
//! RUST_LOG=generated=debug cargo run -p metrics
//! ```
//!
//! The exporters for standard output stand for any other, such as those of opentelemetry-otlp.

mod recorder;
mod spans;

use generated::codeconnections::Client;
use generated::codeconnections::operation::list_repository_links::ListRepositoryLinksInput;
use generated::runtime::{Config, Environment};
use opentelemetry::metrics::MeterProvider;
use opentelemetry_sdk::metrics::SdkMeterProvider;
use opentelemetry_sdk::trace::SdkTracerProvider;
use recorder::Recorder;
use std::error::Error;
use tracing_subscriber::EnvFilter;
use tracing_subscriber::prelude::*;

/// Held by each test: `tracing` remembers for all threads which spans nobody reads, and a test without a reader may be first.
#[cfg(test)]
static ALONE: tokio::sync::Mutex<()> = tokio::sync::Mutex::const_new(());

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let metrics = SdkMeterProvider::builder()
        .with_periodic_exporter(opentelemetry_stdout::MetricExporter::default())
        .build();
    let traces = SdkTracerProvider::builder()
        .with_simple_exporter(opentelemetry_stdout::SpanExporter::default())
        .build();
    tracing_subscriber::registry()
        .with(EnvFilter::from_default_env())
        .with(spans::layer(&traces))
        .init();

    let config = Config::builder()
        .environment(Environment::process())
        .hook(Recorder::new(&metrics.meter("metrics")))
        .build()?;
    let client = Client::new(&config);
    let input = ListRepositoryLinksInput::new();
    match client.list_repository_links(input).await {
        Ok(output) => println!("{} links", output.repository_links.len()),
        Err(error) => eprintln!("{error}"),
    }

    traces.shutdown()?;
    metrics.shutdown()?;
    Ok(())
}
