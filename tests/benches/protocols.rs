//! What CBOR saves: `cargo bench -p tests --bench protocols`.
//!
//! The bodies are the documented requests and responses of the 26 operations, with every member and two items in each
//! list; what is measured is all of them, one after the other.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "this is a benchmark"
)]

#[path = "../tests/documented_shapes/facts.rs"]
#[allow(dead_code, reason = "enums are for a test")]
mod facts;
#[path = "../tests/documented_shapes/generated_types.rs"]
#[allow(dead_code, reason = "enums and errors are for a test")]
mod generated_types;
#[path = "../tests/documented_shapes/operations.rs"]
mod operations;
#[path = "../tests/documented_shapes/outline.rs"]
#[allow(dead_code, reason = "deprecations and exceptions are for a test")]
mod outline;
#[path = "../tests/documented_shapes/sample.rs"]
#[allow(dead_code, reason = "corrections are for a test")]
mod sample;

use std::hint::black_box;
use std::sync::LazyLock;

use divan::Bencher;
use divan::counter::BytesCount;
use generated::{codeconnections, proton};
use generated_types::OPERATIONS;
use operations::with_operations;
use outline::{Documented, Shape};
use runtime::protocol_test::Codec;
use runtime::wire::Structure;
use sample::{FULL, Style};
use serde::de::DeserializeOwned;

/// A body that can be read and written in each format.
struct Body {
    write: Box<dyn Fn(Codec) -> Vec<u8> + Send + Sync>,
    read: fn(Codec, &[u8]),
}

static BODIES: LazyLock<Vec<Body>> = LazyLock::new(bodies);

fn body<T: DeserializeOwned + Structure + Send + Sync + 'static>(shape: &Shape) -> Body {
    let json = shape.sample(Style { items: 2, ..FULL });
    let value: T = serde_json::from_value(json).unwrap();
    Body {
        write: Box::new(move |codec| codec.write(&value).unwrap()),
        read: |codec, body| drop(black_box(codec.read::<T>(body).unwrap())),
    }
}

macro_rules! all_bodies {
    ($($service:ident { $($module:ident: $name:ident,)* })*) => {
        fn bodies() -> Vec<Body> {
            let mut operations = OPERATIONS.iter();
            let mut bodies = Vec::new();
            $($({
                use $service::operation::$module::$name as Marker;
                let documented = Documented::of(operations.next().unwrap());
                bodies.push(body::<<Marker as runtime::Operation>::Input>(&documented.request));
                bodies.push(body::<<Marker as runtime::Operation>::Output>(&documented.response));
            })*)*
            bodies
        }
    };
}
with_operations!(all_bodies);

const CODECS: [Codec; 2] = [Codec::Json, Codec::Cbor];

fn main() {
    for codec in CODECS {
        let bytes: usize = BODIES.iter().map(|body| (body.write)(codec).len()).sum();
        println!("{codec:?}: {} bodies of {bytes} bytes", BODIES.len());
    }
    divan::main();
}

#[divan::bench(args = CODECS)]
fn write(bencher: Bencher<'_, '_>, codec: Codec) {
    bencher.bench(|| {
        for body in &*BODIES {
            black_box((body.write)(codec));
        }
    });
}

#[divan::bench(args = CODECS)]
fn read(bencher: Bencher<'_, '_>, codec: Codec) {
    let written: Vec<Vec<u8>> = BODIES.iter().map(|body| (body.write)(codec)).collect();
    let bytes: usize = written.iter().map(Vec::len).sum();
    bencher.counter(BytesCount::new(bytes)).bench(|| {
        for (body, bytes) in BODIES.iter().zip(&written) {
            (body.read)(codec, bytes);
        }
    });
}
