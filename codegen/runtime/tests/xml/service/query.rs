//! A service of awsQuery.

use super::*;
use runtime::Protocol;
use runtime::wire::{EpochSeconds, Flattened, Named};
use runtime::{Blob, XmlNamespace};
use std::collections::BTreeMap;

#[derive(Clone, Copy, Debug)]
pub struct Query;

impl runtime::Service for Query {
    const SHAPE_NAME: &'static str = "AwsQuery";
    const SDK_ID: &'static str = "Query Protocol";
    const VERSION: &'static str = "2020-01-08";
    const SIGNING_NAME: Option<&'static str> = Some("awsquery");
    const PROTOCOLS: &'static [Protocol] = &[Protocol::AwsQuery];
    const XML_NAMESPACE: Option<XmlNamespace> = Some(XmlNamespace {
        uri: "https://example.com/",
        prefix: None,
    });
}

operations!(Query, GreetingError {
    QueryValues(Parameters) -> Parameters;
    QueryNothing(()) -> () {
        const HAS_INPUT: bool = false;
    };
});

shape!(xml_input Parameters {
    text: Option<String> = ("Text"),
    flag: Option<bool> = ("flag"),
    number: Option<i32> = ("Number"),
    double: Option<f64> = ("Boo", "Double"),
    blob: Option<Blob> = ("Qux"),
    at: Option<Timestamp> = ("normalFormat"),
    epoch: Option<Timestamp> = ("epochMember") as Option<EpochSeconds>,
    nested: Option<Box<Parameters>> = ("Nested"),
    list: Option<Vec<String>> = ("ListArg"),
    structures: Option<Vec<Greeting>> = ("ComplexListArg"),
    renamed: Option<Vec<String>> =
        ("ListArgWithXmlNameMember") as Option<Vec<Named<Item, String>>>,
    flat: Option<Vec<String>> = ("Hi", "FlattenedListArgWithXmlName") as Option<Flattened<Vec<String>>>,
    map: Option<BTreeMap<String, String>> = ("MapArg"),
    renamed_map: Option<BTreeMap<String, String>> =
        ("MapWithXmlMemberName") as Option<BTreeMap<String, Named<Pair, String>>>,
    flat_map: Option<BTreeMap<String, String>> =
        ("FlattenedMap") as Option<Flattened<BTreeMap<String, String>>>,
    map_of_lists: Option<BTreeMap<String, Vec<String>>> = ("MapOfLists"),
    union: Option<Choice> = ("Union"),
});

// An input is also nested here, which generated ones are not.
runtime::__structure_format!(Parameters);
