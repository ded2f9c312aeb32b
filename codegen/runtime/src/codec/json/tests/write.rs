//! Values as they are written: the bytes of serde_json.

use crate::codec::json::write_value;

fn written<F: crate::wire::Format>(value: &F::Value) -> String {
    String::from_utf8(write_value::<F>(value)).unwrap()
}

#[test]
fn strings_are_those_of_serde_json() {
    for character in (0..0x100).chain([0x6c34, 0x2028, 0xfffd, 0x1_f600]) {
        let character = char::from_u32(character).unwrap();
        for (before, after) in [(0, 0), (1, 0), (7, 0), (8, 3), (3, 13)] {
            let text = format!("{}{character}{}", "x".repeat(before), "y".repeat(after));
            assert_eq!(
                written::<String>(&text),
                serde_json::to_string(&text).unwrap()
            );
        }
    }
}

#[test]
fn integers_are_those_of_serde_json() {
    for power in 0..63 {
        for number in [
            1_i64 << power,
            -(1 << power),
            (1 << power) - 1,
            10_i64.pow(power % 19),
        ] {
            assert_eq!(written::<i64>(&number), number.to_string());
        }
    }
    assert_eq!(written::<i64>(&i64::MIN), "-9223372036854775808");
    assert_eq!(written::<i8>(&-128), "-128");
}

/// A linear congruential generator with Knuth's constants.
#[test]
fn floats_are_those_of_serde_json() {
    let mut bits: u64 = 1;
    for _ in 0..20_000 {
        bits = bits
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        let double = f64::from_bits(bits);
        if double.is_finite() {
            assert_eq!(
                written::<f64>(&double),
                serde_json::to_string(&double).unwrap()
            );
        }
        let single = f32::from_bits((bits >> 32) as u32);
        if single.is_finite() {
            assert_eq!(
                written::<f32>(&single),
                serde_json::to_string(&single).unwrap()
            );
        }
    }
    for double in [
        0.0,
        -0.0,
        1.0,
        0.1,
        1e15,
        1e16,
        1e17,
        1e21,
        1e-5,
        1e-7,
        5e-324,
        f64::MAX,
        f64::MIN_POSITIVE,
    ] {
        assert_eq!(
            written::<f64>(&double),
            serde_json::to_string(&double).unwrap()
        );
    }
}
