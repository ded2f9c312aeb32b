//! Single values: zero values as Smithy's client error correction has them, floats as the AWS JSON protocols have them.

use crate::wire::{self, Format, Value, as_member};
use crate::{BigDecimal, BigInteger, Blob, Document, Timestamp};
use serde_json::{Value as Json, json};

fn read<T: Value>(json: &str) -> Result<T, String> {
    as_member::read::<T>(json)
}

fn read_value<T: Value>(json: &Json) -> Result<T, String> {
    read(&json.to_string())
}

fn write<T: Value>(value: &T) -> Json {
    as_member::write::<T>(value)
}

#[test]
fn zero_values_are_smithys() {
    assert_eq!(wire::zero::<String>(), "");
    assert!(!wire::zero::<bool>());
    assert_eq!(
        (
            wire::zero::<i8>(),
            wire::zero::<i16>(),
            wire::zero::<i32>(),
            wire::zero::<i64>()
        ),
        (0, 0, 0, 0)
    );
    assert_eq!(
        (write(&wire::zero::<f32>()), write(&wire::zero::<f64>())),
        (json!(0.0), json!(0.0))
    );
    assert_eq!(wire::zero::<Blob>(), Blob::from(b""));
    assert_eq!(
        wire::zero::<Timestamp>(),
        Timestamp::from_second(0).unwrap()
    );
    assert_eq!(wire::zero::<BigInteger>().as_str(), "0");
    assert_eq!(wire::zero::<BigDecimal>().as_str(), "0");
    assert_eq!(wire::zero::<Document>(), Json::Null);
    assert_eq!(wire::zero::<Vec<String>>(), Vec::<String>::new());
    assert_eq!(wire::zero::<Option<Box<i32>>>(), None);
    assert_eq!(wire::zero::<Box<i32>>(), Box::new(0));
    assert_eq!(Vec::<wire::DateTime>::zero(), []);
}

#[test]
fn null_is_corrected_to_the_zero_value() {
    assert_eq!(read::<String>("null").unwrap(), "");
    assert_eq!(read::<Box<i64>>("null").unwrap(), Box::new(0));
    assert_eq!(read::<Timestamp>("null").unwrap(), Timestamp::UNIX_EPOCH);
    assert_eq!(read::<BigInteger>("null").unwrap().as_str(), "0");
    assert_eq!(read::<Document>("null").unwrap(), Json::Null);
}

#[test]
fn a_number_that_does_not_fit_is_refused() {
    assert_eq!(read::<i8>("-128").unwrap(), -128);
    assert!(read::<i8>("128").is_err());
    assert!(read::<i32>("2147483648").is_err());
    assert!(read::<i64>("9223372036854775808").is_err());
    assert!(read::<i32>("1.5").is_err());
}

#[test]
fn floats_that_json_has_no_number_for_are_text() {
    let special = [
        (f64::INFINITY, "Infinity"),
        (f64::NEG_INFINITY, "-Infinity"),
    ];
    for (number, text) in special {
        assert_eq!(write(&number), json!(text));
        assert_eq!(
            read_value::<f64>(&json!(text)).unwrap().to_string(),
            number.to_string()
        );
        #[expect(
            clippy::cast_possible_truncation,
            reason = "infinity is infinite in every width"
        )]
        let narrow = number as f32;
        assert_eq!(write(&narrow), json!(text));
        assert!(read_value::<f32>(&json!(text)).unwrap().is_infinite());
    }
    assert_eq!(
        (write(&f32::NAN), write(&-f64::NAN)),
        (json!("NaN"), json!("NaN"))
    );
    assert!(read::<f32>("\"NaN\"").unwrap().is_nan());
    assert!(read::<f64>("\"NaN\"").unwrap().is_nan());
    for json in ["\"nan\"", "\"1.5\"", "\"\"", "true", "[]"] {
        assert!(read::<f64>(json).is_err(), "{json}");
    }
}

#[test]
fn finite_floats_are_numbers_read_to_the_last_digit() {
    assert_eq!(write(&1.5_f32), json!(1.5));
    assert_eq!(serde_json::to_string(&0.1_f32).unwrap(), "0.1");
    assert_eq!(read::<f32>("0.1").unwrap().to_bits(), 0.1_f32.to_bits());
    assert_eq!(read::<f64>("5").unwrap().to_bits(), 5.0_f64.to_bits());
    assert_eq!(read::<f64>("-5").unwrap().to_bits(), (-5.0_f64).to_bits());
    // Numbers that a parser which is content with being nearly right gets wrong.
    for number in [
        31.245_270_191_439_438_f64,
        0.000_036_894_348_519_174_54,
        2.638_344_616_030_823e-256,
    ] {
        let json = format!("{number:e}");
        assert_eq!(
            read::<f64>(&json).unwrap().to_bits(),
            number.to_bits(),
            "{json}"
        );
    }
}
