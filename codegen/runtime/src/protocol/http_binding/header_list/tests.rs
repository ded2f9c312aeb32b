//! Lists in headers.

use super::super::text::Value;
use super::{Items, joined};

fn items(line: &str) -> Result<Vec<String>, &'static str> {
    let (mut items, mut found) = (Items(line), Vec::new());
    while items.has_next() {
        found.push(items.next()?.into_owned());
    }
    Ok(found)
}

/// RFC 9110, sections 5.6.1 and 5.6.4.
#[test]
fn items_are_read_with_and_without_quotes() {
    for (line, expected) in [
        ("", &[][..]),
        (" , ,", &[]),
        ("a", &["a"]),
        ("a b ,\tc", &["a b", "c"]),
        (r#""a,b" , "\"\\c""#, &["a,b", "\"\\c"]),
        (r#""", a"#, &["", "a"]),
        ("a\"b\"", &["a\"b\""]),
    ] {
        let expected: Vec<_> = expected.iter().map(|it| (*it).to_owned()).collect();
        assert_eq!(items(line), Ok(expected), "{line}");
    }
    for line in ["\"", "\"a\\\"", "\"a\" b", "a, \"b\"c"] {
        items(line).unwrap_err();
    }
}

#[test]
fn what_is_written_is_read() {
    let texts = ["", " ", "a", "a,", "\"", "\\", "\\\"", "ä", "\t,\"\\"];
    for first in texts {
        for second in texts {
            let list = [first, second].map(str::to_owned);
            let values = list.iter().cloned().map(Value::Text).collect();
            assert_eq!(items(&joined(values).unwrap()).unwrap(), list);
        }
    }
}
