//! Inputs of strings that would change the path, the query or the headers of a request if they were sent as they are.

use crate::service::{PutInput, TagInput};
use std::collections::BTreeMap;
use tests::fuzz::Random;

/// Parts of strings, of which the first are harmless in every place.
const PARTS: [&str; 42] = [
    "a",
    "B7",
    "x-y",
    "..",
    ".",
    "/",
    "//",
    "/../",
    "%2F",
    "%2e%2e",
    "%",
    "?",
    "#",
    "&",
    "=",
    "+",
    " ",
    "\t",
    "\r",
    "\n",
    "\r\n",
    "\0",
    "\u{7f}",
    "\"",
    "\\",
    "\\\"",
    ",",
    ", ",
    ";",
    ":",
    "é",
    "😀",
    "\u{2028}",
    "\u{85}",
    "~",
    "{label}",
    "@",
    "X-Evil: 1",
    " HTTP/1.1",
    "http://",
    "'",
    "v",
];

/// Number of the parts that are harmless.
const PLAIN: usize = 3;

/// Names that clients, proxies and services give a meaning.
const NAMES: [&str; 23] = [
    "k",
    "L-1",
    "x_2",
    "host",
    "Host",
    "Content-Length",
    "transfer-encoding",
    "Connection",
    "authorization",
    "x-amz-date",
    "User-Agent",
    "content-type",
    "Expect",
    "TE",
    "trailer",
    "upgrade",
    "x-amz-security-token",
    "amz-sdk-request",
    "x-named",
    "keep-alive",
    "proxy-connection",
    "",
    "ä",
];

/// Returns the input of this number.
pub fn put(seed: u64) -> PutInput {
    let mut random = Random::new(seed);
    let random = &mut random;
    // One part of the request has hostile strings, or all have.
    let place = random.below(12);
    let mut text = |at: usize| text(random, place == at || place > 9);
    let [label, rest, account, body] = [0, 1, 2, 3].map(&mut text);
    let query = text(4);
    let queries = vec![text(5), text(5)];
    let params = vec![(text(6), vec![text(6), text(6)]), (text(6), vec![text(6)])];
    let header = text(7);
    let list = vec![text(8), text(8), text(8)];
    let meta = [(text(9), text(9)), ("k".to_owned(), text(9))];
    let mut some = || !random.once_in(4);
    PutInput {
        label,
        rest,
        account,
        body: some().then_some(body),
        text: some().then_some(query),
        texts: some().then_some(queries),
        params: some().then(|| params.into_iter().collect()),
        header: some().then_some(header),
        list: some().then_some(list),
        meta: some().then(|| BTreeMap::from(meta)),
    }
}

/// Returns the input of this number.
pub fn tag(seed: u64) -> TagInput {
    let mut random = Random::new(seed);
    let mut all = BTreeMap::new();
    for _ in 0..random.below(4) {
        let is_hostile = random.once_in(4);
        let name = match is_hostile {
            true => text(&mut random, true),
            false => random.pick(&NAMES).copied().unwrap_or_default().to_owned(),
        };
        let is_hostile = random.once_in(4);
        all.insert(name, text(&mut random, is_hostile));
    }
    TagInput {
        all: Some(all),
        named: (!random.once_in(2)).then(|| text(&mut random, false)),
    }
}

fn text(random: &mut Random, is_hostile: bool) -> String {
    if !is_hostile {
        let plain = PARTS.get(..PLAIN).unwrap_or_default();
        return random.pick(plain).copied().unwrap_or_default().to_owned();
    }
    let parts = (0..random.below(5)).filter_map(|_| random.pick(&PARTS).copied());
    parts.collect()
}
