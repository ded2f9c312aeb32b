//! Beginning of documents.

use crate::wire::XmlNamespace;

/// Root element of a document; formats other than XML have none.
#[cfg_attr(not(feature = "xml"), allow(dead_code, reason = "of XML"))]
#[derive(Clone, Copy, Debug)]
pub(crate) struct Root<'a> {
    /// Name of the element.
    pub(crate) name: &'a str,
    /// Namespace of the element, unless the value has one of its own.
    pub(crate) namespace: Option<XmlNamespace>,
}

impl<'a> Root<'a> {
    pub(crate) const fn named(name: &'a str) -> Self {
        Self {
            name,
            namespace: None,
        }
    }
}
