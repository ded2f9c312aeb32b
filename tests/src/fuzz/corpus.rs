//! The models and manifests that are mutated.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use codegen::smithy::json::Node;

use super::random::Random;
use super::tree::{entry_mut, targets};
use crate::fixtures::written;
use crate::{shared, workspace};

/// All of them. Real models are among them where `../shared` is there.
#[derive(Debug)]
pub struct Corpus {
    models: Vec<Model>,
    manifests: Vec<String>,
}

/// A model that can be cut into slices.
#[derive(Debug)]
struct Model {
    root: Node,
    /// What each shape leads to.
    edges: BTreeMap<String, Vec<String>>,
    services: Vec<String>,
    operations: Vec<String>,
}

/// Up to how many shapes a model is taken whole.
const SMALL: usize = 40;

impl Corpus {
    /// Reads them, in an order that does not depend on the machine.
    pub fn load() -> Self {
        let written = written().unwrap_or_default();
        let fixtures = |ending: &'static str| {
            let files = written.iter().flat_map(|case| case.files.iter());
            let files = files.filter(move |(path, _)| path.ends_with(ending));
            files.filter_map(|(_, bytes)| String::from_utf8(bytes.clone()).ok())
        };
        let own = workspace().join("models");
        let real = [
            "aws-models",
            "protocol-tests",
            "aws-models-http",
            "protocol-tests-http",
        ];
        let real: Vec<_> = real.into_iter().filter_map(shared).collect();
        let models = texts(&own, "json").into_iter().chain(fixtures(".json"));
        let models = models.chain(real.iter().flat_map(|folder| texts(folder, "json")));
        let manifests = texts(&own, "toml").into_iter().chain(fixtures(".toml"));
        Self {
            models: models.filter_map(|text| Model::new(&text)).collect(),
            manifests: manifests.collect(),
        }
    }

    /// A manifest.
    pub fn manifest(&self, random: &mut Random) -> &str {
        random.pick(&self.manifests).map_or("", String::as_str)
    }

    /// A few operations of a model with all that they reach; seldom a whole model, for that takes long.
    pub fn model(&self, random: &mut Random) -> Node {
        let Some(model) = random.pick(&self.models) else {
            return Node::Null;
        };
        if model.edges.len() <= SMALL || random.once_in(500) {
            return model.root.clone();
        }
        let count = 1 + random.below(4);
        let operations = (0..count).filter_map(|_| random.pick(&model.operations).cloned());
        model.slice(&operations.collect())
    }
}

impl Model {
    fn new(text: &str) -> Option<Self> {
        let root = Node::parse(text).ok()?;
        let shapes = root.get("shapes")?.as_object()?;
        let of_type = |kind: &str| -> Vec<String> {
            let is_kind = |node: &Node| node.get("type").and_then(Node::as_str) == Some(kind);
            let named = shapes.iter().filter(|(_, node)| is_kind(node));
            named.map(|(id, _)| id.clone()).collect()
        };
        let (services, operations) = (of_type("service"), of_type("operation"));
        let edges = shapes
            .iter()
            .map(|(id, node)| (id.clone(), targets(node)))
            .collect();
        Some(Self {
            root,
            edges,
            services,
            operations,
        })
    }

    /// The services with `operations` alone, and what they reach.
    fn slice(&self, operations: &BTreeSet<String>) -> Node {
        let mut reached: BTreeSet<&str> = operations.iter().map(String::as_str).collect();
        let mut open: Vec<&str> = reached.iter().copied().collect();
        while let Some(id) = open.pop() {
            for target in self.edges.get(id).into_iter().flatten() {
                if reached.insert(target) {
                    open.push(target);
                }
            }
        }
        reached.extend(self.services.iter().map(String::as_str));
        let mut root = self.root.clone();
        if let Some(Node::Object(shapes)) = entry_mut(&mut root, "shapes") {
            shapes.retain(|(id, _)| reached.contains(id.as_str()));
            for (_, shape) in shapes
                .iter_mut()
                .filter(|(id, _)| self.services.contains(id))
            {
                cut(shape, operations);
            }
        }
        root
    }
}

/// Leaves a service nothing but `operations`.
fn cut(service: &mut Node, operations: &BTreeSet<String>) {
    if let Node::Object(entries) = service {
        entries.retain(|(key, _)| !["operations", "resources", "errors"].contains(&key.as_str()));
        let target =
            |id: &String| Node::Object(vec![("target".to_owned(), Node::String(id.clone()))]);
        let operations = Node::Array(operations.iter().map(target).collect());
        entries.push(("operations".to_owned(), operations));
    }
}

/// The texts of the files in `folder` whose names end so, by name.
fn texts(folder: &Path, ending: &str) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut paths: Vec<_> = entries.map(|entry| entry.path()).collect();
    paths.retain(|path| path.extension().is_some_and(|it| it == ending));
    paths.sort();
    paths
        .iter()
        .filter_map(|path| fs::read_to_string(path).ok())
        .collect()
}
