//! Model documentation (HTML and CommonMark) → rustdoc Markdown.
//!
//! Smithy says that documentation is CommonMark, which may contain HTML. AWS writes HTML throughout, and in it `*`, `_`
//! and indentation mean nothing. The rule that serves both: **text outside of block elements is CommonMark, text inside
//! them is literal**, except that a word between backticks is code there too.
//!
//! The way: `parse` makes one `tree` of elements of both, `lower` turns it into `block`s and resolves links, and `render`
//! writes lines. Nothing of the text is lost on the way: a tag that no documentation uses (`<account-id>`) is
//! a placeholder, and stays as text.

mod block;
mod commonmark;
mod element;
mod escape;
mod inline;
mod json;
mod link;
mod lower;
mod parse;
mod render;
mod span;
mod table;
mod text;
mod tidy;
mod token;
mod tree;
mod words;

/// Link targets of names in documentation.
///
/// An answer is the path of an item as it is written in an intra-doc link (`crate::kms::types::KeyMetadata`). Answer
/// with the bare name where that name is in scope of the documented item: rustdoc calls a longer path redundant there,
/// unless it says what it leads to (`type@crate::kms::types::KeyMetadata`).
///
/// A closure from a name to a path will do.
pub trait Links {
    /// Returns the item of the shape `name`, as found in code and in links without an address: `CreateKey`, `KeyState`,
    /// or `KeyState$Enabled` for a member.
    fn shape(&self, name: &str) -> Option<String>;

    /// Returns the item of `shape` on a page of AWS's own API references, `service` being that page's first path
    /// segment: `kms` and `CreateKey` for `https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateKey.html`.
    ///
    /// The services' segments follow no rule (`AmazonECS`, `cloud-map`) and other services have shapes of the same
    /// name; `None`, the default, keeps the address.
    fn page(&self, service: &str, shape: &str) -> Option<String> {
        let _ = (service, shape);
        None
    }
}

impl<F: Fn(&str) -> Option<String>> Links for F {
    fn shape(&self, name: &str) -> Option<String> {
        self(name)
    }
}

/// Returns `documentation` as the lines of a rustdoc comment, without `///`, wrapped at about 100 columns.
///
/// Any input gives valid Markdown without HTML, doctests, or links other than those that `links` and the documentation
/// give. Empty documentation has no lines.
///
/// ```
/// let documentation = "<p>The key's <i>state</i>, see <a>DescribeKey</a> and <code>a[0]</code>.</p>";
/// let links = |name: &str| (name == "DescribeKey").then(|| format!("crate::operation::{name}"));
/// assert_eq!(
///     codegen::lower::rustdoc::to_markdown(documentation, &links),
///     ["The key's *state*, see [`DescribeKey`](crate::operation::DescribeKey) and `a[0]`."],
/// );
/// ```
#[must_use]
pub fn to_markdown(documentation: &str, links: &dyn Links) -> Vec<String> {
    render::lines(&lower::blocks(&parse::parse(documentation), links))
}

/// Returns `text` on one line, as literal Markdown.
#[must_use]
pub fn literal(text: &str) -> String {
    render::literal(&text::collapse(&text::clean(text)))
}

/// Returns `paragraph`, Markdown without spaces in its links and code, in lines of the same width.
#[must_use]
pub fn wrapped(paragraph: &str) -> Vec<String> {
    render::wrapped(paragraph)
}

/// Returns the first paragraph of what [`to_markdown`] gave: what rustdoc shows in lists of items.
#[must_use]
pub fn summary(lines: &[String]) -> &[String] {
    let end = lines
        .iter()
        .position(String::is_empty)
        .unwrap_or(lines.len());
    lines.get(..end).unwrap_or(lines)
}
