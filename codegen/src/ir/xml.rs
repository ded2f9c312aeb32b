//! Names of XML elements and of query parameters, where they are not those of the member.

/// XML namespace (`smithy.api#xmlNamespace`).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct XmlNamespace {
    /// URI of the namespace.
    pub uri: String,
    /// Prefix; without one it is the default namespace.
    pub prefix: Option<String>,
}

/// Names of the element that has a value; absent ones are the default.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ElementNames {
    /// Name as an entry of a list.
    pub member: Option<String>,
    /// Name of the key, if the value is in a map.
    pub key: Option<String>,
    /// Name of the value, if it is in a map.
    pub value: Option<String>,
    /// Namespace of the element.
    pub namespace: Option<XmlNamespace>,
    /// Namespace of the key, if the value is in a map.
    pub key_namespace: Option<XmlNamespace>,
    /// Name in requests of the EC2 query protocol (`aws.protocols#ec2QueryName`), if it does not follow from that of the
    /// element.
    pub query: Option<String>,
}

impl ElementNames {
    /// Returns whether all names are the default.
    pub fn are_default(&self) -> bool {
        *self == Self::default()
    }
}

/// Form of a value in XML and query parameters. Other formats have no use for it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Form {
    /// Names of its element.
    pub names: ElementNames,
    /// True for a list or map without an element of its own (`smithy.api#xmlFlattened`).
    pub is_flattened: bool,
    /// Form of the members of a list, or of the values of a map.
    pub entry: Option<Box<Form>>,
}

impl Form {
    /// Returns whether it is that of values without traits.
    pub fn is_plain(&self) -> bool {
        *self == Self::default()
    }

    /// Iterates over the names in it that are not the default.
    pub fn names(&self) -> impl Iterator<Item = &ElementNames> {
        let forms = std::iter::successors(Some(self), |it| it.entry.as_deref());
        forms.map(|it| &it.names).filter(|it| !it.are_default())
    }
}

/// Root element of requests in XML.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct XmlRoot {
    /// Name of the element.
    pub name: String,
    /// Its namespace, if that is not the service's.
    pub namespace: Option<XmlNamespace>,
}
