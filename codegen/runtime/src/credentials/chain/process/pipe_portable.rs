//! Non-blocking pipes for systems with blocking pipes only: a thread reads them.

use std::io::{self, ErrorKind, Read};
use std::sync::mpsc::{Receiver, SyncSender, TryRecvError, sync_channel};
use std::thread;

/// Reading end of a pipe. Its thread ends when no process has the pipe open for writing.
pub(super) struct Pipe(Receiver<io::Result<Vec<u8>>>);

impl Pipe {
    pub(super) fn new(pipe: impl Read + Send + 'static) -> io::Result<Self> {
        let (sender, receiver) = sync_channel(1);
        thread::Builder::new().spawn(move || forward(pipe, &sender))?;
        Ok(Self(receiver))
    }

    /// Returns some bytes, none at the end of the pipe, or `None` if there are none yet.
    pub(super) fn read(&mut self) -> io::Result<Option<Vec<u8>>> {
        match self.0.try_recv() {
            Ok(chunk) => chunk.map(Some),
            Err(TryRecvError::Empty) => Ok(None),
            Err(TryRecvError::Disconnected) => Ok(Some(Vec::new())),
        }
    }
}

/// Reads until the end of `pipe`, or until the receiver is dropped.
fn forward(mut pipe: impl Read, sender: &SyncSender<io::Result<Vec<u8>>>) {
    loop {
        let mut chunk = vec![0; 16 * 1024];
        let chunk = match pipe.read(&mut chunk) {
            Ok(0) => return,
            Ok(length) => {
                chunk.truncate(length);
                Ok(chunk)
            }
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            Err(error) => Err(error),
        };
        let is_last = chunk.is_err();
        if sender.send(chunk).is_err() || is_last {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Pipe;
    use std::io::{self, Write};
    use std::thread;

    fn wait(pipe: &mut Pipe) -> Vec<u8> {
        loop {
            if let Some(chunk) = pipe.read().unwrap() {
                return chunk;
            }
            thread::yield_now();
        }
    }

    #[test]
    fn gives_what_is_written_then_the_end() {
        let (reader, mut writer) = io::pipe().unwrap();
        let mut pipe = Pipe::new(reader).unwrap();
        assert_eq!(pipe.read().unwrap(), None);
        writer.write_all(b"one").unwrap();
        assert_eq!(wait(&mut pipe), b"one");
        assert_eq!(pipe.read().unwrap(), None);
        drop(writer);
        assert_eq!(wait(&mut pipe), b"");
        assert_eq!(wait(&mut pipe), b"");
    }

    #[test]
    fn the_pipe_is_closed_when_nobody_wants_more() {
        let (reader, mut writer) = io::pipe().unwrap();
        drop(Pipe::new(reader).unwrap());
        // The thread finds out with what it reads next.
        while writer.write_all(b"more").is_ok() {
            thread::yield_now();
        }
    }
}
