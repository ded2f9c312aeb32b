//! Uploads of files and of standard input.

use super::bucket::{Bucket, UPLOAD_ENCODED, name};
use super::{
    CHECKSUM, CHECKSUMS, EMPTY, LENGTH, PART, PATH, data, header, is_signed_for, run_against,
    start_against, upload,
};
use crate::run::Run;
use crate::server::Received;
use crate::workspace::Programs;
use roxmltree::Document;
use std::io::Write;

pub fn check(programs: &Programs) {
    files(programs);
    standard_input(programs);
    no_data(programs);
}

/// The targets of the API reference; parts may come in any order.
fn files(programs: &Programs) {
    let run = run_against(programs, &upload("object.tar"), Bucket::new());
    run.ends(0, &format!("{LENGTH} bytes, CRC64NVME {CHECKSUM}\n"), "");
    let mut targets = run.targets();
    let last = targets.pop().unwrap();
    assert_eq!(targets.remove(0), format!("POST {PATH}?uploads"));
    assert_eq!(last, format!("POST {PATH}?uploadId={UPLOAD_ENCODED}"));
    targets.sort_unstable();
    let part = |number| {
        format!("PUT {PATH}?partNumber={number}&uploadId={UPLOAD_ENCODED}&x-id=UploadPart")
    };
    assert_eq!(targets, [part(1), part(2), part(3)]);
    is_upload(&run);
}

/// Data whose length is not known, and comes in pieces that are not parts.
fn standard_input(programs: &Programs) {
    let mut started = start_against(programs, &upload("-"), Bucket::new().serve());
    let mut stdin = started.child.stdin.take().unwrap();
    data()
        .chunks(333)
        .for_each(|piece| stdin.write_all(piece).unwrap());
    drop(stdin);
    let run = started.finish();
    run.ends(0, &format!("{LENGTH} bytes, CRC64NVME {CHECKSUM}\n"), "");
    is_upload(&run);
}

/// An upload has at least one part.
fn no_data(programs: &Programs) {
    let run = run_against(programs, &upload("-"), Bucket::new());
    run.ends(0, &format!("0 bytes, CRC64NVME {EMPTY}\n"), "");
    let names: Vec<String> = run.requests.iter().map(name).collect();
    assert_eq!(names, ["create", "part 1", "complete"]);
    assert!(run.requests[1].body.is_empty());
    assert_eq!(header(&run.requests[1], "content-length"), ["0"]);
}

/// Checks that the requests upload the object: any number of times for each part.
pub fn is_upload(run: &Run) {
    let [create, parts @ .., complete] = &*run.requests else {
        panic!("{:?}", run.targets());
    };
    run.requests.iter().for_each(|it| is_signed_for(it, "s3"));
    assert_eq!(header(create, "x-amz-checksum-algorithm"), ["CRC64NVME"]);
    assert_eq!(header(create, "x-amz-checksum-type"), ["FULL_OBJECT"]);
    let data = data();
    for part in parts {
        let number: usize = name(part).strip_prefix("part ").unwrap().parse().unwrap();
        let expected = data.chunks(PART).nth(number - 1).unwrap();
        assert!(part.body == expected, "part {number}");
        let checksum = header(part, "x-amz-checksum-crc64nvme");
        assert_eq!(checksum, [CHECKSUMS[number - 1]], "part {number}");
    }
    is_complete(complete);
}

fn is_complete(request: &Received) {
    for (name, value) in [
        ("x-amz-checksum-crc64nvme", CHECKSUM),
        ("x-amz-checksum-type", "FULL_OBJECT"),
        ("x-amz-mp-object-size", "2500"),
    ] {
        assert_eq!(header(request, name), [value], "{name}");
    }
    let body = str::from_utf8(&request.body).unwrap();
    let document = Document::parse(body).unwrap();
    let root = document.root_element();
    let namespace = Some("http://s3.amazonaws.com/doc/2006-03-01/");
    assert_eq!(
        (root.tag_name().name(), root.tag_name().namespace()),
        ("CompleteMultipartUpload", namespace)
    );
    let parts: Vec<[&str; 3]> = root
        .children()
        .map(|part| {
            ["PartNumber", "ETag", "ChecksumCRC64NVME"].map(|name| {
                let member = part.children().find(|it| it.tag_name().name() == name);
                member.unwrap().text().unwrap()
            })
        })
        .collect();
    let e_tags = CHECKSUMS.map(|it| format!("\"{it}\""));
    let expected = [0, 1, 2].map(|it| [["1", "2", "3"][it], &e_tags[it], CHECKSUMS[it]]);
    assert_eq!(parts, expected);
}
