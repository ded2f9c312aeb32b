//! Tests of this reader against cbor2 and RFC 8949.

use crate::codec::Codec;
use crate::codec::cbor::tests::bytes;
use crate::codec::cbor::{DEPTH, read_value, skipped};
use crate::wire::as_member::One;
use crate::wire::{Format, Neutral};
use crate::{Blob, Document};
use cbor2::Value;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fmt::Debug;

/// A value of each form.
const VALUES: &str = "00 1818 20 3903e7 1bffffffffffffffff 3b7fffffffffffffff 3bffffffffffffffff \
     fb3ff199999999999a fa47c35000 f93c00 f4 f5 f6 f7 f0 40 4101 60 6161 62c3bc 7803616263 7f6161ff \
     5f4101ff 80 820102 9f01ff a0 a1616b05 a1616b80 bf616b01ff c11a514b67b0 d9d9f76161";

/// Calls `check` with each value, each value with a byte replaced, and each prefix of a value.
fn each_variant(check: impl Fn(&[u8])) {
    for body in VALUES.split_whitespace().map(bytes) {
        for at in 0..body.len() {
            check(&body[..at]);
            let mut other = body.clone();
            for byte in 0..=u8::MAX {
                other[at] = byte;
                check(&other);
            }
        }
    }
}

/// Returns the value that cbor2 reads, if there is exactly one.
fn theirs(body: &[u8]) -> Option<Value> {
    let mut reader = cbor2::de::Deserializer::from_slice_with_recursion_limit(body, DEPTH);
    let value = Value::deserialize(&mut reader).ok()?;
    (reader.offset() == body.len()).then_some(value)
}

/// Returns the value without loss; `None` for values that no protocol has.
fn untyped(value: Value) -> Option<Neutral> {
    Some(match value {
        Value::Null => Neutral::Null,
        Value::Bool(value) => Neutral::Bool(value),
        Value::Integer(number) => {
            let number = i128::from(number);
            if let Ok(number) = u64::try_from(number) {
                Neutral::Unsigned(number)
            } else if let Ok(number) = i64::try_from(number) {
                Neutral::Signed(number)
            } else {
                Neutral::Big(number.into())
            }
        }
        Value::Float(number) => Neutral::Float(canonical(number)),
        Value::Text(text) => Neutral::Text(text.into()),
        Value::Bytes(bytes) => Neutral::Bytes(bytes.into()),
        Value::Tag(tag, value) => Neutral::Tagged(tag, untyped(*value)?.into()),
        Value::Array(list) => {
            let list: Option<Vec<_>> = list.into_iter().map(untyped).collect();
            Neutral::List(list?.into())
        }
        Value::Map(map) => {
            let entries = map
                .into_iter()
                .map(|(key, value)| Some((name(&key)?.into(), untyped(value)?)));
            let entries: Option<Vec<(Box<str>, _)>> = entries.collect();
            Neutral::Map(entries?.into())
        }
        // `undefined`.
        Value::Simple(simple) if simple == cbor2::Simple::UNDEFINED => Neutral::Null,
        _ => return None,
    })
}

/// Returns the bits of a float; the same ones for each NaN.
fn canonical(number: f64) -> u64 {
    if number.is_nan() { f64::NAN } else { number }.to_bits()
}

fn name(key: &Value) -> Option<String> {
    match plain(key) {
        Value::Text(text) => Some(text.clone()),
        Value::Bytes(bytes) => Some(String::from_utf8_lossy(bytes).into_owned()),
        _ => None,
    }
}

fn plain(mut value: &Value) -> &Value {
    while let Value::Tag(_, inner) = value {
        value = inner;
    }
    value
}

/// cbor2 is the oracle for values and for their variants with a byte replaced or missing.
#[test]
fn values_are_those_that_cbor2_reads() {
    each_variant(|body| {
        let ours = read_value::<Neutral>(body).ok().flatten();
        let ours = ours.map(|value| match value {
            Neutral::Float(bits) => Neutral::Float(canonical(f64::from_bits(bits))),
            value => value,
        });
        let expected = theirs(body).and_then(untyped);
        assert!(ours == expected, "{body:02x?}: {ours:?} {:?}", theirs(body));
        assert_eq!(skipped(body), theirs(body).is_some(), "{body:02x?}");
    });
}

