//! Each pass on small models, and nothing else run before it.

use super::{derives, order, recursion};
use crate::ir::{DefaultImpl, Service, Type};
use crate::lower::lower;
use crate::manifest::Pins;
use crate::smithy::ast;
use crate::smithy::model::Model;
use crate::smithy::select::{Request, select};
use crate::support::diagnostic::{Diagnostics, Location};
use crate::support::glob::Glob;
use crate::support::located::Located;

/// A service with one operation, whose output has a member of each of the structures called `roots`, lowered from a
/// model that has `shapes` besides.
fn service(roots: &[&str], shapes: &str) -> Service {
    let members: Vec<String> = roots
        .iter()
        .map(|root| format!(r#""{}": {{"target": "t#{root}"}}"#, root.to_lowercase()))
        .collect();
    let text = format!(
        r#"{{"smithy": "2.0", "shapes": {{
            "t#S": {{"type": "service", "version": "1", "operations": [{{"target": "t#Op"}}],
                "traits": {{"aws.protocols#awsJson1_0": {{}}}}}},
            "t#Op": {{"type": "operation", "output": {{"target": "t#Out"}}}},
            "t#Out": {{"type": "structure", "members": {{{}}}}},
            {shapes}
        }}}}"#,
        members.join(", ")
    );
    let file = ast::read("model.json", &text).unwrap();
    let model = Model::assemble(vec![file]).unwrap();
    let mut found = Diagnostics::default();
    let location = Location::default();
    let operations = [Located {
        value: Glob::new("*"),
        location: location.clone(),
    }];
    let request = Request {
        module: "s",
        location: &location,
        service: None,
        operations: &operations,
    };
    let selection = select(&model, request, &mut found);
    let service =
        selection.and_then(|it| lower("s", &model, &it, None, &Pins::default(), &mut found));
    service.unwrap_or_else(|| panic!("{found}"))
}

/// `Type.member`, for every member that is boxed.
fn boxed(service: &Service) -> Vec<String> {
    let of_structures = service.structures.iter().flat_map(|it| {
        let boxed = |ty: &Type| matches!(ty, Type::Boxed(_));
        let fields = it.fields.iter().filter(move |field| boxed(&field.ty));
        fields.map(|field| format!("{}.{}", it.name, field.name))
    });
    let of_unions = service.unions.iter().flat_map(|it| {
        let variants = it.variants.iter();
        let variants = variants.filter(|variant| matches!(variant.ty, Type::Boxed(_)));
        variants.map(|variant| format!("{}.{}", it.name, variant.name))
    });
    of_structures.chain(of_unions).collect()
}

#[test]
fn recursion_boxes_what_leads_back_and_nothing_else() {
    let mut service = service(
        &["A", "Tree", "Plain"],
        r#""t#A": {"type": "structure", "members": {"b": {"target": "t#B"}, "p": {"target": "t#Plain"}}},
           "t#B": {"type": "structure", "members": {"a": {"target": "t#A"}, "u": {"target": "t#U"}}},
           "t#U": {"type": "union", "members": {"b": {"target": "t#B"}, "p": {"target": "t#Plain"}}},
           "t#Tree": {"type": "structure", "members": {"leaves": {"target": "t#Trees"}}},
           "t#Trees": {"type": "list", "member": {"target": "t#Tree"}},
           "t#Plain": {"type": "structure", "members": {}}"#,
    );
    recursion::run(&mut service);
    assert_eq!(boxed(&service), ["B.a", "U.B"]);
}

#[test]
fn derives_default_where_nothing_is_required() {
    let mut service = service(
        &["Optional", "Required", "Zero", "Preset"],
        r#""t#Optional": {"type": "structure", "members": {"a": {"target": "smithy.api#String"}}},
           "t#Required": {"type": "structure", "members": {
               "a": {"target": "smithy.api#String", "traits": {"smithy.api#required": {}}}}},
           "t#Zero": {"type": "structure", "members": {
               "a": {"target": "smithy.api#Integer", "traits": {"smithy.api#default": 0}}}},
           "t#Preset": {"type": "structure", "members": {
               "a": {"target": "smithy.api#Integer", "traits": {"smithy.api#default": 1}}}}"#,
    );
    derives::run(&mut service);
    let default = |name: &str| {
        let mut structures = service.structures.iter();
        structures.find(|it| it.name == name).unwrap().default
    };
    assert_eq!(default("Optional"), DefaultImpl::Derived);
    assert_eq!(default("Required"), DefaultImpl::None);
    assert_eq!(default("Zero"), DefaultImpl::Derived);
    assert_eq!(default("Preset"), DefaultImpl::Written);
}

#[test]
fn order_is_by_rust_name() {
    let mut service = service(
        &["zeta", "Alpha"],
        r#""t#zeta": {"type": "structure", "members": {}},
           "t#Alpha": {"type": "structure", "members": {}}"#,
    );
    service.structures.reverse();
    order::run(&mut service);
    let names: Vec<_> = service
        .structures
        .iter()
        .map(|it| it.name.as_str())
        .collect();
    assert_eq!(names, ["Alpha", "Zeta"]);
}
