//! Hosts on this machine and on its link.

use http::Uri;
use http::uri::Scheme;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// Agents of ECS tasks and EKS pods, which serve the credentials of a container: the default address of
/// `AWS_CONTAINER_CREDENTIALS_RELATIVE_URI`, and those of EKS Pod Identity.
pub(crate) const CONTAINER_AGENTS: [IpAddr; 3] = [
    IpAddr::V4(Ipv4Addr::new(169, 254, 170, 2)),
    IpAddr::V4(Ipv4Addr::new(169, 254, 170, 23)),
    IpAddr::V6(Ipv6Addr::new(0xfd00, 0x0ec2, 0, 0, 0, 0, 0, 0x23)),
];

/// Host on this machine or on its link. None is reached through a proxy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LocalHost {
    /// The machine itself: `localhost`, names below it, and loopback addresses.
    Machine,
    /// One of [`CONTAINER_AGENTS`].
    ContainerAgent,
    /// Another address of the link, such as that of the instance metadata service.
    Link,
}

impl LocalHost {
    /// Classifies the host of a URL, in any spelling of its address (`127.1`, `0x7f.1`, `[::ffff:127.0.0.1]`); `None`
    /// for any other host.
    pub(crate) fn of(host: &str) -> Option<Self> {
        match address(host) {
            Some(address) => Self::at(address.to_canonical()),
            None => is_localhost(host).then_some(Self::Machine),
        }
    }

    fn at(address: IpAddr) -> Option<Self> {
        // A connection to the unspecified address reaches the machine itself.
        if address.is_loopback() || address.is_unspecified() {
            return Some(Self::Machine);
        }
        if CONTAINER_AGENTS.contains(&address) {
            return Some(Self::ContainerAgent);
        }
        let is_of_link = match address {
            IpAddr::V4(address) => address.is_link_local(),
            // `fd00:ec2::/32` is where EC2 has its local services.
            IpAddr::V6(address) => {
                address.is_unicast_link_local()
                    || matches!(address.segments(), [0xfd00, 0x0ec2, ..])
            }
        };
        is_of_link.then_some(Self::Link)
    }

    /// Returns true if secrets may be sent to the host over plain HTTP.
    #[cfg(any(test, feature = "credentials"))]
    pub(crate) fn is_trusted_over_plain_http(self) -> bool {
        match self {
            Self::Machine | Self::ContainerAgent => true,
            Self::Link => false,
        }
    }
}

/// Returns an error unless tokens may be sent to `url`: over TLS, or to the machine itself. `what` names them.
pub(crate) fn check_confidential(what: &str, url: &Uri) -> Result<(), String> {
    let is_machine = |host| LocalHost::of(host) == Some(LocalHost::Machine);
    if url.scheme() == Some(&Scheme::HTTPS) || url.host().is_some_and(is_machine) {
        return Ok(());
    }
    Err(format!(
        "{what} is sent only over TLS: configure an https endpoint instead of {}://{} (http is allowed for localhost \
         and loopback addresses)",
        url.scheme_str().unwrap_or_default(),
        url.authority().map_or("", |it| it.as_str()),
    ))
}

/// Returns true for `localhost` and the names below it, which RFC 6761, section 6.3, assigns to the machine itself.
fn is_localhost(host: &str) -> bool {
    let host = host.strip_suffix('.').unwrap_or(host);
    let mut labels = host.rsplit('.');
    let is_localhost = labels
        .next()
        .is_some_and(|label| label.eq_ignore_ascii_case("localhost"));
    is_localhost && labels.all(|label| !label.is_empty())
}

/// Returns the address of a host, as name resolution parses it.
fn address(host: &str) -> Option<IpAddr> {
    let bracketed = host
        .strip_prefix('[')
        .and_then(|host| host.strip_suffix(']'));
    match bracketed {
        // A zone names a link.
        Some(host) => host.split('%').next()?.parse().ok().map(IpAddr::V6),
        None => ipv4(host).map(IpAddr::V4).or_else(|| host.parse().ok()),
    }
}

