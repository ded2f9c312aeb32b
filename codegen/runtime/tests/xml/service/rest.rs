//! Services of restXml.

use super::*;
use runtime::wire::{EpochSeconds, Flattened, HttpDate, Named};
use runtime::{Blob, Http, Protocol, UnknownMember, XmlNamespace};
use std::collections::BTreeMap;

#[derive(Clone, Copy, Debug)]
pub struct Rest;

impl runtime::Service for Rest {
    const SHAPE_NAME: &'static str = "RestXml";
    const SDK_ID: &'static str = "Rest Xml Protocol";
    const VERSION: &'static str = "2019-12-16";
    const SIGNING_NAME: Option<&'static str> = Some("restxml");
    const PROTOCOLS: &'static [Protocol] = &[Protocol::RestXml];
}

/// A service with a namespace, as Route 53 is.
#[derive(Clone, Copy, Debug)]
pub struct InNamespace;

impl runtime::Service for InNamespace {
    const SHAPE_NAME: &'static str = "RestXmlWithNamespace";
    const SDK_ID: &'static str = "Rest Xml Protocol Namespace";
    const VERSION: &'static str = "2019-12-16";
    const SIGNING_NAME: Option<&'static str> = None;
    const PROTOCOLS: &'static [Protocol] = &[Protocol::RestXml];
    const XML_NAMESPACE: Option<XmlNamespace> = Some(XmlNamespace {
        uri: "https://example.com",
        prefix: None,
    });
}

const fn http(method: &'static str, uri: &'static str) -> Option<Http> {
    Some(Http { method, uri })
}

operations!(Rest, GreetingError {
    PutValues(Values) -> Values {
        const HTTP: Option<Http> = http("PUT", "/values");
        const XML_ROOT: &'static str = "PutValuesRequest";
    };
    PutScalars(Scalars) -> Scalars {
        const HTTP: Option<Http> = http("PUT", "/scalars/{id}");
        const XML_ROOT: &'static str = "Ahoy";
    };
    PutAttributes(Attributes) -> Attributes {
        const HTTP: Option<Http> = http("PUT", "/attributes");
        const XML_ROOT: &'static str = "XmlAttributesRequest";
    };
    PutGrantee(Grantee) -> Grantee {
        const HTTP: Option<Http> = http("PUT", "/grantee");
    };
    PutBoundAttributes(BoundAttributes) -> BoundAttributes {
        const HTTP: Option<Http> = http("PUT", "/attributes");
    };
    PutPayload(Payload) -> Payload {
        const HTTP: Option<Http> = http("PUT", "/payload");
    };
    PutRaw(Raw) -> Raw {
        const HTTP: Option<Http> = http("PUT", "/raw");
    };
    Nothing(()) -> () {
        const HTTP: Option<Http> = http("POST", "/nothing");
        const HAS_INPUT: bool = false;
    };
    Namespaces(InNamespaces) -> InNamespaces {
        const HTTP: Option<Http> = http("POST", "/namespaces");
        const XML_ROOT: &'static str = "XmlNamespacesRequest";
        const XML_NAMESPACE: Option<XmlNamespace> = Some(XmlNamespace {
            uri: "http://foo.com",
            prefix: None,
        });
    };
});

operations!(InNamespace, GreetingError {
    NamespacedScalars(Scalars) -> Scalars {
        const HTTP: Option<Http> = http("PUT", "/scalars/{id}");
    };
    NamespacedPayload(Payload) -> Payload {
        const HTTP: Option<Http> = http("PUT", "/payload");
    };
    OwnNamespacedPayload(OwnNamespacePayload) -> () {
        const HTTP: Option<Http> = http("PUT", "/payload");
    };
});

