//! Files as content.

use crate::folder::Folder;
use crate::pattern;
use runtime::{ByteStream, ByteStreamError, ByteStreamErrorKind as Kind};
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::ops::{Bound, RangeBounds};
use std::path::Path;
use std::time::{Duration, SystemTime};

async fn part(path: &Path, range: impl RangeBounds<u64>) -> Result<String, ByteStreamError> {
    let stream = ByteStream::from_file(path).range(range).await?;
    let length = stream.length();
    let text = stream.text(1024).await?;
    assert_eq!(length, Some(text.len() as u64));
    Ok(text)
}

#[tokio::test]
async fn a_file_is_read_whole_or_in_part() {
    let folder = Folder::new("part");
    let path = folder.file("digits", "0123456789");
    let whole = ByteStream::from_file(&path).await.unwrap();
    assert_eq!(whole.length(), Some(10));
    assert_eq!(whole.text(10).await.unwrap(), "0123456789");

    assert_eq!(part(&path, ..).await.unwrap(), "0123456789");
    assert_eq!(part(&path, 2..5).await.unwrap(), "234");
    assert_eq!(part(&path, 2..=5).await.unwrap(), "2345");
    assert_eq!(part(&path, 7..).await.unwrap(), "789");
    assert_eq!(part(&path, ..3).await.unwrap(), "012");
    assert_eq!(part(&path, ..10).await.unwrap(), "0123456789");
    assert_eq!(part(&path, 10..10).await.unwrap(), "");
    let after_the_first = (Bound::Excluded(0), Bound::Included(1));
    assert_eq!(part(&path, after_the_first).await.unwrap(), "1");
}

#[tokio::test]
async fn a_range_must_be_in_the_file() {
    let folder = Folder::new("range");
    let path = folder.file("digits", "0123456789");
    #[allow(clippy::reversed_empty_ranges, reason = "it is the mistake")]
    for range in [0..11, 11..12, 5..4, 0..u64::MAX] {
        let (start, end) = (range.start, range.end);
        let error = part(&path, range).await.unwrap_err();
        assert_eq!(error.kind(), Kind::File);
        let shown = path.display();
        assert_eq!(
            error.to_string(),
            format!(
                "failed to open the file `{shown}`: it has 10 bytes, without the range {start}..{end}"
            )
        );
    }
    part(&path, 0..=u64::MAX).await.unwrap_err();
}

#[tokio::test]
async fn what_is_not_a_file_that_can_be_read_is_an_error_at_once() {
    let folder = Folder::new("none");
    let error = ByteStream::from_file(folder.path("none"))
        .await
        .unwrap_err();
    assert_eq!(error.kind(), Kind::File);
    assert!(error.to_string().contains("none"), "{error}");
    assert_eq!(io::Error::from(error).kind(), io::ErrorKind::NotFound);

    let error = ByteStream::from_file(folder.path("")).await.unwrap_err();
    assert!(
        error.to_string().contains("is not a regular file"),
        "{error}"
    );
    let error = ByteStream::from_file(folder.path("")).open().unwrap_err();
    assert!(
        error.to_string().contains("is not a regular file"),
        "{error}"
    );
}

/// Files of `/proc` have content, and a size of zero.
#[cfg(target_os = "linux")]
#[tokio::test]
async fn a_file_of_unknown_size_is_not_empty_content() {
    let error = ByteStream::from_file("/proc/self/status")
        .await
        .unwrap_err();
    assert_eq!(error.kind(), Kind::File);
    assert_eq!(
        error.to_string(),
        "failed to open the file `/proc/self/status`: its size is unknown: use `from_reader` or `from_read`"
    );
}

#[tokio::test]
async fn a_large_file_is_the_same_each_time_it_is_read() {
    let folder = Folder::new("large");
    let content = pattern(300_001);
    let path = folder.file("large", &content);
    let body = ByteStream::from_file(&path).await.unwrap().into_body();
    for _ in 0..2 {
        let copy = body.try_clone().unwrap();
        assert_eq!(copy.length(), Some(300_001));
        assert_eq!(copy.collect(1 << 20).await.unwrap(), content);
    }
    let tail = ByteStream::from_file(&path)
        .range(100_000..)
        .open()
        .unwrap();
    assert_eq!(tail.bytes(1 << 20).await.unwrap(), content[100_000..]);
}