/// Parses an IPv4 address of one to four numbers, decimal, octal or hexadecimal, of which the last covers the remaining
/// bytes: the format of `inet_aton` and of URLs (<https://url.spec.whatwg.org/#concept-ipv4-parser>).
fn ipv4(host: &str) -> Option<Ipv4Addr> {
    let host = host.strip_suffix('.').unwrap_or(host);
    let numbers: Vec<u32> = host.split('.').map(number).collect::<Option<_>>()?;
    let (last, octets) = numbers.split_last()?;
    if octets.len() > 3 || octets.iter().any(|&octet| octet > 255) {
        return None;
    }
    let shift = |position: usize| 24 - 8 * position;
    if octets.is_empty() {
        return Some(Ipv4Addr::from(*last));
    }
    if *last >> (shift(octets.len()) + 8) != 0 {
        return None;
    }
    let start = octets.iter().enumerate();
    let start = start.map(|(position, octet)| octet << shift(position));
    Some(Ipv4Addr::from(start.sum::<u32>() + last))
}

fn number(text: &str) -> Option<u32> {
    let (digits, radix) = match text.as_bytes() {
        [b'0', b'x' | b'X', ..] => (text.get(2..)?, 16),
        [b'0', _, ..] => (text.get(1..)?, 8),
        _ => (text, 10),
    };
    // `from_str_radix` takes a sign.
    let is_number = digits.bytes().all(|byte| byte.is_ascii_alphanumeric());
    is_number.then(|| u32::from_str_radix(digits, radix).ok())?
}

#[cfg(test)]
mod tests {
    use super::LocalHost;

    const MACHINE: Option<LocalHost> = Some(LocalHost::Machine);
    const AGENT: Option<LocalHost> = Some(LocalHost::ContainerAgent);
    const LINK: Option<LocalHost> = Some(LocalHost::Link);

    #[test]
    fn hosts_are_classified_however_they_are_spelled() {
        let table = [
            ("localhost", MACHINE),
            ("LocalHost", MACHINE),
            ("localhost.", MACHINE),
            ("s3.localhost", MACHINE),
            ("A.B.LOCALHOST.", MACHINE),
            ("127.0.0.1", MACHINE),
            ("127.0.0.1.", MACHINE),
            ("127.255.255.254", MACHINE),
            ("127.1", MACHINE),
            ("127.0.1", MACHINE),
            ("127.65535", MACHINE),
            ("0x7f.1", MACHINE),
            ("0X7F.0.0.1", MACHINE),
            ("0177.0.0.01", MACHINE),
            ("2130706433", MACHINE),
            ("0x7f000001", MACHINE),
            ("017700000001", MACHINE),
            ("0", MACHINE),
            ("0.0.0.0", MACHINE),
            ("[::1]", MACHINE),
            ("[0:0:0:0:0:0:0:1]", MACHINE),
            ("[::]", MACHINE),
            ("[::ffff:127.0.0.1]", MACHINE),
            ("[::FFFF:7F00:1]", MACHINE),
            ("::1", MACHINE),
            ("169.254.170.2", AGENT),
            ("169.254.170.23", AGENT),
            ("169.254.43522", AGENT),
            ("[fd00:ec2::23]", AGENT),
            ("[FD00:0EC2:0::23]", AGENT),
            ("[::ffff:169.254.170.2]", AGENT),
            ("169.254.169.254", LINK),
            ("0xa9fea9fe", LINK),
            ("[fd00:ec2::254]", LINK),
            ("[fe80::1%25eth0]", LINK),
            ("[::ffff:169.254.169.254]", LINK),
            ("", None),
            (".", None),
            ("sts.amazonaws.com", None),
            ("notlocalhost", None),
            ("localhost.example.com", None),
            (".localhost", None),
            ("a..localhost", None),
            ("localhost..", None),
            ("127.0.0.1.example.com", None),
            ("128.1", None),
            ("126.255.255.255", None),
            ("127.0.0.0.1", None),
            ("127.0.0.256", None),
            ("127.16777216", None),
            ("127.256.1", None),
            ("08.0.0.1", None),
            ("127.0.0.+1", None),
            ("0x7g.1", None),
            ("4294967296", None),
            ("169.255.0.1", None),
            ("10.0.0.1", None),
            ("[fd00:ec3::1]", None),
            ("[::ffff:10.0.0.1]", None),
            ("[::2]", None),
        ];
        for (host, expected) in table {
            assert_eq!(LocalHost::of(host), expected, "{host:?}");
        }
    }

    /// As the SDKs do: the machine itself, and the agents whose addresses AWS documents.
    #[test]
    fn secrets_go_over_plain_http_to_the_machine_and_to_container_agents_alone() {
        assert!(LocalHost::Machine.is_trusted_over_plain_http());
        assert!(LocalHost::ContainerAgent.is_trusted_over_plain_http());
        assert!(!LocalHost::Link.is_trusted_over_plain_http());
    }
}
