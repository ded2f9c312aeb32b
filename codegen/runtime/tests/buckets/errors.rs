//! Errors: in responses with a successful status, of HEAD requests, and of buckets in other regions.

use crate::service::{
    BucketsError, CopyObject, DeleteObject, GetBucketLocation, GetBucketPolicy, GetObject,
    HeadObject, NotFound, bucket, object,
};
use crate::wire::{Wire, ok, response};
use http::Response;
use runtime::bytes::Bytes;
use runtime::{Error, ErrorMetadata};

const INTERNAL_ERROR: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>InternalError</Code>\
    <Message>We encountered an internal error. Please try again.</Message>\
    <RequestId>656c76696e6727732072657175657374</RequestId><HostId>Uuag1LuByRx9e6j5Onimru9pO4ZVKnJ2</HostId></Error>";

const COPIED: &str = "<CopyObjectResult><ETag>\"9b2cf5\"</ETag></CopyObjectResult>";

fn copied(wire: &Wire) -> Result<crate::service::CopyObjectOutput, Error<BucketsError>> {
    let client = wire.client();
    wire.clock
        .run(client.call::<CopyObject>(object("my-bucket", "k")))
}

/// Amazon S3 API Reference, `CopyObject`: "A 200 OK response can contain either a success or an error."
#[test]
fn an_error_with_a_successful_status_is_retried_like_a_server_error() {
    let wire = Wire::new([
        response(200, &[], INTERNAL_ERROR),
        response(200, &[], COPIED),
    ]);
    assert_eq!(copied(&wire).unwrap().e_tag.as_deref(), Some("\"9b2cf5\""));
    assert_eq!(wire.sent().len(), 2);
}

#[test]
fn an_error_with_a_successful_status_is_the_error_of_the_call() {
    let wire = Wire::new([1, 2, 3].map(|_| response(200, &[], INTERNAL_ERROR)));
    let error = copied(&wire).unwrap_err();
    assert_eq!(error.code(), Some("InternalError"));
    let metadata = metadata(&error);
    assert_eq!(metadata.status(), 200);
    assert_eq!(
        metadata.request_id(),
        Some("656c76696e6727732072657175657374")
    );
    assert_eq!(
        metadata.extended_request_id(),
        Some("Uuag1LuByRx9e6j5Onimru9pO4ZVKnJ2")
    );
    assert_eq!(wire.sent().len(), 3);
}

/// Amazon S3 sends blanks to keep a connection open until the result is known.
#[test]
fn blanks_before_an_error_with_a_successful_status_are_skipped() {
    let (declaration, error) = INTERNAL_ERROR.split_once('\n').unwrap();
    for body in [
        format!("{declaration}\r\n \n\n   {error}"),
        format!(" \n{declaration}\n{error}"),
        format!("\n\n {error}\n"),
        format!("\u{feff}{declaration}{error}"),
        format!("{declaration}<!-- a comment -->{error}"),
        error.replace(
            "<Error>",
            "<Error xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">",
        ),
    ] {
        let wire = Wire::new([response(200, &[], &body), response(200, &[], COPIED)]);
        let output = copied(&wire).unwrap_or_else(|error| panic!("{body:?}: {error}"));
        assert_eq!(output.e_tag.as_deref(), Some("\"9b2cf5\""), "{body:?}");
    }
}

/// A connection may be closed in order before the result is known (botocore: `_looks_like_special_case_error`).
#[test]
fn a_response_of_blanks_is_not_a_result() {
    let declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
    for body in [declaration, "\n", "  \r\n "] {
        let wire = Wire::new([response(200, &[], body), response(200, &[], COPIED)]);
        let output = copied(&wire).unwrap();
        assert_eq!(output.e_tag.as_deref(), Some("\"9b2cf5\""), "{body:?}");
        assert_eq!(wire.sent().len(), 2);
    }
    let wire = Wire::new([1, 2, 3].map(|_| response(200, &[], declaration)));
    let error = copied(&wire).unwrap_err();
    assert_eq!(
        error.to_string(),
        "CopyObject: HTTP 200: the response has no result after 3 attempts"
    );
}

/// moto 5.2.5 responds to `PutBucketPolicy` with the body `True`; the model has no output.
#[test]
fn a_body_without_an_output_is_not_read() {
    let error = || response(200, &[], INTERNAL_ERROR);
    let wire = Wire::new([response(200, &[], "True"), error(), error(), error()]);
    let client = wire.client();
    let delete = || client.call::<DeleteObject>(object("my-bucket", "k"));
    wire.clock.run(delete()).unwrap();
    let error = wire.clock.run(delete()).unwrap_err();
    assert_eq!(error.code(), Some("InternalError"), "it may be an error");
}

/// The content of an object is not a message of the protocol.
#[test]
fn an_object_may_look_like_an_error() {
    let wire = Wire::new([response(200, &[("expires", "never")], INTERNAL_ERROR)]);
    let client = wire.client();
    let output = wire
        .clock
        .run(client.call::<GetObject>(object("my-bucket", "k")));
    let output = output.unwrap();
    assert_eq!(
        output.expires.as_deref(),
        Some("never"),
        "a text that is not a date"
    );
    let text = wire.clock.run(output.body.text(usize::MAX)).unwrap();
    assert_eq!(text, INTERNAL_ERROR);
}

