//! Operations that give long lists page by page (`smithy.api#paginated`).

use std::collections::BTreeMap;

use super::Context;
use super::traits::Place;
use crate::ir::{
    FieldStep, Named, Operation, OperationId, Paginated, Presence, Structure, Type, Types,
};
use crate::lower::names::Scope;
use crate::smithy::ast::Shape;
use crate::smithy::json::Node;
use crate::smithy::traits::id;

/// What the operation says of its pagination, and what the service says for all of its operations.
struct Trait<'a> {
    own: Place<'a>,
    inherited: Option<Place<'a>>,
}

impl<'a> Trait<'a> {
    /// What there is under `key`: the operation comes first.
    fn get(&self, key: &str) -> Option<Place<'a>> {
        let inherited = || self.inherited.as_ref().and_then(|it| it.get(key));
        self.own.get(key).or_else(inherited)
    }
}

impl Context<'_> {
    /// The operations that are paginated, and how. `methods` are taken.
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
        let input = &types.structures[operation.input];
        let output = &types.structures[operation.output];
        let input_token = self.input_token(input, value);
        let output_token = self.path(types, output, value, "outputToken", true);
        let items = self.path(types, output, value, "items", false);
        self.page_size(input, value);
        let (input_token, token) = input_token?;
        let (output_token, of_output) = output_token?;
        if token != of_output {
            let message = "the token of the output has another type than that of the input";
            let at = value.get("outputToken").unwrap_or(value.own.clone());
            let help = "a token is sent back as it came: give both one type";
            self.error_at(&at, message.to_owned(), help);
            return None;
        }
        if let Some((_, ty)) = &items
            && !matches!(ty, Type::List { .. } | Type::Map { .. })
        {
            let at = value.get("items").unwrap_or(value.own.clone());
            let message = "the items of a page are neither a list nor a map".to_owned();
            self.error_at(&at, message, "name a member that is, or leave `items` out");
            return None;
        }
        // What evades a keyword goes: with a word behind it no name is one.
        let name = operation.method.trim_start_matches("r#");
        let name = name.trim_end_matches('_');
        Some(Paginated {
            method: methods.give(format!("{name}_pages")),
            input_token,
            token,
            output_token,
            items,
        })
    }

    /// The field of the input that takes a token, and its type.
    fn input_token(&mut self, input: &Structure, value: &Trait<'_>) -> Option<(String, Type)> {
        let (name, at) = self.name(value, "inputToken", true)?;
        let Some(field) = input.fields.iter().find(|field| field.wire_name == name) else {
            let message = format!("the input has no member `{name}` to take a token");
            self.error_at(&at, message, &members(input));
            return None;
        };
        if !is_token(&field.ty) {
            let message = format!("the token `{name}` of the input is neither a string nor a map");
            self.error_at(&at, message, "name the member that takes the token");
            return None;
        }
        if field.presence != Presence::Optional {
            let message = format!("the token `{name}` of the input is required");
            self.error_at(
                &at,
                message,
                "the first page is asked for without: make it optional",
            );
            return None;
        }
        Some((field.name.clone(), field.ty.clone()))
    }

    /// Where the path under `key` leads to in the output.
    fn path(
        &mut self,
        types: &Types,
        output: &Structure,
        value: &Trait<'_>,
        key: &str,
        needed: bool,
    ) -> Option<(Vec<FieldStep>, Type)> {
        let (path, at) = self.name(value, key, needed)?;
        let mut structure = Some(output);
        let mut steps = Vec::new();
        let mut ty = Type::Unit;
        for name in path.split('.') {
            let Some(inside) = structure else {
                let message = format!("the path `{path}` goes on behind what is no structure");
                self.error_at(&at, message, "name members of structures, with `.` between");
                return None;
            };
            let Some(field) = inside.fields.iter().find(|field| field.wire_name == name) else {
                let message =
                    format!("the path `{path}` names a member `{name}` that is not there");
                self.error_at(&at, message, &members(inside));
                return None;
            };
            steps.push(FieldStep {
                field: field.name.clone(),
                optional: field.presence == Presence::Optional,
            });
            ty = field.ty.clone();
            structure = match ty.unboxed() {
                Type::Named(Named::Structure(id)) => Some(&types.structures[*id]),
                _ => None,
            };
        }
        Some((steps, ty))
    }

    /// The size of a page is a member like any other: what says which it is has to be right all the same.
    fn page_size(&mut self, input: &Structure, value: &Trait<'_>) {
        let Some((name, at)) = self.name(value, "pageSize", false) else {
            return;
        };
        let is_integer = |ty: &Type| matches!(ty, Type::I8 | Type::I16 | Type::I32 | Type::I64);
        match input.fields.iter().find(|field| field.wire_name == name) {
            None => {
                let message = format!("the input has no member `{name}` to take a page's size");
                self.error_at(&at, message, &members(input));
            }
            Some(field) if !is_integer(&field.ty) => {
                let message = format!("the page size `{name}` of the input is no integer");
                self.error_at(
                    &at,
                    message,
                    "name a member that is, or leave `pageSize` out",
                );
            }
            Some(_) => {}
        }
    }

    /// The name or path under `key`.
    fn name<'n>(
        &mut self,
        value: &Trait<'n>,
        key: &str,
        needed: bool,
    ) -> Option<(&'n str, Place<'n>)> {
        let Some(at) = value.get(key) else {
            if needed {
                let message = format!("the trait `{}` has no `{key}`", id::PAGINATED);
                let help = "give the operation's trait one, or that of its service";
                self.error_at(&value.own, message, help);
            }
            return None;
        };
        let Node::String(name) = at.node else {
            let message = format!("`{key}` is {}, not a string", at.node.kind());
            self.error_at(&at, message, "name a member");
            return None;
        };
        Some((name, at))
    }
}

/// What says where a page begins: text, or where a service shows what it is, the key of an item.
fn is_token(ty: &Type) -> bool {
    matches!(ty, Type::String | Type::Map { .. })
}

fn members(structure: &Structure) -> String {
    let names: Vec<&str> = structure
        .fields
        .iter()
        .map(|field| field.wire_name.as_str())
        .collect();
    if names.is_empty() {
        "it has none at all".to_owned()
    } else {
        format!("its members are {}", names.join(", "))
    }
}
