//! Functions for repeated blocks, and for parts of long functions.

use std::collections::{BTreeSet, HashMap};

use super::visit::{self, Use};
use crate::ir::{Block, EndpointParameter, Local, Outcome, RuleFunction, Step, Test, Value};
use crate::lower::names::Scope;

/// The name of the function of the whole rule set.
const MAIN: &str = "rules";

/// Minimum number of lines for a repeated block to become a function.
const WORTH_SHARING: usize = 7;

/// Maximum number of lines of a function.
const TOO_LONG: usize = 64;

/// Minimum number of lines for a part of a long function to become a function.
const WORTH_SPLITTING: usize = 12;

/// Maximum number of arguments of a function: clippy's limit.
const MOST_ARGUMENTS: usize = 7;

/// Divides `block` into functions, the first of which is the whole.
pub(super) fn run(block: Block, parameters: &[EndpointParameter]) -> Vec<RuleFunction> {
    let mut taken: BTreeSet<String> = ["exhausted", "refuse", "resolve", MAIN]
        .map(str::to_owned)
        .into();
    taken.extend(parameters.iter().map(|it| it.field.clone()));
    locals(&block, &mut taken);
    let mut functions = Functions {
        list: vec![function(MAIN.to_owned(), Vec::new(), block)],
        names: Scope::with(taken),
    };
    while functions.share() {}
    let mut index = 0;
    while index < functions.list.len() {
        while functions.split(index) {}
        index += 1;
    }
    functions.list
}

/// About how many lines `block` has.
pub(super) fn weight(block: &[Step]) -> usize {
    let of_outcome = |outcome: &Outcome| match outcome {
        Outcome::Endpoint(endpoint) => 3 + 4 * endpoint.schemes.len(),
        Outcome::Error(_) => 3,
        Outcome::Call(..) | Outcome::Exhausted => 1,
    };
    let steps = block.iter().map(|step| match step {
        Step::Let(..) => 1,
        Step::If(tests, inner) if tests.len() == 1 => 2 + weight(inner),
        Step::If(tests, inner) => 2 + tests.len() + weight(inner),
        Step::Unless(_, outcome) => 2 + of_outcome(outcome),
        Step::Return(outcome) => of_outcome(outcome),
    });
    steps.sum()
}

struct Functions {
    list: Vec<RuleFunction>,
    names: Scope,
}

/// A block that could be a function.
struct Candidate {
    block: Block,
    /// The tests before it, the innermost last.
    guards: Vec<Test>,
    weight: usize,
}

impl Functions {
    /// Makes a function of the largest block that occurs more than once; `false` if there is none.
    fn share(&mut self) -> bool {
        let mut all = Vec::new();
        for function in &self.list {
            candidates(&function.body, &mut Vec::new(), &mut all);
        }
        let mut counts: HashMap<&Block, usize> = HashMap::new();
        for candidate in &all {
            *counts.entry(&candidate.block).or_default() += 1;
        }
        let repeated = all.iter().filter(|it| {
            it.weight >= WORTH_SHARING && counts.get(&it.block).is_some_and(|count| *count > 1)
        });
        let Some(largest) = largest(repeated) else {
            return false;
        };
        let (block, guards) = (largest.block.clone(), largest.guards.clone());
        self.extract(block, &guards);
        true
    }

    /// Makes a function of a block of the function at `index`, where that is too long; `false` where it is not.
    fn split(&mut self, index: usize) -> bool {
        let Some(function) = self
            .list
            .get(index)
            .filter(|it| weight(&it.body) > TOO_LONG)
        else {
            return false;
        };
        let mut all = Vec::new();
        candidates(&function.body, &mut Vec::new(), &mut all);
        all.retain(|it| it.weight >= WORTH_SPLITTING);
        let fitting = all.iter().filter(|it| it.weight <= TOO_LONG);
        let Some(largest) = largest(fitting).or_else(|| largest(all.iter())) else {
            return false;
        };
        let (block, guards) = (largest.block.clone(), largest.guards.clone());
        self.extract(block, &guards);
        true
    }

    /// Makes a function of `block`, and calls it wherever the block occurs.
    fn extract(&mut self, block: Block, guards: &[Test]) {
        let mut choices = described(guards);
        // The innermost test says most, unless another function has its name; then the outermost.
        let choice = choices.iter().rev().take(1).chain(&choices);
        let free = choice
            .into_iter()
            .find(|(name, _)| self.names.is_free(name))
            .cloned();
        let (name, docs) = free
            .or_else(|| choices.pop())
            .unwrap_or_else(|| ("others".to_owned(), "Remaining endpoint rules.".to_owned()));
        let name = self.names.give(name);
        let function = function(name.clone(), vec![docs], block);
        let arguments = function.arguments.clone();
        let outcome = Outcome::Call(name, function.takes_parameters, arguments);
        let call = vec![Step::Return(outcome)];
        for caller in &mut self.list {
            replace(&mut caller.body, &function.body, &call);
        }
        self.list.push(function);
    }
}

