//! Cargo features of the generated crate, except for those of its services.

use std::borrow::Cow;

use crate::ir::{Crate, Protocol, Service};

/// A feature.
pub(super) struct Feature {
    pub(super) name: &'static str,
    pub(super) is_default: bool,
    /// Its effect: a noun phrase, perhaps with a sentence after it.
    pub(super) adds: &'static str,
    /// Features that it enables.
    pub(super) enables: Cow<'static, [&'static str]>,
}

impl Feature {
    const fn new(name: &'static str, adds: &'static str, enables: &'static [&'static str]) -> Self {
        Self {
            name,
            is_default: false,
            adds,
            enables: Cow::Borrowed(enables),
        }
    }

    const fn by_default(mut self) -> Self {
        self.is_default = true;
        self
    }
}

const HTTP1: Feature = Feature::new(
    "http1",
    "`HttpTransport`: HTTP/1.1 and TLS",
    &["client", "runtime/http1"],
)
.by_default();
const FETCH: Feature = Feature::new(
    "fetch",
    "`FetchTransport`, on `wasm32-unknown-unknown`: the Fetch API of browsers and other JavaScript runtimes",
    &["client", "runtime/fetch"],
);
const TOKIO: Feature = Feature::new(
    "tokio",
    "Timers and tasks of tokio for a client without `http1`",
    &["client", "runtime/tokio"],
);
const HTTP2: Feature = Feature::new(
    "http2",
    "HTTP/2: `HttpTransportBuilder::http2`, and operations that need it",
    &["http1", "runtime/http2"],
);
const REQWEST: Feature = Feature::new(
    "reqwest",
    "reqwest clients as transports",
    &["http1", "runtime/reqwest"],
);
const CREDENTIALS: Feature = Feature::new(
    "credentials",
    "The default credential provider chain",
    &["client", "runtime/credentials"],
)
.by_default();

/// For services with another protocol besides rpcv2Cbor.
const CBOR: Feature = Feature::new(
    "cbor",
    "The protocol rpcv2Cbor, selected by `ConfigBuilder::protocol`",
    &["client", "runtime/cbor"],
);

/// For operations that support it.
const COMPRESSION: Feature = Feature::new(
    "compression",
    "Compression of request bodies: `ConfigBuilder::request_compression`",
    &["client", "runtime/compression"],
)
.by_default();

/// For services with endpoints that ask for it.
const SIGV4A: Feature = Feature::new(
    "sigv4a",
    "Signatures of SigV4a, for endpoints in several regions",
    &["client", "runtime/sigv4a"],
);

/// For services with endpoints that ask for it.
const S3_EXPRESS: Feature = Feature::new(
    "sigv4-s3express",
    "Sessions of directory buckets, for endpoints of Amazon S3",
    &["client", "runtime/sigv4-s3express"],
)
.by_default();

const LOGIN: Feature = Feature::new(
    "login",
    "Sessions of `aws login` in the default credential provider chain",
    &["credentials", "runtime/login"],
);

const OTHERS: [Feature; 8] = [
    Feature::new("serde", "serde's traits for all types", &["runtime/serde"]).by_default(),
    Feature::new(
        "aws-config",
        "Credential providers of the official SDK. Needs Rust 1.94.1",
        &["client", "runtime/aws-config"],
    ),
    Feature::new(
        "blocking",
        "Blocking clients",
        &["client", "runtime/blocking"],
    ),
    Feature::new(
        "tracing",
        "A tracing span for each call, and an event for each attempt",
        &["client", "runtime/tracing"],
    ),
    Feature::new(
        "test-util",
        "`FakeTransport`, a transport for tests",
        &["client", "runtime/test-util"],
    ),
    Feature::new(
        "chrono",
        "Conversions between `Timestamp` and chrono's types",
        &["runtime/chrono"],
    ),
    Feature::new(
        "jiff",
        "Conversions between `Timestamp` and jiff's types",
        &["runtime/jiff"],
    ),
    Feature::new(
        "time",
        "Conversions between `Timestamp` and time's types",
        &["runtime/time"],
    ),
];

