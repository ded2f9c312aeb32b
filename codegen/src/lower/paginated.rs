//! Paginated operations (`smithy.api#paginated`).

use super::Context;
use super::traits::Place;
use crate::ir::{FieldStep, Kind, Paginated, Presence, Service, Structure, Type};
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
                let value = Trait { own, inherited };
                self.paginated(lowered, &operation.input, &operation.output, &value)
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
        input: &Structure,
        output: &Structure,
        value: &Trait<'_>,
    ) -> Option<Paginated> {
        let input_token = self.input_token(input, value);
        let output_token = self.path(service, output, value, "outputToken", true);
        let items = self.path(service, output, value, "items", false);
        self.page_size(input, value);
        let (input_token, token) = input_token?;
        let (output_token, of_output) = output_token?;
        if token != of_output {
            let message =
                "the token of the output does not have the type of the token of the input";
            let at = value.get("outputToken").unwrap_or(value.own.clone());
            let help = "a token is sent back unchanged: give both the same type";
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
        Some(Paginated {
            method: String::new(),
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
            let message = format!("the input has no member `{name}` for the token");
            self.error_at(&at, message, &members(input));
            return None;
        };
        if !is_token(&field.ty) {
            let message = format!("the token `{name}` of the input is neither a string nor a map");
            self.error_at(&at, message, "name the member for the token");
            return None;
        }
        if field.presence != Presence::Optional {
            let message = format!("the token `{name}` of the input is required");
            self.error_at(
                &at,
                message,
                "the first page is requested without a token: make it optional",
            );
            return None;
        }
        Some((field.name.clone(), field.ty.clone()))
    }

    /// Returns the target in the output of the path under `key`.
    fn path(
        &mut self,
        service: &Service,
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
                let message =
                    format!("the path `{path}` continues after a value that is not a structure");
                self.error_at(&at, message, "name members of structures, separated by `.`");
                return None;
            };
            let Some(field) = inside.fields.iter().find(|field| field.wire_name == name) else {
                let message =
                    format!("the path `{path}` names a member `{name}` that does not exist");
                self.error_at(&at, message, &members(inside));
                return None;
            };
            steps.push(FieldStep {
                field: field.name.clone(),
                optional: field.presence == Presence::Optional,
            });
            ty = field.ty.clone();
            structure = match &ty {
                Type::Named(Kind::Structure, name) => {
                    service.structures.iter().find(|it| it.name == *name)
                }
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
                let message = format!("the input has no member `{name}` for the page size");
                self.error_at(&at, message, &members(input));
            }
            Some(field) if !is_integer(&field.ty) => {
                let message = format!("the page size `{name}` of the input is not an integer");
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
                let help = "add it to the trait of the operation or of its service";
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

/// Returns whether values of the type can be tokens: strings, or the key of an item.
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
        "it has no members".to_owned()
    } else {
        format!("its members are {}", names.join(", "))
    }
}
