//! Saving content to a file.

use crate::folder::{Folder, names};
use crate::{Pieces, pattern, until};
use runtime::bytes::Bytes;
use runtime::futures_core::Stream;
use runtime::{ByteStream, ByteStreamErrorKind as Kind};
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;
use std::pin::{Pin, pin};
use std::task::{Context, Poll};

/// Pieces of 100,000 bytes, of which none is there at first.
struct Reluctant {
    left: usize,
    is_ready: bool,
}

impl Stream for Reluctant {
    type Item = io::Result<Bytes>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.is_ready = !self.is_ready;
        if !self.is_ready {
            context.waker().wake_by_ref();
            return Poll::Pending;
        }
        let Some(left) = self.left.checked_sub(1) else {
            return Poll::Ready(None);
        };
        self.left = left;
        Poll::Ready(Some(Ok(pattern(100_000).into())))
    }
}

fn reluctant(pieces: usize) -> ByteStream {
    let stream = Reluctant {
        left: pieces,
        is_ready: true,
    };
    ByteStream::from_stream(None, stream)
}

#[tokio::test]
async fn content_is_saved_whole() {
    let folder = Folder::new("whole");
    let path = folder.path("new");
    let size = ByteStream::from("content")
        .write_to_file(&path)
        .await
        .unwrap();
    assert_eq!((size, fs::read(&path).unwrap()), (7, b"content".to_vec()));

    let size = reluctant(9).write_to_file(&path).await.unwrap();
    assert_eq!(size, 900_000);
    assert_eq!(fs::read(&path).unwrap(), pattern(100_000).repeat(9));

    assert_eq!(ByteStream::default().write_to_file(&path).await.unwrap(), 0);
    assert_eq!(fs::read(&path).unwrap(), b"");
    assert_eq!(folder.names(), ["new"]);
}

#[tokio::test]
async fn an_existing_file_is_replaced_as_a_whole() {
    let folder = Folder::new("replaced");
    let path = folder.file("file", "a longer old content");
    let mut open = File::open(&path).unwrap();

    let (during, seen) = (
        path.clone(),
        std::sync::Arc::new(std::sync::Mutex::new(Vec::new())),
    );
    let contents = std::sync::Arc::clone(&seen);
    let stream = reluctant(6).on_progress(move |_| {
        contents.lock().unwrap().push(fs::read(&during).unwrap());
    });
    stream.write_to_file(&path).await.unwrap();

    let seen = seen.lock().unwrap();
    assert_eq!(seen.len(), 6);
    assert!(seen.iter().all(|it| it == b"a longer old content"));
    assert_eq!(fs::read(&path).unwrap().len(), 600_000);
    let mut old = String::new();
    open.read_to_string(&mut old).unwrap();
    assert_eq!(old, "a longer old content", "for who has opened it before");
    assert_eq!(folder.names(), ["file"]);
}

#[tokio::test]
async fn an_error_leaves_nothing_behind() {
    let folder = Folder::new("error");
    let path = folder.file("file", "old");
    for pieces in [0, 1, 3, 10] {
        let mut all = Pieces::of(&vec!["0123456789"; pieces * 10_000]);
        all = all.then(io::Error::other("torn"));
        let stream = ByteStream::from_stream(None, all);
        let error = stream.write_to_file(&path).await.unwrap_err();
        assert_eq!(error.to_string(), "torn");
        assert_eq!(folder.names(), ["file"]);
        assert_eq!(fs::read(&path).unwrap(), b"old");
    }
    let short = ByteStream::from_stream(10, Pieces::of(&["123"]));
    let error = short.write_to_file(folder.path("new")).await.unwrap_err();
    assert_eq!(error.kind(), Kind::Incomplete);
    assert_eq!(folder.names(), ["file"]);
}

/// Returns true if saving has ended after it was polled `polls` times; it is dropped then.
async fn saved_after(polls: usize, path: &Path) -> bool {
    let mut saving = pin!(reluctant(6).write_to_file(path));
    for _ in 0..polls {
        let poll = std::future::poll_fn(|context| Poll::Ready(saving.as_mut().poll(context))).await;
        if let Poll::Ready(saved) = poll {
            saved.unwrap();
            return true;
        }
        tokio::task::yield_now().await;
    }
    false
}

#[tokio::test]
async fn nothing_is_left_wherever_saving_is_dropped() {
    let folder = Folder::new("dropped");
    let path = folder.path("new");
    let mut polls = 0;
    while !saved_after(polls, &path).await {
        // A file that is being written on another thread at that time is removed there.
        until(|| folder.names().is_empty() || folder.names() == ["new"]).await;
        // The rename is the last step, which may have been begun.
        let _ = fs::remove_file(&path);
        polls += 1;
    }
    assert!(polls > 6, "{polls}");
    assert_eq!(folder.names(), ["new"]);
}

#[tokio::test]
async fn only_a_file_can_be_replaced() {
    let folder = Folder::new("refused");
    fs::create_dir(folder.path("folder")).unwrap();
    let save = |path| ByteStream::from("new").write_to_file(path);

    let error = save(folder.path("folder")).await.unwrap_err();
    assert_eq!(error.kind(), Kind::File);
    assert!(
        error
            .to_string()
            .ends_with("it exists and is not a regular file"),
        "{error}"
    );

    let error = save(folder.path("none/new")).await.unwrap_err();
    assert_eq!(io::Error::from(error).kind(), io::ErrorKind::NotFound);

    // Of which a rename would be refused at the end.
    for path in ["new/", "new/."] {
        let read = std::sync::Arc::new(std::sync::atomic::AtomicBool::new(false));
        let was_read = std::sync::Arc::clone(&read);
        let stream = ByteStream::from_stream(3, Pieces::of(&["new"]));
        let stream =
            stream.on_progress(move |_| was_read.store(true, std::sync::atomic::Ordering::Relaxed));
        let error = stream.write_to_file(folder.path(path)).await.unwrap_err();
        assert!(!read.load(std::sync::atomic::Ordering::Relaxed), "{error}");
        assert!(
            error.to_string().ends_with("it is not the path of a file"),
            "{error}"
        );
    }

    let error = save(folder.path("none/..")).await.unwrap_err();
    assert_eq!(error.kind(), Kind::File);
    save("".into()).await.unwrap_err();
    assert_eq!(folder.names(), ["folder"]);
    assert!(names(&folder.path("folder")).is_empty());
}

#[cfg(unix)]
#[tokio::test]
async fn a_device_is_not_replaced() {
    let error = ByteStream::from("new")
        .write_to_file("/dev/null")
        .await
        .unwrap_err();
    assert!(
        error.to_string().contains("is not a regular file"),
        "{error}"
    );
}

#[cfg(unix)]
#[tokio::test]
async fn permissions_are_those_of_a_new_file_and_links_remain() {
    use std::os::unix::fs::{PermissionsExt, symlink};

    let folder = Folder::new("unix");
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode();
    let new = mode(&folder.file("other", ""));
    let target = folder.file("target", "old");
    fs::set_permissions(&target, PermissionsExt::from_mode(0o600)).unwrap();
    let link = folder.path("link");
    symlink(&target, &link).unwrap();
    ByteStream::from("new").write_to_file(&link).await.unwrap();
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert_eq!(fs::read(&target).unwrap(), b"new");
    assert_eq!(mode(&target), new);
    assert_eq!(folder.names(), ["link", "other", "target"]);

    fs::remove_file(&target).unwrap();
    ByteStream::from("newer")
        .write_to_file(&link)
        .await
        .unwrap();
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert_eq!(fs::read(&target).unwrap(), b"newer");
}
