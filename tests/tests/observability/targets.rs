//! `RUST_LOG` finds calls by the name of the crate that the user calls.

use crate::trace::listen;
use crate::world::{config, error, input, output};
use generated::codeconnections::Client;
use std::io::{self, Write};
use std::sync::{Arc, Mutex};
use tracing_subscriber::EnvFilter;

/// Lines of a log.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().expect("whole").write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Returns the log of a call with one retry, as a program with this `RUST_LOG` writes it.
fn log(rust_log: &str) -> String {
    listen();
    let log = Log::default();
    let writer = log.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_env_filter(EnvFilter::new(rust_log))
        .with_writer(move || writer.clone())
        .with_ansi(false)
        .finish();
    tracing::subscriber::with_default(subscriber, || {
        let (clock, config) = config(vec![error(400, "ThrottlingException"), output()]);
        let client = Client::new(&config.build().expect("a configuration"));
        let result = clock.run(client.get_repository_link(input()));
        result.expect("an output");
    });
    let bytes = log.0.lock().expect("whole").clone();
    String::from_utf8(bytes).expect("a text")
}

#[test]
fn rust_log_with_the_name_of_the_called_crate_shows_calls_and_attempts() {
    for rust_log in [
        "generated=debug",
        "generated::codeconnections=debug",
        "debug",
    ] {
        let log = log(rust_log);
        let lines: Vec<&str> = log.lines().filter(|it| it.contains("aws_call")).collect();
        assert_eq!(lines.len(), 2, "{rust_log}: {log}");
        for line in lines {
            assert!(line.contains("DEBUG aws_call{"), "{line}");
            assert!(
                line.contains(" generated::codeconnections: response "),
                "{line}"
            );
            assert!(line.contains(r#"rpc.method="GetRepositoryLink""#), "{line}");
        }
        assert!(!log.contains("HIDDEN"), "{log}");
    }
}

#[test]
fn rust_log_of_other_crates_and_services_does_not() {
    for rust_log in [
        "runtime=trace",
        "generated::proton=trace",
        "generated=info",
        "off",
    ] {
        assert_eq!(log(rust_log), "", "{rust_log}");
    }
}
