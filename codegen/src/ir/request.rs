//! What an operation asks of its requests.

/// Properties of an operation's requests.
#[derive(Clone, Debug)]
pub struct Request {
    /// The member of the input that has the URL that requests go to, where it is not the service's.
    pub moved_to: Option<UrlMember>,
    /// What comes before the host of the endpoint, if anything.
    pub host_prefix: Vec<HostPiece>,
    /// Whether requests are signed.
    pub auth: Auth,
    /// Whether bodies are compressed with gzip.
    pub gzip: bool,
    /// Whether it answers only when something has happened.
    pub long_poll: bool,
    /// True if it can be carried out twice without harm: it is read-only or idempotent, or has an idempotency token.
    pub idempotent: bool,
}

/// A piece of what comes before the host of the endpoint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HostPiece {
    /// As it is.
    Text(String),
    /// The value of a member of the input.
    Label(HostLabel),
}

/// A member of an input that is part of the host's name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HostLabel {
    /// Name on the wire.
    pub wire_name: String,
    /// Name of the field.
    pub field: String,
    /// Whether it is an enum, and not plain text.
    pub is_enum: bool,
    /// Whether it is an `Option`.
    pub optional: bool,
    /// Whether the model has deprecated it.
    pub deprecated: bool,
}

/// A member of an input that has the URL that requests go to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UrlMember {
    /// Name on the wire.
    pub wire_name: String,
    /// Name of the field.
    pub field: String,
    /// True if it is an `Option`.
    pub optional: bool,
    /// True if the model has deprecated it.
    pub deprecated: bool,
}

/// Whether requests are signed, where those of the service are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Auth {
    /// Always.
    Required,
    /// Where there are credentials.
    Optional,
    /// Never.
    None,
}
