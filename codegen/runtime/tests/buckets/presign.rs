//! Presigned requests, held against those that botocore makes (`tests/facts/presigned`).

use crate::service::{
    Buckets, BucketsError, CreateMultipartUpload, DeleteObject, GetObject, HeadObject, ListObjects,
    PutObject, PutObjectInput, UploadPart,
};
use crate::sigv4::Received;
use crate::sigv4::query::verify_presigned;
use crate::wire::{SECRET, Wire};
use http::Request;
use runtime::presign::PresignedRequest;
use runtime::{ByteStream, Client, Credentials, Operation};
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::time::Duration;

const FACTS: &str = include_str!("../facts/presigned/botocore.json");

fn presigned<Op>(case: &Value) -> PresignedRequest
where
    Op: Operation<Service = Buckets, Input: DeserializeOwned, Error = BucketsError>,
{
    let wire = Wire::new([]);
    let mut credentials = Credentials::new("AKIDEXAMPLE", SECRET);
    if let Some(token) = case["token"].as_str() {
        credentials = credentials.session_token(token);
    }
    let path_style = case["path_style"].as_bool().unwrap();
    let config = wire.config().credentials(credentials);
    let config = config.endpoint_parameter("ForcePathStyle", path_style);
    let client = Client::new::<Buckets>(&config.build().unwrap());
    let input: Op::Input = serde_json::from_value(case["parameters"].clone()).unwrap();
    let expires_in = Duration::from_secs(case["expires_in"].as_u64().unwrap());
    let presigned = client.request::<Op>(input).presign(expires_in);
    wire.clock.run(presigned).unwrap()
}

/// Returns the part before the query, and the pairs of the query in order. A key without a value has an empty one.
fn parts(url: &str) -> (&str, Vec<(&str, &str)>) {
    let (start, query) = url.split_once('?').unwrap();
    let pairs = query.split('&');
    let mut pairs: Vec<_> = pairs
        .map(|it| it.split_once('=').unwrap_or((it, "")))
        .collect();
    pairs.sort_unstable();
    (start, pairs)
}

#[test]
fn presigned_requests_are_those_of_botocore() {
    let facts: Value = serde_json::from_str(FACTS).unwrap();
    for case in facts["cases"].as_array().unwrap() {
        let (method, request) = match case["operation"].as_str().unwrap() {
            "GetObject" => ("GET", presigned::<GetObject>(case)),
            "HeadObject" => ("HEAD", presigned::<HeadObject>(case)),
            "DeleteObject" => ("DELETE", presigned::<DeleteObject>(case)),
            "CreateMultipartUpload" => ("POST", presigned::<CreateMultipartUpload>(case)),
            "ListObjects" => ("GET", presigned::<ListObjects>(case)),
            "PutObject" => ("PUT", presigned::<PutObject>(case)),
            "UploadPart" => ("PUT", presigned::<UploadPart>(case)),
            other => panic!("no operation {other}"),
        };
        assert_eq!(request.method(), method);
        let url = request.uri().to_string();
        assert_eq!(parts(&url), parts(case["url"].as_str().unwrap()), "{case}");
        // Whoever sends it has to send the signed headers.
        let (_, query) = parts(&url);
        let signed = query
            .iter()
            .find(|(name, _)| *name == "X-Amz-SignedHeaders");
        let signed = signed.unwrap().1.replace("%3B", ";");
        let mut names: Vec<&str> = request.headers().keys().map(|it| it.as_str()).collect();
        names.sort_unstable();
        assert_eq!(names.join(";"), signed);
        let received = Received::of(&Request::from(request).map(|()| "any body"));
        verify_presigned(&received, SECRET, false).unwrap();
    }
}

#[test]
fn a_request_with_a_body_of_its_own_cannot_be_presigned() {
    let wire = Wire::new([]);
    let client = wire.client();
    let input = PutObjectInput {
        bucket: "my-bucket".to_owned(),
        key: "k".to_owned(),
        body: ByteStream::from("content"),
        ..PutObjectInput::default()
    };
    let presigned = client
        .request::<PutObject>(input)
        .presign(Duration::from_secs(60));
    let error = wire.clock.run(presigned).unwrap_err();
    assert!(error.to_string().contains("it has a body"), "{error}");
}