/// Returns true if there is a tag of big numbers, which are tested by themselves.
fn has_number(value: &Value) -> bool {
    match value {
        Value::Tag(2..=4, _) => true,
        Value::Tag(_, value) => has_number(value),
        Value::Array(list) => list.iter().any(has_number),
        Value::Map(map) => map.iter().any(|(_, value)| has_number(value)),
        _ => false,
    }
}

fn agree<T: Format<Value: Debug + PartialEq>>(expected: impl Fn(&Value) -> Option<T::Value>) {
    each_variant(|body| {
        let mut whole = vec![0xa1, 0x61, b'a'];
        whole.extend_from_slice(body);
        if theirs(body).is_some_and(|value| has_number(&value)) {
            return;
        }
        let ours = Codec::Cbor.read::<One<T>>(&whole);
        let theirs = theirs(body).and_then(|value| {
            let is_null = untyped(plain(&value).clone()) == Some(Neutral::Null);
            if is_null {
                Some(T::zero())
            } else {
                expected(plain(&value))
            }
        });
        assert_eq!(ours.ok().map(|one| one.a), theirs, "{body:02x?}");
    });
}

fn integer(value: &Value) -> Option<i64> {
    match plain(value) {
        Value::Integer(number) => i128::from(*number).try_into().ok(),
        #[expect(clippy::cast_possible_truncation, reason = "a cast of an integer")]
        Value::Float(number) if number.fract() == 0.0 && number.abs() < 2_f64.powi(63) => {
            Some(*number as i64)
        }
        _ => None,
    }
}

fn text(value: &Value) -> Option<String> {
    match value {
        Value::Text(text) => Some(text.clone()),
        _ => None,
    }
}

/// Entries without a value are dropped.
fn integers(list: &[Value]) -> Option<Vec<i64>> {
    let entries = list.iter();
    let entries = entries.filter(|value| untyped(plain(value).clone()) != Some(Neutral::Null));
    entries.map(integer).collect()
}

#[test]
fn typed_values_are_those_that_cbor2_reads() {
    agree::<bool>(|value| value.as_bool());
    agree::<i64>(integer);
    agree::<String>(text);
    agree::<Blob>(|value| match value {
        Value::Bytes(bytes) => Some(Blob::from(bytes.as_slice())),
        _ => None,
    });
    agree::<Vec<i64>>(|value| match value {
        Value::Array(list) => integers(list),
        _ => None,
    });
    agree::<BTreeMap<String, i64>>(|value| match value {
        Value::Map(map) => {
            let keys: Option<Vec<_>> = map.iter().map(|(key, _)| name(key)).collect();
            let mut entries = BTreeMap::new();
            for (key, (_, value)) in keys?.into_iter().zip(map) {
                if untyped(plain(value).clone()) != Some(Neutral::Null) {
                    entries.insert(key, integer(value)?);
                }
            }
            Some(entries)
        }
        _ => None,
    });
}

#[derive(Debug, PartialEq)]
struct Inner {
    a: i32,
}

crate::structure!(Inner { a: "a" });

#[derive(Debug, PartialEq)]
struct Outer {
    text: Option<String>,
    inner: Option<Inner>,
}

crate::structure!(Outer {
    text: "text",
    inner: "inner"
});

/// RFC 8949, sections 3.1 and 3.4: keys may be anything, and a tag may stand before anything.
#[test]
fn keys_that_are_no_text_are_passed_over_and_tags_that_mean_nothing_read_through() {
    let expected = Outer {
        text: Some("x".to_owned()),
        inner: Some(Inner { a: 7 }),
    };
    let text = "64746578746178";
    let inner = "65696e6e6572a1616107";
    for body in [
        format!("a2{text}{inner}"),
        format!("a30a00{text}{inner}"),
        format!("a3820102a0{text}{inner}"),
        format!("a4410000{text}200a{inner}"),
        format!("a2{text}65696e6e6572d9d9f7a1616107"),
        format!("a2{text}65696e6e6572d9d9f7a2000061610 7").replace(' ', ""),
        format!("a26474657874c06178{inner}"),
        format!("d9d9f7a2{text}{inner}"),
    ] {
        let read = Codec::Cbor.read::<Outer>(&bytes(&body));
        assert_eq!(read.as_ref(), Ok(&expected), "{body}");
    }
    assert!(
        Codec::Cbor
            .read::<One<Document>>(&bytes("a16161a10a00"))
            .is_err()
    );
}
