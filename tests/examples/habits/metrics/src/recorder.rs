//! Hook that records metrics of calls.

use generated::runtime::hooks::{AttemptSummary, CallSummary, FailureKind, Hook};
use opentelemetry::KeyValue;
use opentelemetry::metrics::{Histogram, Meter};

/// Records the durations of calls and attempts in seconds. Histograms have their number, too.
///
/// `rpc.client.call.duration` is a name of OpenTelemetry's semantic conventions; attempts have none there, and the name that
/// the AWS SDK for Go uses.
pub struct Recorder {
    calls: Histogram<f64>,
    attempts: Histogram<f64>,
}

impl Recorder {
    pub fn new(meter: &Meter) -> Self {
        let seconds = |name| meter.f64_histogram(name).with_unit("s").build();
        Self {
            calls: seconds("rpc.client.call.duration"),
            attempts: seconds("client.call.attempt_duration"),
        }
    }
}

impl Hook for Recorder {
    fn after_attempt(&self, attempt: &AttemptSummary<'_>) {
        let mut attributes = attributes(attempt.service(), attempt.operation());
        attributes.extend(error_type(attempt.code(), attempt.failure()));
        let seconds = attempt.duration().as_secs_f64();
        self.attempts.record(seconds, &attributes);
    }

    fn after_call(&self, call: &CallSummary<'_>) {
        let mut attributes = attributes(call.service(), call.operation());
        attributes.extend(error_type(call.code(), call.failure()));
        self.calls
            .record(call.duration().as_secs_f64(), &attributes);
    }
}

/// Attributes with few values: a request id would make a time series of each call.
fn attributes(service: &'static str, operation: &'static str) -> Vec<KeyValue> {
    vec![
        KeyValue::new("rpc.system", "aws-api"),
        KeyValue::new("rpc.service", service),
        KeyValue::new("rpc.method", operation),
    ]
}

/// Returns the error code of the service, else the kind of failure.
fn error_type(code: Option<&str>, failure: Option<FailureKind>) -> Option<KeyValue> {
    let kind = failure?.as_str();
    Some(KeyValue::new("error.type", code.unwrap_or(kind).to_owned()))
}

#[cfg(test)]
mod tests {
    use super::Recorder;
    use generated::codeconnections::Client;
    use generated::codeconnections::error::{AccessDeniedException, ThrottlingException};
    use generated::codeconnections::operation::list_repository_links::*;
    use generated::runtime::{FakeTransport, Retry, TransportError};
    use opentelemetry::metrics::MeterProvider;
    use opentelemetry_sdk::metrics::data::{AggregatedMetrics, MetricData};
    use opentelemetry_sdk::metrics::{InMemoryMetricExporter, SdkMeterProvider};
    use std::collections::BTreeMap;

    /// Returns the counts of histograms, by their name and the type of the error, if there is one.
    fn counts(exporter: &InMemoryMetricExporter) -> BTreeMap<String, u64> {
        let mut counts = BTreeMap::new();
        let exported = exporter.get_finished_metrics().unwrap();
        let scopes = exported.last().unwrap().scope_metrics();
        for metric in scopes.flat_map(|it| it.metrics()) {
            let AggregatedMetrics::F64(MetricData::Histogram(histogram)) = metric.data() else {
                panic!("{metric:?}");
            };
            assert_eq!(metric.unit(), "s");
            for point in histogram.data_points() {
                let attributes = point.attributes();
                let mut attributes: BTreeMap<_, _> = attributes
                    .map(|it| (it.key.as_str(), it.value.to_string()))
                    .collect();
                let error_type = attributes.remove("error.type").unwrap_or_default();
                let others: Vec<_> = attributes.into_values().collect();
                assert_eq!(
                    others,
                    ["ListRepositoryLinks", "CodeConnections", "aws-api"]
                );
                counts.insert(format!("{} {error_type}", metric.name()), point.count());
            }
        }
        counts
    }

    /// Three calls: one succeeds at its second attempt, one is rejected, and one gets no response to any of its attempts.
    #[tokio::test(start_paused = true)]
    async fn a_hook_records_metrics_of_opentelemetry() {
        let _alone = crate::ALONE.lock().await;
        let exporter = InMemoryMetricExporter::default();
        let provider = SdkMeterProvider::builder()
            .with_periodic_exporter(exporter.clone())
            .build();
        let output = ListRepositoryLinksOutput::new(Vec::new());
        let fake = FakeTransport::new()
            .once::<ListRepositoryLinks>(Err(ThrottlingException::new().into()))
            .once::<ListRepositoryLinks>(Ok(output))
            .once::<ListRepositoryLinks>(Err(AccessDeniedException::new().into()))
            .once::<ListRepositoryLinks>(TransportError::connect("no route"))
            .once::<ListRepositoryLinks>(TransportError::connect("no route"));
        let config = fake
            .config_builder()
            .retry(Retry::standard().max_attempts(2))
            .hook(Recorder::new(&provider.meter("test")));
        let client = Client::new(&config.build().unwrap());
        let call = || client.list_repository_links(ListRepositoryLinksInput::new());
        assert!(call().await.is_ok() && call().await.is_err() && call().await.is_err());

        provider.force_flush().unwrap();
        let expected = [
            ("client.call.attempt_duration ", 1),
            ("client.call.attempt_duration AccessDeniedException", 1),
            ("client.call.attempt_duration ThrottlingException", 1),
            ("client.call.attempt_duration transport", 2),
            ("rpc.client.call.duration ", 1),
            ("rpc.client.call.duration AccessDeniedException", 1),
            ("rpc.client.call.duration transport", 1),
        ];
        let expected = expected.map(|(key, count)| (key.to_owned(), count));
        assert_eq!(counts(&exporter), expected.into());
    }
}
