//! Files as content.

use super::background::{self, Background};
use super::{ByteStream, ByteStreamError};
use crate::transport::{Body, BoxFuture};
use std::fs::{self, File, Metadata};
use std::io::{self, Read, Seek, SeekFrom, Take};
use std::ops::{Bound, RangeBounds};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::SystemTime;

/// Builder of content from a file: set a range, then await it; without async, call [`open`](Self::open).
///
/// The file is opened again for each attempt to send it, and must not change before the call has ended: if its length or
/// its time of modification has, the attempt fails.
///
/// # Errors
/// [`File`](crate::ByteStreamErrorKind::File) if it cannot be opened, is not a regular file of known size, or is shorter
/// than the range; and without a tokio runtime.
#[derive(Clone, Debug)]
#[must_use = "the file is not opened until this is awaited, or `open` is called"]
pub struct FileStream {
    path: PathBuf,
    start: u64,
    /// `None` for the end of the file.
    end: Option<u64>,
}

impl FileStream {
    pub(super) fn new(path: PathBuf) -> Self {
        Self {
            path,
            start: 0,
            end: None,
        }
    }

    /// Restricts the content to a range of the file, in bytes.
    pub fn range(mut self, range: impl RangeBounds<u64>) -> Self {
        self.start = match range.start_bound() {
            Bound::Included(start) => *start,
            Bound::Excluded(before) => before.saturating_add(1),
            Bound::Unbounded => 0,
        };
        self.end = match range.end_bound() {
            Bound::Included(last) => Some(last.saturating_add(1)),
            Bound::Excluded(end) => Some(*end),
            Bound::Unbounded => None,
        };
        self
    }

    /// Opens the file, which blocks the thread for that time: in async code, await the builder instead.
    ///
    /// # Errors
    /// Same as the builder.
    pub fn open(self) -> Result<ByteStream, ByteStreamError> {
        let path = self.path.clone();
        self.part()
            .map(ByteStream::from)
            .map_err(|error| ByteStreamError::file("open", &path, error))
    }

    fn part(self) -> io::Result<Part> {
        let metadata = fs::metadata(&self.path)?;
        let refuse = |message| Err(io::Error::new(io::ErrorKind::InvalidInput, message));
        if !metadata.is_file() {
            // Opening a pipe would wait for its writer.
            return refuse("it is not a regular file: use `from_reader` or `from_read`".to_owned());
        }
        let mut file = File::open(&self.path)?;
        let size = metadata.len();
        if size == 0 && file.read(&mut [0])? > 0 {
            // Such as those of Linux in `/proc`.
            return refuse("its size is unknown: use `from_reader` or `from_read`".to_owned());
        }
        let (start, end) = (self.start, self.end.unwrap_or(size));
        if start > end || end > size {
            return refuse(format!(
                "it has {size} bytes, without the range {start}..{end}"
            ));
        }
        Ok(Part {
            path: self.path,
            start,
            length: end - start,
            version: Version::of(&metadata),
        })
    }
}

impl IntoFuture for FileStream {
    type Output = Result<ByteStream, ByteStreamError>;
    type IntoFuture = BoxFuture<'static, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(async move {
            let path = self.path.clone();
            let part = background::run(move || self.part()).await;
            part.map(ByteStream::from)
                .map_err(|error| ByteStreamError::file("open", &path, error))
        })
    }
}

/// State of a file, which a change of its content changes.
#[derive(PartialEq, Eq)]
struct Version {
    size: u64,
    /// `None` if the file system has no such time.
    modified: Option<SystemTime>,
}

impl Version {
    fn of(metadata: &Metadata) -> Self {
        Self {
            size: metadata.len(),
            modified: metadata.modified().ok(),
        }
    }
}

/// Part of a file.
struct Part {
    path: PathBuf,
    start: u64,
    length: u64,
    version: Version,
}

impl Part {
    /// Opens the file, of which only the part is read.
    fn open(&self) -> io::Result<Take<File>> {
        let mut file = File::open(&self.path)?;
        self.check(&file)?;
        file.seek(SeekFrom::Start(self.start))?;
        Ok(file.take(self.length))
    }

    /// Checks that the file is as it was when the content was created.
    fn check(&self, file: &File) -> io::Result<()> {
        if Version::of(&file.metadata()?) == self.version {
            return Ok(());
        }
        Err(io::Error::other(
            "it has changed since the content was created",
        ))
    }
}

impl From<Part> for ByteStream {
    fn from(part: Part) -> Self {
        let part = Arc::new(part);
        let length = part.length;
        let make = move || Background::new(PartReader::new(Arc::clone(&part)));
        Body::from_repeatable(Some(length), make).into()
    }
}

/// Reader of a part, which the first read opens.
struct PartReader {
    part: Arc<Part>,
    file: Option<Take<File>>,
}

impl PartReader {
    fn new(part: Arc<Part>) -> Self {
        Self { part, file: None }
    }

    fn try_read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let file = match &mut self.file {
            Some(file) => file,
            None => self.file.insert(self.part.open()?),
        };
        let size = file.read(buffer)?;
        // Before the last bytes, without which a request is not whole.
        if file.limit() == 0 {
            self.part.check(file.get_ref())?;
        }
        Ok(size)
    }
}

impl Read for PartReader {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.try_read(buffer).map_err(|error| match error.kind() {
            io::ErrorKind::Interrupted => error,
            kind => io::Error::new(kind, ByteStreamError::file("read", &self.part.path, error)),
        })
    }
}
