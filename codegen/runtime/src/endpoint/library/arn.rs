//! `aws.parseArn`.

/// Parts of an Amazon Resource Name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Arn<'a> {
    /// Partition of the resource.
    pub partition: &'a str,
    /// Service of the resource.
    pub service: &'a str,
    /// Region of the resource; empty if it has none.
    pub region: &'a str,
    /// Account of the resource; empty if it has none.
    pub account_id: &'a str,
    /// Resource id, split at every `:` and `/`.
    pub resource_id: Vec<&'a str>,
}

/// Parses an ARN; `None` if `value` is not one.
#[must_use]
pub fn parse_arn(value: &str) -> Option<Arn<'_>> {
    let mut parts = value.splitn(6, ':');
    let mut part = || parts.next();
    let (prefix, partition, service) = (part()?, part()?, part()?);
    let (region, account_id, resource) = (part()?, part()?, part()?);
    let complete = prefix == "arn" && ![partition, service, resource].contains(&"");
    complete.then(|| Arn {
        partition,
        service,
        region,
        account_id,
        resource_id: resource.split([':', '/']).collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::parse_arn;

    /// The examples of the specification, and the edges of the syntax.
    #[test]
    fn takes_arns_apart() {
        let parts = |value| {
            let arn = parse_arn(value)?;
            let head = [arn.partition, arn.service, arn.region, arn.account_id];
            Some((head.map(str::to_owned), arn.resource_id.join(" ")))
        };
        let arn =
            |head: [&str; 4], resource: &str| Some((head.map(str::to_owned), resource.to_owned()));
        for (value, expected) in [
            (
                "arn:aws:sns:us-west-2:012345678910:example-sns-topic-name",
                arn(
                    ["aws", "sns", "us-west-2", "012345678910"],
                    "example-sns-topic-name",
                ),
            ),
            (
                "arn:aws:ec2:us-east-1:012345678910:vpc/vpc-0e9801d129EXAMPLE",
                arn(
                    ["aws", "ec2", "us-east-1", "012345678910"],
                    "vpc vpc-0e9801d129EXAMPLE",
                ),
            ),
            (
                "arn:aws:iam::012345678910:user/johndoe",
                arn(["aws", "iam", "", "012345678910"], "user johndoe"),
            ),
            (
                "arn:aws:s3:::bucket_name",
                arn(["aws", "s3", "", ""], "bucket_name"),
            ),
            ("arn:a:b:c:d:e:f/g:", arn(["a", "b", "c", "d"], "e f g ")),
            ("11111111-2222-3333-4444-555555555555", None),
            ("arn:aws:s3:::", None),
            ("arn::s3:::x", None),
            ("arn:aws::::x", None),
            ("arn:aws:s3::x", None),
            ("ARN:aws:s3:::x", None),
            ("", None),
        ] {
            assert_eq!(parts(value), expected, "{value}");
        }
    }
}
