//! I/O of connections.

use hyper::rt::{Read, Write};
use hyper_util::client::legacy::connect::Connection;

/// A connection of the HTTP library.
pub(super) trait Io: Connection + Read + Write + Send + Unpin + 'static {}

impl<T: Connection + Read + Write + Send + Unpin + 'static> Io for T {}

/// Implements I/O of a type by its methods `io` and `io_mut`.
macro_rules! delegate_io {
    ([$($generics:tt)*] $type:ty) => {
        impl $($generics)* hyper::rt::Read for $type {
            fn poll_read(
                mut self: std::pin::Pin<&mut Self>,
                context: &mut std::task::Context<'_>,
                buffer: hyper::rt::ReadBufCursor<'_>,
            ) -> std::task::Poll<std::io::Result<()>> {
                std::pin::Pin::new(self.io_mut()).poll_read(context, buffer)
            }
        }

        impl $($generics)* hyper::rt::Write for $type {
            fn poll_write(
                mut self: std::pin::Pin<&mut Self>,
                context: &mut std::task::Context<'_>,
                bytes: &[u8],
            ) -> std::task::Poll<std::io::Result<usize>> {
                std::pin::Pin::new(self.io_mut()).poll_write(context, bytes)
            }

            fn poll_flush(
                mut self: std::pin::Pin<&mut Self>,
                context: &mut std::task::Context<'_>,
            ) -> std::task::Poll<std::io::Result<()>> {
                std::pin::Pin::new(self.io_mut()).poll_flush(context)
            }

            fn poll_shutdown(
                mut self: std::pin::Pin<&mut Self>,
                context: &mut std::task::Context<'_>,
            ) -> std::task::Poll<std::io::Result<()>> {
                std::pin::Pin::new(self.io_mut()).poll_shutdown(context)
            }

            fn is_write_vectored(&self) -> bool {
                self.io().is_write_vectored()
            }

            fn poll_write_vectored(
                mut self: std::pin::Pin<&mut Self>,
                context: &mut std::task::Context<'_>,
                slices: &[std::io::IoSlice<'_>],
            ) -> std::task::Poll<std::io::Result<usize>> {
                std::pin::Pin::new(self.io_mut()).poll_write_vectored(context, slices)
            }
        }
    };
}

pub(super) use delegate_io;
