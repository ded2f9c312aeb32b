//! The Smithy JSON AST of one file, as typed shapes in the order of the file.
//!
//! Reading goes on after a problem, so that one run names all problems of a file. What the generator has no use for
//! (metadata, suppressions) is skipped.

mod read;
mod text;

use std::collections::BTreeMap;

use crate::smithy::json::Node;
use crate::smithy::shape_id::ShapeId;

pub use read::read;
pub use text::text;

/// One file of a model.
#[derive(Clone, Debug)]
pub struct File {
    /// The file's name as the user gave it, for diagnostics.
    pub name: String,
    /// True if the file is written in Smithy 1.0, where numbers and booleans are zero unless boxed.
    pub version_one: bool,
    /// The shapes the file defines.
    pub shapes: Vec<Shape>,
    /// Traits that the file applies to shapes and members defined elsewhere.
    pub applications: Vec<Application>,
}

/// Traits by id, each with its value.
pub type Traits = BTreeMap<String, Node>;

/// A shape.
#[derive(Clone, Debug)]
pub struct Shape {
    /// Its id.
    pub id: ShapeId,
    /// The name of the file that defines it.
    pub file: String,
    /// Its kind.
    pub kind: Kind,
    /// Its own traits.
    pub traits: Traits,
    /// The shapes mixed into it.
    pub mixins: Vec<ShapeId>,
    /// Members in model order. A list has one called `member`, a map `key` and `value`.
    pub members: Vec<Member>,
}

/// A member of an aggregate shape or an enum.
#[derive(Clone, Debug)]
pub struct Member {
    /// Its name.
    pub name: String,
    /// The shape that defines it: a mixin, where it is mixed in.
    pub container: ShapeId,
    /// The shape of its value.
    pub target: ShapeId,
    /// Its own traits.
    pub traits: Traits,
}

/// Traits applied to a shape, or to a member where the id names one.
#[derive(Clone, Debug)]
pub struct Application {
    /// The target.
    pub target: ShapeId,
    /// The traits.
    pub traits: Traits,
}

/// The kinds of shapes.
#[derive(Clone, Debug, PartialEq)]
#[expect(missing_docs, reason = "named as in Smithy's specification")]
pub enum Kind {
    Blob,
    Boolean,
    String,
    Byte,
    Short,
    Integer,
    Long,
    Float,
    Double,
    BigInteger,
    BigDecimal,
    Timestamp,
    Document,
    Enum,
    IntEnum,
    List,
    Set,
    Map,
    Structure,
    Union,
    Operation(OperationProperties),
    Resource(ResourceProperties),
    Service(ServiceProperties),
    /// A type this generator does not know: tolerated until an operation reaches it.
    Unknown(String),
}

/// Properties of an operation shape.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct OperationProperties {
    /// Absent: Unit.
    pub input: Option<ShapeId>,
    /// Absent: Unit.
    pub output: Option<ShapeId>,
    /// In model order.
    pub errors: Vec<ShapeId>,
}

/// Properties of a resource shape that bind operations.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ResourceProperties {
    /// Operations, bound through a lifecycle or by name.
    pub operations: Vec<ShapeId>,
    /// Nested resources.
    pub resources: Vec<ShapeId>,
}

/// Properties of a service shape.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ServiceProperties {
    /// Version of the API.
    pub version: String,
    /// Operations bound directly.
    pub operations: Vec<ShapeId>,
    /// Resources, through which more operations are bound.
    pub resources: Vec<ShapeId>,
    /// Errors that every operation may return.
    pub errors: Vec<ShapeId>,
    /// Names that shapes bear in this service's closure.
    pub rename: BTreeMap<ShapeId, String>,
}

/// The kinds that say nothing but their name.
const PLAIN: [(&str, Kind); 20] = [
    ("blob", Kind::Blob),
    ("boolean", Kind::Boolean),
    ("string", Kind::String),
    ("byte", Kind::Byte),
    ("short", Kind::Short),
    ("integer", Kind::Integer),
    ("long", Kind::Long),
    ("float", Kind::Float),
    ("double", Kind::Double),
    ("bigInteger", Kind::BigInteger),
    ("bigDecimal", Kind::BigDecimal),
    ("timestamp", Kind::Timestamp),
    ("document", Kind::Document),
    ("enum", Kind::Enum),
    ("intEnum", Kind::IntEnum),
    ("list", Kind::List),
    ("set", Kind::Set),
    ("map", Kind::Map),
    ("structure", Kind::Structure),
    ("union", Kind::Union),
];

impl Kind {
    /// Returns the name of the type in the JSON AST.
    pub fn name(&self) -> &str {
        match self {
            Self::Operation(_) => "operation",
            Self::Resource(_) => "resource",
            Self::Service(_) => "service",
            Self::Unknown(name) => name,
            plain => {
                let mut known = PLAIN.iter().filter(|(_, kind)| kind == plain);
                known.next().map_or("shape", |(name, _)| name)
            }
        }
    }

    /// Returns the same with its article.
    pub fn described(&self) -> String {
        let name = self.name();
        let article = if name.starts_with(['a', 'e', 'i', 'o', 'u']) && *self != Self::Union {
            "an"
        } else {
            "a"
        };
        format!("{article} {name}")
    }

    /// Returns whether a member may target this kind of shape.
    pub fn is_data(&self) -> bool {
        !matches!(
            self,
            Self::Operation(_) | Self::Resource(_) | Self::Service(_) | Self::Unknown(_)
        )
    }
}

impl Shape {
    /// Returns the member called `name`.
    pub fn member(&self, name: &str) -> Option<&Member> {
        self.members.iter().find(|member| member.name == name)
    }

    /// Returns the input and the output of an operation.
    pub fn sides(&self) -> (Option<&ShapeId>, Option<&ShapeId>) {
        match &self.kind {
            Kind::Operation(it) => (it.input.as_ref(), it.output.as_ref()),
            _ => (None, None),
        }
    }
}
