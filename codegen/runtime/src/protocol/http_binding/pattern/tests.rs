//! URI patterns, such as those of Smithy's specification ("http trait").

use super::{Pattern, Segment};
use Segment::{Greedy, Label, Literal};

#[test]
fn segments_are_literals_and_labels() {
    let parsed = |uri| Pattern::parse(uri).segments;
    assert_eq!(parsed(""), []);
    assert_eq!(parsed("?x"), []);
    assert_eq!(parsed("/"), [Literal("")]);
    assert_eq!(parsed("/a/"), [Literal("a"), Literal("")]);
    assert_eq!(
        parsed("/{foo}/(a+)+/{bar+}/b?x"),
        [Label("foo"), Literal("(a+)+"), Greedy("bar"), Literal("b")]
    );
}

#[test]
fn queries_are_keys_with_or_without_values() {
    let pattern = Pattern::parse("/a?foo=bar&flag&empty=");
    assert_eq!(pattern.query, ["foo=bar", "flag", "empty="]);
    for name in ["foo", "flag", "empty"] {
        assert!(pattern.has_query(name));
    }
    assert!(!pattern.has_query("bar"));
    assert!(Pattern::parse("/a").query.is_empty());
}
