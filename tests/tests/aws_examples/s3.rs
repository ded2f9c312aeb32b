//! `s3`, `list-objects` and `presign`: operations of the API reference of Amazon S3.

mod bucket;
mod downloads;
mod faults;
mod uploads;

use crate::run::{self, KEY_ID, Run, SECRET, header, is_signed_for, run, start_against};
use crate::server::Reply;
use crate::sigv4::{Received, query::verify_presigned};
use crate::workspace::Programs;
use bucket::Bucket;
use std::fs;

/// A bucket of AWS's documentation, and a key with characters that a path needs encoded.
const BUCKET: &str = "amzn-s3-demo-bucket";
const KEY: &str = "2026//a+b %#\u{fc}.tar";
const PATH: &str = "/amzn-s3-demo-bucket/2026//a%2Bb%20%25%23%C3%BC.tar";

/// Length of the object and of its parts, and their CRC64NVME. A program in Python computed them bit by bit with the polynomial
/// 0xAD93D23594C93659, which gives the check value AE8B14860A799888 of the catalogue of CRC algorithms.
const LENGTH: usize = 2500;
const PART: usize = 1000;
const CHECKSUM: &str = "Wl0aMNAyJOI=";
const CHECKSUMS: [&str; 3] = ["Oi01cbaZhBY=", "zRBZ5bYUgM0=", "tOpIHQay6mw="];
/// Of no data.
const EMPTY: &str = "AAAAAAAAAAA=";

/// Runs all cases.
pub fn check(programs: &Programs) {
    fs::write(programs.home().join("object.tar"), data()).unwrap();
    objects_are_listed(programs);
    requests_are_presigned(programs);
    uploads::check(programs);
    downloads::check(programs);
    faults::check(programs);
}

/// The object.
fn data() -> Vec<u8> {
    (0..LENGTH).map(|it| (it % 251) as u8).collect()
}

/// The program that uploads the file `object.tar`, or standard input for `-`.
const fn upload(file: &str) -> [&str; 7] {
    ["s3", "--part-size", "1000", "upload", file, BUCKET, KEY]
}

const DOWNLOAD: [&str; 7] = [
    "s3",
    "--part-size",
    "1000",
    "download",
    BUCKET,
    KEY,
    "restored.tar",
];

/// Runs a program against a bucket.
fn run_against(programs: &Programs, program: &[&str], bucket: Bucket) -> Run {
    start_against(programs, program, bucket.serve()).finish()
}

/// A response with XML, as Amazon S3 sends it.
fn xml(status: u16, body: &str) -> Reply {
    let declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
    Reply::new(status, format!("{declaration}{body}")).header("content-type", "application/xml")
}

/// An error.
fn error(status: u16, code: &str) -> Reply {
    let ids = "<RequestId>4442587FB7D0A2F9</RequestId><HostId>abc=</HostId>";
    let message = format!("<Message>about {code}</Message>");
    xml(
        status,
        &format!("<Error><Code>{code}</Code>{message}{ids}</Error>"),
    )
}

