//! Frames in pieces, and frames that are invalid. CRCs of the latter were computed with zlib.

use super::FrameDecoder;
use crate::event_stream::frame::tests::{ALL_TYPES, bytes};
use crate::event_stream::frame::{Frame, FrameEncoder};
use crate::event_stream::header::HeaderValue;
use bytes::Bytes;

const MIB: usize = 1024 * 1024;
const LIMIT: usize = 1024;

/// Frame of botocore's tests with the payload `{'foo':'bar'}`.
const FOO: &str = "0000001d00000000fd528c5a7b27666f6f273a27626172277dc3653936";

fn pushed(decoder: &mut FrameDecoder, piece: Bytes) -> Vec<Frame> {
    decoder.push(piece);
    std::iter::from_fn(|| decoder.next().unwrap()).collect()
}

fn error(hex: &str) -> String {
    let mut decoder = FrameDecoder::new(LIMIT);
    decoder.push(bytes(hex));
    let error = decoder.next().unwrap_err();
    // It stays an error.
    assert_eq!(decoder.next(), Err(error.clone()));
    error.to_string()
}

#[test]
fn frames_may_be_cut_anywhere() {
    let stream: Bytes = [bytes(ALL_TYPES), bytes(FOO), bytes(ALL_TYPES)]
        .concat()
        .into();
    let whole = pushed(&mut FrameDecoder::new(LIMIT), stream.clone());
    assert_eq!(whole.len(), 3);
    assert_eq!(whole[0].headers.get("7"), Some(HeaderValue::String("utf8")));
    assert_eq!(whole[1].payload, "{'foo':'bar'}");
    for size in 1..stream.len() {
        let mut decoder = FrameDecoder::new(LIMIT);
        let pieces = stream.chunks(size).map(Bytes::copy_from_slice);
        let frames: Vec<_> = pieces
            .flat_map(|piece| pushed(&mut decoder, piece))
            .collect();
        assert_eq!(frames, whole, "in pieces of {size} bytes");
        assert_eq!(decoder.finish(), Ok(()));
    }
}

#[test]
fn pieces_may_be_empty_and_come_before_the_frames_are_taken() {
    let mut decoder = FrameDecoder::new(LIMIT);
    for byte in bytes(FOO) {
        decoder.push(Bytes::new());
        decoder.push(Bytes::copy_from_slice(&[byte]));
    }
    decoder.push(bytes(ALL_TYPES));
    let frames = pushed(&mut decoder, Bytes::new());
    assert_eq!(frames.len(), 2);
    assert_eq!(frames[0].payload, "{'foo':'bar'}");
}

#[test]
fn a_payload_in_one_piece_is_not_copied() {
    let stream = bytes(&[FOO, FOO].concat());
    let payload = |at: usize| stream.slice(at + 12..at + 25).as_ptr();
    let frames = pushed(&mut FrameDecoder::new(LIMIT), stream.clone());
    assert_eq!(frames[0].payload.as_ptr(), payload(0));
    assert_eq!(frames[1].payload.as_ptr(), payload(29));
}

#[test]
fn memory_grows_with_what_was_received() {
    let mut decoder = FrameDecoder::new(64 * MIB);
    let whole = FrameEncoder::new().finish(&vec![1; 8 * MIB]).unwrap();
    let mut received = 0;
    for piece in whole.chunks(1000) {
        assert_eq!(decoder.next(), Ok(None));
        decoder.push(Bytes::copy_from_slice(piece));
        received += piece.len();
        assert!(decoder.collected.capacity() <= 2 * received + 1000);
    }
    assert_eq!(decoder.next().unwrap().unwrap().payload.len(), 8 * MIB);
    // It does not keep the memory of a large frame.
    assert_eq!(decoder.collected.capacity(), 0);
}

#[test]
fn lengths_are_checked_before_the_rest_is_awaited() {
    for (prelude, problem) in [
        (
            "0000000f00000000e77248b8",
            "a length of 15 bytes contradicts 0 bytes of headers",
        ),
        (
            "000000100000000172c5787d",
            "a length of 16 bytes contradicts 1 bytes of headers",
        ),
        (
            "0000040100000000c3d3b4cf",
            "its length of 1025 bytes is larger than the limit of 1024 bytes, which `ConfigBuilder::max_event_size` sets",
        ),
        (
            "ffffffff00000000ffffffff",
            "its length of 4294967295 bytes is larger than the limit of 1024 bytes, which `ConfigBuilder::max_event_size` sets",
        ),
        (
            "000004000000000000000000",
            "the checksum of its lengths does not match",
        ),
    ] {
        let expected = format!("invalid frame at byte 0 of the event stream: {problem}");
        assert_eq!(error(prelude), expected);
    }
    let mut decoder = FrameDecoder::new(LIMIT);
    assert_eq!(pushed(&mut decoder, bytes("0000040000000000feb39d7f")), []);
}

