//! Waiters (`smithy.waiters#waitable`).

use super::Context;
use super::traits::Place;
use crate::ir::waiter::{Acceptor, Waiter, WaiterState};
use crate::ir::{Docs, Operation, Types};
use crate::lower::names::{Scope, snake_name, type_name};
use crate::smithy::ast::Shape;
use crate::smithy::json::Node;
use crate::smithy::traits::id;

/// Smithy's own delays in seconds, which the runtime has as its defaults.
const MIN_DELAY: u64 = 2;
const MAX_DELAY: u64 = 120;

impl Context<'_> {
    /// Returns the waiters of `operations`. `methods` are taken.
    pub(super) fn waiters(
        &mut self,
        types: &Types,
        operations: &[(&Operation, &Shape)],
        methods: &mut Scope,
    ) -> Vec<Waiter> {
        let mut names = Scope::default();
        let mut waiters = Vec::new();
        for (operation, shape) in operations {
            for (name, place) in self.waitable(shape) {
                let given = (&mut names, &mut *methods);
                waiters.extend(self.waiter(types, operation, shape, name, &place, given));
            }
        }
        waiters
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

    /// Returns the waiter called `model_name`. `names` and `methods` are taken.
    fn waiter(
        &mut self,
        types: &Types,
        operation: &Operation,
        shape: &Shape,
        model_name: String,
        place: &Place<'_>,
        (names, methods): (&mut Scope, &mut Scope),
    ) -> Option<Waiter> {
        if !self.is_repeatable(operation, types, place) {
            return None;
        }
        let acceptors = self.acceptors(types, operation, place)?;
        let (min_delay, max_delay) = self.delays(place)?;
        Some(Waiter {
            operation: operation.id,
            name: names.give(type_name(&model_name).0),
            method: methods.give(method(&model_name)),
            model_name,
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
        types: &Types,
        operation: &Operation,
        waiter: &Place<'_>,
    ) -> Option<Vec<Acceptor>> {
        let list = waiter.get("acceptors");
        let entries = list.as_ref().map(Place::entries).unwrap_or_default();
        let acceptors: Vec<Option<Acceptor>> = entries
            .iter()
            .map(|(_, place)| self.acceptor(types, operation, place))
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
        types: &Types,
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
        let condition = self.matcher(types, operation, kind, value)?;
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
