//! Comparison of two readers.

use roxmltree::{Document, Node};
use runtime::UnknownMember;
use runtime::protocol_test::Codec;

/// A structure whose member keeps any element.
pub struct Holder {
    any: Option<Any>,
}

pub enum Any {
    Known(String),
    Unknown(UnknownMember),
}

runtime::union!(Any {
    Known: ("known", is_known, as_known as String),
    ..Unknown(is_unknown, as_unknown)
});
runtime::structure!(Holder { any: "any" });

/// Returns true if both readers accept a document, and describes their disagreement as an error.
///
/// The codec reads it without types, writes it, and roxmltree reads what is written.
pub fn compare(document: &str) -> Result<bool, String> {
    let whole = format!("<h><any><all>{document}</all></any></h>");
    let ours = Codec::Xml.read::<Holder>(whole.as_bytes());
    // Not all of roxmltree does what XML 1.0 asks for in section 2.11.
    let whole = whole.replace("\r\n", "\n").replace('\r', "\n");
    let theirs = Document::parse(&whole);
    match (ours, theirs) {
        (Ok(ours), Ok(theirs)) => {
            let written = Codec::Xml.write(&ours);
            let written = String::from_utf8(written.map_err(|it| it.to_string())?);
            let written = written.map_err(|it| it.to_string())?;
            let again = Document::parse(&written).map_err(|it| format!("{it} in {written}"))?;
            match (
                element(theirs.root_element()),
                element(again.root_element()),
            ) {
                (Some(theirs), Some(ours)) if are_equal(theirs, ours) => Ok(true),
                _ => Err(format!("other values: {written}")),
            }
        }
        (Err(error), Ok(_)) => {
            let text = error.to_string();
            // The limit of the nesting is the codec's own. roxmltree replaces a reference to a character beyond U+10FFFF
            // (XML 1.0, section 4.1, "Legal Character"), takes `<?xml<` for an instruction (section 2.6, `PITarget`), and
            // `:a` for `a` (Namespaces in XML 1.0, section 4, `QName`).
            let is_known = [
                "recursion limit",
                "a reference that is neither",
                "not in UTF-8",
            ];
            let has_colon = whole.contains("<:") || whole.contains("</:");
            let is_known = has_colon || is_known.iter().any(|known| text.contains(known));
            match is_known {
                true => Ok(false),
                false => Err(format!("only roxmltree accepts it: {text}")),
            }
        }
        // The codec does not check names, characters, nor the attributes that it skips.
        (_, Err(_)) => Ok(false),
    }
}

/// Returns the element in the holder.
fn element<'a>(root: Node<'a, 'a>) -> Option<Node<'a, 'a>> {
    root.first_element_child()?.first_element_child()
}

fn are_equal(one: Node<'_, '_>, other: Node<'_, '_>) -> bool {
    let attributes = |node: Node<'_, '_>| {
        let attributes = node.attributes();
        let mut attributes: Vec<_> = attributes
            .map(|it| {
                let namespace = it.namespace().map(str::to_owned);
                (namespace, it.name().to_owned(), it.value().to_owned())
            })
            .collect();
        attributes.sort();
        attributes
    };
    let children = |node: Node<'_, '_>| node.children().filter(Node::is_element).count();
    let text = |node: Node<'_, '_>| {
        let texts = node.children().filter(Node::is_text);
        texts
            .filter_map(|it| it.text().map(str::to_owned))
            .collect::<String>()
    };
    let is_equal_here = one.tag_name() == other.tag_name()
        && attributes(one) == attributes(other)
        && children(one) == children(other);
    if !is_equal_here {
        return false;
    }
    let mut pairs = one
        .children()
        .filter(Node::is_element)
        .zip(other.children().filter(Node::is_element));
    match children(one) {
        0 => text(one) == text(other),
        // Text between elements has no meaning.
        _ => pairs.all(|(one, other)| are_equal(one, other)),
    }
}
