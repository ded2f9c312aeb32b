//! JSON tree → typed shapes, with a diagnostic for each thing that is not as the specification has it.

use super::{
    Application, File, Kind, Member, OperationProperties, PLAIN, ResourceProperties,
    ServiceProperties, Shape, Traits,
};
use crate::smithy::json::{Node, push_step};
use crate::smithy::shape_id::{ShapeId, is_identifier};
use crate::support::diagnostic::{Diagnostic, Diagnostics};

/// Lifecycle operations of a resource, in the order of the specification.
const LIFECYCLES: [&str; 6] = ["create", "put", "read", "update", "delete", "list"];

/// Reads the text of the file called `name`.
///
/// # Errors
/// Everything that keeps the text from being a Smithy JSON AST of version 1.0 or 2.0.
pub fn read(name: &str, text: &str) -> Result<File, Diagnostics> {
    let mut root = Node::parse(text).map_err(|error| {
        let message = without_position(&error);
        let help = if message.contains("recursion limit") {
            "nest fewer arrays and objects"
        } else {
            "models are Smithy JSON AST documents; convert .smithy files with `smithy ast`"
        };
        Diagnostic::error(format!("not valid JSON: {message}"))
            .file(name)
            .position(error.line(), error.column().max(1))
            .help(help)
    })?;
    let mut reader = Reader {
        file: name,
        path: String::new(),
        found: Diagnostics::default(),
    };
    for duplicate in root.duplicate_keys() {
        let message = "this key occurs more than once in its object";
        reader.error_at(duplicate, message, "keep one of them");
    }
    let file = reader.file(&mut root);
    if reader.found.has_errors() {
        Err(reader.found)
    } else {
        Ok(file)
    }
}

/// Returns the message without the position at its end, which the location already has.
fn without_position(error: &serde_json::Error) -> String {
    let text = error.to_string();
    text.rsplit_once(" at line ")
        .map_or(text.clone(), |(message, _)| message.to_owned())
}

/// Returns the shape or member that a pointer leads into.
fn shape_at(pointer: &str) -> Option<String> {
    let mut steps = pointer.strip_prefix("/shapes/")?.split('/');
    let id = steps.next()?;
    let member = match steps.next() {
        Some("members") => steps.next(),
        Some(member @ ("member" | "key" | "value")) => Some(member),
        _ => None,
    };
    Some(member.map_or_else(|| id.to_owned(), |member| format!("{id}${member}")))
}

/// Knows where in the file it stands.
struct Reader<'a> {
    file: &'a str,
    /// The pointer to the value that is read.
    path: String,
    found: Diagnostics,
}

