//! Execution of waiters.

use super::acceptor::State;
use super::delays::Delays;
use super::error::{End, Unreached, WaitError};
use super::{Answer, Waiter};
use crate::client::{Client, Overrides};
use crate::credentials::CredentialsCache;
use crate::operation::Operation;
use crate::transport::BoxFuture;
use std::fmt;
use std::time::Duration;

/// Future of a wait: set options, then `.await` it.
///
/// It polls the operation until an acceptor matches a final state. The delays between calls are random and grow, from
/// the waiter's minimum to its maximum. No call is started after the maximum time; the last one is started at its end,
/// and is subject to the client's timeouts like every call.
///
/// # Errors
/// [`WaitError`]; an error of a call that the waiter does not expect ends the wait at once.
///
/// # Cancel safety
/// Dropping the future stops the wait and cancels a call in progress.
#[must_use = "nothing is sent until it is awaited"]
pub struct Wait<'a, W: Waiter> {
    client: Client,
    input: Input<W>,
    overrides: Overrides,
    delays: Delays,
    progress: Option<Progress<'a, W>>,
}

/// Callback for every output of a wait.
type Progress<'a, W> = Box<dyn FnMut(&Output<W>) + Send + 'a>;

type Input<W> = <<W as Waiter>::Operation as Operation>::Input;
type Output<W> = <<W as Waiter>::Operation as Operation>::Output;
type Failure<W> = WaitError<Output<W>, <<W as Waiter>::Operation as Operation>::Error>;

impl<'a, W: Waiter> Wait<'a, W> {
    pub(crate) fn new(client: Client, input: Input<W>, max_wait: Duration) -> Self {
        Self {
            client,
            input,
            overrides: Overrides::of_waiter(),
            delays: Delays {
                min: W::MIN_DELAY,
                max: W::MAX_DELAY,
                limit: max_wait,
            },
            progress: None,
        }
    }

    /// Calls `progress` with every output, including the last one.
    pub fn on_progress(mut self, progress: impl FnMut(&Output<W>) + Send + 'a) -> Self {
        self.progress = Some(Box::new(progress));
        self
    }

    /// Sets the credentials of the calls: see [`Request::credentials`](crate::Request::credentials).
    pub fn credentials(mut self, credentials: impl Into<CredentialsCache>) -> Self {
        self.overrides.set_credentials(credentials.into());
        self
    }

    /// Sets the minimum delay between two calls. The default is that of the waiter.
    pub fn min_delay(mut self, delay: Duration) -> Self {
        self.delays.min = delay;
        self
    }

    /// Sets the maximum delay between two calls. The default is that of the waiter.
    pub fn max_delay(mut self, delay: Duration) -> Self {
        self.delays.max = delay;
        self
    }

    async fn run(mut self) -> Result<W::Success, Failure<W>> {
        let clock = self.client.clock();
        let start = clock.instant();
        let mut calls = 0;
        loop {
            calls += 1;
            let answer = self.call().await;
            if let (Ok(output), Some(progress)) = (&answer, &mut self.progress) {
                progress(output);
            }
            let mut acceptors = W::ACCEPTORS.iter();
            let accepted = acceptors.find(|it| it.accepts(&self.input, &answer));
            let accepted = accepted.map(|acceptor| (acceptor.state, acceptor.reason));
            match accepted {
                Some((State::Success, _)) => return W::success(answer).map_err(WaitError::Call),
                Some((State::Failure, reason)) => {
                    let unreached = unreached::<W>(calls, End::Answer(reason), answer);
                    return Err(WaitError::Failed(unreached));
                }
                Some((State::Retry, _)) => {}
                None => {
                    if let Err(error) = answer {
                        return Err(WaitError::Call(error));
                    }
                }
            }
            let waited = clock.instant().saturating_sub(start);
            // Without randomness the whole pause: nobody is waiting for a number.
            let fraction = self.client.fraction().unwrap_or(1.0);
            match self.delays.after(calls, waited, fraction) {
                Some(delay) => clock.sleep(delay).await,
                None => {
                    let end = End::Limit {
                        limit: self.delays.limit,
                        last: last::<W>(accepted.map(|(_, reason)| reason), &answer),
                    };
                    return Err(WaitError::TimedOut(unreached::<W>(calls, end, answer)));
                }
            }
        }
    }

    fn call(&self) -> BoxFuture<'static, Answer<W::Operation>> {
        let (input, overrides) = (self.input.clone(), self.overrides.clone());
        self.client.owned_call::<W::Operation>(input, overrides)
    }
}

/// The state that the last response showed: by the reason of the acceptor of the state retry that it matched, else by the
/// strings that acceptors look at, else by the states that it is not in.
fn last<W: Waiter>(reason: Option<&'static str>, answer: &Answer<W::Operation>) -> String {
    if let Some(reason) = reason {
        return format!("the last response was in the state retry ({reason})");
    }
    let mut seen: Vec<String> = Vec::new();
    if let Ok(output) = answer {
        for it in W::ACCEPTORS.iter().filter_map(|it| it.seen(output)) {
            if !seen.contains(&it) {
                seen.push(it);
            }
        }
    }
    if !seen.is_empty() {
        return format!("in the last response {}", seen.join(", "));
    }
    let states: Vec<_> = W::ACCEPTORS.iter().map(|it| it.reason).collect();
    let states = states.join("; ");
    format!("the last response was in none of the states of the waiter ({states})")
}

fn unreached<W: Waiter>(
    calls: u32,
    end: End,
    answer: Answer<W::Operation>,
) -> Unreached<Output<W>, <W::Operation as Operation>::Error> {
    Unreached::new(W::NAME, W::Operation::NAME, calls, end, answer)
}

impl<'a, W: Waiter> IntoFuture for Wait<'a, W> {
    type Output = Result<W::Success, Failure<W>>;
    type IntoFuture = BoxFuture<'a, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.run())
    }
}

impl<W: Waiter> fmt::Debug for Wait<'_, W> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Wait")
            .field("waiter", &W::NAME)
            .field("delays", &self.delays)
            .finish_non_exhaustive()
    }
}
