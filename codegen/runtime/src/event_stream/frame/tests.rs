//! Frames of other implementations, encoded and decoded.
//!
//! Vectors of botocore, `tests/unit/test_eventstream.py`, and amazon-transcribe-streaming-sdk, the test of the same name.

use super::{Frame, FrameEncoder};
use crate::event_stream::decoder::FrameDecoder;
use crate::event_stream::header::HeaderValue;
use bytes::Bytes;

/// Returns the bytes of hexadecimal digits.
pub(in crate::event_stream) fn bytes(hex: &str) -> Bytes {
    let digits: Vec<u32> = hex
        .chars()
        .map(|digit| digit.to_digit(16).unwrap())
        .collect();
    let bytes = digits.chunks_exact(2).map(|pair| pair[0] << 4 | pair[1]);
    bytes.map(|byte| u8::try_from(byte).unwrap()).collect()
}

/// Headers of a frame, its payload, and its bytes.
type Case = (
    &'static [(&'static str, HeaderValue<'static>)],
    &'static str,
    &'static str,
);

const DEADBEEF: [u8; 4] = [0xde, 0xad, 0xbe, 0xef];
const DEADBEEFS: [u8; 16] = [
    0xde, 0xad, 0xbe, 0xef, 0xde, 0xad, 0xbe, 0xef, 0xde, 0xad, 0xbe, 0xef, 0xde, 0xad, 0xbe, 0xef,
];

/// A frame with a header of each type.
pub(in crate::event_stream) const ALL_TYPES: &str = "000000620000005203b5cb9c0130000131010132020201330300030134040000000401350500000000000000050136060005627974\
    657301370700047574663801380800000000000000080139093031323334353637383961626364656663353671";

const CASES: [Case; 14] = [
    (&[], "", "000000100000000005c248eb7d98c8ff"),
    (
        &[],
        "{'foo':'bar'}",
        "0000001d00000000fd528c5a7b27666f6f273a27626172277dc3653936",
    ),
    (
        &[("content-type", HeaderValue::String("application/json"))],
        "{'foo':'bar'}",
        "0000003d0000002007fd83960c636f6e74656e742d747970650700106170706c69636174696f6e2f6a736f6e7b27666f6f273a27626172277d8d9c08b1",
    ),
    (
        &[("true", HeaderValue::Bool(true))],
        "",
        "000000160000000663e1187e047472756500f1e7bcd7",
    ),
    (
        &[("false", HeaderValue::Bool(false))],
        "",
        "0000001700000007298601580566616c73650152317ef4",
    ),
    (
        &[("byte", HeaderValue::Byte(-1))],
        "",
        "000000170000000729860158046279746502ffc2f869dc",
    ),
    (
        &[("short", HeaderValue::Short(-1))],
        "",
        "0000001900000009710e923e0573686f727403ffffb27cb6cc",
    ),
    (
        &[("integer", HeaderValue::Integer(-1))],
        "",
        "0000001d0000000d83e3f0e707696e746567657204ffffffff8b8e12eb",
    ),
    (
        &[("long", HeaderValue::Long(-1))],
        "",
        "0000001e0000000e5d4adb8d046c6f6e6705ffffffffffffffff4bc232da",
    ),
    (
        &[("bytes", HeaderValue::Bytes(&DEADBEEF))],
        "",
        "0000001d0000000d83e3f0e7056279746573060004deadbeef9aab4b20",
    ),
    (
        &[("string", HeaderValue::String("foobar"))],
        "",
        "0000002000000010b954e00906737472696e67070006666f6f6261724cc53328",
    ),
    (
        // 2020-06-26T03:46:47.846Z
        &[("timestamp", HeaderValue::Timestamp(1_593_143_207_846))],
        "",
        "000000230000001367fdcb630974696d657374616d700800000172eebc27a6d4445e11",
    ),
    (
        &[("uuid", HeaderValue::Uuid(DEADBEEFS))],
        "",
        "0000002600000016df77b09c047575696409deadbeefdeadbeefdeadbeefdeadbeefb167d47b",
    ),
    (
        &[
            ("0", HeaderValue::Bool(true)),
            ("1", HeaderValue::Bool(false)),
            ("2", HeaderValue::Byte(2)),
            ("3", HeaderValue::Short(3)),
            ("4", HeaderValue::Integer(4)),
            ("5", HeaderValue::Long(5)),
            ("6", HeaderValue::Bytes(b"bytes")),
            ("7", HeaderValue::String("utf8")),
            ("8", HeaderValue::Timestamp(8)),
            ("9", HeaderValue::Uuid(*b"0123456789abcdef")),
        ],
        "",
        ALL_TYPES,
    ),
];

fn decoded(bytes: Bytes) -> Frame {
    let mut decoder = FrameDecoder::new(usize::MAX);
    decoder.push(bytes);
    let frame = decoder.next().unwrap().unwrap();
    assert_eq!(decoder.next(), Ok(None));
    assert_eq!(decoder.finish(), Ok(()));
    frame
}

#[test]
fn frames_are_encoded_as_in_other_implementations() {
    for (headers, payload, expected) in CASES {
        let mut frame = FrameEncoder::new();
        for (name, value) in headers {
            frame.header(name, *value).unwrap();
        }
        assert_eq!(frame.finish(payload.as_bytes()).unwrap(), bytes(expected));
    }
}

#[test]
fn frames_of_other_implementations_are_decoded() {
    for (headers, payload, encoded) in CASES {
        let frame = decoded(bytes(encoded));
        assert_eq!(frame.payload, payload);
        assert_eq!(frame.headers.iter().collect::<Vec<_>>(), headers);
        for (name, value) in headers {
            assert_eq!(frame.headers.get(name), Some(*value));
        }
        assert_eq!(frame.headers.get("other"), None);
        assert_eq!(frame.headers.get(""), None);
    }
}

#[test]
fn names_and_values_have_the_lengths_that_fit_into_their_fields() {
    let (name, text) = ("n".repeat(255), "v".repeat(65_535));
    let mut frame = FrameEncoder::new();
    frame.header(&name, HeaderValue::String(&text)).unwrap();
    frame
        .header("b", HeaderValue::Bytes(text.as_bytes()))
        .unwrap();
    let frame = decoded(frame.finish(b"").unwrap());
    assert_eq!(frame.headers.get(&name), Some(HeaderValue::String(&text)));
    assert_eq!(
        frame.headers.get("b"),
        Some(HeaderValue::Bytes(text.as_bytes()))
    );

    let (name, text) = (name + "n", text + "v");
    let mut frame = FrameEncoder::new();
    for (name, value, problem) in [
        (
            "",
            HeaderValue::Bool(true),
            "the name of a header must have 1 to 255 bytes, not 0",
        ),
        (
            &*name,
            HeaderValue::Bool(true),
            "the name of a header must have 1 to 255 bytes, not 256",
        ),
        (
            "a",
            HeaderValue::String(&text),
            "the value of a header must have at most 65535 bytes, not 65536",
        ),
        (
            "a",
            HeaderValue::Bytes(text.as_bytes()),
            "the value of a header must have at most 65535 bytes, not 65536",
        ),
    ] {
        let error = frame.header(name, value).unwrap_err().to_string();
        assert_eq!(error, format!("event cannot be sent: {problem}"));
    }
}
