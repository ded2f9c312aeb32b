//! Memory that bodies need while they are read.

#![cfg(all(feature = "cbor", feature = "test-util"))]
#![allow(
    clippy::unwrap_used,
    reason = "what goes wrong in a test is for its reader"
)]

use peak_alloc::PeakAlloc;
use runtime::protocol_test::Codec;
use std::collections::BTreeMap;

#[global_allocator]
static ALLOCATOR: PeakAlloc = PeakAlloc;

/// A structure of some 200 bytes without any member set.
struct Large {
    first: Option<String>,
    second: Option<String>,
    third: Option<String>,
    fourth: Option<Vec<Large>>,
    fifth: Option<Vec<Large>>,
    sixth: Option<BTreeMap<String, Large>>,
    seventh: Option<BTreeMap<String, Large>>,
    child: Option<Box<Large>>,
}

runtime::structure!(Large {
    first: "first",
    second: "second",
    third: "third",
    fourth: "fourth",
    fifth: "fifth",
    sixth: "sixth",
    seventh: "seventh",
    child: "child",
});

/// Size of the hostile bodies.
const SIZE: usize = 8 << 20;
/// The multiple of a body's size that its values may need.
const FACTOR: usize = 16;

/// Returns the error of a body, and the memory that was needed beyond the body.
fn measure(codec: Codec, body: &[u8]) -> (Option<String>, usize) {
    let before = ALLOCATOR.current_usage();
    ALLOCATOR.reset_peak_usage();
    let read = codec.read::<Large>(body);
    let needed = ALLOCATOR.peak_usage().saturating_sub(before);
    (read.err().map(|error| error.to_string()), needed)
}

/// Elements without content, and attributes.
#[cfg(feature = "xml")]
fn of_xml(exceeded: &str) {
    let list = format!("<a><fourth>{}</fourth></a>", "<b/>".repeat(SIZE / 4));
    let nested = "<b><fifth><c/></fifth></b>".repeat(SIZE / 26);
    let nested = format!("<a><fourth>{nested}</fourth></a>");
    let map = (0..SIZE / 40).map(|it| format!("<b><key>{it}</key><value/></b>"));
    let map = format!("<a><sixth>{}</sixth></a>", map.collect::<String>());
    for body in [list, nested, map] {
        let (error, needed) = measure(Codec::Xml, body.as_bytes());
        let error = error.unwrap_or_default();
        assert!(error.starts_with(exceeded), "{error}");
        assert!(needed <= FACTOR * body.len(), "{needed} for {}", body.len());
    }

    // Attributes and elements that are skipped need none, and neither does a long text that is not a value.
    let attributes = format!(
        "<a{}><first>b</first></a>",
        " b=\"\"".repeat(100 << 20 >> 5)
    );
    let skipped = format!("<a>{}</a>", "<b c='d'>e</b>".repeat(SIZE / 14));
    for body in [attributes, skipped] {
        let (error, needed) = measure(Codec::Xml, body.as_bytes());
        assert_eq!(error, None);
        assert!(needed <= 1 << 20, "{needed} for {}", body.len());
    }

    // A text with references is copied once, and grows by doubling.
    let text = format!("<a><first>{}</first></a>", "&amp;".repeat(SIZE / 5));
    let (error, needed) = measure(Codec::Xml, text.as_bytes());
    assert_eq!(error, None);
    assert!(needed <= text.len(), "{needed} for {}", text.len());

    // Elements that are open are counted, not collected.
    let (error, needed) = measure(Codec::Xml, "<a>".repeat(SIZE / 3).as_bytes());
    assert!(error.unwrap_or_default().starts_with("recursion limit"));
    assert!(needed <= 1 << 20, "{needed}");
}

/// The only test of this program: others would need memory meanwhile.
#[test]
fn values_of_empty_structures_do_not_need_many_times_the_memory_of_the_body() {
    const EXCEEDED: &str = "the values need more than 32 MiB and 16 times the memory of the body";

    let list = format!("{{\"fourth\":[{}{{}}]}}", "{},".repeat(SIZE / 3));
    let nested = "{\"fifth\":[{}]},".repeat(SIZE / 15);
    let nested = format!("{{\"fourth\":[{nested}{{}}]}}");
    let map = "\"\":{},".repeat(SIZE / 6);
    let map = format!("{{\"sixth\":{{{map}\"a\":{{}}}}}}");
    let distinct: String = (0..SIZE / 12)
        .map(|key| format!("\"{key}\":{{}},"))
        .collect();
    let distinct = format!("{{\"sixth\":{{{distinct}\"a\":{{}}}}}}");
    for body in [list, nested, distinct] {
        let (error, needed) = measure(Codec::Json, body.as_bytes());
        let error = error.unwrap_or_default();
        assert!(error.starts_with(EXCEEDED), "{error}");
        assert!(needed <= FACTOR * body.len(), "{needed} for {}", body.len());
    }

    let start = [&[0xa1, 0x66][..], b"fourth", &[0x9f]].concat();
    let lists = [&[0xa1, 0x65][..], b"fifth", &[0x81, 0xa0]].concat();
    for entries in [vec![0xa0; SIZE], lists.repeat(SIZE / lists.len())] {
        let body = [start.as_slice(), &entries, &[0xff]].concat();
        let (error, needed) = measure(Codec::Cbor, &body);
        let error = error.unwrap_or_default();
        assert!(error.starts_with(EXCEEDED), "{error}");
        assert!(needed <= FACTOR * body.len(), "{needed} for {}", body.len());
    }

    #[cfg(feature = "xml")]
    of_xml(EXCEEDED);

    // Of equal keys one is kept.
    let (error, needed) = measure(Codec::Json, map.as_bytes());
    assert_eq!(error, None);
    assert!(needed <= map.len(), "{needed} for {}", map.len());

    // A map with one entry has room for eleven.
    let small = "{\"sixth\":{\"\":{}}},".repeat(SIZE / 20);
    let small = format!("{{\"fourth\":[{small}{{}}]}}");
    let (error, needed) = measure(Codec::Json, small.as_bytes());
    assert!(error.unwrap_or_default().starts_with(EXCEEDED));
    assert!(
        needed <= FACTOR * small.len(),
        "{needed} for {}",
        small.len()
    );

    // Sparse entries are read as long as they need less than is always allowed.
    let sparse = "{\"first\":\"12345678\"},".repeat(60_000);
    let sparse = format!("{{\"fourth\":[{sparse}{{}}]}}");
    assert_eq!(measure(Codec::Json, sparse.as_bytes()).0, None);

    // What services send is read: strings need little more than the body has.
    let entry = format!("{{\"first\":\"{}\"}},", "x".repeat(200));
    let body = format!("{{\"fourth\":[{}{{}}]}}", entry.repeat(SIZE / entry.len()));
    let (error, needed) = measure(Codec::Json, body.as_bytes());
    assert_eq!(error, None);
    assert!(needed <= 4 * body.len(), "{needed} for {}", body.len());
}
