//! Spans of calls for OpenTelemetry, by the feature `tracing`.

use opentelemetry::trace::TracerProvider;
use opentelemetry_sdk::trace::{SdkTracerProvider, Tracer};
use tracing_opentelemetry::OpenTelemetryLayer;
use tracing_subscriber::registry::LookupSpan;

/// Returns the layer that hands spans over to OpenTelemetry.
pub fn layer<S>(provider: &SdkTracerProvider) -> OpenTelemetryLayer<S, Tracer>
where
    S: tracing::Subscriber + for<'a> LookupSpan<'a>,
{
    tracing_opentelemetry::layer().with_tracer(provider.tracer("metrics"))
}

#[cfg(test)]
mod tests {
    use super::layer;
    use generated::codeconnections::Client;
    use generated::codeconnections::error::{AccessDeniedException, ThrottlingException};
    use generated::codeconnections::operation::list_repository_links::*;
    use generated::runtime::{FakeTransport, Retry};
    use opentelemetry::Value;
    use opentelemetry::trace::{SpanKind, Status};
    use opentelemetry_sdk::trace::{InMemorySpanExporter, SdkTracerProvider, SpanData};
    use tracing::instrument::WithSubscriber;
    use tracing_subscriber::{EnvFilter, prelude::*};

    fn attribute(span: &SpanData, key: &str) -> Option<Value> {
        let mut attributes = span.attributes.iter();
        let found = attributes.find(|it| it.key.as_str() == key);
        found.map(|it| it.value.clone())
    }

    /// Two calls: one succeeds at its second attempt, the other is rejected.
    #[tokio::test(start_paused = true)]
    async fn calls_are_spans_of_opentelemetry() {
        let _alone = crate::ALONE.lock().await;
        let exporter = InMemorySpanExporter::default();
        let provider = SdkTracerProvider::builder()
            .with_simple_exporter(exporter.clone())
            .build();
        let subscriber = tracing_subscriber::registry()
            .with(EnvFilter::new("generated=debug"))
            .with(layer(&provider));
        let output = ListRepositoryLinksOutput::new(Vec::new());
        let fake = FakeTransport::new()
            .once::<ListRepositoryLinks>(Err(ThrottlingException::new().into()))
            .once::<ListRepositoryLinks>(Ok(output))
            .once::<ListRepositoryLinks>(Err(AccessDeniedException::new().into()));
        let config = fake
            .config_builder()
            .region("eu-west-1")
            .retry(Retry::standard());
        let client = Client::new(&config.build().unwrap());
        let calls = async {
            for _ in 0..2 {
                let _ = client
                    .list_repository_links(ListRepositoryLinksInput::new())
                    .await;
            }
        };
        calls.with_subscriber(subscriber).await;

        let spans = exporter.get_finished_spans().unwrap();
        let [succeeded, failed] = spans.as_slice() else {
            panic!("{spans:?}");
        };
        for span in [succeeded, failed] {
            assert_eq!(span.name, "CodeConnections.ListRepositoryLinks");
            assert_eq!(span.span_kind, SpanKind::Client);
            for (key, value) in [
                ("rpc.system", "aws-api"),
                ("rpc.service", "CodeConnections"),
                ("rpc.method", "ListRepositoryLinks"),
                ("cloud.region", "eu-west-1"),
            ] {
                assert_eq!(attribute(span, key), Some(value.into()), "{key}");
            }
            assert_eq!(attribute(span, "server.port"), Some(443.into()));
        }
        assert_eq!(succeeded.status, Status::Unset);
        let status = attribute(succeeded, "http.response.status_code");
        assert_eq!(status, Some(200.into()));
        let resent = attribute(succeeded, "http.request.resend_count");
        assert_eq!(resent, Some(1.into()));
        // An event for each attempt.
        assert_eq!(succeeded.events.len(), 2);
        assert_eq!(failed.status, Status::error(""));
        let error = attribute(failed, "error.type");
        assert_eq!(error, Some("AccessDeniedException".into()));
    }
}