impl Reader<'_> {
    fn error(&mut self, message: impl Into<String>, help: &str) {
        self.error_at(self.path.clone(), message, help);
    }

    fn error_at(&mut self, pointer: String, message: impl Into<String>, help: &str) {
        let mut diagnostic = Diagnostic::error(message).file(self.file).help(help);
        diagnostic.location.shape = shape_at(&pointer);
        self.found.push(diagnostic.pointer(pointer));
    }

    fn expected(&mut self, what: &str, node: &Node, help: &str) {
        self.error(format!("expected {what}, found {}", node.kind()), help);
    }

    /// Runs `read` on the value under `key`, if there is one, with the path pointing at it.
    fn under<T>(
        &mut self,
        node: &mut Node,
        key: &str,
        read: impl FnOnce(&mut Self, &mut Node) -> T,
    ) -> Option<T> {
        let value = node.get_mut(key)?;
        Some(self.at(key, |reader| read(reader, value)))
    }

    /// Runs `read` with the path a step further.
    fn at<T>(&mut self, step: &str, read: impl FnOnce(&mut Self) -> T) -> T {
        let length = self.path.len();
        push_step(&mut self.path, step);
        let result = read(self);
        self.path.truncate(length);
        result
    }

    /// Takes the entries out of an object: a model is mostly traits, and they need not be copied.
    fn entries(&mut self, node: &mut Node, help: &str) -> Vec<(String, Node)> {
        if let Node::Object(entries) = node {
            return std::mem::take(entries);
        }
        self.expected("an object", node, help);
        Vec::new()
    }

    fn file(&mut self, root: &mut Node) -> File {
        let mut file = File {
            name: self.file.to_owned(),
            version_one: false,
            shapes: Vec::new(),
            applications: Vec::new(),
        };
        const HELP: &str = "a Smithy JSON AST begins with {\"smithy\": \"2.0\", \"shapes\": {…}}";
        if root.as_object().is_none() {
            self.expected("an object", root, HELP);
            return file;
        }
        match self.under(root, "smithy", |reader, version| reader.version(version)) {
            Some(version_one) => file.version_one = version_one,
            None => self.error("not a Smithy model: the key `smithy` is missing", HELP),
        }
        self.under(root, "shapes", |reader, shapes| {
            for (id, mut node) in reader.entries(shapes, HELP) {
                reader.at(&id, |reader| reader.shape(&id, &mut node, &mut file));
            }
        });
        file
    }

    fn version(&mut self, node: &Node) -> bool {
        match node.as_str() {
            Some("1" | "1.0") => return true,
            Some("2" | "2.0") => {}
            Some(version) => self.error(
                format!("Smithy version `{version}` is not supported"),
                "versions 1.0 and 2.0 are supported: write the model with an older Smithy",
            ),
            None => self.expected(
                "a version such as \"2.0\"",
                node,
                "write the version as a string",
            ),
        }
        false
    }

    fn shape(&mut self, id: &str, node: &mut Node, file: &mut File) {
        let Some(id) = self.shape_id(id) else {
            return;
        };
        if node.as_object().is_none() {
            return self.expected("an object", node, "every shape is an object with a `type`");
        }
        let Some(kind) = self
            .under(node, "type", |reader, kind| reader.owned_text(kind))
            .flatten()
        else {
            if node.get("type").is_none() {
                self.error(
                    "the shape has no `type`",
                    "name its type, for instance \"type\": \"structure\"",
                );
            }
            return;
        };
        let traits = self.traits(node);
        if kind == "apply" {
            return file.applications.push(Application { target: id, traits });
        }
        let kind = self.kind(&kind, node);
        let mixins = self.references(node, "mixins");
        let members = self.members(&id, &kind, node);
        if !kind.is_data() || id.member_name().is_none() {
            file.shapes.push(Shape {
                id,
                file: self.file.to_owned(),
                kind,
                traits,
                mixins,
                members,
            });
        } else {
            self.error(
                format!("`{id}` is the id of a member, not of a shape"),
                "define members inside their shape",
            );
        }
    }

    fn kind(&mut self, name: &str, node: &mut Node) -> Kind {
        match name {
            "operation" => Kind::Operation(OperationProperties {
                input: self
                    .under(node, "input", |reader, target| reader.reference(target))
                    .flatten(),
                output: self
                    .under(node, "output", |reader, target| reader.reference(target))
                    .flatten(),
                errors: self.references(node, "errors"),
            }),
            "resource" => Kind::Resource(self.resource(node)),
            "service" => Kind::Service(self.service(node)),
            _ => {
                let mut plain = PLAIN.iter().filter(|(plain, _)| *plain == name);
                let kind = plain.next().map(|(_, kind)| kind.clone());
                kind.unwrap_or_else(|| Kind::Unknown(name.to_owned()))
            }
        }
    }

    fn resource(&mut self, node: &mut Node) -> ResourceProperties {
        let mut operations: Vec<_> = LIFECYCLES
            .iter()
            .filter_map(|lifecycle| {
                self.under(node, lifecycle, |reader, target| reader.reference(target))
                    .flatten()
            })
            .collect();
        operations.extend(self.references(node, "operations"));
        operations.extend(self.references(node, "collectionOperations"));
        ResourceProperties {
            operations,
            resources: self.references(node, "resources"),
        }
    }

    fn service(&mut self, node: &mut Node) -> ServiceProperties {
        ServiceProperties {
            version: self
                .under(node, "version", |reader, version| {
                    reader.owned_text(version)
                })
                .flatten()
                .unwrap_or_default(),
            operations: self.references(node, "operations"),
            resources: self.references(node, "resources"),
            errors: self.references(node, "errors"),
            rename: self
                .under(node, "rename", Self::renames)
                .into_iter()
                .flatten()
                .collect(),
        }
    }

    fn renames(&mut self, node: &mut Node) -> Vec<(ShapeId, String)> {
        let mut renames = Vec::new();
        for (id, name) in self.entries(node, "`rename` maps shape ids to names") {
            self.at(&id, |reader| {
                let name = reader.owned_text(&name);
                renames.extend(reader.shape_id(&id).zip(name));
            });
        }
        renames
    }

    fn members(&mut self, id: &ShapeId, kind: &Kind, node: &mut Node) -> Vec<Member> {
        let required: &[&str] = match kind {
            Kind::List | Kind::Set => &["member"],
            Kind::Map => &["key", "value"],
            Kind::Structure | Kind::Union | Kind::Enum | Kind::IntEnum => {
                return self
                    .under(node, "members", |reader, members| {
                        reader.named_members(id, members)
                    })
                    .unwrap_or_default();
            }
            _ => return Vec::new(),
        };
        let mixed_in = node.get("mixins").is_some();
        let mut members = Vec::new();
        for name in required {
            match self.under(node, name, |reader, member| reader.member(id, name, member)) {
                Some(member) => members.extend(member),
                None if mixed_in => {}
                None => self.error(
                    format!("`{id}` has no `{name}`"),
                    "say which shape it targets",
                ),
            }
        }
        members
    }

    fn named_members(&mut self, id: &ShapeId, node: &mut Node) -> Vec<Member> {
        let mut members = Vec::new();
        for (name, mut member) in self.entries(node, "`members` maps names to members") {
            members.extend(self.at(&name, |reader| reader.member(id, &name, &mut member)));
        }
        members
    }

    fn member(&mut self, container: &ShapeId, name: &str, node: &mut Node) -> Option<Member> {
        if !is_identifier(name) {
            self.error(
                format!("`{name}` is not the name of a member"),
                "names consist of ASCII letters, digits and underscores, and do not start with a digit",
            );
        }
        let target = self.reference(node)?;
        Some(Member {
            name: name.to_owned(),
            container: container.clone(),
            target,
            traits: self.traits(node),
        })
    }

    fn traits(&mut self, node: &mut Node) -> Traits {
        let traits = self.under(node, "traits", |reader, traits| {
            reader.entries(traits, "`traits` maps trait ids to values")
        });
        traits.into_iter().flatten().collect()
    }

    /// Returns `[{"target": "…"}, …]` under `key`.
    fn references(&mut self, node: &mut Node, key: &str) -> Vec<ShapeId> {
        let references = self.under(node, key, |reader, list| match list {
            Node::Array(elements) => elements
                .iter_mut()
                .filter_map(|element| reader.reference(element))
                .collect(),
            _ => {
                reader.expected(
                    "an array",
                    list,
                    "list the targets as [{\"target\": \"ns#Name\"}]",
                );
                Vec::new()
            }
        });
        references.unwrap_or_default()
    }

    /// Returns `{"target": "…"}`.
    fn reference(&mut self, node: &mut Node) -> Option<ShapeId> {
        const HELP: &str = "write {\"target\": \"ns#Name\"}";
        if node.as_object().is_none() {
            self.expected("an object with a `target`", node, HELP);
            return None;
        }
        let target = self.under(node, "target", |reader, target| {
            let text = reader.text(target)?;
            reader.shape_id(text)
        });
        if target.is_none() {
            self.error("`target` is missing", HELP);
        }
        target.flatten()
    }

    fn shape_id(&mut self, text: &str) -> Option<ShapeId> {
        let id = ShapeId::parse(text);
        if id.is_none() {
            let message = format!("`{text}` is not a shape id");
            self.error(message, "shape ids look like `com.example#Name`");
        }
        id
    }

    fn owned_text(&mut self, node: &Node) -> Option<String> {
        self.text(node).map(str::to_owned)
    }

    fn text<'n>(&mut self, node: &'n Node) -> Option<&'n str> {
        if node.as_str().is_none() {
            self.expected("a string", node, "quote it");
        }
        node.as_str()
    }
}
