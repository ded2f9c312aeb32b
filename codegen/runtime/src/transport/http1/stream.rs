//! Tracked sockets.

use super::limits::INFORMATIONAL_LIMIT;
use crate::time::SharedClock;
use hyper::rt::{Read, ReadBufCursor, Write};
use hyper_util::client::legacy::connect::{Connected, Connection};
use hyper_util::rt::TokioIo;
use std::error::Error;
use std::io::IoSlice;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;
use std::{fmt, io};
use tokio::net::TcpStream;

/// State of a connection.
pub(super) struct Link {
    clock: SharedClock,
    opened: Duration,
    /// Time since which writing is blocked, in nanoseconds; [`u64::MAX`] if it is not.
    blocked_since: AtomicU64,
    is_cut: AtomicBool,
}

impl Link {
    /// Returns the time at which the connection was opened, by the clock.
    pub(super) fn opened(&self) -> Duration {
        self.opened
    }

    /// Returns the time since which writing is blocked, by the clock; `None` if it is not.
    pub(super) fn blocked_since(&self) -> Option<Duration> {
        let since = self.blocked_since.load(Ordering::Relaxed);
        (since != u64::MAX).then(|| Duration::from_nanos(since))
    }

    /// Closes the connection because of too many informational responses.
    pub(super) fn cut(&self) {
        self.is_cut.store(true, Ordering::Relaxed);
    }

    fn written<T>(&self, written: &Poll<io::Result<T>>) {
        if written.is_ready() {
            self.blocked_since.store(u64::MAX, Ordering::Relaxed);
        } else if self.blocked_since().is_none() {
            let now = self.clock.instant().as_nanos();
            let now = u64::try_from(now).unwrap_or(u64::MAX - 1);
            self.blocked_since.store(now, Ordering::Relaxed);
        }
    }
}

/// A socket whose [`Link`] is an extension of every response.
pub(super) struct Stream {
    socket: TokioIo<TcpStream>,
    link: Arc<Link>,
}

impl Stream {
    pub(super) fn new(socket: TokioIo<TcpStream>, clock: SharedClock) -> Self {
        let link = Arc::new(Link {
            opened: clock.instant(),
            clock,
            blocked_since: AtomicU64::new(u64::MAX),
            is_cut: AtomicBool::new(false),
        });
        Self { socket, link }
    }
}

impl Connection for Stream {
    fn connected(&self) -> Connected {
        self.socket.connected().extra(Arc::clone(&self.link))
    }
}

impl Read for Stream {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: ReadBufCursor<'_>,
    ) -> Poll<io::Result<()>> {
        if self.link.is_cut.load(Ordering::Relaxed) {
            return Poll::Ready(Err(io::Error::other(OnlyInformational)));
        }
        Pin::new(&mut self.socket).poll_read(context, buffer)
    }
}

impl Write for Stream {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.socket).poll_write(context, bytes);
        self.link.written(&written);
        written
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.socket).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.socket).poll_shutdown(context)
    }

    fn is_write_vectored(&self) -> bool {
        self.socket.is_write_vectored()
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        slices: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.socket).poll_write_vectored(context, slices);
        self.link.written(&written);
        written
    }
}

/// Error of a server that sends informational responses and no final one.
#[derive(Debug)]
pub(super) struct OnlyInformational;

impl fmt::Display for OnlyInformational {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "{INFORMATIONAL_LIMIT} informational responses (1xx) were received without a final response"
        )
    }
}

impl Error for OnlyInformational {}
