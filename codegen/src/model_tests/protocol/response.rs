//! Response of a case of `smithy.test#httpResponseTests`, and its expected result.

use super::body;
use super::case::Case;
use super::value::{Values, Way};
use crate::ir::{
    Arguments, ErrorShape, ErrorVariant, ExpectedResult, ExpectedValue, Fault, Field,
    GivenResponse, Protocol, Sample, StreamedOutput, Structure, StructureId, Types,
};
use crate::smithy::json::Node;
use crate::smithy::report::{Report, inside};

/// The key that only these cases have.
pub(super) const KEYS: [&str; 1] = ["code"];

/// The `vendorParams` of errors of services that were once called by awsQuery.
const ERROR_CODE_PARAMS: &str = "aws.protocoltests.config#ErrorCodeParams";

/// Returns the response. Errors are reported; `None` stands for some of them.
pub(super) fn reply(case: &Case<'_>, report: &mut Report<'_>) -> Option<GivenResponse> {
    // What clients make of a response does not depend on how requests are signed, nor on these headers' absence; but
    // the keys have to be well-formed.
    case.text("authScheme", report);
    case.texts("requireHeaders", report);
    case.texts("forbidHeaders", report);
    let headers = case.text_map("headers", report);
    let body = body::read(case, report);
    case.expect("code", report);
    let code = case.get("code")?;
    let status = code.as_number().and_then(serde_json::Number::as_u64);
    let status = status.and_then(|it| u16::try_from(it).ok());
    let Some(status) = status.filter(|it| (100..=599).contains(it)) else {
        let message = "`code` is not an HTTP status";
        report.error(&case.place("code"), message, "write a number such as 200");
        return None;
    };
    Some(GivenResponse {
        status,
        headers,
        body,
    })
}

/// Returns the structure that the response holds.
pub(super) fn expected(
    case: &Case<'_>,
    structure: StructureId,
    types: &Types,
    report: &mut Report<'_>,
) -> Option<ExpectedValue> {
    let mut values = Values {
        types,
        way: Way::Received,
        report,
        events: Vec::new(),
    };
    let value = values.parameters(case, structure)?;
    let has_nan = has_nan(&value);
    Some(ExpectedValue { value, has_nan })
}

/// Returns the expected output of a successful call.
pub(super) fn output(
    case: &Case<'_>,
    structure: StructureId,
    types: &Types,
    report: &mut Report<'_>,
) -> Option<ExpectedResult> {
    let output = expected(case, structure, types, report);
    let vendor = case.get("vendorParams").and_then(Node::as_object);
    if vendor.is_some_and(|it| !it.is_empty()) {
        let message = "vendor parameters are supported only on errors";
        let help = "remove them, or the case";
        report.error(&case.place("vendorParams"), message, help);
    }
    let structure = &types.structures[structure];
    Some(match structure.byte_stream() {
        None => ExpectedResult::Output(output?),
        Some(stream) => ExpectedResult::Streamed(streamed(case, structure, stream, output?)),
    })
}

/// Returns the expected output with the stream apart, which is read to be compared.
fn streamed(
    case: &Case<'_>,
    structure: &Structure,
    stream: &Field,
    output: ExpectedValue,
) -> StreamedOutput {
    let text = case.get("params").and_then(|it| it.get(&stream.member));
    let others = structure.fields.iter().filter(|it| it.name != stream.name);
    StreamedOutput {
        stream: stream.name.clone(),
        text: text.and_then(Node::as_str).unwrap_or_default().to_owned(),
        fields: others.map(|it| it.name.clone()).collect(),
        output,
    }
}

/// Returns the expected error of a failed call.
pub(super) fn error(
    case: &Case<'_>,
    variant: &ErrorVariant,
    shape: &ErrorShape,
    error: Option<ExpectedValue>,
    report: &mut Report<'_>,
) -> Option<ExpectedResult> {
    let code = vendor_code(case, shape, report);
    let message = shape.message.as_ref();
    let message = message.and_then(|it| case.get("params")?.get(&it.member)?.as_str());
    // An empty message is a placeholder for a required one, and is not compared.
    let message = message.filter(|it| !it.is_empty());
    Some(ExpectedResult::Error {
        variant: variant.name.clone(),
        error: error?,
        code: code.unwrap_or_else(|| code_of(case, shape).to_owned()),
        message: message.map(str::to_owned),
    })
}

/// Returns the code that callers get.
fn code_of<'a>(case: &Case<'_>, shape: &'a ErrorShape) -> &'a str {
    let query = shape.query_code.as_deref();
    let query = query.filter(|_| case.protocol == Protocol::AwsQuery);
    query.unwrap_or(&shape.code)
}

/// Returns the code that `vendorParams` give the error in place of its shape's name, if they do.
fn vendor_code(case: &Case<'_>, shape: &ErrorShape, report: &mut Report<'_>) -> Option<String> {
    let vendor = case.get("vendorParams")?;
    let at = case.place("vendorParams");
    if case.text("vendorParamsShape", report) != Some(ERROR_CODE_PARAMS) {
        let message = "these vendor parameters are unknown";
        let help = format!("`{ERROR_CODE_PARAMS}` is supported; remove them, or the case");
        report.error(&at, message, help);
        return None;
    }
    for (key, node) in vendor.as_object().unwrap_or_default() {
        let fault = match shape.fault {
            Fault::Client => "Sender",
            Fault::Server => "Receiver",
        };
        let fits = match key.as_str() {
            "code" => node.as_str().is_some(),
            // The model says the same; a client has no other word for it.
            "type" => node.as_str() == Some(fault),
            _ => false,
        };
        if !fits {
            let message = format!("`{key}` does not fit `{ERROR_CODE_PARAMS}` of this error");
            let help = format!("it has a `code`, and the `type` \"{fault}\"");
            report.error(&inside(&at, key), message, help);
        }
    }
    vendor.get("code").and_then(Node::as_str).map(str::to_owned)
}

/// Returns whether a value has a NaN somewhere in it.
fn has_nan(sample: &Sample) -> bool {
    match sample {
        Sample::F32(value) => value.is_nan(),
        Sample::F64(value) => value.is_nan(),
        Sample::Union(_, _, value) | Sample::Entry(value) => value.as_deref().is_some_and(has_nan),
        Sample::Boxed(value) => has_nan(value),
        Sample::List(values) => values.iter().any(has_nan),
        Sample::Map(entries) => entries.iter().any(|(_, value)| has_nan(value)),
        Sample::Structure(it) => {
            let in_arguments = match &it.arguments {
                Arguments::Positional(values) => values.iter().any(has_nan),
                Arguments::Named(fields) => fields.iter().any(|(_, value)| has_nan(value)),
            };
            in_arguments || it.setters.iter().any(|(_, value)| has_nan(value))
        }
        _ => false,
    }
}
