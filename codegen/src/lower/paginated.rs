//! Paginated operations (`smithy.api#paginated`).

use std::collections::BTreeMap;

use super::Context;
use super::expression::{Subject, compile, described_members};
use super::traits::Place;
use crate::ir::expression::Expression;
use crate::ir::{
    Field, Operation, OperationId, Paginated, Presence, Structure, StructureId, Type, Types,
};
use crate::lower::names::Scope;
use crate::smithy::ast::Shape;
use crate::smithy::json::Node;
use crate::smithy::traits::id;

/// The pagination of an operation, completed by that of its service.
struct Trait<'a> {
    own: Place<'a>,
    inherited: Option<Place<'a>>,
}

impl<'a> Trait<'a> {
    /// Returns the value under `key`: the operation comes first.
    fn get(&self, key: &str) -> Option<Place<'a>> {
        let inherited = || self.inherited.as_ref().and_then(|it| it.get(key));
        self.own.get(key).or_else(inherited)
    }
}

impl Context<'_> {
    /// Returns the pagination of the operations that are paginated. `methods` are taken.
    pub(super) fn pagination(
        &mut self,
        types: &Types,
        operations: &[(&Operation, &Shape)],
        methods: &mut Scope,
    ) -> BTreeMap<OperationId, Paginated> {
        let mut found = BTreeMap::new();
        for (operation, shape) in operations {
            let Some(own) = self.trait_value(shape, id::PAGINATED) else {
                continue;
            };
            if !self.is_repeatable(operation, types, &own) {
                continue;
            }
            let inherited = self.trait_value(self.service, id::PAGINATED);
            let value = Trait { own, inherited };
            let paginated = self.paginated(types, operation, &value, methods);
            found.extend(paginated.map(|it| (operation.id, it)));
        }
        found
    }

    fn paginated(
        &mut self,
        types: &Types,
        operation: &Operation,
        value: &Trait<'_>,
        methods: &mut Scope,
    ) -> Option<Paginated> {
        let (input, output) = (&types.structures[operation.input], operation.output);
        let input_token = self.input_token(input, value);
        let output_token = self.path(types, output, value, "outputToken");
        let items = self.items(types, operation, value);
        self.page_size(input, value);
        let (input_token, (output_token, token)) = (input_token?, output_token?);
        let message = "the token of the output does not have the type of the token of the input";
        let help = "a token is sent back unchanged: give both the same type";
        self.expect(input_token.ty == token, value, "outputToken", message, help)?;
        let is_items = |ty: &Type| matches!(ty, Type::List { .. } | Type::Map { .. });
        let fits = items.as_ref().is_none_or(|(_, ty)| is_items(ty));
        let message = "the items of a page are neither a list nor a map";
        let help = "name a member that is, or leave `items` out";
        self.expect(fits, value, "items", message, help)?;
        // The escape of a keyword is removed: a name with another word is not a keyword.
        let name = operation.method.trim_start_matches("r#");
        let name = name.trim_end_matches('_');
        Some(Paginated {
            method: methods.give(format!("{name}_pages")),
            input_token: input_token.name.clone(),
            token,
            output_token,
            truncated: self.truncated(operation, &types.structures[output]),
            items,
        })
    }

    /// Returns the path of the items of a page, with their type: that of the model, else of a fact.
    fn items(
        &mut self,
        types: &Types,
        operation: &Operation,
        value: &Trait<'_>,
    ) -> Option<(Expression, Type)> {
        let output = operation.output;
        if value.get("items").is_some() {
            return self.path(types, output, value, "items");
        }
        let mut known = self.known.page_items.iter();
        let (_, member) = known.find(|(name, _)| *name == operation.shape_name)?;
        let expression = compile(member, Subject::Page(output), types).ok()?;
        let ty = expression.members()?.last()?.ty.clone();
        Some((expression, ty))
    }

    /// Returns the field of the output by which the service marks the last page, if it is known to repeat the token there.
    fn truncated(&self, operation: &Operation, output: &Structure) -> Option<(String, bool)> {
        let mut known = self.known.truncated.iter();
        let (_, member) = known.find(|(name, _)| *name == operation.shape_name)?;
        let mut fields = output.fields.iter();
        let field = fields.find(|it| it.member == *member && it.ty == Type::Bool)?;
        Some((field.name.clone(), field.presence == Presence::Optional))
    }

    /// The field of the input that takes a token.
    fn input_token<'f>(&mut self, input: &'f Structure, value: &Trait<'_>) -> Option<&'f Field> {
        let key = "inputToken";
        let field = self.input_member(input, value, key, "token")?;
        let name = &field.member;
        let is_token = matches!(field.ty, Type::String | Type::Map { .. });
        let message = format!("the token `{name}` of the input is neither a string nor a map");
        let help = "name the member for the token";
        self.expect(is_token, value, key, &message, help)?;
        let is_optional = field.presence == Presence::Optional;
        let message = format!("the token `{name}` of the input is required");
        let help = "the first page is requested without a token: make it optional";
        self.expect(is_optional, value, key, &message, help)?;
        Some(field)
    }

    /// Checks the size of a page, which is a member like any other.
    fn page_size(&mut self, input: &Structure, value: &Trait<'_>) -> Option<()> {
        let key = "pageSize";
        let field = self.input_member(input, value, key, "page size")?;
        let is_integer = field.ty.is_integer();
        let name = &field.member;
        let message = format!("the page size `{name}` of the input is not an integer");
        let help = "name a member that is, or leave `pageSize` out";
        self.expect(is_integer, value, key, &message, help)
    }

    /// The member of the input that the trait names under `key`, for what it takes.
    fn input_member<'f>(
        &mut self,
        input: &'f Structure,
        value: &Trait<'_>,
        key: &str,
        taken: &str,
    ) -> Option<&'f Field> {
        let name = self.name(value, key)?;
        let field = input.fields.iter().find(|field| field.member == name);
        let names: Vec<&str> = input.fields.iter().map(|it| it.member.as_str()).collect();
        let message = format!("the input has no member `{name}` for the {taken}");
        let help = described_members(&names);
        self.expect(field.is_some(), value, key, &message, &help)?;
        field
    }

    /// The path under `key` in the output, and the type of the member that it leads to.
    fn path(
        &mut self,
        types: &Types,
        output: StructureId,
        value: &Trait<'_>,
        key: &str,
    ) -> Option<(Expression, Type)> {
        let path = self.name(value, key)?;
        match compile(path, Subject::Page(output), types) {
            Ok(expression) => {
                let ty = expression.members()?.last()?.ty.clone();
                Some((expression, ty))
            }
            Err(problem) => {
                let message = format!("the path `{path}` cannot be used: {}", problem.message);
                self.expect(false, value, key, &message, &problem.help)?;
                None
            }
        }
    }

    /// The name or path under `key`. The tokens are required.
    fn name<'n>(&mut self, value: &Trait<'n>, key: &str) -> Option<&'n str> {
        let (message, help) = match value.get(key).map(|at| at.node) {
            Some(Node::String(name)) => return Some(name),
            Some(node) => {
                let message = format!("`{key}` is {}, not a string", node.kind());
                (message, "name a member")
            }
            None if matches!(key, "inputToken" | "outputToken") => {
                let message = format!("the trait `{}` has no `{key}`", id::PAGINATED);
                (
                    message,
                    "add it to the trait of the operation or of its service",
                )
            }
            None => return None,
        };
        self.expect(false, value, key, &message, help)?;
        None
    }

    /// Reports an error of the value under `key`, or of the trait if it has none, unless a condition holds.
    fn expect(
        &mut self,
        holds: bool,
        value: &Trait<'_>,
        key: &str,
        message: &str,
        help: &str,
    ) -> Option<()> {
        if !holds {
            let at = value.get(key).unwrap_or(value.own.clone());
            self.error_at(&at, message.to_owned(), help);
        }
        holds.then_some(())
    }
}
