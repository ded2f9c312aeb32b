//! Addresses: links for a rendered page, and pages of an AWS API reference.

/// Host of the AWS documentation, which links in models sometimes omit.
const DOCUMENTATION: &str = "https://docs.aws.amazon.com/";

/// Meaning of an address in the documentation.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Address<'a> {
    /// A page of the web.
    Web(String),
    /// The page of a shape, in the reference of some service where that is known.
    Shape {
        name: &'a str,
        service: Option<&'a str>,
        url: Option<String>,
    },
    /// Nothing that can be reached from here.
    Lost,
}

/// Reads the address of a link.
pub(super) fn address(href: &str) -> Address<'_> {
    let href = href.trim();
    let url = absolute(href);
    let Some(name) = shape_of_page(href) else {
        return url.map_or(Address::Lost, Address::Web);
    };
    let host = DOCUMENTATION.trim_start_matches("https://");
    let path = href
        .trim_start_matches("http://")
        .trim_start_matches("https://");
    match (
        path.strip_prefix(host)
            .and_then(|path| path.split('/').next()),
        url,
    ) {
        (Some(service), url) => Address::Shape {
            name,
            service: Some(service),
            url,
        },
        (None, None) => Address::Shape {
            name,
            service: None,
            url: None,
        },
        (None, Some(url)) => Address::Web(url),
    }
}

/// Returns `CreateKey` of `…/API_CreateKey.html`.
fn shape_of_page(href: &str) -> Option<&str> {
    let page = href.rsplit('/').next()?;
    let name = page.strip_prefix("API_")?.strip_suffix(".html")?;
    super::text::is_name(name).then_some(name)
}

/// Returns the address with scheme and host, as it can stand in a Markdown link.
fn absolute(href: &str) -> Option<String> {
    let lower = href
        .get(..href.floor_char_boundary(8))
        .unwrap_or(href)
        .to_ascii_lowercase();
    let has_scheme = ["http://", "https://", "ftp://", "mailto:"]
        .iter()
        .any(|scheme| lower.starts_with(scheme));
    if has_scheme {
        Some(encode(href))
    } else if href.starts_with("//") {
        Some(encode(&format!("https:{href}")))
    } else if href.starts_with("docs.aws.amazon.com/") {
        Some(encode(&format!("https://{href}")))
    } else if let Some(path) = href.strip_prefix('/') {
        Some(encode(&format!("{DOCUMENTATION}{path}")))
    } else if href.split('/').nth(1) == Some("latest") {
        Some(encode(&format!("{DOCUMENTATION}{href}")))
    } else {
        None
    }
}

/// Returns `url` with the characters encoded that would end it in Markdown, or that no URL has.
fn encode(url: &str) -> String {
    let mut encoded = String::with_capacity(url.len());
    for c in url.chars() {
        match c {
            '\n' | '\t' => {}
            ' ' | '<' | '>' | '(' | ')' | '[' | ']' | '{' | '}' | '\\' | '^' | '`' | '|' | '"'
            | '\'' | '*' => {
                encoded.push_str(&format!("%{:02X}", u32::from(c)));
            }
            _ => encoded.push(c),
        }
    }
    encoded
}

/// Returns the address of a web page at the start of `text`, without the punctuation of the sentence around it.
///
/// With it comes whether the address is a real one: one with placeholders (`https://{bucket}.example.com`) is not.
pub(super) fn web_address(text: &str) -> Option<(&str, bool)> {
    let host_and_path = text
        .strip_prefix("https://")
        .or_else(|| text.strip_prefix("http://"))?;
    let end = text.find(char::is_whitespace).unwrap_or(text.len());
    let address = without_punctuation(text.get(..end)?);
    let host = host_and_path
        .split(['/', ':', '?', '#'])
        .next()
        .unwrap_or_default();
    let is_label = |label: &str| {
        !label.is_empty()
            && label
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b == b'-')
    };
    let is_url = |c: char| c.is_ascii_alphanumeric() || "-._~:/?#@!$&'()+,;=%".contains(c);
    let is_real =
        host.contains('.') && host.split('.').all(is_label) && address.chars().all(is_url);
    (address.len() > "https://".len()).then_some((address, is_real))
}

/// Returns `address` without the punctuation at its end that belongs to the sentence, such as brackets that it does not
/// open.
fn without_punctuation(address: &str) -> &str {
    const BRACKETS: [(char, char); 4] = [('(', ')'), ('[', ']'), ('{', '}'), ('<', '>')];
    let mut unopened = BRACKETS.map(|(open, close)| {
        address
            .matches(close)
            .count()
            .saturating_sub(address.matches(open).count())
    });
    address.trim_end_matches(|last: char| {
        let bracket = BRACKETS
            .iter()
            .zip(&mut unopened)
            .find(|((_, close), _)| *close == last);
        match bracket {
            Some((_, count)) => {
                let drops = *count > 0;
                *count = count.saturating_sub(1);
                drops
            }
            None => ".,;:!?'\"`*_\u{2019}\u{201d}".contains(last),
        }
    })
}
