//! Batches of writes and reads, whose unprocessed requests are sent again: a module to copy.
//!
//! Amazon DynamoDB responds with success if it processed only a part of a batch, so the client does not retry the rest.

use crate::items::Item;
use clients::dynamodb::Client;
use clients::dynamodb::operation::batch_get_item::{BatchGetItemError, BatchGetItemInput};
use clients::dynamodb::operation::batch_write_item::{BatchWriteItemError, BatchWriteItemInput};
use clients::dynamodb::types::{KeysAndAttributes, WriteRequest};
use clients::runtime::Error;
use std::fmt;
use std::time::Duration;
use tokio::time::sleep;

/// Maximum number of requests of `BatchWriteItem`.
const WRITES: usize = 25;
/// Maximum number of keys of `BatchGetItem`.
const READS: usize = 100;
/// Maximum number of batches in sequence of which nothing is processed.
const ATTEMPTS: u32 = 8;
/// Maximum delay after a batch of which a part is processed. It is doubled for each in sequence of which nothing is.
const DELAY: Duration = Duration::from_millis(50);

/// Error of requests that were not processed: too many were throttled, or a call failed.
#[derive(Debug)]
pub struct Unprocessed<T, E> {
    /// The requests that may be sent again.
    pub requests: Vec<T>,
    /// The error of the call. It may have been processed nevertheless.
    pub error: Option<Error<E>>,
}

/// Writes or deletes items. A batch must not have two requests for one key.
///
/// # Errors
/// [`Unprocessed`], with the requests that are left.
pub async fn write_all(
    client: &Client,
    table: &str,
    requests: Vec<WriteRequest>,
) -> Result<(), Unprocessed<WriteRequest, BatchWriteItemError>> {
    process(requests, WRITES, async |batch| {
        let input = BatchWriteItemInput::new([(table.to_owned(), batch)]);
        let output = client.batch_write_item(input).await?;
        let mut left = output.unprocessed_items.unwrap_or_default();
        Ok(left.remove(table).unwrap_or_default())
    })
    .await
}

/// Reads items, in no particular order; keys without an item are left out.
///
/// # Errors
/// [`Unprocessed`], with the keys that are left; what was read is lost.
pub async fn get_all(
    client: &Client,
    table: &str,
    keys: Vec<Item>,
) -> Result<Vec<Item>, Unprocessed<Item, BatchGetItemError>> {
    let mut items = Vec::new();
    process(keys, READS, async |batch| {
        let input = BatchGetItemInput::new([(table.to_owned(), KeysAndAttributes::new(batch))]);
        let output = client.batch_get_item(input).await?;
        let mut read = output.responses.unwrap_or_default();
        items.extend(read.remove(table).unwrap_or_default());
        let mut left = output.unprocessed_keys.unwrap_or_default();
        Ok(left.remove(table).map_or_else(Vec::new, |it| it.keys))
    })
    .await?;
    Ok(items)
}

/// Sends `requests` in batches of at most `size`; `send` returns the requests that were not processed.
async fn process<T: Clone, E>(
    mut requests: Vec<T>,
    size: usize,
    mut send: impl AsyncFnMut(Vec<T>) -> Result<Vec<T>, Error<E>>,
) -> Result<(), Unprocessed<T, E>> {
    let mut failures = 0;
    while !requests.is_empty() {
        let rest = requests.split_off(size.min(requests.len()));
        let sent = requests.len();
        let (left, error) = match send(requests.clone()).await {
            Ok(left) => (left, None),
            // All of them, after the retries of the client.
            Err(error) => (requests, Some(error)),
        };
        failures = if left.len() < sent { 0 } else { failures + 1 };
        let is_partial = !left.is_empty();
        requests = left;
        requests.extend(rest);
        let is_final = error.as_ref().is_some_and(|error| !error.is_throttling());
        if is_final || failures == ATTEMPTS {
            return Err(Unprocessed { requests, error });
        }
        if is_partial {
            // Full jitter, so that several writers do not keep in step.
            let limit = DELAY * 2_u32.pow(failures);
            sleep(limit.mul_f64(fastrand::f64())).await;
        }
    }
    Ok(())
}

impl<T, E> fmt::Display for Unprocessed<T, E> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "{} requests were not processed",
            self.requests.len()
        )?;
        match &self.error {
            Some(error) => write!(formatter, ": {error}"),
            None => Ok(()),
        }
    }
}

impl<T: fmt::Debug, E: fmt::Debug> std::error::Error for Unprocessed<T, E> {}
