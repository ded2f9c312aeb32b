//! Traits with values, valid and not.

/// Traits, each with values that mean something.
pub const TRAITS: &[(&str, &[&str])] = &[
    ("smithy.api#required", &["{}"]),
    (
        "smithy.api#default",
        &[
            "null",
            "0",
            "-1",
            "1e15",
            "\"\"",
            "\"a\"",
            "true",
            "[]",
            "{}",
            "[1]",
            "1985",
            "\"1985-04-12T23:20:50.52Z\"",
        ],
    ),
    ("smithy.api#clientOptional", &["{}"]),
    ("smithy.api#sparse", &["{}"]),
    ("smithy.api#sensitive", &["{}"]),
    ("smithy.api#streaming", &["{}"]),
    ("smithy.api#eventHeader", &["{}"]),
    ("smithy.api#eventPayload", &["{}"]),
    ("smithy.api#box", &["{}"]),
    (
        "smithy.api#error",
        &["\"client\"", "\"server\"", "\"both\""],
    ),
    ("smithy.api#httpError", &["404", "99", "70000"]),
    ("smithy.api#retryable", &["{}", "{\"throttling\": true}"]),
    (
        "smithy.api#timestampFormat",
        &[
            "\"date-time\"",
            "\"http-date\"",
            "\"epoch-seconds\"",
            "\"other\"",
        ],
    ),
    (
        "smithy.api#enum",
        &[
            "[]",
            "[{\"value\": \"a\"}]",
            "[{\"value\": \"a\", \"name\": \"A\"}, {\"value\": \"A\"}]",
        ],
    ),
    (
        "smithy.api#enumValue",
        &["\"a\"", "1", "\"\"", "-2147483648", "2147483648"],
    ),
    (
        "smithy.api#deprecated",
        &[
            "{}",
            "{\"message\": \"use \\\"x\\\" */ \\\\\", \"since\": \"1\"}",
        ],
    ),
    ("smithy.api#idempotencyToken", &["{}"]),
    (
        "smithy.api#paginated",
        &[
            "{}",
            "{\"inputToken\": \"a\", \"outputToken\": \"a.b\", \"items\": \"c\"}",
        ],
    ),
    ("smithy.api#mixin", &["{}"]),
    ("smithy.api#endpoint", &["{\"hostPrefix\": \"{a}.\"}"]),
    ("smithy.api#httpChecksumRequired", &["{}"]),
    ("smithy.api#title", &["\"\"", "\"A */ [b] `c\""]),
    (
        "smithy.rules#contextParam",
        &["{\"name\": \"Region\"}", "{\"name\": \"r#fn\"}"],
    ),
    (
        "smithy.rules#staticContextParams",
        &["{\"Region\": {\"value\": 1}}", "{}"],
    ),
    (
        "smithy.rules#operationContextParams",
        &["{\"Names\": {\"path\": \"a[*].b\"}}", "{}"],
    ),
    (
        "smithy.rules#clientContextParams",
        &["{\"type\": {\"type\": \"string\"}}"],
    ),
    (
        "smithy.waiters#waitable",
        &[
            "{\"Done\": {\"acceptors\": [{\"state\": \"success\", \"matcher\": {\"output\": {\"path\": \"a[?b == 'c'] | [0]\", \"comparator\": \"anyStringEquals\", \"expected\": \"x\"}}}]}}",
            "{\"fn\": {\"acceptors\": [{\"state\": \"retry\", \"matcher\": {\"errorType\": \"x\"}}, {\"state\": \"success\", \"matcher\": {\"success\": false}}]}}",
        ],
    ),
    ("aws.protocols#awsJson1_1", &["{}"]),
    ("aws.protocols#restJson1", &["{}"]),
    ("aws.protocols#restXml", &["{}"]),
    ("aws.protocols#awsQuery", &["{}"]),
    ("aws.protocols#ec2Query", &["{}"]),
    ("aws.protocols#ec2QueryName", &["\"A\"", "\"\"", "1"]),
    ("smithy.api#xmlAttribute", &["{}"]),
    ("smithy.api#xmlFlattened", &["{}"]),
    (
        "smithy.api#xmlName",
        &["\"a\"", "\"x:a-1\"", "\"Some\"", "\"\"", "\"a b\"", "1"],
    ),
    (
        "smithy.api#xmlNamespace",
        &[
            "{\"uri\": \"https://a\"}",
            "{\"uri\": \"u\", \"prefix\": \"fn\"}",
            "{\"uri\": \"\", \"prefix\": 1}",
            "{}",
        ],
    ),
    (
        "smithy.api#http",
        &[
            "{}",
            "{\"method\": \"GET\", \"uri\": \"/{Id}/{rest+}/x?a&b=c\", \"code\": 200}",
            "{\"method\": \"\", \"uri\": \"/{a}/{a}?{b}\", \"code\": -1}",
            "{\"method\": 1, \"uri\": \"\\u0000{\"}",
        ],
    ),
    ("smithy.api#httpLabel", &["{}"]),
    (
        "smithy.api#httpQuery",
        &["\"a\"", "\"\"", "\"\\\"&=\"", "1"],
    ),
    ("smithy.api#httpQueryParams", &["{}"]),
    (
        "smithy.api#httpHeader",
        &["\"ETag\"", "\"etag\"", "\"a b\"", "\"\"", "{}"],
    ),
    (
        "smithy.api#httpPrefixHeaders",
        &["\"x-\"", "\"\"", "\"\u{e9}\"", "[]"],
    ),
    ("smithy.api#httpPayload", &["{}"]),
    ("smithy.api#httpResponseCode", &["{}"]),
    ("smithy.api#jsonName", &["\"a\"", "\"\"", "\"\\\"}\"", "0"]),
    (
        "smithy.api#mediaType",
        &["\"text/csv\"", "\"\"", "\"\\r\\n\"", "1"],
    ),
    ("aws.protocols#httpChecksum", &["{}"]),
    ("example#unheardOf", &["{}", "[[[]]]"]),
];
