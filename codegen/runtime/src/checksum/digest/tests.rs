//! Check values of the catalogue of parametrised CRC algorithms, and vectors of RFCs and FIPS 180.

use super::{ChecksumAlgorithm, Digest};

use ChecksumAlgorithm::{Crc32, Crc32c, Crc64Nvme, Sha1, Sha256};

/// Bytes with their checksums in hexadecimal digits.
///
/// - `123456789`: the catalogue's check values of CRC-32/ISO-HDLC, CRC-32/ISCSI and CRC-64/NVME.
/// - 32 zeros, ones, ascending and descending bytes: CRC-32C of RFC 3720, section B.4, whose bytes are the least significant
///   first.
/// - Zeros and ones in 4 KiB: CRC-64 of the NVM Command Set Specification 1.0d, figure 122.
/// - `abc` and nothing: FIPS 180-2, and the initial value of a CRC.
fn vectors() -> Vec<(ChecksumAlgorithm, Vec<u8>, &'static str)> {
    let check = || b"123456789".to_vec();
    let ascending: Vec<u8> = (0..32).collect();
    let descending: Vec<u8> = (0..32).rev().collect();
    vec![
        (Crc32, check(), "cbf43926"),
        (Crc32c, check(), "e3069283"),
        (Crc64Nvme, check(), "ae8b14860a799888"),
        (Crc32c, vec![0; 32], "8a9136aa"),
        (Crc32c, vec![0xff; 32], "62a8ab43"),
        (Crc32c, ascending, "46dd794e"),
        (Crc32c, descending, "113fdb5c"),
        (Crc64Nvme, vec![0; 4096], "6482d367eb22b64e"),
        (Crc64Nvme, vec![0xff; 4096], "c0ddba7302eca3ac"),
        (Crc32, Vec::new(), "00000000"),
        (Crc64Nvme, Vec::new(), "0000000000000000"),
        (
            Sha1,
            b"abc".to_vec(),
            "a9993e364706816aba3e25717850c26c9cd0d89d",
        ),
        (Sha1, Vec::new(), "da39a3ee5e6b4b0d3255bfef95601890afd80709"),
        (
            Sha256,
            b"abc".to_vec(),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        ),
    ]
}

fn hex_of(base64: &str) -> String {
    use base64::Engine;
    let bytes = base64::engine::general_purpose::STANDARD.decode(base64);
    crate::hex::hex(&bytes.unwrap())
}

#[test]
fn checksums_are_those_of_the_specifications_however_the_bytes_are_cut() {
    for (algorithm, bytes, expected) in vectors() {
        assert_eq!(
            hex_of(&Digest::of(algorithm, &bytes)),
            expected,
            "{algorithm}"
        );
        for size in [1, 3, 1000] {
            let mut digest = Digest::new(algorithm);
            bytes.chunks(size).for_each(|piece| digest.update(piece));
            assert_eq!(hex_of(&digest.finish()), expected, "{algorithm} by {size}");
        }
    }
}

/// The value in the examples of Amazon S3's API reference, "Signature calculations for trailing headers".
#[test]
fn a_checksum_is_encoded_as_in_headers() {
    let content = vec![b'a'; 66_560];
    assert_eq!(Digest::of(Crc32c, &content), "sOO8/Q==");
}

#[test]
fn sizes_are_those_of_the_values() {
    for algorithm in ChecksumAlgorithm::ALL {
        let encoded = Digest::of(algorithm, b"");
        let size = u64::try_from(hex_of(&encoded).len() / 2).unwrap();
        assert_eq!(size, algorithm.size(), "{algorithm}");
        assert_eq!(
            ChecksumAlgorithm::named(algorithm.as_str()),
            Some(algorithm)
        );
        let header = format!("x-amz-checksum-{}", algorithm.as_str().to_lowercase());
        assert_eq!(algorithm.header(), header);
    }
    for name in ["", "MD5", "XXHASH64", "crc-32"] {
        assert_eq!(ChecksumAlgorithm::named(name), None);
    }
}
