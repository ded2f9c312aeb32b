//! Listings of objects that no honest service sends, and keys of every kind in listings.

use crate::service::{ListObjects, ListObjectsInput, ListObjectsOutput, Object};
use crate::wire::{Wire, response};
use http::Response;
use runtime::bytes::Bytes;
use runtime::{Error, Paginated, PaginatedItems, Timestamp};
use std::error::Error as _;

impl Paginated for ListObjects {
    type Token = String;

    fn token(input: &mut ListObjectsInput) -> &mut Option<String> {
        &mut input.continuation_token
    }

    fn next_token(page: &ListObjectsOutput) -> Option<&String> {
        page.next_continuation_token.as_ref()
    }
}

impl PaginatedItems for ListObjects {
    type Items = Vec<Object>;

    fn items(page: ListObjectsOutput) -> Option<Vec<Object>> {
        page.contents
    }
}

impl Clone for ListObjectsInput {
    fn clone(&self) -> Self {
        Self {
            bucket: self.bucket.clone(),
            continuation_token: self.continuation_token.clone(),
            encoding_type: self.encoding_type.clone(),
            prefix: self.prefix.clone(),
        }
    }
}

fn input() -> ListObjectsInput {
    ListObjectsInput {
        bucket: "my-bucket".to_owned(),
        ..ListObjectsInput::default()
    }
}

fn page(content: &str) -> Response<Bytes> {
    response(
        200,
        &[],
        &format!("<ListBucketResult>{content}</ListBucketResult>"),
    )
}

/// Returns the objects of all pages, or the error with its causes.
fn listed(pages: impl IntoIterator<Item = Response<Bytes>>) -> Result<Vec<Object>, String> {
    let wire = Wire::new(pages);
    let client = wire.client();
    let items = client.pages::<ListObjects>(input()).items();
    let listed = wire.clock.run(items.try_collect());
    listed.map_err(|error: Error<_>| {
        let cause = error.source().map(ToString::to_string);
        format!("{error}: {}", cause.unwrap_or_default())
    })
}

fn object(content: &str) -> Object {
    let objects = listed([page(&format!("<Contents>{content}</Contents>"))]).unwrap();
    objects.into_iter().next().unwrap()
}

/// Amazon S3 writes characters that XML 1.0 does not have as references to them.
#[test]
fn keys_are_what_was_listed() {
    for (listed, expected) in [
        ("a b", "a b"),
        (" a ", " a "),
        ("a&amp;b&lt;c&gt;&quot;&apos;", "a&b<c>\"'"),
        ("a&#x1;b", "a\u{1}b"),
        ("a&#13;&#10;b", "a\r\nb"),
        ("../a//./%2F+", "../a//./%2F+"),
        ("\u{e9}\u{65e5}\u{1f600}", "\u{e9}\u{65e5}\u{1f600}"),
        ("<![CDATA[<a/>]]>", "<a/>"),
        ("", ""),
    ] {
        let object = object(&format!("<Key>{listed}</Key>"));
        assert_eq!(object.key.as_deref(), Some(expected), "{listed}");
    }
}

#[test]
fn objects_have_what_the_service_wrote() {
    let object = object(
        "<Size>5368709120</Size><Unknown><Key>b</Key></Unknown><Key>a</Key>\
         <LastModified>2026-11-30T12:00:00.000Z</LastModified>",
    );
    assert_eq!(object.key.as_deref(), Some("a"));
    assert_eq!(object.size, Some(5_368_709_120));
    let expected: Timestamp = "2026-11-30T12:00:00Z".parse().unwrap();
    assert_eq!(object.last_modified, Some(expected));
}

#[test]
fn pages_that_lead_in_circles_end_with_an_error() {
    let again = || page("<NextContinuationToken>1</NextContinuationToken>");
    let error = listed([again(), again()]).unwrap_err();
    assert!(error.contains("repeated the token"), "{error}");
}

#[test]
fn pages_without_objects_are_followed() {
    let objects = listed([
        page("<NextContinuationToken>1</NextContinuationToken>"),
        page("<Contents/><NextContinuationToken>2</NextContinuationToken>"),
        page("<Contents><Key>a</Key></Contents>"),
    ]);
    let keys: Vec<_> = objects.unwrap().into_iter().map(|it| it.key).collect();
    assert_eq!(keys, [None, Some("a".to_owned())]);
}

#[test]
fn a_listing_that_is_none_is_an_error_that_tells_where() {
    for (content, expected) in [
        ("<Contents><Key>a</Key>", "does not match its start tag"),
        ("<Contents><Key>&nbsp;</Key></Contents>", "a reference"),
        (
            "<Contents><Size>1.5</Size></Contents>",
            "`Contents[0].Size`",
        ),
        (
            "<Contents><Size>9223372036854775808</Size></Contents>",
            "`Contents[0].Size`",
        ),
        (
            "<Contents/><Contents><Size>-</Size></Contents>",
            "`Contents[1].Size`",
        ),
        (
            "<Contents><LastModified>now</LastModified></Contents>",
            "`Contents[0].LastModified`",
        ),
    ] {
        let error = listed([page(content)]).unwrap_err();
        assert!(error.contains(expected), "{content}: {error}");
    }
    let entity = "<!DOCTYPE a [<!ENTITY b \"c\">]><ListBucketResult>&b;</ListBucketResult>";
    let error = listed([response(200, &[], entity)]).unwrap_err();
    assert!(error.contains("document type declaration"), "{error}");
    let deep = "<a>".repeat(100_000);
    let error = listed([page(&deep)]).unwrap_err();
    assert!(error.contains("recursion limit"), "{error}");
}

#[test]
fn a_page_may_have_more_objects_than_a_service_returns() {
    let content = "<Contents><Key>a</Key></Contents>".repeat(100_000);
    assert_eq!(listed([page(&content)]).unwrap().len(), 100_000);
}

#[test]
fn objects_before_an_error_are_returned() {
    let wire = Wire::new([
        page("<Contents><Key>a</Key></Contents><NextContinuationToken>1</NextContinuationToken>"),
        response(403, &[], "<Error><Code>AccessDenied</Code></Error>"),
    ]);
    let client = wire.client();
    let mut items = client.pages::<ListObjects>(input()).items();
    let first = wire.clock.run(items.next_item()).unwrap().unwrap();
    assert_eq!(first.key.as_deref(), Some("a"));
    let error = wire.clock.run(items.next_item()).unwrap_err();
    assert!(error.to_string().contains("AccessDenied"), "{error}");
    assert!(wire.clock.run(items.next_item()).unwrap().is_none());
}
