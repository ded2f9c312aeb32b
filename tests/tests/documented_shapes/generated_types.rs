//! The generated types, so that tests can go through them in a loop.

use crate::operations::with_operations;
use generated::{codeconnections, proton};
use runtime::protocol_test::Codec;
use runtime::wire::Structure;
use runtime::{ErrorBody, ErrorFacts, OperationError};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::fmt::Debug;

/// An operation and what its types do.
pub struct Operation {
    pub service: &'static str,
    pub module: &'static str,
    pub name: &'static str,
    pub request: fn(&Value) -> serde_json::Result<Read>,
    pub response: fn(&Value) -> serde_json::Result<Read>,
    /// The same two, through CBOR.
    pub binary: [fn(&Value) -> Binary; 2],
    pub errors: &'static [ErrorFacts],
    /// The code of the error that a response with this code becomes.
    pub error: fn(code: &str) -> Option<&'static str>,
}

/// What was read, as Rust shows it and as it is written again.
pub struct Read {
    pub debug: String,
    pub json: Value,
}

/// What went through CBOR.
pub struct Binary {
    pub bytes: Vec<u8>,
    pub json: Value,
}

/// An enum of a service, by its values' texts.
pub struct Enum {
    pub service: &'static str,
    pub name: &'static str,
    pub values: fn() -> Vec<&'static str>,
    /// Whether a text becomes one of the values.
    pub knows: fn(&str) -> bool,
}

impl Operation {
    /// The name of its outline, and how messages name it.
    pub fn id(&self) -> String {
        format!("{}.{}", self.service, self.module)
    }

    /// The name of the type that it takes.
    pub fn input(&self) -> String {
        format!("{}Input", self.name)
    }

    /// The name of the type that it gives.
    pub fn output(&self) -> String {
        format!("{}Output", self.name)
    }
}

/// Goes through text, as everything that is sent does.
fn through<T: DeserializeOwned + Serialize + Debug>(json: &Value) -> serde_json::Result<Read> {
    let value: T = serde_json::from_str(&json.to_string())?;
    Ok(Read {
        debug: format!("{value:#?}"),
        json: serde_json::from_str(&serde_json::to_string(&value)?)?,
    })
}

/// Goes from text through CBOR, and is the same after it.
fn through_cbor<T: DeserializeOwned + Serialize + Structure + Debug + PartialEq>(
    json: &Value,
) -> Binary {
    let value: T = serde_json::from_str(&json.to_string()).expect("what is documented");
    let bytes = Codec::Cbor.write(&value).expect("a body");
    let read: T = Codec::Cbor.read(&bytes).expect("what was written");
    assert_eq!(read, value);
    Binary {
        bytes,
        json: serde_json::to_value(&read).expect("what was read"),
    }
}

fn error<E: OperationError>(code: &str) -> Option<&'static str> {
    let read = E::decode(code, &ErrorBody::json(b"{}"))?;
    Some(read.expect("an error needs no member").facts().code)
}

macro_rules! operations {
    ($($service:ident { $($module:ident: $name:ident,)* })*) => {
        pub const OPERATIONS: &[Operation] = &[$($({
            use $service::operation::$module::$name as Marker;
            type Error = <Marker as runtime::Operation>::Error;
            Operation {
                service: stringify!($service),
                module: stringify!($module),
                name: <Marker as runtime::Operation>::NAME,
                request: through::<<Marker as runtime::Operation>::Input>,
                response: through::<<Marker as runtime::Operation>::Output>,
                binary: [
                    through_cbor::<<Marker as runtime::Operation>::Input>,
                    through_cbor::<<Marker as runtime::Operation>::Output>,
                ],
                errors: <Error as OperationError>::ERRORS,
                error: error::<Error>,
            }
        },)*)*];
    };
}
with_operations!(operations);

macro_rules! enums {
    ($($service:ident { $($name:ident,)* })*) => {
        pub const ENUMS: &[Enum] = &[$($({
            use $service::enums::$name as Enumeration;
            Enum {
                service: stringify!($service),
                name: stringify!($name),
                values: || Enumeration::values().iter().map(Enumeration::as_str).collect(),
                knows: |text| Enumeration::values().contains(&Enumeration::from(text)),
            }
        },)*)*];
    };
}
enums! {
    codeconnections {
        BlockerStatus,
        BlockerType,
        ProviderType,
        PublishDeploymentStatus,
        PullRequestComment,
        RepositorySyncStatus,
        ResourceSyncStatus,
        SyncConfigurationType,
        TriggerResourceUpdateOn,
    }
    proton {
        BlockerStatus,
        BlockerType,
        RepositoryProvider,
        RepositorySyncStatus,
        ResourceSyncStatus,
        SyncType,
        TemplateType,
    }
}
