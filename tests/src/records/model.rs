//! A Smithy model in its JSON AST: the shapes, traits and operations that cases are made from.

use serde_json::{Map, Value};
use std::collections::BTreeSet;

/// A parsed model.
#[derive(Clone, Debug)]
pub struct Model {
    shapes: Map<String, Value>,
    is_rest: bool,
}

/// A member of an aggregate shape.
#[derive(Clone, Copy, Debug)]
pub struct Member<'a> {
    /// Name on the wire.
    pub name: &'a str,
    /// Id of the target shape.
    pub target: &'a str,
    /// Traits of the member itself.
    traits: Option<&'a Value>,
}

/// An operation. Input and output may be `smithy.api#Unit`.
#[derive(Clone, Debug)]
pub struct Operation<'a> {
    /// Name, without the namespace.
    pub name: &'a str,
    /// Id of the input.
    pub input: &'a str,
    /// Id of the output.
    pub output: &'a str,
    /// Ids of the errors, with those of the service.
    pub errors: Vec<&'a str>,
}

/// The part of a message that a member is in (Smithy's "HTTP binding traits"), with its name there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Location<'a> {
    Body,
    Label,
    Query(&'a str),
    QueryParams,
    Header(&'a str),
    PrefixHeaders(&'a str),
    Payload,
    Status,
}

impl Model {
    /// Parses a model.
    ///
    /// # Errors
    ///
    /// Fails if the text is not JSON, or has no shapes.
    pub fn parse(text: &str) -> Result<Self, String> {
        let mut ast: Value = serde_json::from_str(text).map_err(|error| error.to_string())?;
        match ast.get_mut("shapes").map(Value::take) {
            Some(Value::Object(shapes)) => Ok(Self {
                is_rest: has_protocol(&shapes, REST_JSON),
                shapes,
            }),
            _ => Err("the model has no shapes".to_owned()),
        }
    }

    /// Returns the operations in the order of their names, with the errors of the service.
    #[must_use]
    pub fn operations(&self) -> Vec<Operation<'_>> {
        let services = self.shapes.values();
        let of_service: Vec<&str> = services
            .filter(|shape| type_of(shape) == "service")
            .flat_map(|shape| targets(shape, "errors"))
            .collect();
        let shapes = self.shapes.iter();
        let mut operations: Vec<Operation<'_>> = shapes
            .filter(|(_, shape)| type_of(shape) == "operation")
            .map(|(id, shape)| {
                let mut errors = targets(shape, "errors");
                errors.extend(&of_service);
                errors.sort_unstable();
                errors.dedup();
                Operation {
                    name: name(id),
                    input: target(shape.get("input")),
                    output: target(shape.get("output")),
                    errors,
                }
            })
            .collect();
        operations.sort_by_key(|operation| operation.name);
        operations
    }

    /// Returns true if the service has HTTP bindings: if its protocol is restJson1.
    #[must_use]
    pub fn is_rest(&self) -> bool {
        self.is_rest
    }

    /// Returns true if the service has a protocol of JSON or CBOR.
    #[must_use]
    pub fn has_protocol(&self) -> bool {
        PROTOCOLS.iter().any(|it| has_protocol(&self.shapes, it))
    }

    /// Returns the part of a message that has a member of its top-level structure.
    #[must_use]
    pub fn location<'a>(&self, member: &Member<'a>, is_request: bool) -> Location<'a> {
        let named = |name: &str| member.own_trait(name).and_then(Value::as_str);
        let has = |name: &str| self.is_rest() && member.own_trait(name).is_some();
        let named = |name: &str| named(name).filter(|_| self.is_rest());
        if let Some(name) = named("smithy.api#httpHeader") {
            return Location::Header(name);
        }
        if let Some(prefix) = named("smithy.api#httpPrefixHeaders") {
            return Location::PrefixHeaders(prefix);
        }
        if has("smithy.api#httpPayload") {
            return Location::Payload;
        }
        if !is_request {
            let is_status = has("smithy.api#httpResponseCode");
            return if is_status {
                Location::Status
            } else {
                Location::Body
            };
        }
        match named("smithy.api#httpQuery") {
            Some(name) => Location::Query(name),
            None if has("smithy.api#httpLabel") => Location::Label,
            None if has("smithy.api#httpQueryParams") => Location::QueryParams,
            None => Location::Body,
        }
    }

    /// Returns the type of a shape: `structure`, `string`, …
    #[must_use]
    pub fn kind<'a>(&'a self, id: &'a str) -> &'a str {
        match id.strip_prefix("smithy.api#") {
            Some("Unit") => "structure",
            Some(simple) => prelude(simple),
            None => self.shapes.get(id).map_or("", type_of),
        }
    }

    /// Returns the members of a structure, union or enumeration, in the order of the model.
    #[must_use]
    pub fn members<'a>(&'a self, id: &str) -> Vec<Member<'a>> {
        let members = self.shapes.get(id).and_then(|shape| shape.get("members"));
        let members = members.and_then(Value::as_object).into_iter().flatten();
        members
            .map(|(name, member)| Member::of(name, member))
            .collect()
    }

    /// Returns the `member` of a list, or the `key` or `value` of a map.
    #[must_use]
    pub fn entry<'a>(&'a self, id: &str, name: &'static str) -> Member<'a> {
        let entry = self.shapes.get(id).and_then(|shape| shape.get(name));
        Member::of(name, entry.unwrap_or(&Value::Null))
    }

    /// Returns a trait of a shape.
    #[must_use]
    pub fn shape_trait(&self, id: &str, name: &str) -> Option<&Value> {
        self.shapes.get(id)?.get("traits")?.get(name)
    }

    /// Returns a trait of a member, or else of its target.
    #[must_use]
    pub fn trait_of<'a>(&'a self, member: &Member<'a>, name: &str) -> Option<&'a Value> {
        let of_member = member.own_trait(name);
        of_member.or_else(|| self.shape_trait(member.target, name))
    }

    /// Returns the values of an enumeration.
    #[must_use]
    pub fn values<'a>(&'a self, id: &str) -> Vec<&'a Value> {
        let listed = self.shape_trait(id, "smithy.api#enum");
        let listed = listed.and_then(Value::as_array).into_iter().flatten();
        let members = self.members(id).into_iter();
        let members = members.filter_map(|member| member.own_trait("smithy.api#enumValue"));
        members
            .chain(listed.filter_map(|it| it.get("value")))
            .collect()
    }

    /// Returns the most members that a union reachable from this shape has.
    #[must_use]
    pub fn widest_union(&self, root: &str) -> usize {
        let mut found = 0;
        let mut seen = BTreeSet::new();
        let mut open = vec![root];
        while let Some(id) = open.pop() {
            if seen.insert(id) {
                let members = self.members(id);
                if self.kind(id) == "union" {
                    found = found.max(members.len());
                }
                open.extend(members.iter().map(|member| member.target));
                let entries = ["member", "key", "value"].map(|name| self.entry(id, name).target);
                open.extend(entries.into_iter().filter(|target| *target != UNIT));
            }
        }
        found
    }
}

