//! Endpoints of the services that credentials are requested from: STS, the portal of IAM Identity Center, SSO OIDC and
//! sign-in.
//!
//! Their rule sets differ only in the host (`smithy.rules#endpointRuleSet` of their models). They know no pseudo regions
//! except `aws-global`, which is replaced here by the signing region of the partition's global services.

use crate::config::ServiceSettings;
use crate::endpoint::library::{Partition, parse_arn, partition};
use crate::transport::check_confidential;

/// A service that credentials are requested from.
pub(super) struct Service {
    pub(super) sdk_id: &'static str,
    /// First labels of the host.
    host: &'static str,
    /// Host that serves all regions of the partition `aws`.
    global_host: Option<&'static str>,
    /// Tokens of a user's session in its requests, for errors; `None` if its requests are signed.
    secret: Option<&'static str>,
    /// Returns the host of an endpoint without dual stack, by region, partition and FIPS, if it has another form.
    other_host: fn(&str, &Partition, bool) -> Option<String>,
}

pub(super) const STS: Service = Service {
    sdk_id: "STS",
    host: "sts",
    global_host: Some("sts.amazonaws.com"),
    secret: None,
    other_host: |_, _, _| None,
};

pub(super) const SSO: Service = Service {
    sdk_id: "SSO",
    host: "portal.sso",
    global_host: None,
    secret: Some("the sign-in token"),
    other_host: |_, _, _| None,
};

pub(super) const SSO_OIDC: Service = Service {
    sdk_id: "SSO OIDC",
    host: "oidc",
    global_host: None,
    secret: Some("the refresh token"),
    other_host: |_, _, _| None,
};

/// Sign-in of `aws login`.
#[cfg(feature = "login")]
pub(super) const SIGNIN: Service = Service {
    sdk_id: "Signin",
    host: "signin",
    global_host: None,
    secret: Some("the refresh token"),
    other_host: signin_host,
};

/// Returns the host of sign-in, which has a domain of its own in each partition.
#[cfg(feature = "login")]
fn signin_host(region: &str, partition: &Partition, fips: bool) -> Option<String> {
    let domain = match (partition.name, fips) {
        ("aws-us-gov", true) if region == "us-gov-west-1" => {
            return Some("signin-fips.amazonaws-us-gov.com".to_owned());
        }
        ("aws-us-gov", true) => "signin-fips.amazonaws-us-gov.com",
        (_, true) => return None,
        ("aws", _) => "signin.aws.amazon.com",
        ("aws-cn", _) => "signin.amazonaws.cn",
        ("aws-eusc", _) => "signin.amazonaws-eusc.eu",
        ("aws-iso", _) => "signin.c2shome.ic.gov",
        ("aws-iso-b", _) => "signin.sc2shome.sgov.gov",
        ("aws-iso-e", _) => "signin.csphome.adc-e.uk",
        ("aws-iso-f", _) => "signin.csphome.hci.ic.gov",
        ("aws-us-gov", _) => "signin.amazonaws-us-gov.com",
        _ => return None,
    };
    Some(format!("{region}.{domain}"))
}

/// An endpoint and its signing region.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct ServiceEndpoint {
    url: String,
    pub(super) region: String,
}

impl ServiceEndpoint {
    /// Returns the endpoint of `service` in `region`, unless `settings` override it.
    ///
    /// # Errors
    /// If FIPS or dual stack are required and not available, or if tokens would be sent over plain HTTP.
    pub(super) fn new(
        service: &Service,
        region: &str,
        settings: &ServiceSettings,
    ) -> Result<Self, String> {
        let partition = partition(region);
        let is_global = region.starts_with("aws-") && region.ends_with("-global");
        let actual = if is_global {
            partition.implicit_global_region
        } else {
            region
        };
        let is_plain = !settings.use_fips && !settings.use_dual_stack;
        let url = match (&settings.endpoint_url, service.global_host) {
            (Some(url), _) if is_plain => {
                if let Some(secret) = service.secret {
                    check_confidential(secret, url)?;
                }
                url.to_string().trim_end_matches('/').to_owned()
            }
            (Some(_), _) => {
                return Err(format!(
                    "{} has a configured endpoint URL, which cannot be combined with FIPS or dual stack: configure only one of them",
                    service.sdk_id
                ));
            }
            (None, Some(host)) if is_plain && region == "aws-global" => format!("https://{host}"),
            (None, _) => service.regional_url(actual, partition, settings)?,
        };
        Ok(Self {
            url,
            region: actual.to_owned(),
        })
    }

    /// Returns the URL of `path`, which begins with a slash.
    pub(super) fn url(&self, path: &str) -> String {
        format!("{}{path}", self.url)
    }
}

impl Service {
    fn regional_url(
        &self,
        region: &str,
        partition: &Partition,
        settings: &ServiceSettings,
    ) -> Result<String, String> {
        let (fips, dual_stack) = (settings.use_fips, settings.use_dual_stack);
        let lacks = |what| {
            Err(format!(
                "the partition {} has no {what} endpoints",
                partition.name
            ))
        };
        if fips && !partition.supports_fips {
            return lacks("FIPS");
        }
        if dual_stack && !partition.supports_dual_stack {
            return lacks("dual-stack");
        }
        let other = || (self.other_host)(region, partition, fips);
        if let (false, Some(host)) = (dual_stack, other()) {
            return Ok(format!("https://{host}"));
        }
        let suffix = if dual_stack {
            partition.dual_stack_dns_suffix
        } else {
            partition.dns_suffix
        };
        // The ordinary endpoints of GovCloud are validated.
        let is_plain = !fips || (partition.name == "aws-us-gov" && !dual_stack);
        let fips = if is_plain { "" } else { "-fips" };
        Ok(format!("https://{}{fips}.{region}.{suffix}", self.host))
    }
}

/// Returns the default region for assuming a role with this ARN: the signing region of its partition's global services.
pub(super) fn default_region(role_arn: &str) -> &'static str {
    let partition = parse_arn(role_arn).and_then(|arn| Partition::named(arn.partition));
    partition.map_or("aws-global", |partition| match partition.name {
        "aws" => "aws-global",
        _ => partition.implicit_global_region,
    })
}

#[cfg(test)]
mod tests;
