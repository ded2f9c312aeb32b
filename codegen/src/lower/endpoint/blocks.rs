//! Rules → steps.
//!
//! The first rule whose conditions hold decides, and a tree whose conditions hold is final. So rules become `if`s that
//! end the function, one after the other, and a tree's block ends with the error that no rule applies, if its last rule
//! has conditions. Neighbours that start with the same conditions go into one `if`: conditions have no effects, so that
//! nothing changes but how often they are asked.

use super::expression::{Known, Lowering, Typed, not};
use super::function::Function;
use super::names::Names;
use super::report::Report;
use super::rule_set::{Condition, Expression, ExpressionKind, Rule, RuleSet, Then};
use crate::ir::{Block, EndpointParameter, Held, Local, Outcome, Step, Test, Value, ValueType};

/// Lowers the rules of `set`. `None` stands for errors, which have been reported.
pub(super) fn lower(
    set: &RuleSet,
    parameters: &[EndpointParameter],
    report: &mut Report<'_>,
) -> Option<Block> {
    let mut lowering = Lowering {
        parameters,
        names: Names::new(),
        report,
        kept: Vec::new(),
    };
    let mut known = Known::default();
    let mut block = lowering.required(set, &mut known);
    let rules: Vec<_> = set.rules.iter().map(View::whole).collect();
    block.extend(lowering.rules(&rules, &known));
    end(&mut block);
    (!lowering.report.has_failed()).then_some(block)
}

/// A rule without its first conditions.
#[derive(Clone, Copy)]
struct View<'a> {
    conditions: &'a [Condition],
    rule: &'a Rule,
}

impl<'a> View<'a> {
    fn whole(rule: &'a Rule) -> Self {
        Self {
            conditions: &rule.conditions,
            rule,
        }
    }

    fn without(self, count: usize) -> Self {
        Self {
            conditions: self.conditions.get(count..).unwrap_or_default(),
            ..self
        }
    }
}

/// Result of lowering a condition.
enum Item {
    Let(Step),
    Test(Test),
}

impl Lowering<'_, '_> {
    /// Parameters that have to be set before any rule is looked at.
    fn required(&mut self, set: &RuleSet, known: &mut Known) -> Block {
        let mut block = Block::new();
        for parameter in set
            .parameters
            .iter()
            .filter(|it| it.required && it.default.is_none())
        {
            let reference = Expression {
                at: parameter.at.clone(),
                kind: ExpressionKind::Reference(parameter.name.clone()),
            };
            let Some(typed) = self.expression(&reference, known) else {
                continue;
            };
            let local = self.narrowed(&parameter.name, &typed, known);
            let message = format!("the endpoint parameter `{}` is not set", parameter.name);
            let test = Test::Some(local, typed.value);
            block.push(Step::Unless(test, Outcome::Error(Value::Text(message))));
        }
        block
    }