/// Two pages, of which the second is requested with the token of the first.
fn objects_are_listed(programs: &Programs) {
    let page = |content: &str| {
        let namespace = "http://s3.amazonaws.com/doc/2006-03-01/";
        let list =
            format!("<Name>{BUCKET}</Name><Prefix>2026/</Prefix><MaxKeys>1000</MaxKeys>{content}");
        xml(
            200,
            &format!("<ListBucketResult xmlns=\"{namespace}\">{list}</ListBucketResult>"),
        )
    };
    let object = |key: &str, size: u64| {
        let date = "2009-10-12T17:50:30.000Z";
        let e_tag = "<ETag>&quot;fba9dede5f27731c9771645a39863328&quot;</ETag>";
        format!(
            "<Contents><Key>{key}</Key><LastModified>{date}</LastModified>{e_tag}<Size>{size}</Size>\
             <StorageClass>STANDARD</StorageClass></Contents>"
        )
    };
    let token = "1ueGcxLPRx1Tr/XYExHnhbYLgveDs2J/wm36Hy4vbOwM=";
    let first = format!(
        "<KeyCount>2</KeyCount><IsTruncated>true</IsTruncated>{}{}<NextContinuationToken>{token}</NextContinuationToken>",
        object("2026/a &amp; b", 434_234),
        object("2026/&#10;\u{fc}", 0),
    );
    let second = format!(
        "<KeyCount>1</KeyCount><IsTruncated>false</IsTruncated>{}",
        object("2026/c", 5_497_558_138_880),
    );
    let replies = vec![page(&first), page(&second)];
    let listed = run(programs, &["list-objects", BUCKET, "2026/"], replies);
    let lines = [
        "       434234  2009-10-12T17:50:30Z  2026/a & b\n",
        "            0  2009-10-12T17:50:30Z  2026/?\u{fc}\n",
        "5497558138880  2009-10-12T17:50:30Z  2026/c\n",
    ];
    listed.ends(0, &lines.concat(), "");
    let target = format!("GET /{BUCKET}?");
    let query = "list-type=2&prefix=2026%2F";
    let token = "continuation-token=1ueGcxLPRx1Tr%2FXYExHnhbYLgveDs2J%2Fwm36Hy4vbOwM%3D";
    let expected = [
        format!("{target}{query}"),
        format!("{target}{token}&{query}"),
    ];
    assert_eq!(listed.targets(), expected);
    listed
        .requests
        .iter()
        .for_each(|it| is_signed_for(it, "s3"));

    let missing = run::run(
        programs,
        &["list-objects", BUCKET],
        vec![error(404, "NoSuchBucket")],
    );
    assert_eq!((missing.code, &*missing.out), (Some(1), ""));
    assert!(missing.err.contains("NoSuchBucket"), "{}", missing.err);
}

/// The programs print commands, which others run. No request is sent.
fn requests_are_presigned(programs: &Programs) {
    let get = run(programs, &["presign", "get", BUCKET, KEY], vec![]);
    let headers = is_presigned(
        &get,
        "GET",
        "curl --fail --path-as-is --output FILE",
        vec![],
    );
    assert_eq!(headers, ["host"]);

    let program = ["presign", "put", BUCKET, KEY, "text/it's"];
    let put = run(programs, &program, vec![]);
    let command =
        r"curl --fail --path-as-is --upload-file FILE --header 'content-type: text/it'\''s'";
    let content_type = ("content-type".to_owned(), "text/it's".to_owned());
    let headers = is_presigned(&put, "PUT", command, vec![content_type]);
    assert_eq!(headers, ["content-type", "host"]);
}

/// Checks the URL after `command`, and returns the signed headers.
fn is_presigned(
    run: &Run,
    method: &str,
    command: &str,
    mut headers: Vec<(String, String)>,
) -> Vec<String> {
    assert_eq!((run.code, &*run.err, run.requests.len()), (Some(0), "", 0));
    let url = run
        .out
        .strip_prefix(command)
        .unwrap_or_else(|| panic!("{}", run.out));
    let url = url.trim().trim_matches('\'');
    let (host, target) = url
        .strip_prefix("http://")
        .unwrap()
        .split_once('/')
        .unwrap();
    headers.push(("host".to_owned(), host.to_owned()));
    let request = Received {
        method: method.to_owned(),
        target: format!("/{target}"),
        headers,
        body: Vec::new(),
    };
    assert!(request.target.starts_with(&format!("{PATH}?")), "{url}");
    let presigned = verify_presigned(&request, SECRET, false).unwrap();
    let signature = presigned.signature;
    let found = (
        &*signature.access_key_id,
        &*signature.region,
        &*signature.service,
    );
    assert_eq!(found, (KEY_ID, "eu-west-1", "s3"));
    assert_eq!((presigned.expires_in, presigned.token), (900, None));
    signature.signed_headers
}
