//! What bodies are read as, and what has to hold of what comes of it.

use crate::operations::with_operations;
use crate::sample::operation::get_state::GetStateError;
use crate::sample::types::{Choice, Optional, Required};
use generated::{codeconnections, proton};
use runtime::Protocol;
use runtime::http::Response;
use runtime::protocol_test::{Codec, error_of};
use runtime::wire::Structure;
use serde::Serialize;

/// A type that bodies are read as.
pub struct Target {
    pub name: &'static str,
    /// Whether the body is one; as an error, what is not as it should be.
    pub judge: fn(&[u8]) -> Result<bool, String>,
}

/// A structure with a union.
struct Chosen {
    choice: Option<Choice>,
}

runtime::structure!(Chosen { choice: "choice" });

macro_rules! targets {
    ($($service:ident { $($module:ident: $name:ident,)* })*) => {
        /// The outputs of all operations, and types with every form that a member can have.
        pub const TARGETS: &[Target] = &[
            $($(Target {
                name: concat!(stringify!($service), ".", stringify!($module)),
                judge: judge::<<$service::operation::$module::$name as runtime::Operation>::Output>,
            },)*)*
            Target { name: "Required", judge: judge::<Required> },
            Target { name: "Optional", judge: judge::<Optional> },
            Target { name: "Choice", judge: judge::<Chosen> },
            Target { name: "an error", judge: judge_error },
        ];
    };
}
with_operations!(targets);

/// What is taken is one well-formed item, and is itself again when it has been written.
fn judge<T: Structure + Serialize>(body: &[u8]) -> Result<bool, String> {
    let Ok(value) = Codec::Cbor.read::<T>(body) else {
        return Ok(false);
    };
    if !body.is_empty() && cbor2::validate_slice(body).is_err() {
        return Err("taken, though no other reader would".to_owned());
    }
    let write = |value: &T| {
        let written = Codec::Cbor.write(value);
        written.map_err(|error| format!("it cannot be written: {error}"))
    };
    let written = write(&value)?;
    match Codec::Cbor.read::<T>(&written) {
        Ok(again) if write(&again)? == written => {}
        Ok(_) => return Err("it is another when it was written and read".to_owned()),
        // A required union that was not there has no member, and nothing that could be written in place of one.
        Err(error) if error.to_string().contains("without a member") => {}
        Err(error) => return Err(format!("what was written cannot be read: {error}")),
    }
    serde_json::to_string(&value).map_err(|error| format!("it has no JSON: {error}"))?;
    Ok(true)
}

/// The body of an error can always be asked.
fn judge_error(body: &[u8]) -> Result<bool, String> {
    let error = error_of::<GetStateError>(Protocol::RpcV2Cbor, &Response::new(body));
    Ok(error.is_some())
}
