//! Comparison of XML bodies.

use crate::codec::Codec;
use crate::wire::Neutral;

/// Compares a body with the expected one.
pub(super) fn compare(sent: &[u8], expected: &str) -> Result<(), String> {
    let read = |body| Codec::Xml.read_untyped(body).map_err(|it| it.to_string());
    match is_same(&read(sent)?, &read(expected.as_bytes())?) {
        true => Ok(()),
        false => Err(format!(
            "it is {}, and not {expected}",
            String::from_utf8_lossy(sent)
        )),
    }
}

fn is_same(a: &Neutral, b: &Neutral) -> bool {
    let (Neutral::Map(a), Neutral::Map(b)) = (a, b) else {
        return a == b;
    };
    a.len() == b.len()
        && a.iter().all(|(name, _)| {
            let of_name = |map: &[(Box<str>, Neutral)]| -> Vec<Neutral> {
                let map = map.iter().filter(|(it, _)| it == name);
                map.map(|(_, value)| value.clone()).collect()
            };
            are_same(&of_name(a), &of_name(b))
        })
}

/// Compares elements of one name: the entries of a list, in their order, or those of a map.
fn are_same(a: &[Neutral], b: &[Neutral]) -> bool {
    let is_ordered = |a: &[Neutral], b: &[Neutral]| a.iter().zip(b).all(|(a, b)| is_same(a, b));
    let has_key = |it: &Neutral| matches!(it, Neutral::Map(map) if map.len() == 2);
    if a.len() != b.len() || is_ordered(a, b) {
        return a.len() == b.len();
    }
    a.iter()
        .all(|it| has_key(it) && b.iter().any(|other| is_same(it, other)))
}

#[cfg(test)]
mod tests {
    use super::compare;

    #[test]
    fn documents_are_compared_and_not_their_text() {
        for (sent, expected, is_same) in [
            ("<a><b/><c>1</c></a>", "<a>\n <c>1</c>\n <b></b></a>", true),
            ("<a b=\"1\" c='2'/>", "<a c=\"2\" b=\"1\"></a>", true),
            ("<a>&#x41;</a>", "<a>A</a>", true),
            ("<a><b>1</b><b>2</b></a>", "<a><b>2</b><b>1</b></a>", false),
            (
                "<a><e><k>1</k><v>2</v></e><e><k>3</k><v>4</v></e></a>",
                "<a><e><k>3</k><v>4</v></e><e><k>1</k><v>2</v></e></a>",
                true,
            ),
            ("<a><b>1</b></a>", "<a><b>1</b><b>1</b></a>", false),
            ("<a> 1</a>", "<a>1</a>", false),
            ("<a/>", "<b/>", false),
            ("<a b=\"1\"/>", "<a b=\"2\"/>", false),
            ("<a b=\"1\">c</a>", "<a b=\"1\">d</a>", false),
            ("<a xmlns=\"u\"/>", "<a/>", false),
            ("<a>", "<a/>", false),
        ] {
            let compared = compare(sent.as_bytes(), expected);
            assert_eq!(compared.is_ok(), is_same, "{sent} {expected}: {compared:?}");
        }
    }
}
