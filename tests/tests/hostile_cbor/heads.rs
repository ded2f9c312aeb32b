//! Bodies of a few bytes that claim to be endless, or deep.

/// Heads that say that more follows than there is in the world.
const CLAIMS: [&[u8]; 12] = [
    b"\x5b\x00\x00\x00\x10\x00\x00\x00\x00", // 64 GiB of bytes
    b"\x5b\x7f\xff\xff\xff\xff\xff\xff\xff", // 8 EiB of bytes
    b"\x7a\xff\xff\xff\xff",                 // 4 GiB of text
    b"\x7b\xff\xff\xff\xff\xff\xff\xff\xff", // all the text that can be
    b"\x9a\xff\xff\xff\xff",                 // 2^32 items
    b"\x9b\xff\xff\xff\xff\xff\xff\xff\xff", // all the items that can be
    b"\xba\xff\xff\xff\xff",                 // 2^32 entries
    b"\xbb\x7f\xff\xff\xff\xff\xff\xff\xff", // half of all the entries that can be
    b"\x7f\x7b\x00\xff\xff\xff\xff\xff\xff\xff", // a segment of text
    b"\x5f\x5b\x00\xff\xff\xff\xff\xff\xff\xff", // a segment of bytes
    b"\xc2\x5b\x00\xff\xff\xff\xff\xff\xff\xff", // a number of so many bytes
    b"\xc4\x82\x1b\x7f\xff\xff\xff\xff\xff\xff\xff", // a power of ten that is endless
];

/// What is a claim by being said often.
const REPEATED: [&[u8]; 6] = [
    b"\x81",
    b"\x9f",
    b"\xa1\x61a",
    b"\xbf\x61a",
    b"\xc1",
    b"\xd9\xd9\xf7",
];

/// Every claim in every place: alone, as a member that is known or not, as the name of a member, in a list.
pub fn bodies() -> Vec<Vec<u8>> {
    let mut bodies = Vec::new();
    let deep = REPEATED
        .iter()
        .map(|head| head.repeat(100_000 / head.len()));
    let claims = CLAIMS.iter().map(|claim| claim.to_vec());
    for claim in claims.chain(deep) {
        for before in [
            &b""[..],
            b"\xa1",
            b"\xa1\x61a",
            b"\xa1\x6aLatestSync",
            b"\xa1\x6aLatestSync\xa1\x66Events",
            b"\xa1\x6aLatestSync\xa1\x69StartedAt",
            b"\xa1\x64Blob",
            b"\xa1\x63Big",
            b"\xa1\x67message",
            b"\x81",
        ] {
            bodies.push([before, &claim].concat());
        }
    }
    bodies
}
