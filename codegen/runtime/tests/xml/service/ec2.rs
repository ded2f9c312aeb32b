//! A service of ec2Query.

use super::*;
use runtime::wire::{Flattened, Named};
use runtime::{Blob, Protocol, XmlNamespace};

#[derive(Clone, Copy, Debug)]
pub struct Ec2;

impl runtime::Service for Ec2 {
    const SHAPE_NAME: &'static str = "AwsEc2";
    const SDK_ID: &'static str = "EC2 Protocol";
    const VERSION: &'static str = "2020-01-08";
    const SIGNING_NAME: Option<&'static str> = Some("ec2query");
    const PROTOCOLS: &'static [Protocol] = &[Protocol::Ec2Query];
    const XML_NAMESPACE: Option<XmlNamespace> = Some(XmlNamespace {
        uri: "https://example.com/",
        prefix: None,
    });
}

operations!(Ec2, GreetingError {
    Ec2Values(Ec2Parameters) -> Ec2Output;
    Ec2Nothing(()) -> ();
});

shape!(xml_input Ec2Parameters {
    foo: Option<String> = ("Foo"),
    lower: Option<String> = ("bamInt", "BamInt"),
    named: Option<String> = ("usesXmlName", "UsesXml"),
    queried: Option<String> = ("hasQueryAndXmlName") as Option<Named<QueryA, String>>,
    blob: Option<Blob> = ("Qux"),
    at: Option<Timestamp> = ("at"),
    list: Option<Vec<String>> = ("ListArg"),
    structures: Option<Vec<Greeting>> = ("complexListArg"),
    renamed: Option<Vec<String>> = ("listItem") as Option<Vec<Named<Item, String>>>,
    flat: Option<Vec<String>> = ("Hi", "FlattenedList") as Option<Flattened<Vec<String>>>,
    nested: Option<Greeting> = ("nested"),
});

shape!(xml_structure Ec2Output {
    next: Option<String> = ("nextToken", "NextToken"),
    reservations: Option<Vec<Reservation>> = ("reservationSet", "Reservations"),
});

shape!(xml_structure Reservation {
    id: Option<String> = ("reservationId", "ReservationId"),
    instances: Option<Vec<Greeting>> = ("instancesSet", "Instances"),
});
