//! Boxes, `Default` implementations, order and ids of lowered types, and authentication schemes, on small models.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "what goes wrong in a test is for its reader"
)]

use codegen::ir::{Auth, DefaultImpl, Service, Type};
use codegen::lower::lower;
use codegen::manifest::Pins;
use codegen::smithy::ast;
use codegen::smithy::model::Model;
use codegen::smithy::select::{Request, select};
use codegen::support::diagnostic::{Diagnostics, Location};
use codegen::support::glob::Glob;
use codegen::support::located::Located;

/// Returns a service with one operation, whose output has a member of each of the structures called `roots`, lowered from a
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
    lowered(&text)
}

/// Returns the service of the model with this text.
fn lowered(text: &str) -> Service {
    let file = ast::read("model.json", text).unwrap();
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
        protocol: None,
    };
    let selection = select(&model, request, &mut found);
    let service =
        selection.and_then(|it| lower("s", &model, &it, None, &Pins::default(), &mut found));
    service.unwrap_or_else(|| panic!("{found}"))
}

/// Returns `Type.member` for every member that is boxed.
fn boxed(service: &Service) -> Vec<String> {
    let is_boxed = |ty: &Type| matches!(ty, Type::Boxed(_));
    let of_structures = service.types.structures.iter().flat_map(|it| {
        let fields = it.fields.iter().filter(|field| is_boxed(&field.ty));
        fields.map(|field| format!("{}.{}", it.name, field.name))
    });
    let of_unions = service.types.unions.iter().flat_map(|it| {
        let variants = it.variants.iter();
        let variants = variants.filter(|variant| is_boxed(&variant.ty));
        variants.map(|variant| format!("{}.{}", it.name, variant.name))
    });
    of_structures.chain(of_unions).collect()
}

#[test]
fn what_leads_back_is_boxed_and_nothing_else() {
    let service = service(
        &["A", "Tree", "Plain"],
        r#""t#A": {"type": "structure", "members": {"b": {"target": "t#B"}, "p": {"target": "t#Plain"}}},
           "t#B": {"type": "structure", "members": {"a": {"target": "t#A"}, "u": {"target": "t#U"}}},
           "t#U": {"type": "union", "members": {"b": {"target": "t#B"}, "p": {"target": "t#Plain"}}},
           "t#Tree": {"type": "structure", "members": {"leaves": {"target": "t#Trees"}}},
           "t#Trees": {"type": "list", "member": {"target": "t#Tree"}},
           "t#Plain": {"type": "structure", "members": {}}"#,
    );
    assert_eq!(boxed(&service), ["B.a", "U.B"]);
}

#[test]
fn an_output_that_is_data_too_is_boxed_as_data_alone() {
    let service = service(
        &["Out"],
        r#""t#Other": {"type": "structure", "members": {}}"#,
    );
    assert_eq!(boxed(&service), ["Out.out"]);
}

#[test]
fn structures_have_a_default_where_nothing_is_required() {
    let service = service(
        &["Optional", "Required", "Zero", "Preset"],
        r#""t#Optional": {"type": "structure", "members": {"a": {"target": "smithy.api#String"}}},
           "t#Required": {"type": "structure", "members": {
               "a": {"target": "smithy.api#String", "traits": {"smithy.api#required": {}}}}},
           "t#Zero": {"type": "structure", "members": {
               "a": {"target": "smithy.api#Integer", "traits": {"smithy.api#default": 0}}}},
           "t#Preset": {"type": "structure", "members": {
               "a": {"target": "smithy.api#Integer", "traits": {"smithy.api#default": 1}}}}"#,
    );
    let default = |name: &str| {
        let mut structures = service.types.structures.iter();
        structures.find(|it| it.name == name).unwrap().default
    };
    assert_eq!(default("Optional"), DefaultImpl::Derived);
    assert_eq!(default("Required"), DefaultImpl::None);
    assert_eq!(default("Zero"), DefaultImpl::Derived);
    assert_eq!(default("Preset"), DefaultImpl::Written);
}

