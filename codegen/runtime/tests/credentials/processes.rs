//! Two processes that renew one session at the same time, over HTTP, with files on disk.
//!
//! The server accepts each refresh token once, and responds when both processes have sent it. It rejects the second when
//! the file has the result of the first.

use crate::server::{Received, Reply, Server};
use crate::transport;
use runtime::{Environment, ProvideCredentials, default_chain};
use serde_json::{Value, json};
use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Condvar, Mutex};
use std::time::Duration;

/// Maximum time that the server waits for a process.
const PATIENCE: Duration = Duration::from_secs(60);

const READY: &str = "ready to renew";

/// The process that a test starts twice; it does nothing in other runs.
#[tokio::test]
#[ignore = "started by the other tests"]
async fn a_process() {
    let Ok(expected) = std::env::var("EXPECTED_ACCESS_KEY") else {
        return;
    };
    println!("{READY}");
    std::io::stdin().read_line(&mut String::new()).unwrap();
    let chain = default_chain(transport(), Environment::process());
    let credentials = chain.provide().await.unwrap();
    assert_eq!(credentials.access_key_id(), expected);
}

/// A home folder that is removed at the end of a test.
struct Home(PathBuf);

impl Home {
    fn new(name: &str, config: &str) -> Self {
        let name = format!("leansmith-{}-{name}", std::process::id());
        let home = std::env::temp_dir().join(name);
        fs::create_dir_all(home.join(".aws")).unwrap();
        fs::write(home.join(".aws/config"), config).unwrap();
        Self(home)
    }

    /// Writes a session, which others may read too.
    fn session(&self, path: &str, content: &Value) -> PathBuf {
        let path = self.0.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, content.to_string()).unwrap();
        fs::set_permissions(&path, PermissionsExt::from_mode(0o644)).unwrap();
        path
    }

    /// Starts a process in this home.
    fn process(&self, server: &Server, expected: &str) -> Child {
        let mut command = Command::new(std::env::current_exe().unwrap());
        command.args([
            "--exact",
            "processes::a_process",
            "--ignored",
            "--nocapture",
        ]);
        for (name, _) in std::env::vars_os() {
            if name.to_string_lossy().starts_with("AWS_") {
                command.env_remove(name);
            }
        }
        command
            .env("HOME", &self.0)
            .env("AWS_ENDPOINT_URL", server.url(""))
            .env("EXPECTED_ACCESS_KEY", expected)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command.spawn().unwrap()
    }

    /// Runs two processes at the same time.
    fn two_processes(&self, server: &Server, expected: &str) {
        let mut processes = [(); 2].map(|()| self.process(server, expected));
        let outputs = processes.each_mut().map(|process| {
            let mut lines = BufReader::new(process.stdout.take().unwrap()).lines();
            // The test harness begins the line.
            lines
                .find(|line| line.as_ref().unwrap().ends_with(READY))
                .unwrap()
                .unwrap();
            lines
        });
        for process in &mut processes {
            process.stdin.take().unwrap().write_all(b"\n").unwrap();
        }
        for (process, output) in processes.into_iter().zip(outputs) {
            let said: Vec<_> = output.map(Result::unwrap).collect();
            let ended = process.wait_with_output().unwrap();
            let failed = String::from_utf8_lossy(&ended.stderr);
            assert!(ended.status.success(), "{said:#?} {failed}");
        }
    }
}

