//! Hosts in `NO_PROXY`.

use crate::transport::LocalHost;
use std::net::IpAddr;

/// Hosts that are reached without a proxy.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct NoProxy {
    entries: Vec<Entry>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Entry {
    Every,
    /// A network; a single address is the network of all its bits.
    Network(IpAddr, u8),
    /// A host and its subdomains, in lower case.
    Domain(String),
}

impl NoProxy {
    /// Parses a list like curl: entries are separated by commas or blanks, a host with or without a leading dot
    /// includes its subdomains, and a network has its number of bits after a slash. Unlike in curl, `*` matches every
    /// host also in a list of several entries, and `*.domain` equals `.domain`.
    ///
    /// # Errors
    /// If an entry does not name whole hosts, such as one with a port, which curl ignores. Entries for this machine are
    /// skipped.
    pub(super) fn parse(list: &str) -> Result<Self, String> {
        let entries = list
            .split([',', ' ', '\t'])
            .filter(|entry| !entry.is_empty());
        let entries = entries.filter_map(|entry| match Entry::parse(entry) {
            Some(parsed) => Some(Ok(parsed)),
            None if is_local(entry) => None,
            None => Some(Err(Self::unexpected(entry))),
        });
        let entries = entries.collect::<Result<_, _>>()?;
        Ok(Self { entries })
    }

    fn unexpected(entry: &str) -> String {
        // In front of an at sign there may be a password.
        let shown = entry.rsplit('@').next().unwrap_or_default();
        format!(
            "expected hosts, domains, addresses, networks or *, without scheme and port, got {shown:?}"
        )
    }

    /// Returns true if the host of a URL is listed.
    pub(super) fn contains(&self, host: &str) -> bool {
        let host = unbracketed(host);
        let host = host.strip_suffix('.').unwrap_or(host);
        let address: Option<IpAddr> = host.parse().ok();
        self.entries.iter().any(|entry| match (entry, address) {
            (Entry::Every, _) => true,
            (Entry::Network(network, bits), Some(address)) => {
                is_within(address.to_canonical(), *network, *bits)
            }
            (Entry::Domain(domain), None) => is_below(host, domain),
            _ => false,
        })
    }
}

impl Entry {
    fn parse(entry: &str) -> Option<Self> {
        if entry == "*" {
            return Some(Self::Every);
        }
        if let Some((network, bits)) = entry.split_once('/') {
            let network: IpAddr = unbracketed(network).parse().ok()?;
            let bits = bits.parse().ok().filter(|bits| *bits <= width(network))?;
            return Some(Self::Network(network, bits));
        }
        if let Ok(address) = unbracketed(entry).parse::<IpAddr>() {
            let address = address.to_canonical();
            return Some(Self::Network(address, width(address)));
        }
        let domain = entry.strip_prefix('*').unwrap_or(entry);
        let domain = domain.strip_prefix('.').unwrap_or(domain);
        let domain = domain.strip_suffix('.').unwrap_or(domain);
        let is_domain = domain.split('.').all(is_label);
        is_domain.then(|| Self::Domain(domain.to_ascii_lowercase()))
    }
}

/// Returns true for a valid label between the dots of a name. A list for several programs may have names that are not
/// encoded for DNS.
fn is_label(text: &str) -> bool {
    let is_part = |it: char| it.is_alphanumeric() || it == '-' || it == '_';
    !text.is_empty() && text.chars().all(is_part)
}

/// Returns true if an entry such as `localhost:8080` names this machine, which is reached without a proxy anyway.
fn is_local(entry: &str) -> bool {
    let host = entry.rsplit_once(':').map_or(entry, |(host, _)| host);
    LocalHost::of(host).is_some()
}

fn unbracketed(host: &str) -> &str {
    let bracketed = host
        .strip_prefix('[')
        .and_then(|host| host.strip_suffix(']'));
    bracketed.unwrap_or(host)
}

fn is_below(host: &str, domain: &str) -> bool {
    let Some(start) = host.len().checked_sub(domain.len()) else {
        return false;
    };
    match (host.get(..start), host.get(start..)) {
        (Some(below), Some(end)) => {
            end.eq_ignore_ascii_case(domain) && (below.is_empty() || below.ends_with('.'))
        }
        _ => false,
    }
}

fn width(address: IpAddr) -> u8 {
    if address.is_ipv4() { 32 } else { 128 }
}

