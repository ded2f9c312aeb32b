//! Bodies by number: good ones with changes, trees of anything, and noise.

use serde_json::{Value, json};
use tests::fuzz::Random;

/// Heads that decide about much of what follows.
const HEADS: [u8; 24] = [
    0x00, 0x17, 0x18, 0x1b, 0x20, 0x3b, 0x40, 0x5b, 0x5f, 0x60, 0x7b, 0x7f, 0x80, 0x9b, 0x9f, 0xa0,
    0xbb, 0xbf, 0xc1, 0xc2, 0xc4, 0xf6, 0xf9, 0xff,
];

/// What cases are made of.
pub struct Cases {
    seeds: Vec<Vec<u8>>,
}

impl Cases {
    pub fn new() -> Self {
        let seeds = [
            status(),
            everything(),
            json!({"choice": {"new": [1, {"a": null}]}}),
        ];
        let write = |seed: &Value| cbor2::to_vec(seed).expect("a body");
        let mut seeds: Vec<Vec<u8>> = seeds.iter().map(write).collect();
        // The same with the forms that JSON has not.
        seeds.push(b"\xa4\x64Blob\x43foo\x62At\xc1\xfb\x41\xd4\xd7\xfb\xf3\x80\x00\x00\x63Big\xc2\x49\x01\x00\x00\x00\x00\x00\x00\x00\x00\x65Ratio\xf9\x3e\x00".to_vec());
        seeds.push(b"\xbf\x66choice\xbf\x67created\xc1\x1a\x53\x5f\xfa\x5e\xff\x67decimal\xc4\x82\x21\x19\x6a\xb3\xff".to_vec());
        seeds.push(
            b"\xa3\x66__type\x76ns#ThrottlingException\x67message\x62no\x64code\xc1\x0a".to_vec(),
        );
        Self { seeds }
    }

    /// The body of this number.
    pub fn body(&self, seed: u64) -> Vec<u8> {
        let mut random = Random::new(seed);
        match random.below(8) {
            0 => (0..random.below(64)).map(|_| byte(&mut random)).collect(),
            1 | 2 => {
                let mut body = Vec::new();
                self.item(&mut random, &mut body, 6);
                body
            }
            _ => {
                let mut body = random.pick(&self.seeds).cloned().unwrap_or_default();
                for _ in 0..=random.below(6) {
                    self.change(&mut random, &mut body);
                }
                body
            }
        }
    }

    fn change(&self, random: &mut Random, body: &mut Vec<u8>) {
        let at = random.below(body.len() + 1);
        let end = (at + random.below(12)).min(body.len());
        let mut new = Vec::new();
        match random.below(8) {
            0 => new.push(byte(random)),
            1 => new.extend(random.pick(&HEADS)),
            2 => self.item(random, &mut new, 3),
            3 => {} // a part is left out
            4 => new = body[at..end].repeat(1 + random.below(3)),
            5 => return body.truncate(at),
            6 => {
                let tag = [0xc0, 0xc1, 0xc2, 0xc3, 0xc4, 0xd8];
                new.extend(random.pick(&tag));
                new.extend_from_slice(&body[at..end]);
            }
            _ => {
                new.extend_from_slice(&body[at..end]);
                if let Some(byte) = new.first_mut() {
                    *byte ^= 1 << random.below(8);
                }
            }
        }
        body.splice(at..end, new);
    }

    /// Any item, of which most are well-formed.
    fn item(&self, random: &mut Random, body: &mut Vec<u8>, depth: usize) {
        let length = random.below(4);
        match random.below(if depth == 0 { 6 } else { 10 }) {
            0 => body.push(byte(random) & 0x17),
            1 => body.extend([0x39, byte(random), byte(random)]),
            2 => self.text(random, body),
            3 => body.extend([0x42, byte(random), byte(random)]),
            4 => body.extend(random.pick(&[0xf4, 0xf5, 0xf6, 0xf7, 0xe0])),
            5 => body.extend([0xf9, byte(random), byte(random)]),
            6 => {
                body.push(0xc0 | (byte(random) & 7));
                self.item(random, body, depth - 1);
            }
            7 => {
                body.push(0x80 | u8::try_from(length).unwrap_or_default());
                (0..length).for_each(|_| self.item(random, body, depth - 1));
            }
            8 => {
                body.push(0x9f);
                (0..length).for_each(|_| self.item(random, body, depth - 1));
                body.push(0xff);
            }
            _ => {
                body.push(0xbf);
                for _ in 0..length {
                    self.text(random, body);
                    self.item(random, body, depth - 1);
                }
                body.push(0xff);
            }
        }
    }

    /// A text of a few letters, often the name of a member.
    fn text(&self, random: &mut Random, body: &mut Vec<u8>) {
        let names = [
            "LatestSync",
            "Status",
            "At",
            "Big",
            "text",
            "created",
            "a",
            "__type",
            "message",
        ];
        let name = random.pick(&names).copied().unwrap_or_default();
        body.push(0x60 | u8::try_from(name.len()).unwrap_or_default());
        body.extend(name.bytes());
    }
}

fn byte(random: &mut Random) -> u8 {
    random.number().to_le_bytes()[0]
}

/// What `GetResourceSyncStatus` answers.
fn status() -> Value {
    json!({"LatestSync": {
        "Status": "SUCCEEDED", "StartedAt": 1_764_000_000.5, "Target": "stack",
        "Events": [{"Event": "Started", "Time": 1_764_000_000, "Type": "SYNC", "ExternalId": "1"}],
        "InitialRevision": {"Sha": "b0c4b95"}, "TargetRevision": {"Sha": "5f2c3de", "ProviderType": "GitHub"},
    }})
}

/// `Required` of the runtime's sample, without its bytes.
fn everything() -> Value {
    json!({
        "Text": "text", "Flag": true, "Number": i64::MIN, "Ratio": 0.5, "At": 1_398_796_238.25,
        "State": "FAILED", "Level": -1, "Document": {"a": [1, "b"]}, "Big": 12, "List": ["a"], "Map": {"b": 2},
        "Sparse": [1.5, null], "Nested": {"size": 1, "word": "w"}, "Choice": {"created": 1_398_796_238},
    })
}