fn largest<'a>(candidates: impl Iterator<Item = &'a Candidate>) -> Option<&'a Candidate> {
    let mut found: Option<&Candidate> = None;
    for candidate in candidates {
        if found.is_none_or(|it| candidate.weight > it.weight) {
            found = Some(candidate);
        }
    }
    found
}

/// All blocks inside `block` that end the function, where a function of them would not take too much.
fn candidates(block: &[Step], guards: &mut Vec<Test>, all: &mut Vec<Candidate>) {
    for step in block {
        let Step::If(tests, inner) = step else {
            continue;
        };
        let depth = guards.len();
        guards.extend(tests.iter().cloned());
        let (takes_parameters, arguments) = takes(inner);
        if super::blocks::is_final(inner)
            && arguments.len() + usize::from(takes_parameters) <= MOST_ARGUMENTS
        {
            all.push(Candidate {
                block: inner.clone(),
                guards: guards.clone(),
                weight: weight(inner),
            });
        }
        candidates(inner, guards, all);
        guards.truncate(depth);
    }
}

fn replace(block: &mut Block, what: &Block, with: &Block) {
    for step in block {
        if let Step::If(_, inner) = step {
            if inner == what {
                inner.clone_from(with);
            } else {
                replace(inner, what, with);
            }
        }
    }
}

fn function(name: String, docs: Vec<String>, body: Block) -> RuleFunction {
    let (takes_parameters, arguments) = takes(&body);
    RuleFunction {
        name,
        docs,
        takes_parameters,
        arguments,
        body,
    }
}

/// Returns whether `block` uses the parameters, and the variables it takes from outside.
fn takes(block: &[Step]) -> (bool, Vec<Local>) {
    let mut parameters = false;
    let mut used: Vec<Local> = Vec::new();
    let mut own = BTreeSet::new();
    locals(block, &mut own);
    visit::steps(block, &mut |it| match it {
        Use::Parameters => parameters = true,
        Use::Local(local) => {
            if !own.contains(&local.name) && !used.contains(local) {
                used.push(local.clone());
            }
        }
    });
    (parameters, used)
}

/// The names of the variables that `block` defines.
fn locals(block: &[Step], names: &mut BTreeSet<String>) {
    for step in block {
        match step {
            Step::Let(local, _) | Step::Unless(Test::Some(local, _), _) => {
                names.insert(local.name.clone());
            }
            Step::If(tests, inner) => {
                for test in tests {
                    if let Test::Some(local, _) = test {
                        names.insert(local.name.clone());
                    }
                }
                locals(inner, names);
            }
            Step::Unless(Test::Is(_), _) | Step::Return(_) => {}
        }
    }
}

/// Names and documentation for a function, from the tests that lead to it.
fn described(guards: &[Test]) -> Vec<(String, String)> {
    let flag = |test: &Test| match test {
        Test::Is(Value::Parameter(field, _)) => Some(field.clone()),
        _ => None,
    };
    let mut flags = Vec::new();
    let mut found = Vec::new();
    for test in guards {
        // Flags that stand together make one name.
        if flag(test).is_none() {
            flags.clear();
        }
        flags.extend(flag(test));
        found.extend(match test {
            Test::Some(local, _) => Some(with(std::slice::from_ref(&local.name))),
            Test::Is(Value::Parameter(..)) => Some(with(&flags)),
            Test::Is(Value::Equal(value, constant)) => is_equal(value, constant),
            Test::Is(_) => None,
        });
    }
    found
}

fn with(names: &[String]) -> (String, String) {
    let plain = |name: &String| name.trim_start_matches("use_").to_owned();
    let joined = names.iter().map(plain).collect::<Vec<_>>().join("_and_");
    let quoted: Vec<_> = names.iter().map(|name| format!("`{name}`")).collect();
    let docs = format!("Endpoint rules with {}.", quoted.join(" and "));
    (format!("with_{joined}"), docs)
}

fn is_equal(value: &Value, constant: &Value) -> Option<(String, String)> {
    let name = match value {
        Value::Parameter(name, _) => name.as_str(),
        Value::Local(local) => &local.name,
        Value::Field(_, name) => name,
        _ => return None,
    };
    let text = match constant {
        Value::Text(text) => text,
        Value::Wrapped(inner) => match &**inner {
            Value::Text(text) => text,
            _ => return None,
        },
        _ => return None,
    };
    let snake = crate::lower::names::snake_name(&format!("{name} {text}"));
    Some((
        snake,
        format!(
            "Endpoint rules for the {} `{text}`.",
            name.replace('_', " ")
        ),
    ))
}
