//! Hosts of URLs: names and addresses.

use std::net::{Ipv4Addr, Ipv6Addr};

/// Normalizes a host as the URL Standard does, section "Host parsing".
///
/// A name may have underscores, as names of containers do, and a trailing dot.
///
/// # Errors
/// The reason why it is not a valid host.
pub(super) fn normal(host: &str) -> Result<String, &'static str> {
    if let Some(address) = host.strip_prefix('[') {
        let address = address.strip_suffix(']').and_then(|it| it.parse().ok());
        return Ok(format!(
            "[{}]",
            ipv6(address.ok_or("its host is not an IPv6 address in brackets")?)
        ));
    }
    if host.is_empty() {
        return Err("it has no host");
    }
    if !is_of_name(host) {
        return Err(
            "its host has a character other than letters, digits, hyphens, underscores and dots",
        );
    }
    let labels = || host.strip_suffix('.').unwrap_or(host).split('.');
    if labels().next_back().is_some_and(is_number) {
        let address =
            ipv4(labels()).ok_or("its host ends in a number and is not an IPv4 address")?;
        return Ok(address.to_string());
    }
    if labels().any(str::is_empty) {
        return Err("its host has an empty label");
    }
    // RFC 1035, section 2.3.4.
    if labels().any(|label| label.len() > 63) || host.trim_end_matches('.').len() > 253 {
        return Err("its host is too long: a label has at most 63 characters, and a host 253");
    }
    Ok(host.to_ascii_lowercase())
}

/// Returns true if a text has only characters of host names.
pub(in crate::endpoint) fn is_of_name(text: &str) -> bool {
    text.bytes()
        .all(|it| it.is_ascii_alphanumeric() || b"-_.".contains(&it))
}

/// Formats an IPv6 address. Std writes an embedded IPv4 address with dots, the URL Standard does not.
fn ipv6(address: Ipv6Addr) -> String {
    match address.segments() {
        [0, 0, 0, 0, 0, 0xffff, high, low] => format!("::ffff:{high:x}:{low:x}"),
        _ => address.to_string(),
    }
}

/// Returns true if a host with this last label must be an IPv4 address.
fn is_number(label: &str) -> bool {
    let is_decimal = !label.is_empty() && label.bytes().all(|it| it.is_ascii_digit());
    is_decimal || (label.starts_with("0x") || label.starts_with("0X")) && part(label).is_some()
}

/// Parses an address of one to four numbers, the last of which covers the remaining bytes: `127.1`.
fn ipv4<'a>(parts: impl Iterator<Item = &'a str>) -> Option<Ipv4Addr> {
    let parts: Vec<u64> = parts.map(part).collect::<Option<_>>()?;
    let (last, first) = parts.split_last().filter(|_| parts.len() <= 4)?;
    let mut address = *last;
    if *last >= 256_u64.pow(4 - u32::try_from(first.len()).ok()?) {
        return None;
    }
    for (index, part) in first.iter().enumerate() {
        if *part > 255 {
            return None;
        }
        address |= part << (24 - 8 * index);
    }
    u32::try_from(address).ok().map(Ipv4Addr::from)
}

/// Parses a number: hexadecimal after `0x`, octal after `0`, else decimal.
fn part(text: &str) -> Option<u64> {
    let (digits, radix) = match text.as_bytes() {
        [b'0', b'x' | b'X', ..] => (text.get(2..)?, 16),
        [b'0', _, ..] => (text.get(1..)?, 8),
        _ => (text, 10),
    };
    // `0x` alone stands for 0. The parser would take a sign.
    match digits {
        "" if radix == 16 => Some(0),
        _ if !digits.bytes().all(|it| it.is_ascii_hexdigit()) => None,
        _ => u64::from_str_radix(digits, radix).ok(),
    }
}
