//! Expected request of a case of `smithy.test#httpRequestTests`.

use super::body;
use super::case::Case;
use super::config;
use crate::ir::{ExpectedRequest, Service};
use crate::lower::scheme_id;
use crate::smithy::report::Report;

/// The keys that only these cases have.
pub(super) const KEYS: [&str; 7] = [
    "forbidQueryParams",
    "host",
    "method",
    "queryParams",
    "requireQueryParams",
    "resolvedHost",
    "uri",
];

/// Reads what `case` expects. Errors are reported; `None` stands for some of them.
pub(super) fn read(
    case: &Case<'_>,
    service: &Service,
    report: &mut Report<'_>,
) -> Option<ExpectedRequest> {
    check_scheme(case, service, report);
    let config = config::read(case, service, report);
    let endpoint = case.text("host", report).map(str::to_owned);
    let host = case.text("resolvedHost", report).map(str::to_owned);
    let host = host.or_else(|| {
        // "It can be assumed that the resolved host is the same as the host", which may have a path.
        let host = endpoint.as_ref()?.split('/').next()?;
        Some(host.to_owned())
    });
    let method = case.needed_text("method", report);
    let path = case.needed_text("uri", report);
    if path.is_some_and(|it| !it.starts_with('/') || it.contains('?')) {
        let help = "write a path that begins with `/`, and a query string as `queryParams`";
        report.error(&case.place("uri"), "the `uri` is not a path", help);
    }
    Some(ExpectedRequest {
        endpoint,
        config,
        host,
        query: case.texts("queryParams", report),
        required_query: case.texts("requireQueryParams", report),
        forbidden_query: case.texts("forbidQueryParams", report),
        headers: case.text_map("headers", report),
        required_headers: case.texts("requireHeaders", report),
        forbidden_headers: case.texts("forbidHeaders", report),
        body: body::read(case, report),
        method: method?.to_owned(),
        path: path?.to_owned(),
    })
}

/// A case may say how requests are authenticated, for that could change them. Ours are authenticated as the service says.
fn check_scheme(case: &Case<'_>, service: &Service, report: &mut Report<'_>) {
    let Some(scheme) = case.text("authScheme", report) else {
        return;
    };
    if !service.facts.auth.iter().any(|it| scheme_id(*it) == scheme) {
        let message = format!("requests of this service are not authenticated by `{scheme}`");
        let help = "remove the key, or the case";
        report.error(&case.place("authScheme"), message, help);
    }
}
