//! Execution of waiters.

use super::acceptor::State;
use super::delays::Delays;
use super::error::{End, Unreached, WaitError};
use super::until::{NOT_MET, WaitState};
use super::{Answer, Until, Waiter};
use crate::client::{Client, Overrides, OwnedCall};
use crate::credentials::CredentialsCache;
use crate::hooks::Hook;
use crate::operation::Operation;
use crate::transport::BoxFuture;
use std::fmt;
use std::time::Duration;

/// Future of a wait: set options, then `.await` it.
///
/// It polls the operation until an acceptor matches a final state. The delays between calls are random and grow, from
/// the waiter's minimum to its maximum, unless [`delays`](Self::delays) sets them. No call is started after the maximum
/// time; the last one is started at its end, and is subject to the client's timeouts like every call.
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
    own_delays: Option<OwnDelays<'a>>,
    condition: Option<Condition<'a, W>>,
    progress: Option<Progress<'a, W>>,
}

/// Delays set by the caller, by the number of the call before them.
type OwnDelays<'a> = Box<dyn FnMut(u32) -> Duration + Send + 'a>;

/// Condition that replaces the acceptors.
type Condition<'a, W> = Box<dyn FnMut(&Answer<<W as Waiter>::Operation>) -> WaitState + Send + 'a>;

/// Callback for every output of a wait.
type Progress<'a, W> = Box<dyn FnMut(&Output<W>) + Send + 'a>;

type Input<W> = <<W as Waiter>::Operation as Operation>::Input;
type Output<W> = <<W as Waiter>::Operation as Operation>::Output;
type Failure<W> = WaitError<Output<W>, <<W as Waiter>::Operation as Operation>::Error>;

impl<'a, Op: Operation<Input: Clone>> Wait<'a, Until<Op>> {
    /// Creates a wait with a condition instead of acceptors.
    pub(crate) fn until(
        client: Client,
        input: Op::Input,
        overrides: Overrides,
        max_wait: Duration,
        condition: impl FnMut(&Answer<Op>) -> WaitState + Send + 'a,
    ) -> Self {
        Self {
            overrides,
            condition: Some(Box::new(condition)),
            ..Self::new(client, input, max_wait)
        }
    }
}

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
            own_delays: None,
            condition: None,
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

    /// Adds a hook to the calls: see [`Request::hook`](crate::Request::hook).
    pub fn hook(mut self, hook: impl Hook) -> Self {
        self.overrides.add_hook(hook);
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

    /// Sets each delay between two calls, given the number of the call before it, counted from 1. They replace the
    /// random delays from the minimum to the maximum.
    ///
    /// A delay that would exceed the maximum time ends with it, for a last call.
    pub fn delays(mut self, delays: impl FnMut(u32) -> Duration + Send + 'a) -> Self {
        self.own_delays = Some(Box::new(delays));
        self
    }

    async fn run(mut self) -> Result<W::Success, Failure<W>> {
        let clock = self.client.clock();
        let start = clock.instant();
        let mut calls = 0;
        loop {
            calls += 1;
            let answer = self.call().await.map(|response| response.output);
            if let (Ok(output), Some(progress)) = (&answer, &mut self.progress) {
                progress(output);
            }
            let accepted = self.accepted(&answer);
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
            match self.delay(calls, waited) {
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

    fn call(&self) -> OwnedCall<W::Operation> {
        let (input, overrides) = (self.input.clone(), self.overrides.clone());
        self.client.owned_call::<W::Operation>(input, overrides)
    }

    /// Returns the state that `answer` shows, with its reason.
    fn accepted(&mut self, answer: &Answer<W::Operation>) -> Option<(State, &'static str)> {
        if let Some(condition) = &mut self.condition {
            return condition(answer).accepted();
        }
        let mut acceptors = W::ACCEPTORS.iter();
        let acceptor = acceptors.find(|it| it.accepts(&self.input, answer))?;
        Some((acceptor.state, acceptor.reason))
    }

    /// Returns the delay after call `number`, with `waited` since the first call; `None` if no time is left.
    fn delay(&mut self, number: u32, waited: Duration) -> Option<Duration> {
        if let Some(delays) = &mut self.own_delays {
            let left = self.delays.left(waited)?;
            return Some(delays(number).min(left));
        }
        // Without randomness the whole delay: nobody is waiting for a number.
        let fraction = self.client.fraction().unwrap_or(1.0);
        self.delays.after(number, waited, fraction)
    }
}

/// The state that the last response showed: by the reason of the acceptor of the state retry that it matched, else by the
/// strings that acceptors look at, else by the states that it is not in.
fn last<W: Waiter>(reason: Option<&'static str>, answer: &Answer<W::Operation>) -> String {
    if W::ACCEPTORS.is_empty() {
        return NOT_MET.to_owned();
    }
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