fn metadata(error: &Error<BucketsError>) -> &ErrorMetadata {
    match error {
        Error::Service(error) => error.metadata(),
        other => panic!("{other}"),
    }
}

/// The body of a raw payload is the caller's, too.
#[test]
fn a_text_may_look_like_an_error() {
    let wire = Wire::new([response(200, &[], INTERNAL_ERROR)]);
    let client = wire.client();
    let call = client.call::<GetBucketPolicy>(bucket("my-bucket"));
    let output = wire.clock.run(call).unwrap();
    assert_eq!(output.policy.as_deref(), Some(INTERNAL_ERROR));
}

fn head(response: Response<Bytes>) -> Error<BucketsError> {
    let wire = Wire::new([response]);
    let client = wire.client();
    let call = client.call::<HeadObject>(object("my-bucket", "k"));
    wire.clock.run(call).unwrap_err()
}

/// RFC 9110, section 6.4.1: these responses have no content, those of other requests do.
#[test]
fn an_error_of_another_request_without_a_body_has_no_code() {
    for (status, code) in [(304, Some("NotModified")), (404, None)] {
        let wire = Wire::new([response(status, &[], "")]);
        let client = wire.client();
        let call = client.call::<GetObject>(object("my-bucket", "k"));
        let error = wire.clock.run(call).unwrap_err();
        assert_eq!(error.code(), code, "{status}");
    }
}

/// RFC 9110, section 15: the reason phrases.
#[test]
fn an_error_without_a_body_has_the_code_of_its_status() {
    for (status, code) in [
        (304, "NotModified"),
        (400, "BadRequest"),
        (403, "Forbidden"),
        (404, "NotFound"),
        (412, "PreconditionFailed"),
    ] {
        assert_eq!(head(response(status, &[], "")).code(), Some(code));
    }
    let error = head(response(404, &[], ""));
    let expected = BucketsError::NotFound(NotFound::default());
    assert_eq!(error.as_service_error(), Some(&expected));
}

#[test]
fn ids_of_a_response_are_in_its_headers() {
    let ids = [("x-amz-request-id", "4711"), ("x-amz-id-2", "Uuag1")];
    let error = head(response(403, &ids, ""));
    let metadata = metadata(&error);
    assert_eq!(metadata.request_id(), Some("4711"));
    assert_eq!(metadata.extended_request_id(), Some("Uuag1"));

    let wire = Wire::new([response(200, &ids, "")]);
    let client = wire.client();
    let request = client.request::<HeadObject>(object("my-bucket", "k"));
    let metadata = wire.clock.run(request.send()).unwrap().metadata;
    assert_eq!(metadata.request_id().as_deref(), Some("4711"));
    assert_eq!(metadata.extended_request_id().as_deref(), Some("Uuag1"));
}

/// botocore's `S3RegionRedirectorv2` takes the region from the same places.
#[test]
fn a_bucket_of_another_region_is_named_with_it() {
    let redirect = "<Error><Code>PermanentRedirect</Code><Message>Use another endpoint.</Message>\
        <Endpoint>my-bucket.s3.us-west-2.amazonaws.com</Endpoint></Error>";
    let malformed = "<Error><Code>AuthorizationHeaderMalformed</Code><Message>The region is wrong.</Message>\
        <Region>us-west-2</Region></Error>";
    let region = [("x-amz-bucket-region", "us-west-2")];
    for response in [
        response(301, &region, redirect),
        response(307, &region, ""),
        response(301, &region, ""),
        response(400, &region, ""),
        response(400, &[], malformed),
    ] {
        let error = head(response);
        let metadata = metadata(&error);
        assert_eq!(metadata.bucket_region(), Some("us-west-2"));
        let text = error.to_string();
        let end = "; the bucket is in the region us-west-2: use a client of that region";
        assert!(text.ends_with(end), "{text}");
    }
    // The service sends the header with every response.
    let denied = head(response(403, &region, ""));
    assert_eq!(metadata(&denied).bucket_region(), None);
}

/// Amazon S3 API Reference, `GetBucketLocation`: the text of the root element, none for `us-east-1`.
#[test]
fn the_location_of_a_bucket_is_the_text_of_the_root() {
    let xmlns = "xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"";
    for (body, expected) in [
        (
            format!("<LocationConstraint {xmlns}>us-west-2</LocationConstraint>"),
            Some("us-west-2"),
        ),
        (
            format!("<?xml version=\"1.0\"?>\n<LocationConstraint {xmlns}/>"),
            None,
        ),
        (
            format!("<LocationConstraint {xmlns}></LocationConstraint>"),
            None,
        ),
    ] {
        let wire = Wire::new([response(200, &[], &body)]);
        let client = wire.client();
        let output = wire
            .clock
            .run(client.call::<GetBucketLocation>(bucket("my-bucket")));
        assert_eq!(output.unwrap().location.as_deref(), expected, "{body}");
        assert_eq!(
            wire.urls(),
            ["https://my-bucket.s3.eu-west-1.amazonaws.com/?location"]
        );
    }
    assert_eq!(ok().status(), 200);
}