#[test]
fn broken_frames_are_errors() {
    for (frame, problem) in [
        // Of botocore's tests, in this order: length, payload, headers, length of the headers, the same with its checksum.
        (
            "0100001d00000000fd528c5a7b27666f6f273a27626172277dc3653936",
            "the checksum of its lengths does not match",
        ),
        (
            "0000001d00000000fd528c5a7b27666f6f273a27626172278dc3653936",
            "its checksum does not match",
        ),
        (
            "0000003d0000002007fd83960c636f6e74656e742b747970650700106170706c69636174696f6e2f6a736f6e7b27666f6f273a27626172277d8d9c08b1",
            "its checksum does not match",
        ),
        (
            "0000003dff00010207fd83960c636f6e74656e742d747970650700106170706c69636174696f6e2f6a736f6e7b27666f6f273a27626172277d8d9c08b1",
            "the checksum of its lengths does not match",
        ),
        (
            "0000003dff0001021583f5c20c636f6e74656e742d747970650700106170706c69636174696f6e2f6a736f6e7b27666f6f273a27626172277d2f377f5d",
            "a length of 61 bytes contradicts 4278190338 bytes of headers",
        ),
        (
            "00000024000000144bb982d00474657374046173646604746573740461736466f3f47563",
            "two headers have the same name",
        ),
        (
            "0000001300000003db6b638101610affab9622",
            "a header has the unknown type 10",
        ),
        (
            "0000001200000002910c7aa700007bc1361e",
            "the name of a header must have 1 to 255 bytes, not 0",
        ),
        (
            "0000001300000003db6b638101ff00f0bcd8a8",
            "text of a header is not UTF-8",
        ),
        (
            "000000160000000663e1187e0161070001ff2b628ead",
            "text of a header is not UTF-8",
        ),
        (
            "00000018000000083b698b180161070005616263e29da9be",
            "a header is incomplete",
        ),
        (
            "0000001300000003db6b6381056162bbcbd794",
            "a header is incomplete",
        ),
        (
            "0000001200000002910c7aa70161586f5691",
            "a header is incomplete",
        ),
    ] {
        let expected = format!("invalid frame at byte 0 of the event stream: {problem}");
        assert_eq!(error(frame), expected);
    }
}

#[test]
fn errors_name_the_place_of_the_frame() {
    let broken = "0000001d00000000fd528c5a7b27666f6f273a27626172278dc3653936";
    let mut decoder = FrameDecoder::new(LIMIT);
    decoder.push(bytes(&[FOO, FOO, broken].concat()));
    assert!(decoder.next().unwrap().is_some());
    assert!(decoder.next().unwrap().is_some());
    assert_eq!(
        decoder.next().unwrap_err().to_string(),
        "invalid frame at byte 58 of the event stream: its checksum does not match"
    );
}

#[test]
fn a_stream_that_ends_inside_of_a_frame_is_an_error() {
    let stream = bytes(&[FOO, FOO].concat());
    for end in 30..58 {
        let mut decoder = FrameDecoder::new(LIMIT);
        assert_eq!(pushed(&mut decoder, stream.slice(..end)).len(), 1);
        let left = end - 29;
        assert_eq!(
            decoder.finish().unwrap_err().to_string(),
            format!(
                "invalid frame at byte 29 of the event stream: the stream ended after {left} bytes of the frame"
            )
        );
    }
}

#[test]
fn many_headers_are_compared_in_time() {
    let with = |last: &str| {
        let mut frame = FrameEncoder::new();
        for number in 0..100_000 {
            let name = format!("{number}");
            frame.header(&name, HeaderValue::Bool(true)).unwrap();
        }
        frame.header(last, HeaderValue::Bool(false)).unwrap();
        let mut decoder = FrameDecoder::new(16 * MIB);
        decoder.push(frame.finish(b"").unwrap());
        decoder
            .next()
            .map(|frame| frame.unwrap().headers.iter().count())
    };
    assert_eq!(with("last"), Ok(100_001));
    assert!(
        with("99999")
            .unwrap_err()
            .to_string()
            .ends_with("two headers have the same name")
    );
}