#[test]
fn types_are_in_the_order_of_their_rust_names() {
    // The order of shape ids is that of bytes, with small letters last.
    let service = service(
        &["alpha", "Zeta"],
        r#""t#alpha": {"type": "structure", "members": {}},
           "t#Zeta": {"type": "structure", "members": {}}"#,
    );
    let names: Vec<_> = service.types.data().map(|it| it.name.as_str()).collect();
    assert_eq!(names, ["Alpha", "Zeta"]);
}

#[test]
fn debug_shows_names_in_the_place_of_ids() {
    let service = service(
        &["A"],
        r#""t#A": {"type": "structure", "members": {"e": {"target": "t#E"}, "a": {"target": "t#A"}}},
           "t#E": {"type": "enum", "members": {"X": {"target": "smithy.api#Unit"}}}"#,
    );
    let operation = service.operations.iter().next().unwrap();
    let mut structures = service.types.data();
    let fields = &structures.next().unwrap().fields;
    let types: Vec<&Type> = fields.iter().map(|it| &it.ty).collect();
    let text = service.shown(&(operation.id, operation.output, types));
    let words: Vec<&str> = text.split_whitespace().collect();
    assert_eq!(
        words.join(" "),
        "( OperationId(operation::Op), StructureId(operation::op::OpOutput), \
         [ Named( Enum( EnumId(enums::E), ), ), \
         Boxed( Named( Structure( StructureId(types::A), ), ), ), ], )"
    );
}

/// Rules: Smithy's "Authentication traits" (alphabetical order without the trait `auth`); botocore's `signing_name`
/// (`model.py`), which is the prefix of endpoints for a service that is not signed.
#[test]
fn a_service_has_the_schemes_of_its_traits_in_alphabetical_order_or_those_of_its_list() {
    let facts = |traits: &str| {
        let service = lowered(&format!(
            r#"{{"smithy": "2.0", "shapes": {{
                "t#S": {{"type": "service", "version": "1", "operations": [{{"target": "t#Op"}}], "traits": {{
                    "aws.protocols#awsJson1_0": {{}},
                    "aws.api#service": {{"sdkId": "S", "endpointPrefix": "prefix"}}
                    {traits}}}}},
                "t#Op": {{"type": "operation"}}
            }}}}"#
        ));
        assert_eq!(service.operations.iter().next().unwrap().request.auth, None);
        (service.facts.signing_name, service.facts.auth)
    };
    let signed = r#""aws.auth#sigv4": {"name": "name"}"#;
    let multi_region = r#""aws.auth#sigv4a": {"name": "name"}"#;
    let bearer = r#""smithy.api#httpBearerAuth": {}"#;
    let key = r#""smithy.api#httpApiKeyAuth": {"name": "x-key", "in": "header"}"#;
    let list = |listed: &str| format!(r#""smithy.api#auth": [{listed}]"#);
    for (traits, name, schemes) in [
        (String::new(), None, &[Auth::NoAuth][..]),
        (format!(", {signed}"), Some("name"), &[Auth::SigV4]),
        (
            format!(", {bearer}, {multi_region}, {key}, {signed}"),
            Some("name"),
            &[Auth::SigV4, Auth::SigV4a, Auth::Bearer],
        ),
        (format!(", {multi_region}"), Some("name"), &[Auth::SigV4a]),
        (format!(", {bearer}"), Some("prefix"), &[Auth::Bearer]),
        (
            format!(
                ", {signed}, {bearer}, {}",
                list(r#""smithy.api#httpBearerAuth", "aws.auth#sigv4a", "aws.auth#sigv4""#)
            ),
            Some("name"),
            &[Auth::Bearer, Auth::SigV4],
        ),
        (
            format!(", {signed}, {}", list("")),
            Some("name"),
            &[Auth::NoAuth],
        ),
    ] {
        let expected = (name.map(str::to_owned), schemes.to_vec());
        assert_eq!(facts(&traits), expected, "{traits}");
    }
}