    /// Steps for `rules`, in order. What stands behind a rule that always decides is checked and left out.
    fn rules(&mut self, rules: &[View<'_>], known: &Known) -> Block {
        let mut block = Block::new();
        let mut rest = rules;
        while let Some(first) = rest.first() {
            let start = first.conditions.first();
            let alike = match start {
                Some(_) => rest
                    .iter()
                    .take_while(|it| it.conditions.first() == start)
                    .count(),
                None => 1,
            };
            let (group, others) = rest.split_at(alike);
            rest = others;
            let steps = self.group(group, known);
            if !is_final(&block) {
                block.extend(steps);
            }
        }
        block
    }

    /// Steps for neighbours that start with the same condition.
    fn group(&mut self, group: &[View<'_>], known: &Known) -> Block {
        let [first, others @ ..] = group else {
            return Block::new();
        };
        if first.conditions.is_empty() {
            return self.then(first.rule, known);
        }
        let shared = others.iter().fold(first.conditions.len(), |shared, it| {
            let pairs = first.conditions.iter().zip(it.conditions);
            shared.min(pairs.take_while(|(one, other)| one == other).count())
        });
        let conditions = first.conditions.get(..shared).unwrap_or_default();
        let inner: Vec<_> = group.iter().map(|it| it.without(shared)).collect();
        let mut known = known.clone();
        let mut items = Vec::new();
        for condition in conditions {
            // When a condition is broken, what depends on it would be reported too: one error is enough.
            let Some(found) = self.condition(condition, &mut known) else {
                return Block::new();
            };
            items.extend(self.kept.drain(..).map(Item::Let));
            items.extend(found);
        }
        nest(items, self.rules(&inner, &known))
    }

    fn then(&mut self, rule: &Rule, known: &Known) -> Block {
        let outcome = match &rule.then {
            Then::Error(text) => self.error(text, known),
            Then::Endpoint(endpoint) => self.endpoint(endpoint, known),
            Then::Tree(rules) => {
                if rules.is_empty() {
                    let help = "give it a rule, or remove it";
                    self.report.error(&rule.at, "the tree has no rules", help);
                }
                let rules: Vec<_> = rules.iter().map(View::whole).collect();
                let mut block = self.rules(&rules, known);
                end(&mut block);
                return block;
            }
        };
        let mut block: Block = self.kept.drain(..).collect();
        block.extend(outcome.map(Step::Return));
        block
    }

    /// Lowers `condition`, and adds to `known` what holds after it. `None` stands for an error.
    fn condition(&mut self, condition: &Condition, known: &mut Known) -> Option<Vec<Item>> {
        let value = &condition.value;
        if let ExpressionKind::Call(Function::IsSet, arguments) = &value.kind
            && let [
                Expression {
                    kind: ExpressionKind::Reference(name),
                    ..
                },
            ] = arguments.as_slice()
            && condition.assign.is_none()
        {
            let typed = self.expression(arguments.first()?, known)?;
            if !typed.optional {
                return Some(Vec::new());
            }
            let local = self.narrowed(name, &typed, known);
            return Some(vec![Item::Test(Test::Some(local, typed.value))]);
        }
        let typed = self.expression(value, known)?;
        let Some(name) = &condition.assign else {
            return Some(unnamed(typed));
        };
        self.check_free(name, value, known);
        let local = typed.local(self.names.local(name));
        known.add(name, local.clone());
        let is_true = (typed.ty == ValueType::Flag)
            .then(|| Item::Test(Test::Is(Value::Local(local.clone()))));
        let first = if typed.optional {
            Item::Test(Test::Some(local, typed.value))
        } else {
            Item::Let(Step::Let(local, typed.value))
        };
        Some([first].into_iter().chain(is_true).collect())
    }

    /// Returns the variable for a parameter that is known to be set from here on.
    fn narrowed(&mut self, name: &str, typed: &Typed, known: &mut Known) -> Local {
        let local = Local {
            name: self.names.local(name),
            ty: typed.ty,
            held: Held::AsTaken,
        };
        known.add(name, local.clone());
        local
    }

    fn check_free(&mut self, name: &str, at: &Expression, known: &Known) {
        let is_taken =
            known.get(name).is_some() || self.parameters.iter().any(|it| it.name == name);
        if is_taken {
            let message =
                format!("the variable `{name}` has the name of another variable or of a parameter");
            self.report.error(&at.at, message, "give it a unique name");
        }
    }
}

/// Returns a condition whose value gets no name.
fn unnamed(typed: Typed) -> Vec<Item> {
    let test = match (typed.ty, typed.optional) {
        (ValueType::Flag, false) => typed.value,
        (ValueType::Flag, true) => {
            let is_true = Value::Wrapped(Box::new(Value::Flag(true)));
            Value::Equal(Box::new(typed.value), Box::new(is_true))
        }
        (_, true) => Value::IsSome(Box::new(typed.value)),
        (_, false) => return Vec::new(),
    };
    vec![Item::Test(Test::Is(test))]
}

/// Puts `block` behind `items`: the tests that stand together make one `if`.
fn nest(items: Vec<Item>, block: Block) -> Block {
    let mut block = block;
    for item in items.into_iter().rev() {
        match item {
            Item::Let(step) => block.insert(0, step),
            Item::Test(Test::Is(Value::Flag(true))) => {}
            Item::Test(Test::Is(Value::Flag(false))) => return Block::new(),
            Item::Test(test) => match block.as_mut_slice() {
                [Step::If(tests, _)] => tests.insert(0, test),
                _ => block = vec![Step::If(vec![test], block)],
            },
        }
    }
    block
}

/// Returns whether `block` always ends its function.
pub(super) fn is_final(block: &[Step]) -> bool {
    matches!(block.last(), Some(Step::Return(_)))
}

fn end(block: &mut Block) {
    if !is_final(block) {
        block.push(Step::Return(Outcome::Exhausted));
    }
}

/// Returns the opposite of a test of a boolean.
pub(crate) fn opposite(value: &Value) -> Value {
    not(value.clone())
}
