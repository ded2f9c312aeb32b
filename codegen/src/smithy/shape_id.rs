//! Shape ids: `namespace#Name` and `namespace#Name$member`.

use std::fmt;

/// The absolute id of a shape or of one of its members.
///
/// Cheap to clone and ordered by text, so that maps keyed by it are in a stable order.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ShapeId(std::sync::Arc<str>);

impl ShapeId {
    /// Parses an absolute id; `None` if `text` is not one.
    pub fn parse(text: &str) -> Option<Self> {
        let (namespace, rest) = text.split_once('#')?;
        let (name, member) = match rest.split_once('$') {
            Some((name, member)) => (name, Some(member)),
            None => (rest, None),
        };
        let well_formed = namespace.split('.').all(is_identifier)
            && is_identifier(name)
            && member.is_none_or(is_identifier);
        well_formed.then(|| Self(text.into()))
    }

    /// Returns the whole id.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns the part before `#`.
    pub fn namespace(&self) -> &str {
        self.0
            .split_once('#')
            .map_or("", |(namespace, _)| namespace)
    }

    /// Returns the part after `#`, without a member.
    pub fn name(&self) -> &str {
        let rest = self.0.split_once('#').map_or(&*self.0, |(_, rest)| rest);
        rest.split_once('$').map_or(rest, |(name, _)| name)
    }

    /// Returns the member's name, where this is the id of a member.
    pub fn member_name(&self) -> Option<&str> {
        self.0.split_once('$').map(|(_, member)| member)
    }

    /// Returns the id of a member of this shape.
    pub fn member(&self, name: &str) -> Self {
        Self(format!("{}${name}", self.container()).into())
    }

    /// Returns the id without a member.
    pub fn shape(&self) -> Self {
        Self(self.container().into())
    }

    fn container(&self) -> &str {
        self.0.split_once('$').map_or(&*self.0, |(shape, _)| shape)
    }
}

impl fmt::Display for ShapeId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Smithy's `Identifier`: letters, digits and underscores, not starting with a digit, not underscores alone.
pub(crate) fn is_identifier(text: &str) -> bool {
    let start = text.trim_start_matches('_');
    start.starts_with(|c: char| c.is_ascii_alphanumeric())
        && !text.starts_with(|c: char| c.is_ascii_digit())
        && start
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_an_id_apart() {
        let id = ShapeId::parse("com.amazonaws.proton#Revision$sha").unwrap();
        assert_eq!(id.namespace(), "com.amazonaws.proton");
        assert_eq!(id.name(), "Revision");
        assert_eq!(id.member_name(), Some("sha"));
        assert_eq!(id.shape().as_str(), "com.amazonaws.proton#Revision");
        assert_eq!(
            id.member("branch").as_str(),
            "com.amazonaws.proton#Revision$branch"
        );
    }

    #[test]
    fn refuses_what_is_no_absolute_id() {
        for text in [
            "",
            "Revision",
            "#Revision",
            "ns#",
            "ns#Na-me",
            "ns#Name$",
            "n s#Name",
            "ns#1Name",
            "ns..x#Name",
            "ns#_",
            "a#b#c",
        ] {
            assert_eq!(ShapeId::parse(text), None, "{text}");
        }
        for text in ["ns#Name", "a.b_c.d1#_Name1", "ns#list$member"] {
            assert!(ShapeId::parse(text).is_some(), "{text}");
        }
    }
}
