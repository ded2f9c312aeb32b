//! Valid documents with a few changes.

/// Valid documents.
const SEEDS: [&str; 4] = [
    r#"<Reservation id="1" x:type='b' xmlns:x="urn:x"><Items><item> a &amp; b </item><item/></Items><![CDATA[<c>]]></Reservation>"#,
    "<a>\n <b c=\"d\r\n&#9;e\">f&lt;g&#x41;h&#66;</b>\n <!-- i --><?j k?><l>\r\n m\rn </l></a>",
    "<List xmlns=\"urn:y\"><Entry><Key>k\u{e9}</Key><Value>😀\u{85}\u{2028}</Value></Entry><Entry></Entry><IsTruncated>false</IsTruncated></List>",
    "<x:a xmlns:x=\"u\"><x:b x:c='&quot;&apos;' d=\"'\">&#x1F600;<![CDATA[]]]]>&gt;</x:b></x:a>",
];

/// Tokens that decide about much of what follows.
const TOKENS: [&str; 34] = [
    "<",
    ">",
    "</",
    "/>",
    "<a>",
    "</a>",
    "<b/>",
    "<x:b>",
    "=",
    "\"",
    "'",
    " c=\"d\"",
    " xmlns=\"z\"",
    "&",
    ";",
    "&amp;",
    "&#10;",
    "&#x;",
    "&lol;",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "<?",
    "?>",
    "<!DOCTYPE a>",
    "\r",
    "\n",
    "\t",
    " ",
    "\u{0}",
    "é",
    "<?xml version=\"1.0\"?>",
    "--",
];

/// Random numbers (SplitMix64).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut number = self.0;
        number = (number ^ number >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        number = (number ^ number >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        number ^ number >> 31
    }

    #[expect(clippy::cast_possible_truncation, reason = "the limit is small")]
    fn below(&mut self, limit: usize) -> usize {
        (self.next() % limit.max(1) as u64) as usize
    }
}

/// Returns the document of this number.
pub fn document(seed: u64) -> String {
    let mut random = Random(seed);
    let mut document = SEEDS[random.below(SEEDS.len())].to_owned();
    for _ in 0..random.below(4) {
        let start = boundary(&document, random.below(document.len() + 1));
        let length = random.below(12);
        let end = boundary(&document, (start + length).min(document.len()));
        let part = document[start..end].to_owned();
        let token = TOKENS[random.below(TOKENS.len())];
        match random.below(5) {
            0 => document.replace_range(start..end, ""),
            1 => document.insert_str(start, &part.repeat(1 + random.below(3))),
            2 => document.replace_range(start..end, token),
            3 => document.insert_str(start, token),
            _ => {
                let other = SEEDS[random.below(SEEDS.len())];
                document.insert_str(start, other);
            }
        }
    }
    document
}

/// Returns the first boundary of a character from `at` on.
fn boundary(text: &str, at: usize) -> usize {
    (at..=text.len())
        .find(|at| text.is_char_boundary(*at))
        .unwrap_or(text.len())
}
