//! Uploads with faults: parts that are sent again, and uploads that are aborted.

use super::bucket::{Bucket, completed, name, stored};
use super::uploads::is_upload;
use super::{CHECKSUM, CHECKSUMS, EMPTY, error, run_against, upload, xml};
use crate::run::Run;
use crate::server::Reply;
use crate::workspace::Programs;

pub fn check(programs: &Programs) {
    parts_that_are_sent_again(programs);
    parts_that_fail(programs);
    uploads_that_are_aborted_again(programs);
    ends_that_fail(programs);
    missing_files(programs);
    #[cfg(unix)]
    interrupted::check(programs);
}

/// Names of the requests after the first, without parts: one whose upload failed may be received later.
fn last(run: &Run) -> Vec<String> {
    let names = run.requests.iter().skip(1).map(name);
    names.filter(|name| !name.starts_with("part ")).collect()
}

/// Checks that an upload failed with a message that has these parts, and was aborted.
fn is_aborted(run: &Run, parts: &[&str]) {
    assert_eq!((run.code, &*run.out), (Some(1), ""));
    for part in parts {
        assert!(run.err.contains(part), "{part}: {}", run.err);
    }
    assert_eq!(run.err.lines().count(), 1, "{}", run.err);
    assert_eq!(last(run), ["abort", "parts"]);
}

/// The client repeats a server error and a lost connection; the program a part that was corrupted on its way.
fn parts_that_are_sent_again(programs: &Programs) {
    let bucket = Bucket::with(|name, before| match (name, before) {
        ("part 1", 0) => Some(error(400, "BadDigest")),
        ("part 2", 0) => Some(error(500, "InternalError")),
        ("part 2", 1) => Some(Reply::raw("")),
        ("part 3", 0) => Some(stored(EMPTY)),
        _ => None,
    });
    let run = run_against(programs, &upload("object.tar"), bucket);
    run.ends(0, &format!("2500 bytes, CRC64NVME {CHECKSUM}\n"), "");
    is_upload(&run);
    let mut names: Vec<String> = run.requests.iter().map(name).collect();
    names.sort_unstable();
    let parts = [
        "part 1", "part 1", "part 2", "part 2", "part 2", "part 3", "part 3",
    ];
    assert_eq!(names, [&["complete", "create"], &parts[..]].concat());
}

fn parts_that_fail(programs: &Programs) {
    let part = |reply: fn() -> Reply| {
        let bucket = Bucket::with(move |name, _| (name == "part 2").then(reply));
        run_against(programs, &upload("object.tar"), bucket)
    };
    let checksums = format!("corrupted: the CRC64NVME is {}, not {EMPTY}", CHECKSUMS[1]);
    is_aborted(
        &part(|| stored(EMPTY)),
        &["error: part 2, attempt 3: ", &checksums],
    );
    let denied = part(|| error(403, "AccessDenied"));
    is_aborted(&denied, &["error: part 2, attempt 1: ", "AccessDenied"]);
}

/// A part was stored after the upload had been aborted. An upload that does not exist has been aborted.
fn uploads_that_are_aborted_again(programs: &Programs) {
    let parts = || {
        let upload =
            "<Bucket>amzn-s3-demo-bucket</Bucket><Key>key</Key><IsTruncated>false</IsTruncated>";
        xml(200, &format!("<ListPartsResult>{upload}</ListPartsResult>"))
    };
    let bucket = Bucket::with(move |name, before| match (name, before) {
        ("part 3", _) => Some(error(403, "AccessDenied")),
        ("parts", 0) => Some(parts()),
        ("abort", 1) => Some(error(404, "NoSuchUpload")),
        _ => None,
    });
    let run = run_against(programs, &upload("object.tar"), bucket);
    assert_eq!(run.code, Some(1));
    assert!(
        run.err.starts_with("error: part 3, attempt 1: "),
        "{}",
        run.err
    );
    assert_eq!(last(&run), ["abort", "parts", "abort", "parts"]);

    let bucket = Bucket::with(|name, _| match name {
        "part 3" | "abort" => Some(error(403, "AccessDenied")),
        _ => None,
    });
    let run = run_against(programs, &upload("object.tar"), bucket);
    let remains = format!("; the multipart upload {} remains: ", super::bucket::UPLOAD);
    assert!(run.err.contains(&remains), "{}", run.err);
}

/// The status of the response is successful in all of these.
fn ends_that_fail(programs: &Programs) {
    let bucket = Bucket::with(|name, before| {
        let failed = name == "complete" && before == 0;
        failed.then(|| error(200, "InternalError"))
    });
    let run = run_against(programs, &upload("object.tar"), bucket);
    run.ends(0, &format!("2500 bytes, CRC64NVME {CHECKSUM}\n"), "");
    assert_eq!(last(&run), ["complete", "complete"]);

    let bucket = Bucket::with(|name, _| (name == "complete").then(|| completed(EMPTY)));
    let run = run_against(programs, &upload("object.tar"), bucket);
    let checksums = format!("error: corrupted: the CRC64NVME is {CHECKSUM}, not {EMPTY}\n");
    run.ends(1, "", &checksums);
    assert_eq!(last(&run), ["complete", "abort", "parts"]);
}

fn missing_files(programs: &Programs) {
    let run = run_against(programs, &upload("missing.tar"), Bucket::new());
    assert_eq!((run.code, &*run.out, run.requests.len()), (Some(1), "", 0));
    assert!(run.err.starts_with("error: missing.tar: "), "{}", run.err);
}

#[cfg(unix)]
mod interrupted {
    use super::{Bucket, Programs, is_aborted, stored, upload};
    use crate::run::{interrupt, start_against, until};
    use crate::server::At;

    /// Ctrl-C while a part has no response: its request ends before the upload is aborted.
    pub fn check(programs: &Programs) {
        let bucket =
            Bucket::with(|name, _| (name == "part 2").then(|| stored("").stall(At::Byte(0))));
        let started = start_against(programs, &upload("object.tar"), bucket.serve());
        // The upload was created, and all parts were received.
        until(|| started.server.requests().len() >= 4);
        interrupt(&started.child);
        let run = started.finish();
        is_aborted(&run, &["error: cancelled"]);
        assert_eq!(run.requests.len(), 6);
    }
}
