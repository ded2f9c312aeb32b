//! Services and operations, of the kinds of shapes that Smithy's protocol tests have.

mod ec2;
mod query;
mod rest;

pub use ec2::*;
pub use query::*;
pub use rest::*;

use runtime::{Fault, ModeledError, Timestamp};

macro_rules! operations {
    ($service:ident, $error:ident {
        $($name:ident($input:ty) -> $output:ty $({ $($item:item)* })?;)*
    }) => {$(
        #[derive(Clone, Copy, Debug)]
        pub struct $name;

        impl runtime::Operation for $name {
            const NAME: &'static str = stringify!($name);
            type Service = $service;
            type Input = $input;
            type Output = $output;
            type Error = $error;

            $($($item)*)?
        }
    )*};
}
use operations;

/// A structure with its table, by one of the macros of the runtime.
macro_rules! shape {
    ($macro:ident $name:ident {
        $($member:ident: $type:ty = $row:tt $(as $format:ty)?,)*
    }) => {
        #[derive(Clone, Debug, Default, PartialEq)]
        pub struct $name {
            $(pub $member: $type,)*
        }

        runtime::$macro!($name { $($member: $row $(as $format)?),* });
    };
}
use shape;

runtime::xml_names! {
    Item { member: "item" }
    Pair { key: "K", value: "V" }
    AttributePair { key: "Attribute", value: "Setting" }
    Qux {
        namespace: Some(runtime::XmlNamespace { uri: "http://qux.com", prefix: None }),
    }
    Bux {
        namespace: Some(runtime::XmlNamespace { uri: "http://bux.com", prefix: None }),
    }
    Xsi {
        namespace: Some(runtime::XmlNamespace {
            uri: "http://www.w3.org/2001/XMLSchema-instance",
            prefix: Some("xsi"),
        }),
    }
    Foo {
        namespace: Some(runtime::XmlNamespace { uri: "http://foo.com", prefix: None }),
    }
    PairInNamespaces {
        key: "K",
        value: "V",
        namespace: Some(runtime::XmlNamespace { uri: "https://the-value.example.com", prefix: None }),
        key_namespace: Some(runtime::XmlNamespace { uri: "https://the-key.example.com", prefix: None }),
    }
    QueryA { query: Some("A") }
}

shape!(structure Greeting {
    hi: Option<String> = "hi",
});

/// Errors of all services here.
#[derive(Clone, Debug, PartialEq)]
pub enum GreetingError {
    InvalidGreeting(InvalidGreeting),
    ComplexError(ComplexError),
    CustomCodeError(CustomCodeError),
    InvalidChangeBatch(InvalidChangeBatch),
}

runtime::operation_error!(GreetingError {
    InvalidGreeting,
    ComplexError,
    CustomCodeError,
    InvalidChangeBatch,
});

shape!(structure InvalidGreeting {
    message: Option<String> = "Message",
});

shape!(bound_structure ComplexError {
    header: Option<String> = (header, "X-Header", "Header"),
    top_level: Option<String> = (body, "TopLevel"),
    nested: Option<Greeting> = (body, "Nested"),
    at: Option<Timestamp> = (body, "At"),
});

shape!(structure CustomCodeError {
    message: Option<String> = "Message",
});

shape!(structure InvalidChangeBatch {
    messages: Option<Vec<String>> = "Messages",
});

impl ModeledError for InvalidGreeting {
    const CODE: &'static str = "InvalidGreeting";
    const FAULT: Fault = Fault::Client;
    const STATUS: Option<u16> = Some(400);

    runtime::error_message!(message);
}

impl ModeledError for ComplexError {
    const CODE: &'static str = "ComplexError";
    const FAULT: Fault = Fault::Client;
    const STATUS: Option<u16> = Some(403);
}

impl ModeledError for CustomCodeError {
    const CODE: &'static str = "CustomCodeError";
    const FAULT: Fault = Fault::Server;
    const STATUS: Option<u16> = Some(402);
    const QUERY_CODE: Option<&'static str> = Some("Customized");

    runtime::error_message!(message);
}

impl ModeledError for InvalidChangeBatch {
    const CODE: &'static str = "InvalidChangeBatch";
    const FAULT: Fault = Fault::Client;
    const STATUS: Option<u16> = Some(400);
}

runtime::errors!(
    InvalidGreeting,
    ComplexError,
    CustomCodeError,
    InvalidChangeBatch
);
