//! Cargo features of the written crate, except for those of its services.

use crate::ir::{Crate, Protocol};

/// A feature.
pub(super) struct Feature {
    pub(super) name: &'static str,
    pub(super) is_default: bool,
    /// Its effect: a noun phrase, perhaps with a sentence after it.
    pub(super) adds: &'static str,
    /// Features that it enables.
    pub(super) enables: &'static [&'static str],
}

impl Feature {
    const fn new(name: &'static str, adds: &'static str, enables: &'static [&'static str]) -> Self {
        Self {
            name,
            is_default: false,
            adds,
            enables,
        }
    }

    const fn by_default(self) -> Self {
        Self {
            is_default: true,
            ..self
        }
    }
}

const HTTP1: Feature = Feature::new(
    "http1",
    "HTTP/1.1 and TLS: `HttpTransport`",
    &["client", "runtime/http1"],
)
.by_default();
const HTTP2: Feature = Feature::new(
    "http2",
    "HTTP/2, if the server agrees to it",
    &["http1", "runtime/http2"],
);
const REQWEST: Feature = Feature::new(
    "reqwest",
    "Clients of reqwest as transports",
    &["http1", "runtime/reqwest"],
);
const CREDENTIALS: Feature = Feature::new(
    "credentials",
    "The default chain of credential providers",
    &["client", "runtime/credentials"],
)
.by_default();

/// For services that have another protocol besides.
const CBOR: Feature = Feature::new(
    "cbor",
    "The protocol rpcv2Cbor, if `ConfigBuilder::protocol` chooses it. Needs Rust 1.89",
    &["client", "runtime/cbor"],
);

/// For operations that allow it.
const COMPRESSION: Feature = Feature::new(
    "compression",
    "Compression of request bodies, if the operation allows it",
    &["client", "runtime/compression"],
)
.by_default();

const OTHERS: [Feature; 7] = [
    Feature::new(
        "aws-config",
        "Credentials from the official SDK's providers. Needs Rust 1.94.1",
        &["client", "runtime/aws-config"],
    ),
    Feature::new(
        "blocking",
        "Clients without async",
        &["client", "runtime/blocking"],
    ),
    Feature::new(
        "tracing",
        "A span for each call and an event for each attempt",
        &["client", "runtime/tracing"],
    ),
    Feature::new(
        "test-util",
        "`FakeTransport`, a transport for tests",
        &["client", "runtime/test-util"],
    ),
    Feature::new(
        "chrono",
        "Conversions of timestamps from and into chrono's types",
        &["runtime/chrono"],
    ),
    Feature::new(
        "jiff",
        "Conversions of timestamps from and into jiff's types",
        &["runtime/jiff"],
    ),
    Feature::new(
        "time",
        "Conversions of timestamps from and into time's types",
        &["runtime/time"],
    ),
];

/// All features, in their order.
pub(super) fn features(krate: &Crate) -> Vec<Feature> {
    let services = || krate.modules.iter().map(|it| &it.service);
    let has_cbor = services().any(|it| it.facts.protocols.contains(&Protocol::RpcV2Cbor));
    let mut operations = services().flat_map(|it| &it.operations);
    let mut features = vec![client(krate), HTTP1, HTTP2, REQWEST, CREDENTIALS];
    features.extend(has_cbor.then_some(CBOR));
    features.extend(operations.any(|it| it.request.gzip).then_some(COMPRESSION));
    features.extend(OTHERS);
    features
}

fn client(krate: &Crate) -> Feature {
    let enables: &[&str] = if needs_cbor(krate) {
        &["runtime/client", "runtime/cbor"]
    } else {
        &["runtime/client"]
    };
    Feature::new("client", "`Client`, over a transport of your own", enables)
}

/// Returns whether a service speaks nothing but rpcv2Cbor.
pub(super) fn needs_cbor(krate: &Crate) -> bool {
    let mut modules = krate.modules.iter();
    modules.any(|it| it.service.facts.protocols == [Protocol::RpcV2Cbor])
}
