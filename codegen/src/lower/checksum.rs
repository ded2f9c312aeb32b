//! Checksums of request and response bodies (`aws.protocols#httpChecksum`, `smithy.api#httpChecksumRequired`).

use super::Context;
use super::traits::Place;
use crate::ir::{Binding, Field, HttpChecksum, Named, Structure, Type};
use crate::smithy::ast::Shape;
use crate::smithy::json::Node;
use crate::smithy::traits::id;

const ALGORITHM: &str = "requestAlgorithmMember";
const MODE: &str = "requestValidationModeMember";
const REQUIRED: &str = "requestChecksumRequired";
const RESPONSE: &str = "responseAlgorithms";

impl Context<'_> {
    /// Returns whether requests of `operation` have the MD5 digest of their body in a header: a checksum is required, and no
    /// member chooses another algorithm.
    pub(super) fn content_md5(&mut self, operation: &Shape, input: &Structure) -> bool {
        let alone = self.trait_value(operation, id::HTTP_CHECKSUM_REQUIRED);
        let place = match self.trait_value(operation, id::HTTP_CHECKSUM) {
            Some(value) if value.get(ALGORITHM).is_some() => None,
            Some(value) if is_required(&value) => Some(value),
            _ => alone,
        };
        place.is_some_and(|place| self.fits_body(operation, input, &place))
    }

    /// Returns whether the body of requests can have the checksum of the trait at `place`. Events are sent one by one, long
    /// after the headers.
    fn fits_body(&mut self, operation: &Shape, input: &Structure, place: &Place<'_>) -> bool {
        if input.events().is_none() {
            return true;
        }
        let message = format!(
            "requests of `{}` have no checksum in a header: their body is a stream of events",
            operation.id
        );
        let help = "remove the trait: each event has a checksum of its own";
        self.warning_at(place, message, help);
        false
    }

    /// Returns whether streams of `operation` may have their checksum in a trailer, so that they are not read before.
    pub(super) fn has_trailers(&self, operation: &Shape) -> bool {
        let value = self.trait_value(operation, id::HTTP_CHECKSUM);
        value.is_some_and(|it| it.get(ALGORITHM).is_some())
    }

    /// Returns the checksums of requests and responses of `operation`.
    pub(super) fn checksum(
        &mut self,
        operation: &Shape,
        input: &Structure,
    ) -> Option<HttpChecksum> {
        let value = self.trait_value(operation, id::HTTP_CHECKSUM)?;
        let algorithm_header = self.checksum_header(input, &value, ALGORITHM);
        let algorithm_header =
            algorithm_header.filter(|_| self.fits_body(operation, input, &value));
        let mode_header = self.checksum_header(input, &value, MODE);
        let response_algorithms = self.response_algorithms(&value);
        if value.get(MODE).is_some() != value.get(RESPONSE).is_some() {
            let message = format!(
                "the trait {} has only one of `{MODE}` and `{RESPONSE}`",
                id::HTTP_CHECKSUM
            );
            self.error_at(
                &value,
                message,
                "add the other: checksums of responses need both",
            );
        }
        let has_any = algorithm_header.is_some() || mode_header.is_some();
        has_any.then(|| HttpChecksum {
            request_required: is_required(&value),
            algorithm_header,
            mode_header,
            response_algorithms,
        })
    }

    /// Returns the header of the member of `input` that the trait names under `key`.
    fn checksum_header(
        &mut self,
        input: &Structure,
        value: &Place<'_>,
        key: &str,
    ) -> Option<String> {
        value.get(key)?;
        let of = format!("the trait {}", id::HTTP_CHECKSUM);
        let (name, at) = self.text_at(value, key, &of)?;
        let field = input.fields.iter().find(|it| it.member == name);
        let header = field
            .filter(|it| is_header(it))
            .map(|it| it.wire_name.to_ascii_lowercase());
        if header.is_none() {
            let problem = match field {
                Some(_) => "is not a string or enum that is bound to a header",
                None => "does not exist",
            };
            let message = format!("the member `{name}` of the input {problem}");
            let help = format!(
                "name a member with the trait {}, in a protocol with HTTP bindings",
                id::HTTP_HEADER
            );
            self.error_at(&at, message, &help);
        }
        header
    }

    /// Returns the algorithms of the response's checksum.
    fn response_algorithms(&mut self, value: &Place<'_>) -> Vec<String> {
        let Some(listed) = value.get(RESPONSE) else {
            return Vec::new();
        };
        let names = listed.node.as_array().unwrap_or_default().iter();
        let names: Option<Vec<String>> = names.map(|it| it.as_str().map(str::to_owned)).collect();
        let names = names.filter(|it| !it.is_empty());
        if names.is_none() {
            let message = format!("`{RESPONSE}` is not a list of names of algorithms");
            self.error_at(&listed, message, "list at least one, such as \"CRC32\"");
        }
        names.unwrap_or_default()
    }
}

fn is_required(value: &Place<'_>) -> bool {
    let required = value.get(REQUIRED);
    required.is_some_and(|it| *it.node == Node::Bool(true))
}

fn is_header(field: &Field) -> bool {
    let is_text = matches!(field.ty, Type::String | Type::Named(Named::Enum(_)));
    is_text && field.binding == Binding::Header { is_base64: false }
}
