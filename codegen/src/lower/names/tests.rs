//! Tables of names.

use super::*;

#[test]
fn types_are_upper_camel_and_keep_out_of_the_prelude() {
    let table = [
        ("Revision", "Revision", true),
        ("SHA", "Sha", true),
        ("kmsKeyARNs", "KmsKeyArns", true),
        ("IPv6Address", "Ipv6Address", true),
        ("S3Bucket", "S3Bucket", true),
        ("_2faType", "_2faType", true),
        ("my_shape", "MyShape", true),
        ("Type", "Type", true),
        ("Option", "OptionType", false),
        ("result", "ResultType", false),
        ("Error", "ErrorType", false),
        ("String", "StringType", false),
        ("Box", "BoxType", false),
        ("Vec", "VecType", false),
        ("self", "SelfType", false),
    ];
    for (shape, name, own) in table {
        assert_eq!(type_name(shape), (name.to_owned(), own), "{shape}");
    }
}

#[test]
fn variants_leave_the_open_one_its_name() {
    let table = [
        ("AZURE_DEV_OPS", "AzureDevOps"),
        ("GitHubEnterpriseServer", "GitHubEnterpriseServer"),
        ("UNKNOWN", "UnknownValue"),
        ("self", "SelfValue"),
        ("2xlarge", "_2xlarge"),
        ("", "Empty"),
        ("*", "Star"),
        (">=", "GreaterEqual"),
        ("a.b-c:d", "ABCD"),
        ("größe", "GrE"),
        ("Ok", "Ok"),
    ];
    for (member, name) in table {
        assert_eq!(variant_name(member), name, "{member}");
    }
}

/// Of members as they are in models: as the official SDK for Rust names the methods. Pinned names may be any.
#[test]
fn methods_of_variants_are_called_after_them_and_never_alike() {
    for (member, name) in [
        ("s3Location", "s3_location"),
        ("SS", "ss"),
        ("BOOL", "bool"),
        ("a.b-c:d", "a_b_c_d"),
        ("MD5OfBody", "md5_of_body"),
        ("type", "type"),
        ("UNKNOWN", "unknown_value"),
        ("2xlarge", "2xlarge"),
    ] {
        assert_eq!(variant_in_methods(&variant_name(member)), name, "{member}");
    }
    let alike = [
        "AB", "Ab", "ABc", "AbC", "Ab2", "AB2", "A2b", "A2B", "_2a", "_2A", "HTTP", "Http",
        "Unknown",
    ];
    let names: BTreeSet<String> = alike.iter().map(|name| variant_in_methods(name)).collect();
    assert_eq!(names.len(), alike.len(), "{names:?}");
}

#[test]
fn fields_are_snake_case_and_raw_where_they_are_keywords() {
    let table = [
        ("", "empty"),
        ("repositoryName", "repository_name"),
        ("SecurityGroupIDs", "security_group_ids"),
        ("MD5OfBody", "md5_of_body"),
        ("NULL", "null"),
        ("SS", "ss"),
        ("IPv4", "ipv4"),
        ("type", "r#type"),
        ("Type", "r#type"),
        ("async", "r#async"),
        ("gen", "r#gen"),
        ("self", "self_"),
        ("Super", "super_"),
        ("crate", "crate_"),
        ("9lives", "_9lives"),
        ("__type", "r#type"),
    ];
    for (member, name) in table {
        assert_eq!(snake_name(member), name, "{member}");
    }
}

#[test]
fn every_name_is_an_identifier_to_rust() {
    for word in KEYWORDS
        .iter()
        .chain(&PATH_KEYWORDS)
        .chain(&["", "1", "*", "é", "a b", "Self"])
    {
        let variant = variant_name(word);
        let method = format!("is_{}", variant_in_methods(&variant));
        for name in [snake_name(word), variant, method, type_name(word).0] {
            assert!(
                syn::parse_str::<syn::Ident>(&name).is_ok(),
                "{word} → {name}"
            );
        }
    }
}

#[test]
fn setters_keep_away_from_new_and_the_traits_of_all_types() {
    assert_eq!(setter_name("new"), "with_new");
    assert_eq!(setter_name("default"), "with_default");
    assert_eq!(setter_name("hash"), "with_hash");
    assert_eq!(setter_name("deserialize"), "with_deserialize");
    assert_eq!(setter_name("r#type"), "r#type");
    assert_eq!(setter_name("branch"), "branch");
}

#[test]
fn what_collides_is_numbered_in_order() {
    let mut scope = Scope::with(["Unknown"]);
    let names: Vec<_> = ["Sha", "Sha", "Unknown", "Sha"]
        .map(|name| scope.give(name.to_owned()))
        .into();
    assert_eq!(names, ["Sha", "Sha2", "Unknown2", "Sha3"]);
    let mut scope = Scope::default();
    let names: Vec<_> = ["r#type", "r#type", "foo", "foo", "foo_2"]
        .map(|name| scope.give(name.to_owned()))
        .into();
    assert_eq!(names, ["r#type", "type_2", "foo", "foo_2", "foo_2_2"]);
}
