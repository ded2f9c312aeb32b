//! HTTP bindings of operations and members.

/// Method and URI of an operation's requests (`smithy.api#http`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Http {
    /// The method.
    pub method: String,
    /// The pattern of the path and the query, as in the model.
    pub uri: String,
    /// The first label of the path, if the endpoint has its value: requests have the rest of the pattern.
    pub endpoint_label: Option<String>,
}

impl Http {
    /// Returns the URI after the endpoint without the names of its labels, which requests do not have.
    pub fn uri_without_names(&self) -> String {
        without_names(self.sent_uri())
    }

    /// Returns the pattern of the path and the query that requests have after the endpoint.
    pub fn sent_uri(&self) -> &str {
        let label = self.endpoint_label.as_ref();
        let label = label.map(|label| format!("/{{{label}}}"));
        let rest = label.and_then(|label| self.uri.strip_prefix(&label));
        rest.unwrap_or(&self.uri)
    }
}

/// Returns a pattern of URIs without the names of its labels.
pub(crate) fn without_names(uri: &str) -> String {
    let parts = uri.split('{').enumerate().map(|(index, part)| {
        let rest = part.split_once('}');
        match rest.filter(|_| index > 0) {
            Some((label, rest)) if label.ends_with('+') => format!("{{+}}{rest}"),
            Some((_, rest)) => format!("{{}}{rest}"),
            None => part.to_owned(),
        }
    });
    parts.collect()
}

/// Part of an HTTP message that has the value of a member.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Binding {
    /// The document in the body.
    Body,
    /// A label of the path.
    Label {
        /// True if only the part after the last slash of the value is sent.
        is_id: bool,
    },
    /// A parameter of the query.
    Query,
    /// All other parameters of the query.
    QueryParams,
    /// A header.
    Header {
        /// True if a string, or each of a list, is sent in base64, since it has a media type.
        is_base64: bool,
    },
    /// All headers with a prefix.
    PrefixHeaders,
    /// The whole body, as a document.
    Payload,
    /// The text of the root element of the body, whatever its name; an empty one stands for no value.
    RootText,
    /// The whole body as it is, of this media type.
    RawPayload(String),
    /// The whole body as a stream, of this media type.
    Stream(String),
    /// The status of a response.
    Status,
    /// A header of an event.
    EventHeader,
}

impl Binding {
    /// Returns whether the value is the whole body.
    pub fn is_payload(&self) -> bool {
        matches!(
            self,
            Self::Payload | Self::RootText | Self::RawPayload(_) | Self::Stream(_)
        )
    }

    /// Returns the media type of a value that is the whole body as it is: in memory, or as a stream.
    pub fn media_type(&self) -> Option<&str> {
        match self {
            Self::RawPayload(media_type) | Self::Stream(media_type) => Some(media_type),
            _ => None,
        }
    }

    /// Returns whether the value is in a document: a part of it, or all of it.
    pub fn is_document(&self) -> bool {
        matches!(self, Self::Body | Self::Payload | Self::RootText)
    }
}

#[cfg(test)]
mod tests {
    use super::without_names;

    #[test]
    fn names_of_labels_are_not_sent() {
        assert_eq!(without_names("/a/{b}/c/{d+}/e?f"), "/a/{}/c/{+}/e?f");
        assert_eq!(without_names("/a"), "/a");
    }
}
