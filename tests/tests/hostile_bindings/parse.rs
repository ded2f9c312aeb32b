//! Parser of requests, from the specifications alone: RFC 3986 for the target, RFC 9110 for headers.

use std::collections::BTreeMap;

/// Path and query parameters of a request's target.
#[derive(Debug, PartialEq, Eq)]
pub struct Target {
    /// Segments of the path, decoded.
    pub segments: Vec<String>,
    /// Names and values, decoded; no value without `=`.
    pub query: Vec<(String, Option<String>)>,
}

impl Target {
    /// Parses a target, in which only unreserved characters and the delimiters are not encoded.
    pub fn parse(target: &str) -> Result<Self, String> {
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        let path = path.strip_prefix('/').ok_or("no path")?;
        let segments: Result<Vec<_>, String> = path.split('/').map(decoded).collect();
        let segments = segments?;
        if segments.iter().any(|it| it == "." || it == "..") {
            return Err("a segment that is removed".to_owned());
        }
        let pairs = query.split('&').filter(|pair| !pair.is_empty());
        let query = pairs.map(|pair| match pair.split_once('=') {
            Some((name, value)) => Ok((decoded(name)?, Some(decoded(value)?))),
            None => Ok((decoded(pair)?, None)),
        });
        Ok(Self {
            segments,
            query: query.collect::<Result<_, String>>()?,
        })
    }
}

/// Percent-decodes a text (RFC 3986, sections 2.1 and 2.3; Smithy requires upper-case digits).
fn decoded(text: &str) -> Result<String, String> {
    let mut bytes = Vec::new();
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        match byte {
            b'%' => {
                let mut digit = || match rest.next() {
                    Some(digit @ b'0'..=b'9') => Ok(digit - b'0'),
                    Some(digit @ b'A'..=b'F') => Ok(digit - b'A' + 10),
                    _ => Err("no upper-case digits after `%`".to_owned()),
                };
                bytes.push(digit()? << 4 | digit()?);
            }
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => bytes.push(byte),
            other => return Err(format!("the byte {other:#x} is not encoded")),
        }
    }
    String::from_utf8(bytes).map_err(|error| error.to_string())
}

/// Headers of a request: names in lower case, and the lines of each, without the blanks around them.
pub type Headers = BTreeMap<String, Vec<String>>;

/// Collects headers, whose values are UTF-8 without control characters (RFC 9110, section 5.5).
pub fn headers<'a>(lines: impl Iterator<Item = (&'a str, &'a [u8])>) -> Result<Headers, String> {
    let mut headers = Headers::new();
    for (name, value) in lines {
        let value = str::from_utf8(value).map_err(|_| format!("`{name}` is not UTF-8"))?;
        if value.contains(|it: char| it.is_ascii_control() && it != '\t') {
            return Err(format!("`{name}` has a control character"));
        }
        let value = value.trim_matches([' ', '\t']).to_owned();
        headers
            .entry(name.to_ascii_lowercase())
            .or_default()
            .push(value);
    }
    Ok(headers)
}

/// Items of a list (RFC 9110, sections 5.6.1 and 5.6.4).
pub fn items(line: &str) -> Result<Vec<String>, String> {
    let mut items = Vec::new();
    let mut rest = line;
    loop {
        rest = rest.trim_start_matches([' ', '\t']);
        let mut item = String::new();
        if let Some(quoted) = rest.strip_prefix('"') {
            let mut characters = quoted.chars();
            loop {
                match characters.next().ok_or("an open quote")? {
                    '"' => break,
                    '\\' => item.push(characters.next().ok_or("an open escape")?),
                    character => item.push(character),
                }
            }
            rest = characters.as_str().trim_start_matches([' ', '\t']);
            items.push(item);
        } else {
            let (plain, _) = rest.split_once(',').unwrap_or((rest, ""));
            rest = rest.get(plain.len()..).unwrap_or_default();
            items.push(plain.trim_end_matches([' ', '\t']).to_owned());
        }
        match rest.strip_prefix(',') {
            Some(after) => rest = after,
            None if rest.is_empty() => return Ok(items),
            None => return Err("text after a quoted item".to_owned()),
        }
    }
}
