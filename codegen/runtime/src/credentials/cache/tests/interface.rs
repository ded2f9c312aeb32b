//! The cache as a provider, and caches of caches.

use super::{Fixture, HOUR, MINUTE, broken, key};
use crate::config::Config;
use crate::credentials::test_clock::{TestClock, at};
use crate::credentials::{Credentials, CredentialsCache, FirstOf, ProvideCredentials};
use std::sync::Arc;

fn config(fixture: &Fixture) -> Config {
    let clock: Arc<TestClock> = fixture.clock.clone();
    let config = Config::builder().clock(clock).entropy(|| Ok([0; 16]));
    config.build().unwrap()
}

async fn id(provider: &impl ProvideCredentials) -> String {
    let provided = provider.provide().await.unwrap();
    provided.access_key_id().to_owned()
}

#[tokio::test]
async fn a_cache_of_a_cache_is_the_same_cache() {
    let fixture = Fixture::new(2, [Ok(key("a", HOUR)), broken("the vault is sealed")]);
    let outer = CredentialsCache::new((*fixture.cache).clone(), &config(&fixture));
    let held = outer.provide().await.unwrap();
    assert_eq!(fixture.id_at_once(), "a");
    assert_eq!(fixture.calls(), 1);
    // So the reason why they are not replaced is known to whoever has the outer one.
    outer.reject(&held);
    assert_eq!(id(&outer).await, "a");
    let failure = outer.failure(&held).unwrap().to_string();
    assert_eq!(failure, "the vault is sealed");
}

#[tokio::test]
async fn a_rejection_passes_through_caches_and_chains_to_where_credentials_are_held() {
    let fixture = Fixture::new(2, [Ok(key("old", HOUR)), Ok(key("new", HOUR))]);
    let chain = FirstOf::new("inner", (*fixture.cache).clone());
    let outer = CredentialsCache::new(chain, &config(&fixture));
    let old = outer.provide().await.unwrap();
    assert_eq!(old.access_key_id(), "old");
    outer.reject(&old);
    assert_eq!(id(&outer).await, "new");
    assert_eq!(fixture.calls(), 2);
    // A report about others changes nothing.
    outer.reject(&old);
    assert_eq!(id(&outer).await, "new");
    assert_eq!(fixture.calls(), 2);
}

#[tokio::test]
async fn clones_share_the_credentials() {
    let fixture = Fixture::new(1, [Ok(key("a", HOUR))]);
    let cache = CredentialsCache::new(fixture.provider.clone(), &config(&fixture));
    let clone = CredentialsCache::from(&cache);
    assert_eq!([id(&cache).await, id(&clone).await], ["a", "a"]);
    fixture.clock.set(54 * MINUTE);
    assert_eq!(id(&clone).await, "a");
    assert_eq!(fixture.calls(), 1);
}

#[tokio::test]
async fn credentials_are_a_cache_of_themselves_even_when_they_have_expired() {
    let fixed = Credentials::new("fixed", "the-secret").expires_at(at(0));
    for cache in [CredentialsCache::from(&fixed), fixed.clone().into()] {
        cache.reject(&fixed);
        assert_eq!(cache.provide().await.unwrap(), fixed);
        let shown = format!("{cache:?}");
        assert!(!shown.contains("the-secret"), "{shown}");
    }
}
