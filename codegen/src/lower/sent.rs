//! Shapes that requests can contain.

use std::collections::BTreeSet;

use crate::smithy::ast::Shape;
use crate::smithy::model::Model;
use crate::smithy::select::Selection;
use crate::smithy::shape_id::ShapeId;

/// Returns every shape that a member inside an input of the selected operations targets.
pub(super) fn shapes(model: &Model, selection: &Selection) -> BTreeSet<ShapeId> {
    let operations = selection.operations.iter().filter_map(|id| model.get(id));
    let mut waiting: Vec<&Shape> = operations.filter_map(|it| model.input(it)).collect();
    let mut sent = BTreeSet::new();
    while let Some(shape) = waiting.pop() {
        for member in &shape.members {
            if sent.insert(member.target.clone()) {
                waiting.extend(model.get(&member.target));
            }
        }
    }
    sent
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::smithy::ast;

    #[test]
    fn data_of_inputs_is_sent_and_that_of_outputs_is_not() {
        let text = r#"{"smithy": "2.0", "shapes": {
            "t#S": {"type": "service", "version": "1", "operations": [{"target": "t#Op"}]},
            "t#Op": {"type": "operation", "input": {"target": "t#In"}, "output": {"target": "t#Out"}},
            "t#In": {"type": "structure", "members": {"s": {"target": "t#Sent"}}},
            "t#Out": {"type": "structure", "members": {"a": {"target": "t#Answered"}}},
            "t#Sent": {"type": "structure", "members": {"all": {"target": "t#Map"}}},
            "t#Map": {"type": "map", "key": {"target": "t#Text"}, "value": {"target": "t#Union"}},
            "t#Text": {"type": "string"},
            "t#Union": {"type": "union", "members": {"b": {"target": "t#Both"}}},
            "t#Both": {"type": "structure", "members": {"next": {"target": "t#Both"}}},
            "t#Answered": {"type": "structure", "members": {"b": {"target": "t#Both"}}}
        }}"#;
        let model = Model::assemble(vec![ast::read("model.json", text).unwrap()]).unwrap();
        let id = |name: &str| ShapeId::parse(&format!("t#{name}")).unwrap();
        let selection = Selection {
            service: id("S"),
            operations: vec![id("Op")],
            shapes: BTreeSet::new(),
            depth: 0,
        };
        let sent = ["Both", "Map", "Sent", "Text", "Union"].map(id);
        assert_eq!(shapes(&model, &selection), BTreeSet::from(sent));
    }
}