// Values of every kind.
shape!(xml_structure Values {
    text: Option<String> = ("text"),
    flag: Option<bool> = ("flag"),
    short: Option<i16> = ("short"),
    long: Option<i64> = ("long"),
    double: Option<f64> = ("DoubleDribble", "doubleValue"),
    blob: Option<Blob> = ("blob"),
    at: Option<Timestamp> = ("at"),
    epoch: Option<Timestamp> = ("epoch") as Option<EpochSeconds>,
    date: Option<Timestamp> = ("date") as Option<HttpDate>,
    list: Option<Vec<String>> = ("list"),
    renamed: Option<Vec<String>> = ("renamed", "renamedList") as Option<Vec<Named<Item, String>>>,
    nested_list: Option<Vec<Vec<String>>> = ("nestedList"),
    flat: Option<Vec<String>> = ("flat", "flattenedList") as Option<Flattened<Vec<String>>>,
    flat_structures: Option<Vec<Greeting>> = ("flatStructures") as Option<Flattened<Vec<Greeting>>>,
    map: Option<BTreeMap<String, Greeting>> = ("map"),
    renamed_map: Option<BTreeMap<String, Greeting>> =
        ("renamedMap") as Option<BTreeMap<String, Named<AttributePair, Greeting>>>,
    flat_map: Option<BTreeMap<String, String>> =
        ("KVP", "flatMap") as Option<Flattened<BTreeMap<String, Named<Pair, String>>>>,
    nested_map: Option<BTreeMap<String, BTreeMap<String, String>>> = ("nestedMap"),
    union: Option<Choice> = ("union"),
    required: Vec<i32> = ("required") as Flattened<Vec<i32>>,
});

#[derive(Clone, Debug, PartialEq)]
pub enum Choice {
    Text(String),
    Structure(Greeting),
    List(Vec<String>),
    Union(Box<Choice>),
    Unit,
    Prefixed(String),
    Unknown(UnknownMember),
}

runtime::union!(Choice {
    Text: ("text", is_text, as_text as String),
    Structure: ("structure", is_structure, as_structure as Greeting),
    List: ("list", is_list, as_list as Vec<String>),
    Union: ("union", is_union, as_union as Choice),
    Unit: ("unit", is_unit),
    Prefixed: ("p:text", is_prefixed, as_prefixed as String),
    ..Unknown(is_unknown, as_unknown)
});

shape!(bound_structure Scalars {
    id: String = (label, "id"),
    foo: Option<String> = (header, "X-Foo", "foo"),
    text: Option<String> = (body, "stringValue"),
    float: Option<f32> = (body, "floatValue"),
    double: Option<f64> = (body, "DoubleDribble", "doubleValue"),
    nested: Option<Grantee> = (body, "Nested") as Option<Named<Xsi, Grantee>>,
});

// A structure as `Grantee` of Amazon S3.
shape!(xml_structure Grantee {
    name: Option<String> = ("DisplayName"),
    kind: Option<String> = ("@xsi:type", "Type"),
});

shape!(xml_structure Attributes {
    foo: Option<String> = ("foo"),
    attr: Option<String> = ("@test", "attr"),
    number: Option<i32> = ("@number"),
});

shape!(bound_structure BoundAttributes {
    foo: Option<String> = (body, "foo"),
    attr: Option<String> = (body, "@test", "attr"),
    header: Option<String> = (header, "X-Header", "header"),
});

shape!(bound_structure Payload {
    header: Option<String> = (header, "X-Header", "header"),
    nested: Option<Attributes> = (payload, "Hello", "nested"),
});

shape!(bound_structure OwnNamespacePayload {
    nested: Option<Attributes> = (payload, "Hello", "nested") as Option<Named<Foo, Attributes>>,
});

shape!(bound_structure Raw {
    payload: Option<String> = (raw_payload, "text/plain", "payload"),
});

shape!(structure InNamespaces {
    flat: Option<Vec<String>> = "flat" as Option<Named<Qux, Flattened<Vec<String>>>>,
    nested: Option<Nested> = "nested",
    map: Option<BTreeMap<String, String>> =
        "KVP" as Option<Named<Qux, BTreeMap<String, Named<PairInNamespaces, String>>>>,
});

shape!(structure Nested {
    foo: Option<String> = "foo" as Option<Named<Xsi, String>>,
    values: Option<Vec<String>> = "values" as Option<Named<Qux, Vec<Named<Bux, String>>>>,
});