#[tokio::test]
async fn a_file_that_changes_between_attempts_is_an_error() {
    let folder = Folder::new("changed");
    let path = folder.file("file", "0123456789");
    let body = ByteStream::from_file(&path).await.unwrap().into_body();
    let first = body.try_clone().unwrap().collect(10).await;
    assert_eq!(first.unwrap(), "0123456789");

    let mut file = OpenOptions::new().append(true).open(&path).unwrap();
    file.write_all(b"more").unwrap();
    drop(file);
    let error = body.try_clone().unwrap().collect(100).await.unwrap_err();
    let error = ByteStreamError::from(error);
    assert_eq!(error.kind(), Kind::File);
    let shown = path.display();
    assert_eq!(
        error.to_string(),
        format!("failed to read the file `{shown}`: it has changed since the content was created")
    );

    fs::remove_file(&path).unwrap();
    let error = body.try_clone().unwrap().collect(100).await.unwrap_err();
    assert_eq!(
        io::Error::from(ByteStreamError::from(error)).kind(),
        io::ErrorKind::NotFound
    );
}

#[tokio::test]
async fn other_content_of_the_same_length_is_a_change() {
    let folder = Folder::new("same-length");
    let path = folder.file("file", "0123456789");
    let old = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
    let file = File::options().write(true).open(&path).unwrap();
    file.set_modified(old).unwrap();
    drop(file);
    let body = ByteStream::from_file(&path).await.unwrap().into_body();
    fs::write(&path, "abcdefghij").unwrap();
    let error = body.collect(10).await.unwrap_err();
    assert!(error.to_string().contains("it has changed"), "{error}");
}

/// The file is opened by the first read, and no further piece is read before it is needed but one.
#[tokio::test]
async fn a_file_that_is_truncated_while_it_is_read_ends_with_an_error() {
    let folder = Folder::new("truncated");
    let path = folder.file("file", pattern(1 << 20));
    let mut stream = ByteStream::from_file(&path).await.unwrap();
    stream.next().await.unwrap().unwrap();
    File::options()
        .write(true)
        .open(&path)
        .unwrap()
        .set_len(10)
        .unwrap();
    let error = stream.bytes(1 << 20).await.unwrap_err();
    assert_eq!(error.kind(), Kind::Incomplete);
}

#[tokio::test]
async fn a_file_that_changes_while_it_is_read_does_not_come_to_its_end() {
    let folder = Folder::new("overwritten");
    let path = folder.file("file", pattern(1 << 20));
    let old = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
    let file = File::options().write(true).open(&path).unwrap();
    file.set_modified(old).unwrap();
    for range in [0..1 << 20, 0..1 << 19] {
        let mut stream = ByteStream::from_file(&path).range(range).await.unwrap();
        stream.next().await.unwrap().unwrap();
        (&file).write_all(b"other").unwrap();
        let error = stream.bytes(1 << 20).await.unwrap_err();
        assert_eq!(error.kind(), Kind::File);
        assert!(error.to_string().contains("it has changed"), "{error}");
        file.set_modified(old).unwrap();
    }
}

#[test]
fn without_a_runtime_there_is_an_error_that_names_it() {
    let folder = Folder::new("no-runtime");
    let path = folder.file("file", "abc");
    let awaited = crate::run(ByteStream::from_file(&path).into_future()).unwrap_err();
    let read = crate::run(ByteStream::from_file(&path).open().unwrap().bytes(3)).unwrap_err();
    let reader = crate::run(ByteStream::from_read(None, io::empty()).bytes(3)).unwrap_err();
    let written =
        crate::run(ByteStream::from("abc").write_to_file(folder.path("new"))).unwrap_err();
    for error in [awaited, read, reader, written] {
        assert!(
            error.to_string().contains("needs a tokio runtime"),
            "{error}"
        );
    }
    assert_eq!(folder.names(), ["file"]);
}
