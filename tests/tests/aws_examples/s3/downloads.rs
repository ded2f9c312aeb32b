//! Downloads in ranges, and those that fail.

use super::bucket::{Bucket, head, name, range};
use super::{
    CHECKSUM, DOWNLOAD, EMPTY, LENGTH, PATH, data, error, header, is_signed_for, run_against,
};
use crate::run::Run;
use crate::server::{At, Reply};
use crate::workspace::Programs;
use std::fs;

const RANGES: [&str; 3] = ["bytes=0-999", "bytes=1000-1999", "bytes=2000-2499"];

pub fn check(programs: &Programs) {
    whole(programs);
    ranges_that_are_requested_again(programs);
    without_checksum(programs);
    no_data(programs);
    failures(programs);
}

/// Requests of an object's ranges, sorted by name.
fn names(run: &Run) -> Vec<String> {
    let mut names: Vec<String> = run.requests.iter().map(name).collect();
    names.sort_unstable();
    names
}

/// Checks that the object was downloaded, and removes it.
fn is_restored(programs: &Programs) {
    let file = programs.home().join("restored.tar");
    assert!(fs::read(&file).unwrap() == data());
    fs::remove_file(file).unwrap();
}

fn whole(programs: &Programs) {
    let run = run_against(programs, &DOWNLOAD, Bucket::new());
    run.ends(0, &format!("{LENGTH} bytes, CRC64NVME {CHECKSUM}\n"), "");
    is_restored(programs);
    assert_eq!(names(&run), [&RANGES[..], &["head"]].concat());
    for request in &run.requests {
        is_signed_for(request, "s3");
        assert!(request.target.starts_with(PATH), "{}", request.target);
        assert_eq!(header(request, "x-amz-checksum-mode"), ["ENABLED"]);
    }
    for request in &run.requests[1..] {
        let e_tag = header(request, "if-match");
        assert_eq!(e_tag, ["\"3858f62230ac3c915f300c664312c11f-3\""]);
    }
}

/// A connection that is cut in the body, and one without a response.
fn ranges_that_are_requested_again(programs: &Programs) {
    let bucket = Bucket::with(|name, before| match (name, before) {
        ("bytes=1000-1999", 0) => Some(range(name, &data()).cut(At::Body(999))),
        ("bytes=1000-1999", 1) => Some(range(name, &data()).cut(At::Body(0))),
        ("bytes=2000-2499", 0) => Some(Reply::raw("")),
        _ => None,
    });
    let run = run_against(programs, &DOWNLOAD, bucket);
    run.ends(0, &format!("{LENGTH} bytes, CRC64NVME {CHECKSUM}\n"), "");
    is_restored(programs);
    let expected = [
        RANGES[0], RANGES[1], RANGES[1], RANGES[1], RANGES[2], RANGES[2], "head",
    ];
    assert_eq!(names(&run), expected);
}

/// The checksum of an object that was uploaded in parts may be that of their checksums.
fn without_checksum(programs: &Programs) {
    let bucket = Bucket::with(|name, _| {
        let composite = || head(LENGTH).header("x-amz-checksum-crc32", "AAAAAA==-3");
        (name == "head").then(composite)
    });
    let run = run_against(programs, &DOWNLOAD, bucket);
    let line = format!("{LENGTH} bytes, CRC64NVME {CHECKSUM}, not compared\n");
    run.ends(0, &line, "");
    is_restored(programs);
}

/// An empty object has no range.
fn no_data(programs: &Programs) {
    let bucket = Bucket::with(|_, _| Some(head(0).header("x-amz-checksum-crc64nvme", EMPTY)));
    let run = run_against(programs, &DOWNLOAD, bucket);
    run.ends(0, &format!("0 bytes, CRC64NVME {EMPTY}\n"), "");
    assert_eq!(names(&run), ["head"]);
    let file = programs.home().join("restored.tar");
    assert!(fs::read(&file).unwrap().is_empty());
    fs::remove_file(file).unwrap();
}

/// The file that was there is unchanged, and no other remains.
fn failures(programs: &Programs) {
    let file = programs.home().join("restored.tar");
    fs::write(&file, "before").unwrap();
    let count = || fs::read_dir(programs.home()).unwrap().count();
    let before = count();
    let fails = |bucket: Bucket, parts: &[&str]| {
        let run = run_against(programs, &DOWNLOAD, bucket);
        assert_eq!((run.code, &*run.out), (Some(1), ""));
        for part in parts {
            assert!(run.err.contains(part), "{part}: {}", run.err);
        }
        assert_eq!(run.err.lines().count(), 1, "{}", run.err);
        assert_eq!(fs::read_to_string(&file).unwrap(), "before");
        assert_eq!(count(), before);
    };
    let in_range = |reply: fn(&str) -> Reply| {
        Bucket::with(move |name, _| (name == RANGES[1]).then(|| reply(name)))
    };
    let corrupted = |name: &str| {
        let mut data = data();
        data[1500] ^= 1;
        range(name, &data)
    };
    fails(
        in_range(corrupted),
        &["corrupted: the CRC64NVME is ", &format!("not {CHECKSUM}")],
    );
    let cut = |name: &str| range(name, &data()).cut(At::Body(10));
    fails(in_range(cut), &["bytes 1000-1999/2500, attempt 3: "]);
    let ignored = |_: &str| Reply::new(200, data());
    fails(
        in_range(ignored),
        &["bytes 1000-1999/2500, attempt 3: received the range ``"],
    );
    let changed = |_: &str| error(412, "PreconditionFailed");
    fails(
        in_range(changed),
        &["bytes 1000-1999/2500, attempt 1: ", "PreconditionFailed"],
    );
    let missing = Bucket::with(|_, _| Some(Reply::status(404, "")));
    fails(missing, &["NotFound"]);
    fs::remove_file(file).unwrap();
}
