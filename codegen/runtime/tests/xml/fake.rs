//! The fake transport: inputs, outputs and errors arrive as they were given.

use crate::run;
use crate::service::*;
use crate::values::{all, at, ec2, greeting, map, string_map, text, texts};
use runtime::{Blob, Client, Error, FakeTransport, Operation};
use std::fmt::Debug;

/// Sends an input, and gets it back as the output.
fn echo<Op>(input: Op::Input)
where
    Op: Operation<Error = GreetingError>,
    Op::Input: Clone + Debug + PartialEq + Into<Op::Output>,
    Op::Output: Debug + PartialEq,
{
    let fake = FakeTransport::new().on::<Op>(|input| Ok(input.into()));
    let client = Client::new::<Op::Service>(&fake.config_builder().build().unwrap());
    let response = run(client.request::<Op>(input.clone()).send()).unwrap();
    assert_eq!(response.metadata.request_id().as_deref(), Some("fake"));
    assert_eq!(fake.requests::<Op>().unwrap(), std::slice::from_ref(&input));
    assert_eq!(response.output, input.into());
}

#[test]
fn rest_xml_arrives() {
    echo::<PutValues>(all());
    echo::<PutAttributes>(Attributes {
        foo: text("f"),
        attr: text("a"),
        number: Some(1),
    });
    echo::<PutPayload>(Payload {
        header: text("h"),
        nested: Some(Attributes::default()),
    });
    echo::<PutRaw>(Raw { payload: text("p") });
    echo::<Nothing>(());
}

#[test]
fn a_query_arrives() {
    echo::<QueryValues>(Parameters {
        text: text("a&b=c d+"),
        flag: Some(true),
        number: Some(-1),
        double: Some(0.5),
        blob: Some(Blob::from(vec![0, 255])),
        at: at(5),
        epoch: at(6),
        nested: Some(Box::new(Parameters {
            text: text(""),
            ..Parameters::default()
        })),
        list: Some((0..12).map(|it| it.to_string()).collect()),
        structures: Some(vec![greeting("a"), greeting("b")]),
        renamed: texts(&["x"]),
        flat: texts(&["y"]),
        map: string_map(&[("a", "b"), ("c", "d")]),
        renamed_map: string_map(&[("a", "b")]),
        flat_map: string_map(&[("a", "b")]),
        map_of_lists: map([("a", texts(&["b"]).unwrap())]),
        union: Some(Choice::Structure(greeting("a"))),
    });
    echo::<QueryNothing>(());
}

/// Without entries a flattened list of a response is the same as an unset one, but not of a query.
#[test]
fn an_empty_list_of_a_query_arrives() {
    let fake = FakeTransport::new().on::<QueryNothing>(|()| Ok(()));
    let fake = fake.on::<QueryValues>(|_| Ok(Parameters::default()));
    let client = Client::new::<Query>(&fake.config_builder().build().unwrap());
    let input = Parameters {
        list: Some(Vec::new()),
        flat: Some(Vec::new()),
        ..Parameters::default()
    };
    run(client.call::<QueryValues>(input.clone())).unwrap();
    assert_eq!(fake.requests::<QueryValues>().unwrap(), [input]);
}

#[test]
fn a_query_of_ec2_arrives() {
    let input = ec2();
    let output = Ec2Output {
        next: text("t"),
        reservations: Some(vec![Reservation::default()]),
    };
    let given = output.clone();
    let fake = FakeTransport::new().on::<Ec2Values>(move |_| Ok(given.clone()));
    let client = Client::new::<Ec2>(&fake.config_builder().build().unwrap());
    assert_eq!(
        run(client.call::<Ec2Values>(input.clone())).unwrap(),
        output
    );
    assert_eq!(fake.requests::<Ec2Values>().unwrap(), [input]);
}

/// Expects that an error arrives as it was given, with this code.
fn fail<Op>(error: impl Into<GreetingError>, code: &str)
where
    Op: Operation<Input: Default, Output: Debug + 'static, Error = GreetingError>,
{
    let error = error.into();
    let fake = FakeTransport::new().once::<Op>(Err(error.clone()));
    let client = Client::new::<Op::Service>(&fake.config_builder().build().unwrap());
    let Err(Error::Service(failed)) = run(client.call::<Op>(Op::Input::default())) else {
        panic!("it is no error of the service");
    };
    assert_eq!(failed.error(), Some(&error));
    assert_eq!(failed.metadata().code(), Some(code));
    assert_eq!(failed.metadata().request_id(), Some("fake"));
}

#[test]
fn errors_arrive() {
    let greeting = || InvalidGreeting {
        message: text("<no>"),
    };
    fail::<PutValues>(greeting(), "InvalidGreeting");
    fail::<QueryValues>(greeting(), "InvalidGreeting");
    fail::<Ec2Values>(greeting(), "InvalidGreeting");
    let complex = ComplexError {
        header: text("h"),
        top_level: text("t"),
        nested: Some(Greeting::default()),
        at: at(5),
    };
    fail::<PutValues>(complex, "ComplexError");
    let custom = || CustomCodeError { message: text("m") };
    fail::<QueryValues>(custom(), "Customized");
    fail::<PutValues>(custom(), "CustomCodeError");
}
