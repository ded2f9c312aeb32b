//! Comparison of CBOR bodies.

use crate::codec::Codec;
use crate::wire::Neutral;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

/// Tag of a number of seconds since 1970.
const EPOCH_SECONDS: u64 = 1;

/// Compares a body with the expected one, which is in base64.
pub(super) fn compare(sent: &[u8], expected: &str) -> Result<(), String> {
    let expected = STANDARD.decode(expected).map_err(|it| it.to_string())?;
    let (sent, expected) = (read(sent)?, read(&expected)?);
    if is_same(&sent, &expected) {
        Ok(())
    } else {
        Err(format!("it is {sent:?}, and not {expected:?}"))
    }
}

/// Parses exactly one value.
fn read(body: &[u8]) -> Result<Neutral, String> {
    Codec::Cbor.read_untyped(body).map_err(|it| it.to_string())
}

fn is_same(a: &Neutral, b: &Neutral) -> bool {
    match (a, b) {
        // A NaN equals nothing, but is the same as another.
        (Neutral::Float(a), Neutral::Float(b)) => {
            a == b || f64::from_bits(*a).is_nan() && f64::from_bits(*b).is_nan()
        }
        // A timestamp may have either kind of number.
        (Neutral::Tagged(EPOCH_SECONDS, a), Neutral::Tagged(EPOCH_SECONDS, b)) => {
            is_same(a, b) || seconds(a).is_some_and(|it| Some(it) == seconds(b))
        }
        (Neutral::Tagged(a, it), Neutral::Tagged(b, other)) => a == b && is_same(it, other),
        (Neutral::List(a), Neutral::List(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| is_same(a, b))
        }
        (Neutral::Map(a), Neutral::Map(b)) => {
            let has_same = |(key, value): &(Box<str>, Neutral)| {
                let mut same = b.iter().filter(|(other, _)| key == other);
                same.any(|(_, other)| is_same(value, other))
            };
            a.len() == b.len() && a.iter().all(has_same)
        }
        (a, b) => a == b,
    }
}

fn seconds(number: &Neutral) -> Option<f64> {
    match number {
        Neutral::Float(bits) => Some(f64::from_bits(*bits)),
        Neutral::Signed(seconds) => i32::try_from(*seconds).ok().map(f64::from),
        Neutral::Unsigned(seconds) => u32::try_from(*seconds).ok().map(f64::from),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::compare;
    use base64::Engine;
    use base64::engine::general_purpose::STANDARD;

    #[test]
    fn values_are_compared_and_not_their_lengths() {
        for (sent, expected, is_same) in [
            (
                &b"\xa2\x61a\x01\x61b\x02"[..],
                &b"\xbf\x61b\x02\x61a\x01\xff"[..],
                true,
            ),
            (b"\x18\x05", b"\x05", true),
            (b"\xfa\x3f\xc0\x00\x00", b"\xf9\x3e\x00", true),
            (b"\xf9\x7e\x00", b"\xfa\x7f\xc0\x00\x00", true),
            (b"\xc1\x01", b"\xc1\xf9\x3c\x00", true),
            (b"\xc1\x01", b"\xc1\xf9\x3e\x00", false),
            (b"\x01", b"\xf9\x3c\x00", false),
            (b"\x01", b"\xc1\x01", false),
            (b"\x61a", b"\x41a", false),
            (b"\xa1\x61a\x01", b"\xa2\x61a\x01\x61b\x02", false),
            (b"\xa1\x61a\xf6", b"\xa0", false),
            (b"\x81\x01", b"\x82\x01\x01", false),
            (b"\x01\x01", b"\x01", false),
            (b"", b"", false),
        ] {
            let compared = compare(sent, &STANDARD.encode(expected));
            assert_eq!(
                compared.is_ok(),
                is_same,
                "{sent:x?} {expected:x?}: {compared:?}"
            );
        }
        assert!(compare(b"\xa0", "no base64").is_err());
    }
}
