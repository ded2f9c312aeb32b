//! Nothing that is secret shows, in errors, in what is printed, or in traces.

use crate::server::{At, Reply, Server};
use crate::trace::Trace;
use crate::world::{client, config, input, prompt_retries};
use generated::proton;
use generated::proton::enums::{RepositoryProvider, SyncType};
use generated::proton::operation::get_repository_sync_status::{
    GetRepositorySyncStatus, GetRepositorySyncStatusInput, GetRepositorySyncStatusInputRequired,
};
use runtime::http::{HeaderName, HeaderValue};
use runtime::retry::TokenBucket;
use runtime::{
    BoxFuture, ConfigBuilder, Credentials, CredentialsError, ProvideCredentials, Timeouts,
};
use std::error::Error;
use std::fmt::Write as _;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// What every error shows of itself and its causes.
fn shown(error: &(dyn Error + 'static)) -> String {
    let mut shown = String::new();
    let mut next = Some(error);
    while let Some(error) = next {
        let _ = writeln!(shown, "{error}\n{error:?}\n{error:#?}");
        next = error.source();
    }
    shown
}

fn replies() -> [Reply; 11] {
    let hidden = r#"{"__type": "ValidationException", "message": "HIDDEN message"}"#;
    [
        Reply::new(
            200,
            r#"{"latestSync": {"events": [], "startedAt": 1, "status": "HIDDEN status"}}"#,
        ),
        Reply::new(200, r#"{"latestSync": "HIDDEN"}"#),
        Reply::new(200, "HIDDEN"),
        Reply::new(400, hidden),
        Reply::new(400, hidden.replace("message\"", "Message\"")),
        Reply::new(403, hidden.replace("Validation", "AccessDenied")),
        Reply::new(400, hidden.replace("Validation", "Unheard")),
        Reply::new(500, "<html>HIDDEN</html>"),
        Reply::new(503, hidden).header("x-cookie", "HIDDEN"),
        Reply::new(200, "HIDDEN").reset(At::Body(2)),
        Reply::new(200, "HIDDEN").stall(At::Body(2)),
    ]
}

fn secret_config(config: ConfigBuilder, bucket: &TokenBucket) -> ConfigBuilder {
    let credentials = Credentials::new("AKIDLOOPBACKEXAMPLE", "HIDDEN+secret+key");
    config
        .credentials(credentials.session_token("HIDDEN+token"))
        .retry(prompt_retries(bucket))
        .timeouts(Timeouts::default().attempt(Duration::from_millis(100)))
}

/// Calls Proton, every message of which is sensitive, and gives all that can be seen of it.
#[allow(deprecated, reason = "what is recorded of Proton still holds")]
async fn call(server: &Server) -> String {
    let bucket = TokenBucket::default();
    let builder = secret_config(config(server), &bucket);
    let mut seen = format!("{builder:?}\n");
    let config = builder.build().expect("a configuration");
    let client = proton::Client::new(&config);
    let input = GetRepositorySyncStatusInput::new(GetRepositorySyncStatusInputRequired {
        branch: "main".to_owned(),
        repository_name: "my-repository".to_owned(),
        repository_provider: RepositoryProvider::Github,
        sync_type: SyncType::TemplateSync,
    });
    let name = HeaderName::from_static("x-api-key");
    let mut key = HeaderValue::from_static("HIDDEN key");
    key.set_sensitive(true);
    let request = client.request::<GetRepositorySyncStatus>(input);
    let request = request.header(name, key);
    let _ = writeln!(seen, "{config:?}\n{client:?}\n{request:?}\n{bucket:?}");
    match request.send().await {
        Ok(response) => _ = writeln!(seen, "{:?}", response.metadata),
        Err(error) => seen += &shown(&error),
    }
    seen
}

#[test]
fn neither_errors_nor_traces_show_what_is_secret() {
    // One thread, so that this subscriber sees what the connections do as well.
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    let runtime = runtime.expect("a runtime");
    for reply in replies() {
        let trace = Trace::default();
        let seen = tracing::subscriber::with_default(trace.clone(), || {
            let server = Server::always(reply);
            runtime.block_on(call(&server))
        });
        let traced = trace.text();
        for text in [&seen, &traced] {
            assert!(!text.contains("HIDDEN"), "{text}");
        }
        assert!(traced.contains("aws_call"), "{traced}");
        assert!(traced.contains("GetRepositorySyncStatus"), "{traced}");
        assert!(traced.contains("attempt=1"), "{traced}");
    }
}

#[test]
fn a_call_is_a_span_and_an_attempt_an_event() {
    let trace = Trace::default();
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    tracing::subscriber::with_default(trace.clone(), || {
        let failed = Reply::new(503, r#"{"__type": "InternalServerException"}"#);
        let server = Server::sequence([
            failed,
            Reply::new(200, "{}").header("x-amzn-requestid", "id-2"),
        ]);
        let bucket = TokenBucket::default();
        let client = client(config(&server).retry(prompt_retries(&bucket)));
        let call = client.get_resource_sync_status(input());
        runtime
            .expect("a runtime")
            .block_on(call)
            .expect("an answer");
    });
    let text = trace.text();
    let is_ours = |line: &&str| line.starts_with("generated::codeconnections");
    let ours: Vec<&str> = text.lines().filter(is_ours).collect();
    assert_eq!(ours.len(), 3, "{ours:#?}");
    assert!(
        ours[0].contains("aws_call") && ours[0].contains(r#"rpc.method="GetResourceSyncStatus""#),
        "{ours:#?}"
    );
    for part in [
        "attempt=1",
        "http.response.status_code=503",
        r#"error.type="InternalServerException""#,
    ] {
        assert!(ours[1].contains(part), "{part}: {ours:#?}");
    }
    for part in [
        "attempt=2",
        "http.response.status_code=200",
        r#"aws.request_id="id-2""#,
    ] {
        assert!(ours[2].contains(part), "{part}: {ours:#?}");
    }
}

/// Gives credentials once.
struct Once(AtomicBool);

impl ProvideCredentials for Once {
    fn provide(&self) -> BoxFuture<'_, Result<Credentials, CredentialsError>> {
        let provided = if self.0.swap(true, Ordering::SeqCst) {
            Err(CredentialsError::new("the vault is down"))
        } else {
            Ok(Credentials::new("AKIDLOOPBACKEXAMPLE", "HIDDEN"))
        };
        Box::pin(std::future::ready(provided))
    }
}

#[test]
fn credentials_that_are_used_on_are_an_event() {
    let trace = Trace::default();
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    tracing::subscriber::with_default(trace.clone(), || {
        let expired = Reply::new(400, r#"{"__type": "ExpiredTokenException"}"#);
        let server = Server::sequence([expired, Reply::new(200, "{}")]);
        let bucket = TokenBucket::default();
        let config = config(&server).retry(prompt_retries(&bucket));
        let client = client(config.credentials(Once(AtomicBool::new(false))));
        let call = client.get_resource_sync_status(input());
        runtime
            .expect("a runtime")
            .block_on(call)
            .expect("an answer");
    });
    let traced = trace.text();
    assert!(!traced.contains("HIDDEN"), "{traced}");
    let lines = traced.lines();
    let ours: Vec<_> = lines
        .filter(|line| line.starts_with("runtime::credentials"))
        .collect();
    assert_eq!(ours.len(), 1, "{traced}");
    let event =
        "message=credentials could not be refreshed and remain in use error=the vault is down";
    assert!(ours[0].ends_with(event), "{traced}");
}