/// A feature of the runtime that only some models need.
struct Conditional {
    feature: Feature,
    /// Returns whether a service has something that the feature is for.
    is_needed: fn(&Service) -> bool,
}

/// Features for what models have, each listed only in crates with such a service.
const CONDITIONAL: [Conditional; 4] = [
    Conditional {
        feature: CBOR,
        is_needed: |service| service.facts.protocols.contains(&Protocol::RpcV2Cbor),
    },
    Conditional {
        feature: COMPRESSION,
        is_needed: |service| service.operations.iter().any(|it| it.request.gzip),
    },
    Conditional {
        feature: SIGV4A,
        is_needed: |service| {
            let rules = service.endpoint.as_ref();
            rules.is_some_and(|rules| rules.have_scheme("sigv4a"))
        },
    },
    Conditional {
        feature: S3_EXPRESS,
        is_needed: |service| {
            let rules = service.endpoint.as_ref();
            rules.is_some_and(|rules| rules.have_scheme("sigv4-s3express"))
        },
    },
];

/// All features, in their order.
pub(super) fn features(krate: &Crate) -> Vec<Feature> {
    let is_needed = |it: &Conditional| {
        let mut modules = krate.modules.iter();
        modules.any(|module| (it.is_needed)(&module.service))
    };
    let conditional = CONDITIONAL.into_iter().filter(is_needed);
    let mut features = vec![
        client(krate),
        HTTP1,
        HTTP2,
        REQWEST,
        FETCH,
        TOKIO,
        CREDENTIALS,
        LOGIN,
    ];
    features.extend(conditional.map(|it| it.feature));
    features.extend(OTHERS);
    features
}

fn client(krate: &Crate) -> Feature {
    let needed = [
        ("runtime/cbor", needs_cbor(krate)),
        ("runtime/checksums", needs_checksums(krate)),
        ("runtime/md5", needs_md5(krate)),
        ("runtime/query", needs_query(krate)),
        ("runtime/xml", speaks(krate, Protocol::RestXml)),
    ];
    let needed = needed.into_iter().filter(|(_, is_needed)| *is_needed);
    let enables = ["runtime/client"]
        .into_iter()
        .chain(needed.map(|(name, _)| name));
    let adds = "`Client`, for use with your own transport";
    Feature {
        enables: enables.collect(),
        ..Feature::new("client", adds, &[])
    }
}

/// Returns whether requests of an operation, or of a service, have MD5 digests in headers.
fn needs_md5(krate: &Crate) -> bool {
    let mut services = krate.modules.iter().map(|it| &it.service);
    services.any(|service| {
        let mut operations = service.operations.iter();
        !service.facts.key_digests.is_empty() || operations.any(|it| it.request.content_md5)
    })
}

/// Returns whether requests or responses of an operation have checksums.
fn needs_checksums(krate: &Crate) -> bool {
    let services = krate.modules.iter().map(|it| &it.service);
    let mut operations = services.flat_map(|it| it.operations.iter());
    operations.any(|it| it.request.checksum.is_some())
}

/// Returns whether a service has a protocol with query parameters.
fn needs_query(krate: &Crate) -> bool {
    speaks(krate, Protocol::AwsQuery) || speaks(krate, Protocol::Ec2Query)
}

/// Returns whether a service has this protocol.
fn speaks(krate: &Crate, protocol: Protocol) -> bool {
    let mut modules = krate.modules.iter();
    modules.any(|it| it.service.facts.protocols.contains(&protocol))
}

/// Returns whether a service supports rpcv2Cbor alone.
fn needs_cbor(krate: &Crate) -> bool {
    let mut modules = krate.modules.iter();
    modules.any(|it| it.service.facts.protocols == [Protocol::RpcV2Cbor])
}
