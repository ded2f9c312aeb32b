//! Event streams, most of them with something that is wrong.

use tests::fuzz::Random;

/// Bytes of a response, and the sizes of the pieces in which they come.
pub struct Case {
    pub bytes: Vec<u8>,
    pub cuts: Vec<usize>,
}

/// Parts of a frame before it is sealed.
struct Parts {
    headers: Vec<u8>,
    payload: Vec<u8>,
}

/// Returns the case `seed`.
pub fn case(seed: u64) -> Case {
    let random = &mut Random::new(seed);
    let mut bytes = Vec::new();
    for _ in 0..=random.below(12) {
        let mut parts = parts(random);
        if random.once_in(12) {
            change(random, &mut parts.headers);
        }
        bytes.extend(sealed(random, &parts));
    }
    if random.once_in(2) {
        change(random, &mut bytes);
    }
    let mut left = bytes.len();
    let mut cuts = Vec::new();
    let most = *random.pick(&[1, 3, 40, 10_000]).unwrap_or(&1);
    while left > 0 {
        let size = (1 + random.below(most)).min(left);
        cuts.push(size);
        left -= size;
    }
    Case { bytes, cuts }
}

fn parts(random: &mut Random) -> Parts {
    let mut headers: Vec<Vec<u8>> = (0..random.below(4)).map(|_| any_header(random)).collect();
    let kind = match random.once_in(12) {
        true => *random.pick(&["exception", "error", "", "e"]).unwrap_or(&""),
        false => "event",
    };
    if !random.once_in(40) {
        headers.push(text(":message-type", kind));
    }
    let name = match random.once_in(3) {
        true => *random.pick(&["line", "tired", "other", ""]).unwrap_or(&""),
        false => "chunk",
    };
    let of_kind = if kind == "exception" {
        ":exception-type"
    } else {
        ":event-type"
    };
    if !random.once_in(40) {
        headers.push(text(of_kind, name));
    }
    if random.once_in(2) {
        headers.push(text(":content-type", "application/json"));
    }
    if random.once_in(4) {
        headers.reverse();
    }
    if random.once_in(40) {
        headers.extend(headers.first().cloned());
    }
    let payload = match random.below(4) {
        0 => Vec::new(),
        1 => br#"{"text":"a","message":"b"}"#.to_vec(),
        2 => vec![b'['; random.below(400)],
        _ => (0..random.below(200))
            .map(|_| random.number() as u8)
            .collect(),
    };
    Parts {
        headers: headers.concat(),
        payload,
    }
}

fn text(name: &str, value: &str) -> Vec<u8> {
    let size = (value.len() as u16).to_be_bytes();
    [
        &[name.len() as u8],
        name.as_bytes(),
        &[7],
        &size,
        value.as_bytes(),
    ]
    .concat()
}

/// A header of any type, with a name of any length.
fn any_header(random: &mut Random) -> Vec<u8> {
    let name = "number-ü-of-any-length".repeat(3);
    let mut size = usize::from(!random.once_in(40)) * (1 + random.below(40));
    while !name.is_char_boundary(size) {
        size += 1;
    }
    let kinds = if random.once_in(10) { 11 } else { 10 };
    let kind = random.below(kinds) as u8;
    let mut header = vec![size as u8];
    header.extend(&name.as_bytes()[..size]);
    header.push(kind);
    let fixed = match kind {
        0 | 1 => 0,
        2 => 1,
        3 => 2,
        4 => 4,
        5 | 8 => 8,
        9 => 16,
        _ => {
            let size = random.below(60);
            header.extend((size as u16).to_be_bytes());
            header.extend(vec![b'v'; size]);
            0
        }
    };
    header.extend((0..fixed).map(|_| random.number() as u8));
    header
}

/// Changes some bytes.
fn change(random: &mut Random, bytes: &mut Vec<u8>) {
    let at = random.below(bytes.len());
    match random.below(5) {
        0 => bytes.truncate(at),
        1 => {
            if let Some(byte) = bytes.get_mut(at) {
                *byte ^= 1 << random.below(8);
            }
        }
        2 => {
            let until = bytes.len().min(at + 1 + random.below(20));
            bytes.drain(at..until);
        }
        3 => {
            let until = bytes.len().min(at + 1 + random.below(20));
            let more = bytes[at..until].to_vec();
            bytes.splice(at..at, more);
        }
        _ => {
            let more: Vec<u8> = (0..random.below(20))
                .map(|_| random.number() as u8)
                .collect();
            bytes.splice(at..at, more);
        }
    }
}

/// A frame whose checksums match, nearly always, and whose lengths do, mostly.
fn sealed(random: &mut Random, parts: &Parts) -> Vec<u8> {
    let mut length = (16 + parts.headers.len() + parts.payload.len()) as u32;
    let mut headers = parts.headers.len() as u32;
    if random.once_in(40) {
        let other = [
            0,
            1,
            11,
            12,
            15,
            16,
            17,
            length - 1,
            length + 1,
            1 << 20,
            u32::MAX,
        ];
        length = *random.pick(&other).unwrap_or(&0);
    }
    if random.once_in(40) {
        let other = [0, 1, headers.wrapping_sub(1), headers + 1, length, u32::MAX];
        headers = *random.pick(&other).unwrap_or(&0);
    }
    let mut frame = [length.to_be_bytes(), headers.to_be_bytes()].concat();
    frame.extend(super::reference::crc(&frame).to_be_bytes());
    frame.extend(&parts.headers);
    frame.extend(&parts.payload);
    frame.extend(super::reference::crc(&frame).to_be_bytes());
    frame
}
