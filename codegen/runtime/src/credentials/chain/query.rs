//! Parameters of a form or a query string, and of a request in the AWS query protocol.

use crate::percent::push_encoded;

/// Names and values, percent-encoded (RFC 3986): a space is `%20`.
#[derive(Clone, Default)]
pub(super) struct Parameters(String);

impl Parameters {
    /// Creates the parameters that every request in the AWS query protocol begins with.
    pub(super) fn of_action(action: &str, version: &str) -> Self {
        Self::default()
            .with("Action", action)
            .with("Version", version)
    }

    /// Adds a parameter.
    pub(super) fn with(mut self, name: &str, value: &str) -> Self {
        if !self.0.is_empty() {
            self.0.push('&');
        }
        push_encoded(&mut self.0, name, b"");
        self.0.push('=');
        push_encoded(&mut self.0, value, b"");
        self
    }

    /// Adds a parameter if it has a value.
    pub(super) fn with_some(self, name: &str, value: Option<&str>) -> Self {
        match value {
            Some(value) => self.with(name, value),
            None => self,
        }
    }

    /// Adds the members of a list; `member` is the name of the part of each that has the value, and empty if the
    /// members are values themselves.
    ///
    /// Lists of the AWS query protocol are numbered from 1: `PolicyArns.member.1.arn`.
    pub(super) fn with_list<'a>(
        self,
        name: &str,
        member: &str,
        values: impl IntoIterator<Item = &'a str>,
    ) -> Self {
        let part = match member {
            "" => String::new(),
            member => format!(".{member}"),
        };
        let values = values.into_iter().zip(1_usize..);
        values.fold(self, |parameters, (value, number)| {
            parameters.with(&format!("{name}.member.{number}{part}"), value)
        })
    }

    pub(super) fn into_string(self) -> String {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::Parameters;

    /// The encoding is that of RFC 3986; the first two parameters are those of Smithy's `awsQuery`.
    #[test]
    fn names_and_values_are_encoded() {
        let parameters = Parameters::of_action("AssumeRole", "2011-06-15")
            .with("RoleArn", "arn:aws:iam::123456789012:role/a b")
            .with("Empty", "")
            .with_some("ExternalId", None)
            .with_some("Name", Some("a+b=c&d~é\n"));
        assert_eq!(
            parameters.into_string(),
            "Action=AssumeRole&Version=2011-06-15&RoleArn=arn%3Aaws%3Aiam%3A%3A123456789012%3Arole%2Fa%20b&Empty=&\
             Name=a%2Bb%3Dc%26d~%C3%A9%0A"
        );
        assert_eq!(Parameters::default().into_string(), "");
    }

    /// The lists of the examples in STS's API reference.
    #[test]
    fn members_of_lists_are_numbered_from_1() {
        let parameters = Parameters::default()
            .with_list("Tags", "Key", ["Project", "Cost-Center"])
            .with_list("TransitiveTagKeys", "", ["Project"])
            .with_list("PolicyArns", "arn", []);
        assert_eq!(
            parameters.into_string(),
            "Tags.member.1.Key=Project&Tags.member.2.Key=Cost-Center&TransitiveTagKeys.member.1=Project"
        );
    }
}
