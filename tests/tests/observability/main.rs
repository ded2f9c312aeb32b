//! Spans and events of calls: found by `RUST_LOG` with the name of the crate that is called, named as in OpenTelemetry's
//! semantic conventions.
//!
//! Sources: "Semantic conventions for AWS SDK client spans", "Semantic conventions for HTTP spans"
//! (`http.request.resend_count`), "General attributes" (`server.address`, `error.type`), all of OpenTelemetry; the
//! documentation of the crate tracing-opentelemetry (`otel.name`, `otel.kind`, `otel.status_code`).

#[cfg(test)]
#[allow(dead_code, reason = "sleepers are for another test")]
#[path = "../../../codegen/runtime/tests/calls/clock.rs"]
mod clock;
#[cfg(test)]
mod names;
#[cfg(test)]
mod targets;
#[cfg(test)]
#[path = "../../../codegen/runtime/tests/support/trace.rs"]
mod trace;
#[cfg(test)]
mod world;
