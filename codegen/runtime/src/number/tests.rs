//! Numbers of any size; the grammar is that of RFC 8259, section 6.

use super::{BigDecimal, BigInteger};
use serde_json::{from_str, from_value, json, to_string};

const INTEGERS: [&str; 5] = [
    "0",
    "-0",
    "7",
    "-9223372036854775809",
    "123456789012345678901234567890123456789012345678901234567890",
];
const DECIMALS: [&str; 6] = [
    "0.10",
    "-1.000000000000000000000000000000000001",
    "1e400",
    "1E+400",
    "-0.5e-7",
    "3.141592653589793238462643383279502884197169399375105820974944592307816406286",
];
const NEITHER: [&str; 14] = [
    "", "-", "+1", "01", "-01", ".5", "1.", "1e", "1e+", "1.e5", "0x10", "NaN", " 1", "1_000",
];

#[test]
fn digits_go_both_ways_untouched() {
    for digits in INTEGERS {
        let number: BigInteger = digits.parse().unwrap();
        assert_eq!(to_string(&number).unwrap(), digits);
        assert_eq!(from_str::<BigInteger>(digits).unwrap(), number);
        assert_eq!(
            (number.as_str(), number.to_string().as_str()),
            (digits, digits)
        );
    }
    for digits in INTEGERS.into_iter().chain(DECIMALS) {
        let number: BigDecimal = digits.parse().unwrap();
        assert_eq!(to_string(&number).unwrap(), digits);
        assert_eq!(from_str::<BigDecimal>(digits).unwrap(), number);
    }
}

#[test]
fn digits_in_quotes_are_read_too() {
    assert_eq!(
        from_str::<BigInteger>("\"12345678901234567890123\"")
            .unwrap()
            .as_str(),
        "12345678901234567890123"
    );
    assert_eq!(
        from_str::<BigDecimal>(r#""\u0031.50""#).unwrap().as_str(),
        "1.50"
    );
    assert_eq!(
        from_value::<BigDecimal>(json!("1.50")).unwrap().as_str(),
        "1.50"
    );
    assert_eq!(
        from_value::<BigInteger>(json!(-12)).unwrap().as_str(),
        "-12"
    );
}

#[test]
fn everything_else_is_refused_without_showing_it() {
    for text in NEITHER {
        assert!(text.parse::<BigInteger>().is_err(), "{text}");
        assert!(text.parse::<BigDecimal>().is_err(), "{text}");
        assert!(from_value::<BigDecimal>(json!(text)).is_err(), "{text}");
    }
    for digits in DECIMALS {
        assert!(digits.parse::<BigInteger>().is_err(), "{digits}");
    }
    assert!(from_str::<BigInteger>("null").is_err());
    for json in ["\"secret\"", "true", "[1]", "{\"secret\":1}"] {
        let error = from_str::<BigInteger>(json).unwrap_err().to_string();
        assert!(error.contains("a whole number"), "{json}: {error}");
        assert!(!error.contains("secret"), "{json}: {error}");
        assert!(from_str::<BigDecimal>(json).is_err(), "{json}");
    }
}

#[test]
fn numbers_convert() {
    assert_eq!(
        BigInteger::from(i128::MIN).as_str(),
        "-170141183460469231731687303715884105728"
    );
    assert_eq!(BigDecimal::from(BigInteger::from(5_u64)).as_str(), "5");
    assert_eq!(BigInteger::default().as_str(), "0");
    assert_eq!(format!("{:?}", BigDecimal::default()), "0");
}

#[test]
fn binary_formats_carry_the_digits_and_small_numbers() {
    let number: BigDecimal = DECIMALS[1].parse().unwrap();
    let bytes = cbor2::to_vec(&number).unwrap();
    assert_eq!(cbor2::from_slice::<BigDecimal>(&bytes).unwrap(), number);
    let bytes = cbor2::to_vec(&-5_i64).unwrap();
    assert_eq!(
        cbor2::from_slice::<BigInteger>(&bytes).unwrap().as_str(),
        "-5"
    );
}
