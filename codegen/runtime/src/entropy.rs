//! Random numbers and identifiers.

mod generator;

use crate::hex::hex;
use std::io;

pub(crate) use generator::draw;

/// Source of 16 random bytes.
pub(crate) type Entropy = dyn Fn() -> io::Result<[u8; 16]> + Send + Sync;

/// Returns a random number in `0.0..1.0`.
pub(crate) fn fraction(bytes: [u8; 16]) -> f64 {
    // As many bits as a float has digits for.
    let bits = u128::from_be_bytes(bytes) >> (128 - 53);
    bits as f64 / (1_u64 << 53) as f64
}

/// Returns a random UUID (RFC 9562, section 5.4) made of `bytes`.
pub(crate) fn uuid(bytes: [u8; 16]) -> String {
    const VERSION: u128 = 0xf << 76;
    const VARIANT: u128 = 0b11 << 62;
    let bits = u128::from_be_bytes(bytes) & !VERSION & !VARIANT | 4 << 76 | 0b10 << 62;
    let mut text = hex(&bits.to_be_bytes());
    for position in [20, 16, 12, 8] {
        text.insert(position, '-');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::uuid;

    #[test]
    fn a_uuid_has_its_version_and_variant_and_else_random_bits() {
        // The example of RFC 9562, appendix A.3, with the bits of version and variant spoilt.
        let bytes = 0x919108f7_52d1_0320_1bac_f847db4148a8_u128.to_be_bytes();
        assert_eq!(uuid(bytes), "919108f7-52d1-4320-9bac-f847db4148a8");
        assert_eq!(uuid([0; 16]), "00000000-0000-4000-8000-000000000000");
        assert_eq!(uuid([0xff; 16]), "ffffffff-ffff-4fff-bfff-ffffffffffff");
    }
}
