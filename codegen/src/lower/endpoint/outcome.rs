//! Results of rules: endpoints and errors.

use super::expression::{Known, Lowering};
use super::report::element;
use super::rule_set::{self, ExpressionKind, PropertyKind};
use crate::ir::{AuthScheme, Endpoint, Outcome, Property, ValueType};

/// The property that lists authentication schemes.
const AUTH_SCHEMES: &str = "authSchemes";

impl Lowering<'_, '_> {
    /// Lowers the text of an error.
    pub(super) fn error(&mut self, text: &rule_set::Expression, known: &Known) -> Option<Outcome> {
        let text = self.expect(text, ValueType::Text, known)?;
        Some(Outcome::Error(text.value))
    }

    /// Lowers an endpoint.
    pub(super) fn endpoint(
        &mut self,
        endpoint: &rule_set::Endpoint,
        known: &Known,
    ) -> Option<Outcome> {
        let url = self.expect(&endpoint.url, ValueType::Text, known);
        let mut headers = Vec::new();
        for (name, values) in &endpoint.headers {
            let values = values.iter().map(|value| {
                let typed = self.expect(value, ValueType::Text, known)?;
                Some(typed.value)
            });
            let values: Vec<Option<_>> = values.collect();
            headers.push((name.clone(), values.into_iter().collect::<Option<_>>()?));
        }
        let mut schemes = Vec::new();
        let mut properties = Vec::new();
        for (name, property) in &endpoint.properties {
            if name == AUTH_SCHEMES {
                schemes = self.schemes(property, known)?;
            } else {
                properties.push((name.clone(), self.property(property, known)?));
            }
        }
        let (url, ends_with_host) = self.with_host_checked(&endpoint.url, url?.value);
        Some(Outcome::Endpoint(Endpoint {
            url,
            ends_with_host,
            headers,
            schemes,
            properties,
        }))
    }

    fn schemes(&mut self, property: &rule_set::Property, known: &Known) -> Option<Vec<AuthScheme>> {
        let PropertyKind::List(list) = &property.kind else {
            let help = "list objects, each with a `name`";
            self.report
                .error(&property.at, "`authSchemes` is not an array", help);
            return None;
        };
        let mut schemes = Vec::new();
        for (index, scheme) in list.iter().enumerate() {
            let entries = match &scheme.kind {
                PropertyKind::Object(entries) => entries.as_slice(),
                _ => &[],
            };
            let name = entries.iter().find(|(key, _)| key == "name");
            let Some((
                _,
                rule_set::Property {
                    kind: PropertyKind::Text(name),
                    ..
                },
            )) = name
            else {
                let at = element(&property.at, index);
                let help = "give it a `name`, such as `sigv4`";
                self.report
                    .error(&at, "the authentication scheme has no name", help);
                return None;
            };
            let name = self.expect(name, ValueType::Text, known)?.value;
            let others = entries.iter().filter(|(key, _)| key != "name");
            let others: Vec<Option<_>> = others
                .map(|(key, value)| Some((key.clone(), self.property(value, known)?)))
                .collect();
            schemes.push(AuthScheme {
                name,
                properties: others.into_iter().collect::<Option<_>>()?,
            });
        }
        Some(schemes)
    }

    fn property(&mut self, property: &rule_set::Property, known: &Known) -> Option<Property> {
        Some(match &property.kind {
            PropertyKind::Flag(flag) => Property::Flag(*flag),
            PropertyKind::Number(number) => Property::Number(number.clone()),
            PropertyKind::Text(text) => {
                if matches!(text.kind, ExpressionKind::Broken) {
                    return None;
                }
                Property::Text(self.expect(text, ValueType::Text, known)?.value)
            }
            PropertyKind::List(list) => {
                let list: Vec<Option<_>> = list.iter().map(|it| self.property(it, known)).collect();
                Property::List(list.into_iter().collect::<Option<_>>()?)
            }
            PropertyKind::Object(entries) => {
                let entries: Vec<Option<_>> = entries
                    .iter()
                    .map(|(key, value)| Some((key.clone(), self.property(value, known)?)))
                    .collect();
                Property::Object(entries.into_iter().collect::<Option<_>>()?)
            }
        })
    }
}

/// Reads an endpoint that has no expressions in it, as tests expect it.
pub(super) fn constant(
    endpoint: &rule_set::Endpoint,
    report: &mut super::report::Report<'_>,
) -> Option<Endpoint> {
    let mut lowering = Lowering {
        parameters: &[],
        names: super::names::Names::new(),
        report,
        kept: Vec::new(),
    };
    match lowering.endpoint(endpoint, &Known::default())? {
        Outcome::Endpoint(endpoint) => Some(endpoint),
        _ => None,
    }
}
