//! The behaviour that the macros give to errors.

use super::{ErrorFacts, ModeledError, OperationError};
use crate::error::{ErrorBody, Fault, Retryable};
use std::error::Error;

/// Two errors with a message, one of which is sensitive.
macro_rules! error {
    ($name:ident, $code:literal, $sensitive:literal) => {
        #[derive(Clone, Debug, PartialEq, Eq)]
        struct $name {
            message: Option<String>,
        }
        crate::structure!($name { message: "message" });

        impl ModeledError for $name {
            const CODE: &'static str = $code;
            const FAULT: Fault = Fault::Server;
            const STATUS: Option<u16> = Some(503);
            const RETRYABLE: Option<Retryable> = Some(Retryable::Transient);
            const SENSITIVE_MESSAGE: bool = $sensitive;

            fn message(&self) -> Option<&str> {
                self.message.as_deref()
            }
        }
    };
}

error!(Busy, "BusyException", false);
error!(Private, "Private", true);
crate::errors!(Busy, Private);

#[derive(Clone, Debug, PartialEq, Eq)]
enum CallError {
    Busy(Busy),
    Hidden(Private),
}
crate::operation_error!(CallError {
    Busy,
    Hidden: self::Private
});

#[derive(Clone, Debug, PartialEq, Eq)]
enum NoError {}
crate::operation_error!(NoError {});

fn busy(message: &str) -> Busy {
    Busy {
        message: Some(message.to_owned()),
    }
}

#[test]
fn an_error_displays_its_code_and_message_in_one_line() {
    assert_eq!(busy("try\nlater").to_string(), "BusyException: try later");
    assert_eq!(busy("").to_string(), "BusyException");
    assert_eq!(Busy { message: None }.to_string(), "BusyException");
    let message = Some("secret".to_owned());
    assert_eq!(Private { message }.to_string(), "Private: [sensitive]");
    assert_eq!(Private { message: None }.to_string(), "Private");
}

#[test]
fn an_operations_error_is_the_one_that_the_code_names() {
    let body = ErrorBody::json(br#"{"message": "try later"}"#);
    let decode = |code: &str| CallError::decode(code, &body);
    assert_eq!(
        decode("BusyException"),
        Some(Ok(CallError::Busy(busy("try later"))))
    );
    assert!(matches!(decode("Private"), Some(Ok(CallError::Hidden(_)))));
    assert_eq!(decode("Busy"), None);
    assert!(matches!(
        CallError::decode("Private", &ErrorBody::json(b"[1]")),
        Some(Err(_))
    ));
    assert_eq!(NoError::decode("BusyException", &body), None);
}

#[test]
fn an_operations_error_is_transparent() {
    let error = CallError::from(busy("try later"));
    assert_eq!(error.to_string(), "BusyException: try later");
    assert_eq!(error.message(), Some("try later"));
    assert_eq!(error.facts(), ErrorFacts::of::<Busy>());
    assert!(error.source().is_none());
}

#[test]
fn an_operation_lists_what_the_model_says_of_its_errors() {
    let [busy, private] = CallError::ERRORS else {
        panic!("two errors");
    };
    assert_eq!(
        (busy.code, busy.fault, busy.status),
        ("BusyException", Fault::Server, Some(503))
    );
    assert_eq!(
        (busy.retryable, busy.sensitive_message),
        (Some(Retryable::Transient), false)
    );
    assert_eq!((private.code, private.sensitive_message), ("Private", true));
    assert!(NoError::ERRORS.is_empty());
}
