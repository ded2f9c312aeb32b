//! The program in `tests/examples/wasm`, in Node.js, calls a server on loopback: a client in WebAssembly over the Fetch API.
//!
//! The server and the check of signatures are the runtime's own test support.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "what goes wrong in a test is for its reader"
)]

mod program;
#[path = "../../../codegen/runtime/tests/support/server/mod.rs"]
mod server;
#[path = "../../../codegen/runtime/tests/support/signed.rs"]
mod signed;
#[allow(dead_code, reason = "the server parses requests itself")]
#[path = "../../../codegen/runtime/tests/support/sigv4.rs"]
mod sigv4;

mod slow {
    //! The build, which all cases share.

    use super::program::{self, Program, SECRET};
    use super::server::{At, Reply, Server};
    use super::signed::received;
    use super::sigv4;
    use std::thread;
    use std::time::Duration;

    /// Largest program with one operation, compressed with gzip, in bytes.
    const LARGEST: usize = 500_000;

    /// Response of the service, and the status in it.
    fn success() -> Reply {
        let sync = r#"{"LatestSync": {"Events": [], "StartedAt": 1.7e9, "Status": "SUCCEEDED"}}"#;
        Reply::new(200, sync).header("content-type", "application/x-amz-json-1.0")
    }

    fn error(status: u16, code: &str, message: &str) -> Reply {
        let body = format!(r#"{{"__type": "{code}", "Message": "{message}"}}"#);
        Reply::new(status, body).header("content-type", "application/x-amz-json-1.0")
    }

    #[test]
    #[ignore = "slow: builds a client for WebAssembly, and the tool for its JavaScript"]
    fn a_client_in_webassembly_calls_a_service_over_fetch() {
        let Some(program) = program::build() else {
            return;
        };
        let size = program.compressed();
        assert!((10_000..=LARGEST).contains(&size), "{size} bytes with gzip");
        a_call_is_signed_and_retried(&program);
        errors_are_those_of_the_service(&program);
        redirects_are_not_followed(&program);
        an_attempt_that_takes_too_long_is_aborted(&program);
        a_server_that_is_not_there_is_an_error(&program);
    }

    /// The delay before the second attempt needs the timers of JavaScript, the signature its clock, the id of the call its
    /// randomness.
    fn a_call_is_signed_and_retried(program: &Program) {
        let failed = error(500, "InternalServerException", "again");
        let server = Server::sequence([failed, success()]);
        let run = program.run(&server.url(""));
        assert_eq!(run, Ok("SUCCEEDED\n".to_owned()));
        let requests = server.requests();
        assert_eq!(requests.len(), 2, "{requests:?}");
        let ids: Vec<_> = requests
            .iter()
            .map(|it| it.header("amz-sdk-invocation-id").unwrap().to_vec())
            .collect();
        assert_eq!(ids[0].len(), 36);
        assert_eq!(ids[0], ids[1]);
        for request in &requests {
            let signature = sigv4::verify(&received(request), SECRET);
            let signature = signature.expect("a genuine signature");
            assert!(format!("{signature:?}").contains("eu-west-1"));
            assert_eq!((&*request.method, &*request.target), ("POST", "/"));
            let body: serde_json::Value = serde_json::from_slice(&request.body).unwrap();
            let expected = serde_json::json!({
                "Branch": "main",
                "RepositoryLinkId": "link",
                "SyncType": "CFN_STACK_SYNC",
            });
            assert_eq!(body, expected);
        }
    }

    /// A message of several pieces, so that they are put together.
    fn errors_are_those_of_the_service(program: &Program) {
        let message = "no such link ".repeat(30_000);
        let absent = error(400, "ResourceNotFoundException", &message);
        let server = Server::sequence([absent.paced(100_000, Duration::from_millis(1))]);
        let failed = program.run(&server.url("")).unwrap_err();
        assert!(
            failed.contains("ResourceNotFoundException"),
            "{failed:.300}"
        );
        assert!(failed.contains("no such link"), "{failed:.300}");
        assert_eq!(server.requests().len(), 1);
    }

    /// A method that becomes GET, and one that stays.
    fn redirects_are_not_followed(program: &Program) {
        for status in [302, 307] {
            let other = Server::always(success());
            let moved = Reply::new(status, "").header("location", other.url("/"));
            let server = Server::always(moved);
            let failed = program.run(&server.url("")).unwrap_err();
            assert!(failed.contains(&status.to_string()), "{failed}");
            assert!(other.requests().is_empty(), "{:?}", other.requests());
        }
    }

    /// The connection ends before the last attempt begins: the second one takes too long as well.
    fn an_attempt_that_takes_too_long_is_aborted(program: &Program) {
        let stalled = || success().stall(At::Byte(0));
        let server = Server::sequence([stalled(), stalled(), success()]);
        let mut started = program.start(&server.url(""));
        while server.hang_ups() == 0 {
            assert_eq!(started.try_wait().unwrap(), None, "no attempt was aborted");
            assert!(server.requests().len() < 3, "no attempt was aborted");
            thread::sleep(Duration::from_millis(10));
        }
        let run = program::finish(started);
        assert_eq!(run, Ok("SUCCEEDED\n".to_owned()));
        assert_eq!(server.requests().len(), 3);
    }

    /// Node.js has the reason, which a browser hides.
    fn a_server_that_is_not_there_is_an_error(program: &Program) {
        let server = Server::always(success());
        let url = server.url("");
        drop(server);
        let failed = program.run(&url).unwrap_err();
        assert!(failed.contains("fetch from 127.0.0.1:"), "{failed}");
        assert!(failed.contains("ECONNREFUSED"), "{failed}");
    }
}