impl Drop for Home {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// Service that renews sessions, and accepts the refresh token `refresh-0`, once.
struct Renewals {
    file: PathBuf,
    response: Value,
    received: Mutex<usize>,
    arrived: Condvar,
}

impl Renewals {
    fn answer(&self, request: &Received) -> Reply {
        let body: Value = serde_json::from_slice(&request.body).unwrap();
        assert_eq!(body["refreshToken"], "refresh-0");
        let before = fs::read(&self.file).unwrap();
        let mut received = self.received.lock().unwrap();
        *received += 1;
        if *received == 1 {
            let both = |received: &mut usize| *received < 2;
            let waited = self.arrived.wait_timeout_while(received, PATIENCE, both);
            drop(waited.unwrap());
            return Reply::new(200, self.response.to_string());
        }
        self.arrived.notify_all();
        drop(received);
        for _ in 0..6_000 {
            if fs::read(&self.file).unwrap() != before {
                break;
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        Reply::new(400, r#"{"error": "invalid_grant"}"#)
    }
}

fn start(file: &Path, response: Value) -> Server {
    let renewals = Arc::new(Renewals {
        file: file.to_owned(),
        response,
        received: Mutex::default(),
        arrived: Condvar::new(),
    });
    Server::start(move |request| {
        if request.method == "POST" {
            return renewals.answer(request);
        }
        // The portal: the key is the token that it got.
        let token = request.header("x-amz-sso_bearer_token").unwrap();
        let key = String::from_utf8_lossy(token);
        let role = json!({"accessKeyId": key, "secretAccessKey": "s", "sessionToken": "t", "expiration": 4070908800000_i64});
        Reply::new(200, json!({"roleCredentials": role}).to_string())
    })
}

/// Checks the file after one of the processes has written it, and returns its content.
fn written(path: &Path) -> Value {
    let mode = fs::metadata(path).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    let folder = fs::read_dir(path.parent().unwrap()).unwrap();
    assert_eq!(folder.count(), 1, "a temporary file remains");
    serde_json::from_slice(&fs::read(path).unwrap()).unwrap()
}

fn posts(server: &Server) -> usize {
    let requests = server.requests();
    requests.iter().filter(|it| it.method == "POST").count()
}

#[test]
fn one_of_two_renews_a_token_of_sso_and_the_other_uses_it() {
    let home = Home::new("sso", crate::SIGNS_IN);
    let mut session = json!({
        "startUrl": "https://start.example/", "region": "eu-central-1", "accessToken": "old",
        "expiresAt": "2026-01-01T00:00:00Z", "clientId": "c", "clientSecret": "s",
        "registrationExpiresAt": "2099-01-01T00:00:00Z", "refreshToken": "refresh-0", "later": [1, {"a": null}],
    });
    let file = crate::SIGN_IN.0.trim_start_matches("/home/u/");
    let file = home.session(file, &session);
    let response =
        json!({"accessToken": "new", "expiresIn": 2_000_000_000, "refreshToken": "refresh-1"});
    let server = start(&file, response);
    home.two_processes(&server, "new");
    assert_eq!(posts(&server), 2);
    let written = written(&file);
    session["accessToken"] = "new".into();
    session["refreshToken"] = "refresh-1".into();
    session["expiresAt"] = written["expiresAt"].clone();
    assert_eq!(written, session);
}

#[test]
fn what_is_not_a_readable_file_is_reported() {
    let home = Home::new("folder", crate::SIGNS_IN);
    let path = crate::SIGN_IN.0.trim_start_matches("/home/u/");
    fs::create_dir_all(home.0.join(path)).unwrap();
    let server = Server::always(Reply::new(500, ""));
    let process = home.process(&server, "none").wait_with_output().unwrap();
    let failed = String::from_utf8_lossy(&process.stderr);
    let expected = "cannot be read: Is a directory (os error 21); sign in with `aws sso login --sso-session s`";
    assert!(failed.contains(expected), "{failed}");
    assert_eq!(server.requests().len(), 0);
}

#[cfg(feature = "login")]
#[test]
fn one_of_two_renews_a_session_of_aws_login_and_the_other_uses_it() {
    let home = Home::new(
        "login",
        "[default]\nregion = eu-central-1\nlogin_session = s\n",
    );
    let mut session = json!({
        "accessToken": {
            "accessKeyId": "old", "secretAccessKey": "s", "sessionToken": "t", "accountId": "123456789012",
            "expiresAt": "2026-01-01T00:00:00Z",
        },
        "clientId": "c", "refreshToken": "refresh-0", "dpopKey": KEY, "later": [1, {"a": null}],
    });
    // `printf s | sha256sum`
    let file =
        ".aws/login/cache/043a718774c572bd8a25adbeb1bfcd5c0256ae11cecf9f9c3f925d0e52beaf89.json";
    let file = home.session(file, &session);
    let keys = json!({"accessKeyId": "new", "secretAccessKey": "s2", "sessionToken": "t2"});
    let response = json!({"accessToken": keys, "expiresIn": 900, "refreshToken": "refresh-1"});
    let server = start(&file, response);
    home.two_processes(&server, "new");
    assert_eq!(posts(&server), 2);
    let written = written(&file);
    for (key, value) in keys.as_object().unwrap() {
        session["accessToken"][key] = value.clone();
    }
    session["accessToken"]["expiresAt"] = written["accessToken"]["expiresAt"].clone();
    session["refreshToken"] = "refresh-1".into();
    assert_eq!(written, session);
}

/// The key of RFC 6979, appendix A.2.5.
#[cfg(feature = "login")]
const KEY: &str = "-----BEGIN EC PRIVATE KEY-----\n\
    MHcCAQEEIMmvqdhFunUWa1whV2ex1pNOUMPbNuibEnuKYisSD2choAoGCCqGSM49\n\
    AwEHoUQDQgAEYP7UuiVanTHJYet0xjVtaMBJuJI7Yfps5mliLmDyn7Z5A/4QCLi8\n\
    maQa6elWKLxk8vGyDC1+n1F3o8KU1EYimQ==\n-----END EC PRIVATE KEY-----\n";
