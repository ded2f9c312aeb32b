//! Credentials of single calls and of configurations that share connections: one client, many identities.

use crate::sample::operation::get_state::GetState;
use crate::sample::operation::ping::{PingError, PingInput, PingOutput};
use crate::script::{Sent, error, ok};
use crate::world::{SECRET, World, client, input};
use runtime::endpoint::{BuiltIns, Endpoint, EndpointError};
use runtime::{
    BoxFuture, Client, Config, Credentials, CredentialsCache, CredentialsError, Error, Operation,
    Protocol, ProvideCredentials, Service,
};
use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

type Provided = Result<Credentials, CredentialsError>;

/// Gives one after the other, then fails.
#[derive(Clone)]
struct Vault(Arc<Mutex<(VecDeque<Credentials>, usize)>>);

impl Vault {
    fn new(credentials: impl IntoIterator<Item = Credentials>) -> Self {
        let credentials = credentials.into_iter().collect();
        Self(Arc::new(Mutex::new((credentials, 0))))
    }

    fn asked(&self) -> usize {
        self.0.lock().unwrap().1
    }
}

impl ProvideCredentials for Vault {
    fn provide(&self) -> BoxFuture<'_, Provided> {
        let mut state = self.0.lock().unwrap();
        state.1 += 1;
        let next = state.0.pop_front();
        let next = next.ok_or_else(|| CredentialsError::new("the vault is sealed"));
        Box::pin(std::future::ready(next))
    }
}

/// A tenant's session: every part of it names the tenant.
fn session(tenant: &str) -> Credentials {
    let credentials = Credentials::new(format!("ASIA{tenant}"), format!("secret of {tenant}"));
    credentials.session_token(format!("token of {tenant}"))
}

#[track_caller]
fn check(sent: &Sent, tenant: &str) {
    let signature = sent.signature(&format!("secret of {tenant}"));
    assert_eq!(signature.access_key_id, format!("ASIA{tenant}"));
    assert_eq!(
        sent.header("x-amz-security-token"),
        format!("token of {tenant}")
    );
}

#[test]
fn one_client_signs_each_call_by_another_identity() {
    const TENANTS: [&str; 3] = ["A", "B", "C"];
    let world = World::new((0..100).map(|_| ok()));
    let config = world.config().build().unwrap();
    let client = Client::new::<crate::sample::Service>(&config);
    let vaults = TENANTS.map(|tenant| Vault::new([session(tenant)]));
    let caches = vaults
        .clone()
        .map(|vault| CredentialsCache::new(vault, &config));
    // Also two calls of one in a row.
    for tenant in [0, 1, 2, 2, 0, 1, 1, 0] {
        let call = client.request::<GetState>(input());
        let call = call.credentials(&caches[tenant]);
        world.clock.run(call.send()).unwrap();
        check(&world.only_request(), TENANTS[tenant]);
        // Calls without their own have those of the client.
        world.call_of(&client).unwrap();
        let signature = world.only_request().signature(SECRET);
        assert_eq!(signature.access_key_id, "AKIDEXAMPLE");
    }
    for vault in vaults {
        assert_eq!(vault.asked(), 1, "the cache keeps them");
    }
}

/// Some sources renew the secret or the session of a key.
#[test]
fn identities_that_differ_in_a_secret_or_a_token_are_not_confused() {
    let world = World::new((0..6).map(|_| ok()));
    let client = world.client();
    for (secret, token) in [
        ("one", "a"),
        ("two", "a"),
        ("two", "b"),
        ("one", "b"),
        ("one", "a"),
    ] {
        let credentials = Credentials::new("AKIDEXAMPLE", secret).session_token(token);
        let call = client.request::<GetState>(input()).credentials(credentials);
        world.clock.run(call.send()).unwrap();
        let sent = world.only_request();
        sent.signature(secret);
        assert_eq!(sent.header("x-amz-security-token"), token);
    }
}

#[test]
fn a_client_needs_no_credentials_if_each_call_has_its_own() {
    let world = World::new([ok()]);
    let config = Config::builder()
        .transport(world.script.clone())
        .clock(world.clock.clone())
        .endpoint_url("https://example.com")
        .region("eu-west-1");
    let client = client(config);
    let failed = world.call_of(&client).unwrap_err();
    assert!(matches!(failed, Error::Credentials(_)), "{failed}");
    let call = client
        .request::<GetState>(input())
        .credentials(session("A"));
    world.clock.run(call.send()).unwrap();
    check(&world.only_request(), "A");
}

#[test]
fn expired_credentials_of_a_call_are_replaced_by_their_own_provider() {
    let world = World::new([error(400, "ExpiredToken"), ok(), ok()]);
    let of_client = Vault::new([session("client")]);
    let config = world.config().credentials(of_client.clone());
    let config = config.build().unwrap();
    let client = Client::new::<crate::sample::Service>(&config);
    let vault = Vault::new([session("A"), session("B")]);
    let tenant = CredentialsCache::new(vault.clone(), &config);
    for _ in 0..2 {
        let call = client.request::<GetState>(input()).credentials(&tenant);
        world.clock.run(call.send()).unwrap();
    }
    let sent = world.script.take_sent();
    for (sent, tenant) in sent.iter().zip(["A", "B", "B"]) {
        check(sent, tenant);
    }
    assert_eq!((sent.len(), vault.asked(), of_client.asked()), (3, 2, 0));
}

