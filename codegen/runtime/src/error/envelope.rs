//! Common part of error bodies: the code and the message.

#[cfg(feature = "xml")]
use super::Fault;

/// Members that all errors may have, if they are present and strings.
#[derive(Default)]
pub(crate) struct Envelope {
    pub(super) r#type: Option<String>,
    pub(super) code: Option<String>,
    #[cfg(feature = "client")]
    pub(super) error: Option<String>,
    pub(super) message: Option<String>,
    /// Name of the root element, if it is not one around an error.
    #[cfg(feature = "xml")]
    pub(super) root: Option<String>,
    #[cfg(feature = "client")]
    pub(super) request_id: Option<String>,
    /// Second request id of Amazon S3.
    #[cfg(feature = "xml")]
    pub(super) host_id: Option<String>,
    /// Region that a request is to be signed for, or sent to.
    #[cfg(feature = "xml")]
    pub(super) region: Option<String>,
    #[cfg(feature = "xml")]
    pub(super) fault: Option<Fault>,
    /// Spelling of the message, the preferred one first.
    spelling: Option<Spelling>,
}

/// Spellings of the message: services differ, and some send more than one.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Spelling {
    Lower,
    Upper,
    Prefixed,
    Other,
    OAuth,
}

impl Envelope {
    /// Sets the member `name`, if it is one of them.
    pub(crate) fn set(&mut self, name: &str, text: &str) {
        match name {
            "__type" => self.r#type = Some(text.to_owned()),
            "code" => self.code = Some(text.to_owned()),
            #[cfg(feature = "client")]
            "error" => self.error = Some(text.to_owned()),
            name => self.set_message(name, text),
        }
    }

    /// Sets the name of the root element.
    #[cfg(feature = "xml")]
    pub(crate) fn set_root(&mut self, name: &str) {
        self.root = Some(name.to_owned());
    }

    /// Sets the value of an element of an error, or around it.
    #[cfg(feature = "xml")]
    pub(crate) fn set_element(&mut self, name: &str, text: &str, is_error: bool) {
        match name {
            name if crate::codec::is_request_id(name) => {
                self.request_id = filled(text);
            }
            "Code" if is_error => self.code = Some(text.to_owned()),
            "Type" if is_error => {
                self.fault = match text.trim_ascii() {
                    "Sender" => Some(Fault::Client),
                    "Receiver" => Some(Fault::Server),
                    _ => None,
                };
            }
            "HostId" => self.host_id = filled(text),
            "Region" if is_error => self.region = filled(text),
            name if is_error => self.set_message(name, text),
            _ => {}
        }
    }

    fn set_message(&mut self, name: &str, message: &str) {
        let spelling = match name {
            "message" => Spelling::Lower,
            "Message" => Spelling::Upper,
            "errorMessage" => Spelling::Prefixed,
            _ if name.eq_ignore_ascii_case("message")
                || name.eq_ignore_ascii_case("errormessage") =>
            {
                Spelling::Other
            }
            // RFC 6749, section 5.2.
            "error_description" => Spelling::OAuth,
            _ => return,
        };
        if self.spelling.is_none_or(|present| spelling < present) {
            self.spelling = Some(spelling);
            self.message = Some(message.to_owned());
        }
    }
}

/// Returns a text without blanks around it, unless it is empty.
#[cfg(feature = "xml")]
fn filled(text: &str) -> Option<String> {
    let text = text.trim_ascii();
    (!text.is_empty()).then(|| text.to_owned())
}
