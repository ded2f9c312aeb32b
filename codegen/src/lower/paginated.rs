//! Operations that give long lists page by page (`smithy.api#paginated`).

use super::Context;
use super::expression::{Subject, compile, described_members};
use super::traits::Place;
use crate::ir::expression::Expression;
use crate::ir::{Field, Operation, Paginated, Presence, Service, Structure, Type};
use crate::lower::names::Scope;
use crate::smithy::ast::Shape;
use crate::smithy::json::Node;
use crate::smithy::traits::id;

/// The trait of an operation, and that of its service, which holds for all of its operations.
struct Trait<'a> {
    own: Place<'a>,
    inherited: Option<Place<'a>>,
}

impl<'a> Trait<'a> {
    /// The value under `key`: that of the operation comes first.
    fn get(&self, key: &str) -> Option<Place<'a>> {
        let inherited = || self.inherited.as_ref().and_then(|it| it.get(key));
        self.own.get(key).or_else(inherited)
    }
}

impl Context<'_> {
    /// Sets the pagination of the operations of `lowered`. `shapes` are theirs; `methods` are taken.
    pub(super) fn pagination(
        &mut self,
        lowered: &mut Service,
        service: &Shape,
        shapes: &[&Shape],
        methods: &mut Scope,
    ) {
        let mut found = Vec::new();
        for (operation, shape) in lowered.operations.iter().zip(shapes) {
            let paginated = self.trait_value(shape, id::PAGINATED).and_then(|own| {
                let inherited = self.trait_value(service, id::PAGINATED);
                self.paginated(lowered, operation, &Trait { own, inherited })
            });
            found.push(paginated);
        }
        for (operation, paginated) in lowered.operations.iter_mut().zip(found) {
            operation.paginated = paginated.map(|paginated| {
                // What evades a keyword goes: with a word behind it no name is one.
                let name = operation.method.trim_start_matches("r#");
                let name = name.trim_end_matches('_');
                Paginated {
                    method: methods.give(format!("{name}_pages")),
                    ..paginated
                }
            });
        }
    }

    fn paginated(
        &mut self,
        service: &Service,
        operation: &Operation,
        value: &Trait<'_>,
    ) -> Option<Paginated> {
        let (input, output) = (&operation.input, &operation.output);
        let input_token = self.input_token(input, value);
        let output_token = self.path(service, output, value, "outputToken", true);
        let items = self.path(service, output, value, "items", false);
        self.page_size(input, value);
        let input_token = input_token?;
        let (output_token, token) = output_token?;
        if input_token.ty != token {
            let message = "the token of the output has another type than that of the input";
            let help = "a token is sent back as it came: give both one type";
            self.wrong(value, "outputToken", message.to_owned(), help);
            return None;
        }
        if let Some((_, ty)) = &items
            && !matches!(ty, Type::List { .. } | Type::Map { .. })
        {
            let message = "the items of a page are neither a list nor a map".to_owned();
            let help = "name a member that is, or leave `items` out";
            self.wrong(value, "items", message, help);
            return None;
        }
        Some(Paginated {
            method: String::new(),
            input_token: input_token.name.clone(),
            token,
            output_token,
            items,
        })
    }

    /// The field of the input that takes a token.
    fn input_token<'f>(&mut self, input: &'f Structure, value: &Trait<'_>) -> Option<&'f Field> {
        let field = self.input_member(input, value, "inputToken", true, "a token")?;
        let name = &field.wire_name;
        let (message, help) = if !matches!(field.ty, Type::String | Type::Map { .. }) {
            let message = format!("the token `{name}` of the input is neither a string nor a map");
            (message, "name the member that takes the token")
        } else if field.presence != Presence::Optional {
            let message = format!("the token `{name}` of the input is required");
            (
                message,
                "the first page is requested without it: make it optional",
            )
        } else {
            return Some(field);
        };
        self.wrong(value, "inputToken", message, help);
        None
    }

    /// Checks the size of a page, which is a member like any other.
    fn page_size(&mut self, input: &Structure, value: &Trait<'_>) {
        let field = self.input_member(input, value, "pageSize", false, "the size of a page");
        if let Some(field) = field
            && !matches!(field.ty, Type::I8 | Type::I16 | Type::I32 | Type::I64)
        {
            let name = &field.wire_name;
            let message = format!("the page size `{name}` of the input is not an integer");
            let help = "name a member that is, or leave `pageSize` out";
            self.wrong(value, "pageSize", message, help);
        }
    }

    /// The member of the input that the trait names under `key`, for what it takes.
    fn input_member<'f>(
        &mut self,
        input: &'f Structure,
        value: &Trait<'_>,
        key: &str,
        needed: bool,
        taken: &str,
    ) -> Option<&'f Field> {
        let name = self.name(value, key, needed)?;
        let field = input.fields.iter().find(|field| field.wire_name == name);
        if field.is_none() {
            let names: Vec<&str> = input
                .fields
                .iter()
                .map(|it| it.wire_name.as_str())
                .collect();
            let message = format!("the input has no member `{name}` to take {taken}");
            self.wrong(value, key, message, &described_members(&names));
        }
        field
    }

    /// The path under `key` in the output, and the type of the member that it leads to.
    fn path(
        &mut self,
        service: &Service,
        output: &Structure,
        value: &Trait<'_>,
        key: &str,
        needed: bool,
    ) -> Option<(Expression, Type)> {
        let path = self.name(value, key, needed)?;
        match compile(path, Subject::Page(output), service) {
            Ok(expression) => {
                let ty = expression.members()?.last()?.ty.clone();
                Some((expression, ty))
            }
            Err(problem) => {
                let message = format!("the path `{path}` cannot be used: {}", problem.message);
                self.wrong(value, key, message, &problem.help);
                None
            }
        }
    }

    /// The name or path under `key`.
    fn name<'n>(&mut self, value: &Trait<'n>, key: &str, needed: bool) -> Option<&'n str> {
        let (message, help) = match value.get(key).map(|at| at.node) {
            Some(Node::String(name)) => return Some(name),
            Some(node) => {
                let message = format!("`{key}` is {}, not a string", node.kind());
                (message, "name a member")
            }
            None if needed => {
                let message = format!("the trait `{}` has no `{key}`", id::PAGINATED);
                (
                    message,
                    "give the operation's trait one, or that of its service",
                )
            }
            None => return None,
        };
        self.wrong(value, key, message, help);
        None
    }

    /// Reports an error of the value under `key`, or of the trait if it has none.
    fn wrong(&mut self, value: &Trait<'_>, key: &str, message: String, help: &str) {
        let at = value.get(key).unwrap_or(value.own.clone());
        self.error_at(&at, message, help);
    }
}