fn is_within(address: IpAddr, network: IpAddr, bits: u8) -> bool {
    let differing = match (address, network) {
        (IpAddr::V4(address), IpAddr::V4(network)) => {
            (address.to_bits() ^ network.to_bits()).leading_zeros()
        }
        (IpAddr::V6(address), IpAddr::V6(network)) => {
            (address.to_bits() ^ network.to_bits()).leading_zeros()
        }
        _ => return false,
    };
    differing >= bits.into()
}

#[cfg(test)]
mod tests {
    use super::NoProxy;

    /// Expected values: <https://curl.se/libcurl/c/CURLOPT_NOPROXY.html>, and the behaviour of curl 7.88.
    #[test]
    fn hosts_are_matched_as_in_curl() {
        let table: [(&str, &[&str], &[&str]); 10] = [
            ("", &[], &["example.com", "192.0.2.1"]),
            ("*", &["example.com", "192.0.2.1", "[2001:db8::1]"], &[]),
            (
                "example.com",
                &[
                    "example.com",
                    "EXAMPLE.com",
                    "example.com.",
                    "a.b.example.com",
                ],
                &["notexample.com", "example.com.org", "com", "example.co"],
            ),
            (
                ".example.com.,OTHER.example",
                &["example.com", "www.example.com", "other.example"],
                &["wwwexample.com"],
            ),
            (
                "a.example b.example\tc.example",
                &["a.example", "b.example", "c.example"],
                &["d.example"],
            ),
            (" , ,a.example,,", &["a.example"], &["example"]),
            (
                "192.0.2.1",
                &["192.0.2.1"],
                &["192.0.2.10", "192.0.2.2", "a.192.0.2.1.example"],
            ),
            (
                "192.168.0.0/16,198.51.100.7/31,203.0.113.9/32",
                &[
                    "192.168.0.1",
                    "192.168.255.255",
                    "198.51.100.6",
                    "203.0.113.9",
                ],
                &["192.169.0.1", "198.51.100.8", "203.0.113.8"],
            ),
            (
                "2001:db8::1,[2001:db8::2],2001:db8:f::/48",
                &["[2001:db8::1]", "[2001:DB8:0::2]", "[2001:db8:f:1::9]"],
                &["[2001:db8::3]", "[2001:db8:e::]", "192.0.2.1"],
            ),
            (
                "0.0.0.0/0",
                &["192.0.2.1"],
                &["[2001:db8::1]", "example.com"],
            ),
        ];
        for (list, inside, outside) in table {
            let no_proxy = NoProxy::parse(list).unwrap();
            for host in inside {
                assert!(no_proxy.contains(host), "{list:?} lacks {host}");
            }
            for host in outside {
                assert!(!no_proxy.contains(host), "{list:?} has {host}");
            }
        }
    }

    #[test]
    fn an_asterisk_stands_for_what_comes_before_a_domain() {
        let no_proxy = NoProxy::parse("*.example.com,*").unwrap();
        assert!(no_proxy.contains("other.org"));
        let no_proxy = NoProxy::parse("*.example.com").unwrap();
        assert!(no_proxy.contains("a.example.com"));
        assert!(!no_proxy.contains("other.org"));
    }

    #[test]
    fn an_entry_that_names_no_host_as_a_whole_is_an_error() {
        for entry in [
            "example.com:8080",
            "192.0.2.1:80",
            "[2001:db8::1]:443",
            "https://example.com",
            "example.com/path",
            "192.0.2.0/33",
            "192.0.2.0/x",
            "a.*.example",
            ".",
            "*.",
            "b.example;c.example",
            "b.example|c.example",
            "b.example\nc.example",
            "\"b.example\"",
            "b..example",
        ] {
            let error = NoProxy::parse(&format!("a.example,{entry}")).unwrap_err();
            assert!(error.contains(&format!("{entry:?}")), "{error}");
        }
        let error = NoProxy::parse("http://user:hunter2@a.example").unwrap_err();
        assert!(!error.contains("hunter2"), "{error}");
    }

    #[test]
    fn ports_of_this_machine_do_not_matter() {
        let list = "localhost:8080,127.0.0.1:3000,[::1]:80,a.example";
        assert_eq!(NoProxy::parse(list), NoProxy::parse("a.example"));
    }
}