#[test]
fn credentials_of_a_call_that_cannot_be_had_or_replaced_are_told() {
    let world = World::new([]);
    let config = world.config().build().unwrap();
    let client = Client::new::<crate::sample::Service>(&config);
    let sealed = CredentialsCache::new(Vault::new([]), &config);
    let call = client.request::<GetState>(input()).credentials(&sealed);
    let failed = world.clock.run(call.send()).unwrap_err();
    assert_eq!(
        failed.to_string(),
        "GetState: no credentials: the vault is sealed"
    );
    assert!(world.times().is_empty());

    world
        .script
        .add([(); 3].map(|()| error(400, "ExpiredToken")));
    let tenant = CredentialsCache::new(Vault::new([session("A")]), &config);
    let call = client.request::<GetState>(input()).credentials(&tenant);
    let failed = world.clock.run(call.send()).unwrap_err();
    assert_eq!(
        failed.to_string(),
        "GetState: no credentials after 3 attempts: the vault is sealed; the latest attempt failed: HTTP 400 \
         ExpiredToken"
    );
}

/// A service whose host has the account in it.
struct OfAccounts;

impl Service for OfAccounts {
    const SHAPE_NAME: &'static str = "OfAccounts";
    const SDK_ID: &'static str = "OfAccounts";
    const VERSION: &'static str = "1";
    const SIGNING_NAME: Option<&'static str> = Some("accounts");
    const PROTOCOLS: &'static [Protocol] = &[Protocol::AwsJson1_1];
    const HAS_ACCOUNT_ENDPOINTS: bool = true;

    fn endpoint(built_ins: &BuiltIns<'_>) -> Result<Endpoint, EndpointError> {
        let account = built_ins.account_id.unwrap_or("any");
        Endpoint::new(format!("https://{account}.example"))
    }
}

struct Look;

impl Operation for Look {
    const NAME: &'static str = "Look";
    type Service = OfAccounts;
    type Input = PingInput;
    type Output = PingOutput;
    type Error = PingError;
}

#[test]
fn the_endpoint_is_that_of_the_account_of_the_call() {
    let world = World::new([ok(), ok(), ok()]);
    let of_client = session("client").account_id("111111111111");
    let config = Config::builder()
        .transport(world.script.clone())
        .clock(world.clock.clone())
        .region("eu-west-1")
        .credentials(of_client);
    let client = Client::new::<OfAccounts>(&config.build().unwrap());
    for (credentials, host, tenant) in [
        (None, "111111111111.example", "client"),
        (
            Some(session("A").account_id("222222222222")),
            "222222222222.example",
            "A",
        ),
        (Some(session("B")), "any.example", "B"),
    ] {
        let mut call = client.request::<Look>(PingInput::default());
        if let Some(credentials) = credentials {
            call = call.credentials(credentials);
        }
        world.clock.run(call.send()).unwrap();
        let sent = world.only_request();
        assert_eq!(sent.request.uri().host(), Some(host));
        check(&sent, tenant);
    }
}

#[test]
fn a_configuration_with_other_credentials_shares_the_rest() {
    let world = World::new([ok(), ok(), ok()]);
    let base = world.config().build().unwrap();
    let vault = Vault::new([session("A")]);
    let tenant = base.with_credentials(CredentialsCache::new(vault.clone(), &base));
    let clients = [&tenant, &tenant].map(Client::new::<crate::sample::Service>);
    for client in &clients {
        world.call_of(client).unwrap();
        check(&world.only_request(), "A");
    }
    assert_eq!(vault.asked(), 1, "its clients share them");
    world
        .call_of(&Client::new::<crate::sample::Service>(&base))
        .unwrap();
    world.only_request().signature(SECRET);
}

#[test]
fn nothing_secret_of_a_call_is_shown() {
    let world = World::new([]);
    let client = world.client();
    let call = client
        .request::<GetState>(input())
        .credentials(session("A"));
    let config = world.config().build().unwrap();
    let config = config.with_credentials(session("A"));
    let shown = format!("{call:?} {call:#?} {config:?} {config:#?}");
    assert!(!shown.contains("secret of"), "{shown}");
    assert!(!shown.contains("token of"), "{shown}");
}

#[cfg(feature = "blocking")]
#[test]
fn a_call_without_async_has_its_own_credentials_and_other_overrides() {
    let world = World::new([ok()]);
    let client = world.client();
    let blocking = runtime::Blocking::new();
    let call = client.request::<GetState>(input());
    let response = blocking
        .request(call)
        .credentials(session("A"))
        .region("us-west-2")
        .endpoint_url("https://other.example")
        .send()
        .unwrap();
    assert_eq!(response.metadata.attempts(), 1);
    let sent = world.only_request();
    check(&sent, "A");
    assert_eq!(sent.signature("secret of A").region, "us-west-2");
    assert_eq!(sent.request.uri(), "https://other.example/");
}
