//! The operations of the generated clients, so that tests can call them in a loop.

use crate::operations::with_operations;
use runtime::{BoxFuture, Config};
use serde_json::Value;

/// Calls an operation with a request in JSON.
pub struct Caller {
    pub service: &'static str,
    pub module: &'static str,
    pub call: fn(&Config, &Value) -> BoxFuture<'static, Outcome>,
    /// The same, without async.
    pub call_blocking: fn(&Config, &Value) -> Outcome,
}

/// The response as it is written again, or what the error says.
pub type Outcome = Result<Value, String>;

macro_rules! callers {
    ($($service:ident { $($module:ident: $name:ident,)* })*) => {
        /// In the order of the operations.
        #[allow(deprecated, reason = "what is deprecated can still be called")]
        pub const CALLERS: &[Caller] = &[$($(Caller {
            service: stringify!($service),
            module: stringify!($module),
            call: |config, request| {
                let client = generated::$service::Client::new(config);
                let input = serde_json::from_value(request.clone()).expect("a request");
                Box::pin(async move {
                    let output = client.$module(input).await;
                    let output = output.map_err(|error| error.to_string())?;
                    Ok(serde_json::to_value(output).expect("a response"))
                })
            },
            call_blocking: |config, request| {
                let client = generated::$service::blocking::Client::new(config);
                let input = serde_json::from_value(request.clone()).expect("a request");
                let output = client.$module(input).map_err(|error| error.to_string())?;
                Ok(serde_json::to_value(output).expect("a response"))
            },
        },)*)*];
    };
}
with_operations!(callers);
