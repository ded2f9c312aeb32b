//! Runs of programs, and the requests that they send.

use std::io::Read;
use std::process::{Child, ChildStdout, Command, Stdio};
#[cfg(unix)]
use std::{
    thread,
    time::{Duration, Instant},
};

use serde_json::Value;

use crate::server::{Received, Reply, Server};
use crate::signed::received;
use crate::sigv4;
use crate::workspace::Programs;

/// Credentials of the environment.
pub const KEY_ID: &str = "AKIDLOOPBACKEXAMPLE";
pub const SECRET: &str = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
pub const CREDENTIALS: [(&str, &str); 2] = [
    ("AWS_ACCESS_KEY_ID", KEY_ID),
    ("AWS_SECRET_ACCESS_KEY", SECRET),
];
const REGION: &str = "eu-west-1";

/// A finished program, and the requests that the server received from it.
pub struct Run {
    pub code: Option<i32>,
    pub out: String,
    pub err: String,
    pub requests: Vec<Received>,
}

/// Runs a program with credentials, against a server that sends these replies in turn.
pub fn run(programs: &Programs, program: &[&str], replies: Vec<Reply>) -> Run {
    run_with(programs, program, &CREDENTIALS, replies)
}

/// Runs a program with these variables, and without any of the caller's: neither proxies nor credentials.
pub fn run_with(
    programs: &Programs,
    program: &[&str],
    variables: &[(&str, &str)],
    replies: Vec<Reply>,
) -> Run {
    let started = start(programs, program, variables, Server::sequence(replies));
    started.finish()
}

/// A program that runs, with a pipe as its standard input.
pub struct Started {
    pub child: Child,
    pub server: Server,
}

/// Starts a program with credentials, against a server.
pub fn start_against(programs: &Programs, program: &[&str], server: Server) -> Started {
    start(programs, program, &CREDENTIALS, server)
}

/// Starts a program with these variables, against a server.
pub fn start(
    programs: &Programs,
    program: &[&str],
    variables: &[(&str, &str)],
    server: Server,
) -> Started {
    let child = spawn(programs, program, variables, &server.url(""));
    Started { child, server }
}

/// Starts a program with these variables, against the server at `url`.
pub fn spawn(
    programs: &Programs,
    program: &[&str],
    variables: &[(&str, &str)],
    url: &str,
) -> Child {
    let mut command = Command::new(programs.path(program[0]));
    command.args(&program[1..]).env_clear();
    command.env("HOME", programs.home());
    command.current_dir(programs.home());
    command.env("AWS_ENDPOINT_URL", url);
    command.env("AWS_REGION", REGION);
    command.envs(variables.iter().copied());
    command.stdin(Stdio::piped());
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    command.spawn().unwrap()
}

impl Started {
    /// Waits for the end of the program, after that of its standard input.
    pub fn finish(self) -> Run {
        finish(self.child, || self.server.requests())
    }
}

/// Waits for the end of a program, after that of its standard input.
pub fn finish(child: Child, requests: impl FnOnce() -> Vec<Received>) -> Run {
    let run = child.wait_with_output().unwrap();
    Run {
        code: run.status.code(),
        out: String::from_utf8(run.stdout).unwrap(),
        err: String::from_utf8(run.stderr).unwrap(),
        requests: requests(),
    }
}

/// Waits until the program has printed `text`; at its end the test fails.
pub fn wait_for(out: &mut ChildStdout, text: &str) {
    let mut printed = vec![0; text.len()];
    out.read_exact(&mut printed).unwrap();
    assert_eq!(str::from_utf8(&printed), Ok(text));
}

/// Presses Ctrl-C.
#[cfg(unix)]
pub fn interrupt(program: &Child) {
    let kill = format!("kill -INT {}", program.id());
    let killed = Command::new("sh").args(["-c", &kill]).status();
    assert!(killed.unwrap().success());
}

/// Waits until this is true.
#[cfg(unix)]
pub fn until(mut is_true: impl FnMut() -> bool) {
    let limit = Instant::now() + Duration::from_secs(60);
    while !is_true() {
        assert!(Instant::now() < limit, "it takes too long");
        thread::sleep(Duration::from_millis(10));
    }
}

impl Run {
    /// Checks exit code, standard output and standard error.
    pub fn ends(&self, code: i32, out: &str, err: &str) {
        let found = (self.code, self.out.as_str(), self.err.as_str());
        assert_eq!(found, (Some(code), out, err), "{:?}", self.targets());
    }

    /// The method, path and query of each request; the parameters in order of their names, which have no order.
    pub fn targets(&self) -> Vec<String> {
        let target = |request: &Received| {
            let (path, query) = request
                .target
                .split_once('?')
                .unwrap_or((&request.target, ""));
            let mut parameters: Vec<&str> = query.split('&').collect();
            parameters.sort_unstable();
            format!("{} {path}?{}", request.method, parameters.join("&"))
        };
        let targets = self.requests.iter().map(target);
        targets
            .map(|it| it.trim_end_matches('?').to_owned())
            .collect()
    }
}

/// Values of the header of this name, in any case.
pub fn header<'a>(request: &'a Received, name: &str) -> Vec<&'a str> {
    let headers = request.headers.iter();
    let found = headers.filter(|(other, _)| other.eq_ignore_ascii_case(name));
    found
        .map(|(_, value)| str::from_utf8(value).unwrap())
        .collect()
}

/// The body of a request, as JSON.
pub fn body(request: &Received) -> Value {
    serde_json::from_slice(&request.body).unwrap()
}

/// Checks that a request has a genuine signature for this service.
pub fn is_signed_for(request: &Received, service: &str) {
    is_signed_by(request, service, KEY_ID, SECRET);
}

/// Checks that a request has a genuine signature for this service, with these credentials.
pub fn is_signed_by(request: &Received, service: &str, key_id: &str, secret: &str) {
    let signature = sigv4::verify(&received(request), secret).unwrap();
    let found = (
        &*signature.access_key_id,
        &*signature.region,
        &*signature.service,
    );
    assert_eq!(found, (key_id, REGION, service));
}

/// A response with JSON, as AWS sends it.
pub fn json(status: u16, body: &Value) -> Reply {
    Reply::new(status, body.to_string()).header("content-type", "application/json")
}

/// An error of restJson1, with its code in a header.
pub fn error(status: u16, code: &str, body: &Value) -> Reply {
    let reply = json(status, body).header("x-amzn-errortype", code);
    reply.header("x-amzn-requestid", "b25f48e8")
}
