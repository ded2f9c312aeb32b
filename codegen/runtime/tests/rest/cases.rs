//! Cases of Smithy's protocol tests for restJson1, by way of serde's view of inputs, outputs and errors.
//!
//! They are not part of this project: without `../shared/protocol-tests-http` beside the workspace the test reports that.

use crate::service::*;
use crate::{received, sent};
use runtime::bytes::Bytes;
use runtime::http::Request;
use runtime::wire::Structure as _;
use runtime::{Error, Operation};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;
use std::io::{self, Write as _};
use std::path::Path;
use std::{fs, thread};

/// Members that are blobs, whose text the cases have, and serde's view has in base64.
const BLOBS: [&str; 2] = ["blob", "data"];

struct Cases {
    shapes: Map<String, Value>,
    run: BTreeSet<String>,
}

impl Cases {
    fn of(&self, shape: &str, kind: &str) -> Vec<Value> {
        let shape = &self.shapes[&format!("aws.protocoltests.restjson#{shape}")];
        let cases = &shape["traits"][format!("smithy.test#{kind}")];
        cases.as_array().cloned().unwrap_or_default()
    }

    fn check<Op: Operation>(&mut self)
    where
        Op::Input: DeserializeOwned,
        Op::Output: Serialize,
    {
        for case in self.of(Op::NAME, "httpRequestTests") {
            let id = case["id"].as_str().unwrap();
            let input = serde_json::from_value(params(&case)).expect(id);
            check_request(id, &case, &sent::<Op>(input).expect(id));
            self.run.insert(id.to_owned());
        }
        for case in self.of(Op::NAME, "httpResponseTests") {
            let id = case["id"].as_str().unwrap();
            let output = answered::<Op>(&case).expect(id);
            check_value(id, &case, &output);
            self.run.insert(id.to_owned());
        }
    }

    fn check_error(&mut self, shape: &str, check: impl Fn(&str, &Value, GreetingError)) {
        for case in self.of(shape, "httpResponseTests") {
            let id = case["id"].as_str().unwrap();
            let error = answered::<GreetingWithErrors>(&case).unwrap_err();
            let Error::Service(error) = error else {
                panic!("{id}: {error}");
            };
            check(id, &case, error.error().cloned().expect(id));
            self.run.insert(id.to_owned());
        }
    }
}

fn params(case: &Value) -> Value {
    let mut params = case.get("params").cloned().unwrap_or(json!({}));
    for blob in BLOBS {
        if let Some(Value::String(text)) = params.get_mut(blob) {
            let blob = serde_json::to_value(runtime::Blob::from(text.as_bytes())).unwrap();
            *text = blob.as_str().unwrap().to_owned();
        }
    }
    params
}

fn texts<'a>(case: &'a Value, member: &str) -> Vec<&'a str> {
    let list = case[member].as_array().into_iter().flatten();
    list.map(|it| it.as_str().unwrap()).collect()
}

fn headers(case: &Value) -> Vec<(&str, &str)> {
    let headers = case["headers"].as_object().into_iter().flatten();
    headers
        .map(|(name, value)| (name.as_str(), value.as_str().unwrap()))
        .collect()
}

fn answered<Op: Operation>(case: &Value) -> Result<Op::Output, Error<Op::Error>> {
    let status = case["code"].as_u64().unwrap().try_into().unwrap();
    let headers = headers(case);
    let headers: Vec<_> = headers
        .iter()
        .map(|(name, value)| (*name, value.as_bytes()))
        .collect();
    let body = case["body"].as_str().unwrap_or_default().to_owned();
    received::<Op>(Op::Input::zero(), status, &headers, body)
}

fn check_request(id: &str, case: &Value, request: &Request<Bytes>) {
    assert_eq!(request.method().as_str(), case["method"], "{id}");
    assert_eq!(request.uri().path(), case["uri"], "{id}");
    let query = request.uri().query().unwrap_or_default();
    let pairs: Vec<&str> = query.split('&').filter(|pair| !pair.is_empty()).collect();
    assert_eq!(pairs, texts(case, "queryParams"), "{id}");
    for (name, value) in headers(case) {
        assert_eq!(request.headers()[name], value, "{id}: {name}");
    }
    for name in texts(case, "forbidHeaders") {
        assert!(!request.headers().contains_key(name), "{id}: {name}");
    }
    for name in texts(case, "requireHeaders") {
        assert!(request.headers().contains_key(name), "{id}: {name}");
    }
    let (body, expected) = (request.body(), case["body"].as_str());
    if case["bodyMediaType"] == "application/json" {
        let body: Value = serde_json::from_slice(body).expect(id);
        let expected: Value = serde_json::from_str(expected.unwrap()).unwrap();
        assert_eq!(body, expected, "{id}");
    } else {
        assert_eq!(&**body, expected.unwrap_or_default().as_bytes(), "{id}");
    }
}

