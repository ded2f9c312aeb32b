//! Waiters (`smithy.waiters#waitable`).

use super::Context;
use super::traits::Place;
use crate::ir::waiter::{Acceptor, Waiter, WaiterState};
use crate::ir::{Docs, Operation, Service};
use crate::lower::names::{Scope, snake_name, type_name};
use crate::smithy::ast::Shape;
use crate::smithy::json::Node;
use crate::smithy::traits::id;

/// Smithy's own delays in seconds, which the runtime has as its defaults.
const MIN_DELAY: u64 = 2;
const MAX_DELAY: u64 = 120;

impl Context<'_> {
    /// Gives the operations of `lowered` their waiters. `shapes` are theirs; `methods` are taken.
    pub(super) fn waiters(
        &mut self,
        lowered: &mut Service,
        shapes: &[&Shape],
        methods: &mut Scope,
    ) {
        let mut names = Scope::default();
        let mut all = Vec::new();
        for (operation, shape) in lowered.operations.iter().zip(shapes) {
            let places = self.waitable(shape);
            let waiters = places.into_iter().filter_map(|(name, place)| {
                let waiter = self.waiter(lowered, operation, shape, &place)?;
                Some(Waiter {
                    name: names.give(type_name(&name).0),
                    method: methods.give(method(&name)),
                    model_name: name,
                    ..waiter
                })
            });
            all.push(waiters.collect());
        }
        for (operation, waiters) in lowered.operations.iter_mut().zip(all) {
            operation.waiters = waiters;
        }
    }

    /// The waiters of an operation by name.
    fn waitable<'s>(&mut self, shape: &'s Shape) -> Vec<(String, Place<'s>)> {
        let Some(place) = self.trait_value(shape, id::WAITABLE) else {
            return Vec::new();
        };
        if !matches!(place.node, Node::Object(_)) {
            let kind = place.node.kind();
            let message = format!("the trait `{}` is {kind}, not an object", id::WAITABLE);
            self.error_at(&place, message, "give it an object of waiters by name");
            return Vec::new();
        }
        let mut waiters = place.entries();
        // An object has no order, and the output may not depend on the one it is written in.
        waiters.sort_by(|(one, _), (other, _)| one.cmp(other));
        waiters
    }

    /// A waiter, without its names.
    fn waiter(
        &mut self,
        service: &Service,
        operation: &Operation,
        shape: &Shape,
        place: &Place<'_>,
    ) -> Option<Waiter> {
        let acceptors = self.acceptors(service, operation, place)?;
        let (min_delay, max_delay) = self.delays(place)?;
        Some(Waiter {
            model_name: String::new(),
            name: String::new(),
            method: String::new(),
            docs: self.waiter_docs(place, shape),
            deprecated: deprecation(place).or(operation.deprecated.clone()),
            min_delay: (min_delay != MIN_DELAY).then_some(min_delay),
            max_delay: (max_delay != MAX_DELAY).then_some(max_delay),
            acceptors,
        })
    }

    fn waiter_docs(&self, place: &Place<'_>, shape: &Shape) -> Docs {
        let docs = place.node.get("documentation").and_then(Node::as_str);
        docs.map(|text| self.rust_docs(text, &shape.id))
            .unwrap_or_default()
    }

    /// The shortest and the longest delay, in seconds.
    fn delays(&mut self, place: &Place<'_>) -> Option<(u64, u64)> {
        let min = self.delay(place, "minDelay", MIN_DELAY)?;
        let max = self.delay(place, "maxDelay", MAX_DELAY)?;
        if min > max {
            let message =
                format!("the waiter's minimum delay, {min} s, is above its maximum, {max} s");
            self.error_at(place, message, "give it a `minDelay` up to its `maxDelay`");
            return None;
        }
        Some((min, max))
    }

    fn delay(&mut self, place: &Place<'_>, key: &str, default: u64) -> Option<u64> {
        let Some(at) = place.get(key) else {
            return Some(default);
        };
        let seconds = at.node.as_number().and_then(serde_json::Number::as_u64);
        let seconds = seconds.filter(|seconds| (1..=u64::from(u32::MAX)).contains(seconds));
        if seconds.is_none() {
            let message = format!("the waiter's `{key}` is not a whole number of seconds from 1");
            self.error_at(&at, message, "give a number such as 5");
        }
        seconds
    }

    fn acceptors(
        &mut self,
        service: &Service,
        operation: &Operation,
        waiter: &Place<'_>,
    ) -> Option<Vec<Acceptor>> {
        let list = waiter.get("acceptors");
        let entries = list.as_ref().map(Place::entries).unwrap_or_default();
        let acceptors: Vec<Option<Acceptor>> = entries
            .iter()
            .map(|(_, place)| self.acceptor(service, operation, place))
            .collect();
        let acceptors: Vec<Acceptor> = acceptors.into_iter().collect::<Option<_>>()?;
        if acceptors.iter().all(|it| it.state != WaiterState::Success) {
            let at = list.as_ref().unwrap_or(waiter);
            let message = "the waiter has no acceptor with the state success, so it never succeeds";
            self.error_at(
                at,
                message.to_owned(),
                "add an acceptor with `\"state\": \"success\"`",
            );
            return None;
        }
        Some(acceptors)
    }

    fn acceptor(
        &mut self,
        service: &Service,
        operation: &Operation,
        place: &Place<'_>,
    ) -> Option<Acceptor> {
        let (state, at) = self.text_at(place, "state", "the acceptor")?;
        let state = match state {
            "success" => WaiterState::Success,
            "failure" => WaiterState::Failure,
            "retry" => WaiterState::Retry,
            other => {
                let message = format!("`{other}` is not a state of an acceptor");
                self.error_at(&at, message, "the states are success, failure and retry");
                return None;
            }
        };
        for (key, at) in place.entries() {
            if !matches!(key.as_str(), "state" | "matcher") {
                let message = format!("the acceptor's `{key}` is ignored");
                self.warning_at(&at, message, "remove it to silence this warning");
            }
        }
        let matcher = place.get("matcher");
        let entries = matcher.as_ref().map(Place::entries).unwrap_or_default();
        let [(kind, value)] = entries.as_slice() else {
            let at = matcher.as_ref().unwrap_or(place);
            let message = "the acceptor has no matcher, or a matcher of several kinds".to_owned();
            let help = "give it one of output, inputOutput, success and errorType";
            self.error_at(at, message, help);
            return None;
        };
        let condition = self.matcher(service, operation, kind, value)?;
        Some(Acceptor {
            state,
            reason: condition.reason,
            docs: condition.docs,
            matcher: condition.matcher,
        })
    }
}

fn method(name: &str) -> String {
    let name = snake_name(name);
    format!("wait_until_{}", name.trim_start_matches("r#"))
}

fn deprecation(place: &Place<'_>) -> Option<String> {
    let deprecated = place.node.get("deprecated").and_then(Node::as_bool);
    (deprecated == Some(true)).then(|| "deprecated by the service".to_owned())
}
