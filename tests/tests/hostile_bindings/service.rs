//! Operations whose inputs are strings in every part of a request, as the generator writes them.

use runtime::endpoint::{EndpointError, host_label};
use runtime::wire::Structure;
use runtime::{Fault, Http, ModeledError, Protocol};
use std::collections::BTreeMap;

/// The service.
#[derive(Clone, Copy, Debug)]
pub struct Service;

impl runtime::Service for Service {
    const SHAPE_NAME: &'static str = "Hostile";
    const SDK_ID: &'static str = "Hostile";
    const VERSION: &'static str = "2026-01-01";
    const SIGNING_NAME: Option<&'static str> = Some("hostile");
    const PROTOCOLS: &'static [Protocol] = &[Protocol::RestJson1];
}

/// Error of both operations.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Gone {
    pub message: Option<String>,
}

runtime::structure!(Gone { message: "message" });

impl ModeledError for Gone {
    const CODE: &'static str = "Gone";
    const FAULT: Fault = Fault::Client;

    runtime::error_message!(message);
}

runtime::errors!(Gone);

/// Errors of both operations.
#[derive(Clone, Debug, PartialEq)]
pub enum PutError {
    Gone(Gone),
}

runtime::operation_error!(PutError { Gone });

/// Input with each binding of requests.
#[derive(Clone, Debug, PartialEq)]
pub struct PutInput {
    pub label: String,
    pub rest: String,
    pub text: Option<String>,
    pub texts: Option<Vec<String>>,
    pub params: Option<BTreeMap<String, Vec<String>>>,
    pub header: Option<String>,
    pub list: Option<Vec<String>>,
    pub meta: Option<BTreeMap<String, String>>,
    pub body: Option<String>,
    pub account: String,
}

runtime::bound_input!(PutInput {
    label: (label, "label"),
    rest: (label, "rest"),
    text: (query, "q", "text"),
    texts: (query, "list", "texts"),
    params: (query_params, "", "params"),
    header: (header, "X-Text", "header"),
    list: (header, "X-List", "list"),
    meta: (prefix_headers, "x-meta-", "meta"),
    body: (body, "body"),
    account: (body, "account"),
});

impl Default for PutInput {
    fn default() -> Self {
        Self::zero()
    }
}

/// Output in a header and in the body.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PutOutput {
    pub tag: Option<String>,
    pub name: Option<String>,
}

runtime::bound_structure!(PutOutput {
    tag: (header, "ETag", "tag"),
    name: (body, "name"),
});

/// Operation with each binding of requests.
#[derive(Clone, Copy, Debug)]
pub struct Put;

impl runtime::Operation for Put {
    const NAME: &'static str = "Put";
    type Service = Service;
    type Input = PutInput;
    type Output = PutOutput;
    type Error = PutError;
    const HTTP: Option<Http> = Some(Http {
        method: "PUT",
        uri: "/things/{label}/parts/{rest+}?v=1&flag",
    });

    fn host_prefix(input: &PutInput) -> Result<String, EndpointError> {
        Ok(format!("{}.", host_label("account", &input.account)?))
    }
}

/// Input with a map of all headers.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TagInput {
    pub all: Option<BTreeMap<String, String>>,
    pub named: Option<String>,
}

runtime::bound_input!(TagInput {
    all: (prefix_headers, "", "all"),
    named: (header, "X-Named", "named"),
});

/// Operation with a map of all headers.
#[derive(Clone, Copy, Debug)]
pub struct Tag;

impl runtime::Operation for Tag {
    const NAME: &'static str = "Tag";
    type Service = Service;
    type Input = TagInput;
    type Output = ();
    type Error = PutError;
    const HTTP: Option<Http> = Some(Http {
        method: "POST",
        uri: "/tags",
    });
}
