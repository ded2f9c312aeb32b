//! Requests and responses of ec2Query.
//!
//! Source of the parameters: Smithy's specification "Amazon EC2 query protocol" and the form of its protocol tests.

use crate::service::*;
use crate::values::{ec2, greeting, text};
use crate::{body, output};
use runtime::{Client, FakeTransport, http};

#[test]
fn names_begin_with_an_upper_case_letter_and_lists_are_flattened() {
    assert_eq!(
        body::<Ec2Values>(ec2()),
        concat!(
            "Action=Ec2Values&Version=2020-01-08&Foo=val1&BamInt=a&UsesXmlName=b&A=c&Qux=dmFsdWU%3D",
            "&At=2015-01-25T08%3A00%3A00Z&ListArg.1=foo&ListArg.2=bar",
            "&ComplexListArg.1.Hi=hello&ComplexListArg.2.Hi=hola&ListItem.1=A&Hi.1=B&Nested.Hi=d",
        )
    );
    let input = Ec2Parameters {
        list: Some(Vec::new()),
        flat: Some(Vec::new()),
        ..Ec2Parameters::default()
    };
    assert_eq!(
        body::<Ec2Values>(input),
        "Action=Ec2Values&Version=2020-01-08"
    );
    assert_eq!(
        body::<Ec2Nothing>(()),
        "Action=Ec2Nothing&Version=2020-01-08"
    );
}

#[test]
fn members_are_children_of_the_root() {
    let body = concat!(
        "<Ec2ValuesResponse xmlns=\"https://example.com/\">\n <requestId>requestid</requestId>\n",
        " <reservationSet><item><reservationId>r</reservationId>",
        "<instancesSet><item><hi>a</hi></item><item><hi>b</hi></item></instancesSet></item></reservationSet>",
        "<nextToken>t</nextToken></Ec2ValuesResponse>",
    );
    let expected = Ec2Output {
        next: text("t"),
        reservations: Some(vec![Reservation {
            id: text("r"),
            instances: Some(vec![greeting("a"), greeting("b")]),
        }]),
    };
    assert_eq!(output::<Ec2Values>(body), expected);

    let fake = FakeTransport::new().once::<Ec2Values>(http::Response::new(body));
    let client = Client::new::<Ec2>(&fake.config_builder().build().unwrap());
    let request = client.request::<Ec2Values>(Ec2Parameters::default());
    let metadata = crate::run(request.send()).unwrap().metadata;
    assert_eq!(metadata.request_id().as_deref(), Some("requestid"));
}
