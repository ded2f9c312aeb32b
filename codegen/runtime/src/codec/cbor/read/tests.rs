//! Tests of this reader against cbor2 and RFC 8949.

use super::Reader;
use crate::Document;
use crate::codec::Codec;
use crate::codec::cbor::DEPTH;
use crate::codec::cbor::tests::{One, bytes};
use crate::wire::{self, Structure};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;
use std::fmt::Debug;

/// A value of each form.
const VALUES: &str = "00 1818 20 3903e7 1bffffffffffffffff 3b7fffffffffffffff 3bffffffffffffffff \
     fb3ff199999999999a fa47c35000 f93c00 f4 f5 f6 f7 f0 40 4101 60 6161 62c3bc 7803616263 7f6161ff \
     80 820102 9f01ff a0 a1616b05 a1616b80 bf616b01ff c11a514b67b0 c24101 d9d9f76161";

/// cbor2's own deserializer says what is right, for values and for what becomes of them when a byte is another or missing.
#[test]
fn what_is_read_is_what_cbor2_reads() {
    #[derive(Debug, PartialEq, Deserialize)]
    struct Derived {
        k: i32,
    }
    agree::<Document>();
    agree::<bool>();
    agree::<i8>();
    agree::<i64>();
    agree::<u64>();
    agree::<i128>();
    agree::<char>();
    agree::<String>();
    agree::<Option<i32>>();
    agree::<(i32, i32)>();
    agree::<Vec<i32>>();
    agree::<BTreeMap<String, i32>>();
    agree::<Derived>();
}

fn agree<T: DeserializeOwned + Debug + PartialEq>() {
    for body in VALUES.split_whitespace().map(bytes) {
        let cut = (0..body.len()).map(|at| body[..at].to_vec());
        let mutated = (0..body.len()).flat_map(|at| {
            let body = &body;
            (0..=u8::MAX).map(move |byte| {
                let mut other = body.clone();
                other[at] = byte;
                other
            })
        });
        for body in cut.chain(mutated) {
            let mut reader = Reader::new(&body, DEPTH);
            let ours = T::deserialize(&mut reader).map(|it| (it, reader.offset()));
            let mut reader = cbor2::de::Deserializer::from_slice_with_recursion_limit(&body, DEPTH);
            let theirs = T::deserialize(&mut reader).map(|it| (it, reader.offset()));
            let name = std::any::type_name::<T>();
            assert_eq!(ours.ok(), theirs.ok(), "{name}: {body:02x?}");
        }
    }
}

#[derive(Debug, PartialEq)]
struct Outer {
    text: Option<String>,
    inner: Option<One<i32>>,
}

crate::structure!(Outer {
    text: "text",
    inner: "inner"
});

crate::__value!(One<i32>, Structure::zero(), wire::read_present_structure);

/// RFC 8949, sections 3.1 and 3.4: keys may be anything, and a tag may stand before anything.
#[test]
fn keys_that_are_no_text_are_passed_over_and_tags_that_mean_nothing_read_through() {
    let expected = Outer {
        text: Some("x".to_owned()),
        inner: Some(One { a: 7 }),
    };
    let text = "64746578746178";
    let inner = "65696e6e6572a1616107";
    for body in [
        format!("a2{text}{inner}"),
        format!("a30a00{text}{inner}"),
        format!("a4410000{text}200a{inner}"),
        format!("a2{text}65696e6e6572d9d9f7a1616107"),
        format!("a2{text}65696e6e6572d9d9f7a2000061610 7").replace(' ', ""),
        format!("a26474657874c06178{inner}"),
        format!("d9d9f7a2{text}{inner}"),
    ] {
        let read = Codec::Cbor.read::<Outer>(&bytes(&body));
        assert_eq!(read.as_ref(), Ok(&expected), "{body}");
    }
}
