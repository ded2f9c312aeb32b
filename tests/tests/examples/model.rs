//! A model as JSON, and the samples in it.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::sample::{Role, Sample, wire};

/// A real model.
pub struct Model {
    pub name: String,
    pub path: PathBuf,
    shapes: serde_json::Map<String, Value>,
}

impl Model {
    pub fn read(path: &Path) -> Self {
        let text = fs::read_to_string(path).unwrap();
        let model: Value = serde_json::from_str(&text).unwrap();
        Self {
            name: path.file_stem().unwrap().to_str().unwrap().to_owned(),
            path: path.to_owned(),
            shapes: model["shapes"].as_object().unwrap().clone(),
        }
    }

    /// The module of the service.
    pub fn module(&self) -> String {
        self.name.replace('-', "_")
    }

    /// The shape called `id`; of the prelude's the type alone.
    pub fn shape(&self, id: &str) -> Value {
        let Some(name) = id.strip_prefix("smithy.api#") else {
            return self
                .shapes
                .get(id)
                .unwrap_or_else(|| panic!("no {id}"))
                .clone();
        };
        let name = name.strip_prefix("Primitive").unwrap_or(name);
        let mut kind = name.to_owned();
        kind[..1].make_ascii_lowercase();
        serde_json::json!({"type": if kind == "unit" { "structure" } else { &kind }})
    }

    /// The names of the operations that have samples.
    pub fn operations(&self) -> impl Iterator<Item = &str> {
        let sampled = self
            .shapes
            .iter()
            .filter(|(_, shape)| examples(shape).next().is_some());
        sampled.map(|(id, _)| name(id))
    }

    /// All samples.
    pub fn samples(&self) -> impl Iterator<Item = Sample> {
        self.shapes.iter().flat_map(move |(id, operation)| {
            let samples = examples(operation).enumerate();
            samples
                .flat_map(move |(index, example)| self.example(name(id), operation, index, example))
        })
    }

    fn example(
        &self,
        operation: &str,
        shape: &Value,
        index: usize,
        example: &Value,
    ) -> Vec<Sample> {
        let target = |end: &str| {
            shape[end]["target"]
                .as_str()
                .unwrap_or("smithy.api#Unit")
                .to_owned()
        };
        let mut samples = Vec::new();
        let mut add = |kind: &str, role: Role, target: &str, value: &Value| {
            samples.push(Sample {
                name: format!("{} {operation} {index} {kind}", self.name),
                module: self.module(),
                operation: operation.to_owned(),
                wire: wire(self, target, role == Role::Input, value),
                role,
            });
        };
        if let Some(value) = example.get("input") {
            add("input", Role::Input, &target("input"), value);
        }
        if let Some(value) = example.get("output") {
            add("output", Role::Output, &target("output"), value);
        }
        if let Some(error) = example.get("error") {
            let id = error["shapeId"].as_str().unwrap();
            let nothing = serde_json::json!({});
            let content = error.get("content").unwrap_or(&nothing);
            add("error", Role::Error(name(id).to_owned()), id, content);
        }
        let known = [
            "title",
            "documentation",
            "input",
            "output",
            "error",
            "allowConstraintErrors",
        ];
        let unknown = example
            .as_object()
            .unwrap()
            .keys()
            .find(|key| !known.contains(&key.as_str()));
        assert_eq!(
            unknown, None,
            "{operation}: a part of an example that nobody looks at"
        );
        samples
    }
}

fn examples(shape: &Value) -> impl Iterator<Item = &Value> {
    shape["traits"]["smithy.api#examples"]
        .as_array()
        .into_iter()
        .flatten()
}

fn name(id: &str) -> &str {
    id.split_once('#').unwrap().1
}
