//! `glacier`: UploadArchive and GetJobOutput of the API reference of Amazon S3 Glacier.

use std::fs;

use serde_json::json;

use crate::run::{self, Run, header, is_signed_for, run};
use crate::server::{At, Reply};
use crate::workspace::Programs;

const ARCHIVE: &str = "NkbByEejwEggmBz2fTHgJrg0XBoDfjP4q6iu87-TjhqG6eGoOY9Z8i1_AUyUsuhPAdTqLHy8pTl5nfCFJmDl2yEZONi5L26Omw12vcs01MNGntHEQL8MBfGlqrEXAMPLEArchiveId";
const JOB: &str =
    "HkF9p6o7yjhFx-K3CGl6fuSm6VzW9T7esGQfco8nUXVYwS0jlb5gq1JZ55yHgt5vP54ZShjoQzQVVh7vEXAMPLEjobID";

/// Length of the archive, its SHA-256 hash, and its tree hash, as Python's hashlib and botocore's `calculate_tree_hash` give
/// them for as many `a`.
const LENGTH: usize = 4 * 1024 * 1024 + 20;
const HASH: &str = "1db6545ae7a5cea9392b4b14d3a6f798c989ee386114d6d2e951c13abcd74e11";
const TREE_HASH: &str = "12f3cbd6101b981cde074039f6f728071da8879d6f632de8afc7cdf00661b08f";

/// Runs all cases.
pub fn check(programs: &Programs) {
    fs::write(programs.home().join("backup.tar"), "a".repeat(LENGTH)).unwrap();
    uploaded(programs);
    uploaded_again(programs);
    downloaded(programs);
    downloads_that_fail(programs);
}

fn created() -> Reply {
    Reply::new(201, "")
        .header("x-amz-archive-id", ARCHIVE)
        .header("x-amz-sha256-tree-hash", TREE_HASH)
        .header(
            "Location",
            format!("/111122223333/vaults/examplevault/archives/{ARCHIVE}"),
        )
}

/// Each request has the whole file, with its length, hashes and signature.
fn is_archive(run: &Run) {
    for request in &run.requests {
        assert_eq!(request.body.len(), LENGTH);
        assert!(request.body.iter().all(|byte| *byte == b'a'));
        for (name, value) in [
            ("content-length", LENGTH.to_string().as_str()),
            ("x-amz-archive-description", "backup.tar"),
            ("x-amz-content-sha256", HASH),
            ("x-amz-glacier-version", "2012-06-01"),
            ("x-amz-sha256-tree-hash", TREE_HASH),
        ] {
            assert_eq!(header(request, name), [value], "{name}");
        }
        is_signed_for(request, "glacier");
    }
}

fn uploaded(programs: &Programs) {
    let program = ["glacier", "upload", "examplevault", "backup.tar"];
    let run = run(programs, &program, vec![created()]);
    run.ends(0, &format!("{ARCHIVE}\n"), "");
    assert_eq!(run.targets(), ["POST /-/vaults/examplevault/archives"]);
    is_archive(&run);
}

/// The file is read again.
fn uploaded_again(programs: &Programs) {
    let message =
        json!({"code": "ServiceUnavailableException", "message": "later", "type": "Server"});
    let busy = run::error(503, "ServiceUnavailableException", &message);
    let program = ["glacier", "upload", "examplevault", "backup.tar"];
    let run = run(programs, &program, vec![busy, created()]);
    run.ends(0, &format!("{ARCHIVE}\n"), "");
    assert_eq!(run.requests.len(), 2);
    is_archive(&run);

    let program = ["glacier", "upload", "examplevault", "missing.tar"];
    let run = run::run(programs, &program, vec![]);
    assert_eq!((run.code, &*run.out), (Some(1), ""));
    assert!(run.err.contains("missing.tar"), "{}", run.err);
}

fn downloaded(programs: &Programs) {
    let file = programs.home().join("restored.tar");
    let program = ["glacier", "download", "examplevault", JOB, "restored.tar"];
    let archive = "b".repeat(LENGTH);
    let reply = Reply::new(200, archive.clone())
        .header("content-type", "application/octet-stream")
        .header("x-amz-sha256-tree-hash", TREE_HASH);
    let chunks = Reply::chunked(200, [&b"{\"VaultARN\":"[..], b"null}"]);
    for (reply, content) in [(reply, &*archive), (chunks, "{\"VaultARN\":null}")] {
        let run = run(programs, &program, vec![reply]);
        run.ends(0, &format!("{} bytes\n", content.len()), "");
        let target = format!("GET /-/vaults/examplevault/jobs/{JOB}/output");
        assert_eq!(run.targets(), [target]);
        is_signed_for(&run.requests[0], "glacier");
        assert!(fs::read_to_string(&file).unwrap() == content);
    }
    fs::remove_file(file).unwrap();
}

/// Nothing is left of a file that did not arrive as a whole.
fn downloads_that_fail(programs: &Programs) {
    let program = ["glacier", "download", "examplevault", JOB, "restored.tar"];
    let before = fs::read_dir(programs.home()).unwrap().count();
    let cut = Reply::new(200, "b".repeat(1000)).cut(At::Body(999));
    let run = run(programs, &program, vec![cut]);
    assert_eq!((run.code, &*run.out), (Some(1), ""));
    assert!(run.err.starts_with("error: "), "{}", run.err);

    let message = json!({"code": "ResourceNotFoundException", "message": "The job ID was not found", "type": "Client"});
    let missing = run::error(404, "ResourceNotFoundException", &message);
    let run = run::run(programs, &program, vec![missing]);
    let expected = format!("error: there is no finished job {JOB} in examplevault\n");
    run.ends(1, "", &expected);
    assert_eq!(fs::read_dir(programs.home()).unwrap().count(), before);
}