fn check_value(id: &str, case: &Value, value: &impl Serialize) {
    // By its text, in which a float of 32 bits is as short as that of the case.
    let value = serde_json::to_string(value).unwrap();
    let mut value: Value = serde_json::from_str(&value).unwrap();
    let mut expected = params(case);
    // Their timestamps are numbers, whatever the format is.
    for (name, expected) in expected.as_object_mut().unwrap() {
        if expected.is_number() && value[name].is_string() {
            let timestamp: runtime::Timestamp = value[name].as_str().unwrap().parse().unwrap();
            value[name] = timestamp.as_second().into();
        }
    }
    let text = |value: &Value| value.to_string();
    assert_eq!(text(&value), text(&expected), "{id}");
}

#[test]
fn published_cases_pass() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../../shared/protocol-tests-http/restJson1.json");
    let Ok(text) = fs::read_to_string(&path) else {
        let thread = thread::current();
        let test = thread.name().unwrap_or_default();
        // Not by a macro, whose output the test harness keeps to itself.
        let skipped = "needs ../shared/protocol-tests-http";
        writeln!(io::stderr(), "SKIPPED: {test} {skipped}").unwrap();
        return;
    };
    let mut model: Value = serde_json::from_str(&text).unwrap();
    let Value::Object(shapes) = model["shapes"].take() else {
        panic!("{} has no shapes", path.display());
    };
    let mut cases = Cases {
        shapes,
        run: BTreeSet::new(),
    };
    cases.check::<AllQueryStringTypes>();
    cases.check::<DocumentTypeAsPayload>();
    cases.check::<EmptyInputAndEmptyOutput>();
    cases.check::<HttpEnumPayload>();
    cases.check::<HttpPayloadTraits>();
    cases.check::<HttpPayloadWithStructure>();
    cases.check::<HttpPayloadWithUnion>();
    cases.check::<HttpPrefixHeaders>();
    cases.check::<HttpPrefixHeadersInResponse>();
    cases.check::<HttpRequestWithFloatLabels>();
    cases.check::<HttpRequestWithLabels>();
    cases.check::<HttpRequestWithLabelsAndTimestampFormat>();
    cases.check::<HttpStringPayload>();
    cases.check::<MediaTypeHeader>();
    cases.check::<NullAndEmptyHeadersClient>();
    cases.check::<QueryPrecedence>();
    cases.check::<TestGetNoPayload>();
    cases.check::<TestPayloadBlob>();
    cases.check::<TestPayloadStructure>();
    cases.check::<TestPostNoPayload>();
    cases.check::<TimestampFormatHeaders>();
    cases.check::<InputAndOutputWithHeaders>();
    cases.check_error("ComplexError", |id, case, error| match error {
        GreetingError::ComplexError(error) => {
            // Nested, the view has the names of the document (`jsonName`).
            let case = case.to_string().replace("\"Foo\":", "\"Fooooo\":");
            check_value(id, &serde_json::from_str(&case).unwrap(), &error);
        }
        error => panic!("{id}: {error}"),
    });
    cases.check_error("FooError", |id, _, error| {
        assert!(matches!(error, GreetingError::FooError(_)), "{id}");
    });
    for case in cases.of("HttpResponseCode", "httpResponseTests") {
        let output = answered::<HttpResponseCode>(&case).unwrap();
        check_value("HttpResponseCode", &case, &output);
    }
    for case in cases.of("GreetingWithErrors", "httpResponseTests") {
        let output = answered::<GreetingWithErrors>(&case).unwrap();
        check_value("GreetingWithErrors", &case, &output);
    }
    assert!(cases.run.len() >= 45, "{} cases are few", cases.run.len());
}