impl<'a> Member<'a> {
    /// A reference to a shape, without traits.
    #[must_use]
    pub fn to(target: &'a str) -> Self {
        Self {
            name: "",
            target,
            traits: None,
        }
    }

    fn of(name: &'a str, member: &'a Value) -> Self {
        Self {
            name,
            target: target(Some(member)),
            traits: member.get("traits"),
        }
    }

    /// Returns a trait of the member itself.
    #[must_use]
    pub fn own_trait(&self, name: &str) -> Option<&'a Value> {
        self.traits?.get(name)
    }

    /// Returns true if the member is required.
    #[must_use]
    pub fn is_required(&self) -> bool {
        self.own_trait("smithy.api#required").is_some()
    }
}

const REST_JSON: &str = "aws.protocols#restJson1";

/// Protocols that clients are generated for.
const PROTOCOLS: [&str; 4] = [
    "aws.protocols#awsJson1_0",
    "aws.protocols#awsJson1_1",
    "smithy.protocols#rpcv2Cbor",
    REST_JSON,
];

fn has_protocol(shapes: &Map<String, Value>, protocol: &str) -> bool {
    let mut services = shapes.values().filter(|it| type_of(it) == "service");
    let of = |it: &Value| Some(it.get("traits")?.get(protocol).is_some());
    services.any(|it| of(it) == Some(true))
}

/// Target of a reference that is missing.
const UNIT: &str = "smithy.api#Unit";

/// Returns the name in a shape id.
#[must_use]
pub fn name(id: &str) -> &str {
    id.split_once('#').map_or(id, |(_, name)| name)
}

fn type_of(shape: &Value) -> &str {
    text(shape.get("type")).unwrap_or_default()
}

fn target(reference: Option<&Value>) -> &str {
    text(reference.and_then(|it| it.get("target"))).unwrap_or(UNIT)
}

fn targets<'a>(shape: &'a Value, list: &str) -> Vec<&'a str> {
    let list = shape.get(list).and_then(Value::as_array);
    let list = list.into_iter().flatten();
    list.map(|reference| target(Some(reference))).collect()
}

fn text(value: Option<&Value>) -> Option<&str> {
    value.and_then(Value::as_str)
}

/// Type of a simple shape of Smithy's prelude.
fn prelude(name: &str) -> &str {
    match name.strip_prefix("Primitive").unwrap_or(name) {
        "Boolean" => "boolean",
        "Byte" => "byte",
        "Short" => "short",
        "Integer" => "integer",
        "Long" => "long",
        "Float" => "float",
        "Double" => "double",
        "BigInteger" => "bigInteger",
        "BigDecimal" => "bigDecimal",
        "Blob" => "blob",
        "Timestamp" => "timestamp",
        "Document" => "document",
        _ => "string",
    }
}
