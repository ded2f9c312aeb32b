//! Names of XML elements and query parameters.

use super::report::Report;
use crate::ir::{ElementNames, Form, Operation, XmlNamespace};

/// Compares the form of the value of a member at `path`.
pub(super) fn form(path: &str, old: &Form, new: &Form, report: &mut Report) {
    let why = "requests and responses have it";
    report.value(path, "the form in XML", &shown(old), &shown(new), why);
}

/// Compares the root elements of requests of an operation at `path`.
pub(super) fn root(path: &str, old: &Operation, new: &Operation, report: &mut Report) {
    let (Some(old), Some(new)) = (&old.xml_root, &new.xml_root) else {
        return; // Requests have no body, or the protocol changed, which is told of the service.
    };
    let why = "requests have it: a service that does not know it may reject them";
    let text = |it: &String| format!("`{it}`");
    report.value(path, "`XML_ROOT`", &text(&old.name), &text(&new.name), why);
    let text = |it: &Option<XmlNamespace>| self::text(it.as_ref());
    let (was, is) = (text(&old.namespace), text(&new.namespace));
    report.value(path, "`XML_NAMESPACE`", &was, &is, why);
}

/// Returns the words for the namespace of a service or an operation.
pub(super) fn text(namespace: Option<&XmlNamespace>) -> String {
    namespace.map_or_else(|| "none".to_owned(), |it| format!("`{}`", attribute(it)))
}

/// Returns the words for a form.
fn shown(form: &Form) -> String {
    let mut parts = Vec::new();
    let forms = std::iter::successors(Some(form), |it| it.entry.as_deref());
    for form in forms {
        if form.is_flattened {
            parts.push("flattened".to_owned());
        }
        parts.extend(names(&form.names));
    }
    match parts.is_empty() {
        true => "the default".to_owned(),
        false => format!("`{}`", parts.join(", ")),
    }
}

fn names(names: &ElementNames) -> Vec<String> {
    let texts = [
        ("entries", &names.member),
        ("keys", &names.key),
        ("values", &names.value),
        ("parameter", &names.query),
    ];
    let texts = texts.into_iter().filter_map(|(what, name)| {
        let name = name.as_ref()?;
        Some(format!("{what} {name}"))
    });
    let namespaces = [("", &names.namespace), ("keys ", &names.key_namespace)];
    let namespaces = namespaces.into_iter().filter_map(|(what, namespace)| {
        let namespace = namespace.as_ref()?;
        Some(format!("{what}{}", attribute(namespace)))
    });
    texts.chain(namespaces).collect()
}

fn attribute(namespace: &XmlNamespace) -> String {
    match &namespace.prefix {
        Some(prefix) => format!("xmlns:{prefix}={}", namespace.uri),
        None => format!("xmlns={}", namespace.uri),
    }
}
