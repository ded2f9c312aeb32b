//! The elements that documentation is made of, whether HTML or CommonMark wrote them.

use std::mem::discriminant;

/// Meaning of an element. Several HTML names may mean the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Tag {
    // Blocks.
    /// A block that only groups.
    Division,
    Paragraph,
    Heading(u8),
    /// A block quote; one with a title (`Note`) is a box.
    Quote(Option<&'static str>),
    Bullets,
    /// A numbered list and its first number.
    Numbers(u64),
    Item,
    Definitions,
    Term,
    Description,
    Table,
    Row,
    /// A cell; whether it is one of a heading.
    Cell {
        heading: bool,
    },
    Preformatted,
    Rule,
    // Inlines.
    /// An inline that changes nothing.
    Span,
    Strong,
    Emphasis,
    Code,
    Superscript,
    /// A link and its address, which is absent where the text names a shape.
    Link(Option<String>),
    Break,
    /// A picture, by the text that stands for it.
    Image(String),
    /// A script or style sheet, whose text nobody reads.
    Unread,
}

/// Endings of an HTML element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ending {
    /// By an end tag. Where the documentation has none, `<name>` is not this element but a placeholder.
    Tag,
    /// By an end tag or by what follows.
    Optional,
    /// At once: it has no content.
    Void,
}

impl Tag {
    /// Returns whether this starts a block of its own.
    pub(super) fn is_block(&self) -> bool {
        !matches!(
            self,
            Self::Span
                | Self::Strong
                | Self::Emphasis
                | Self::Code
                | Self::Superscript
                | Self::Link(_)
                | Self::Break
                | Self::Image(_)
                | Self::Unread
        )
    }

    /// Returns whether this is a block that holds text and inlines only, so that the next block ends it.
    pub(super) fn holds_text(&self) -> bool {
        matches!(
            self,
            Self::Paragraph | Self::Heading(_) | Self::Preformatted
        )
    }

    /// Returns whether this has no content.
    pub(super) fn is_void(&self) -> bool {
        matches!(self, Self::Break | Self::Rule | Self::Image(_))
    }

    /// Returns whether the end tag of `other` ends this.
    pub(super) fn is_same_kind(&self, other: &Self) -> bool {
        discriminant(self) == discriminant(other)
    }

    /// Returns whether an element `self` that is open ends where `next` starts.
    pub(super) fn ends_before(&self, next: &Self) -> bool {
        match next {
            Self::Item => matches!(self, Self::Item),
            Self::Term | Self::Description => matches!(self, Self::Term | Self::Description),
            Self::Cell { .. } => matches!(self, Self::Cell { .. }),
            Self::Row => matches!(self, Self::Cell { .. } | Self::Row),
            _ => false,
        }
    }

    /// Returns whether the parts (items, rows, cells) of this belong to it, and not to something around it.
    pub(super) fn is_scope(&self) -> bool {
        matches!(
            self,
            Self::Bullets | Self::Numbers(_) | Self::Definitions | Self::Table | Self::Quote(_)
        )
    }

    /// Returns whether this is a part of a list or table.
    pub(super) fn is_part(&self) -> bool {
        matches!(
            self,
            Self::Item | Self::Term | Self::Description | Self::Row | Self::Cell { .. }
        )
    }
}

/// Returns the element called `name`, in whatever case.
///
/// HTML's elements as far as documentation uses them, and those that AWS adds. Names that serve as placeholders rather
/// than as markup (`<object>`, `<data>`, `<region>`) are left out: they are text.
pub(super) fn find(name: &str) -> Option<(Tag, Ending)> {
    let name = name.to_ascii_lowercase();
    let tag = match name.as_str() {
        "p" => return Some((Tag::Paragraph, Ending::Optional)),
        "li" => return Some((Tag::Item, Ending::Optional)),
        "dt" => return Some((Tag::Term, Ending::Optional)),
        "dd" => return Some((Tag::Description, Ending::Optional)),
        "tr" => return Some((Tag::Row, Ending::Optional)),
        "th" => return Some((Tag::Cell { heading: true }, Ending::Optional)),
        "td" => return Some((Tag::Cell { heading: false }, Ending::Optional)),
        "thead" | "tbody" | "tfoot" => return Some((Tag::Division, Ending::Optional)),
        "br" => return Some((Tag::Break, Ending::Void)),
        "hr" => return Some((Tag::Rule, Ending::Void)),
        "img" => return Some((Tag::Image(String::new()), Ending::Void)),
        "article" | "body" | "caption" | "center" | "colgroup" | "details" | "div" | "examples"
        | "figcaption" | "figure" | "footer" | "header" | "html" | "main" | "para" | "section"
        | "summary" => Tag::Division,
        "fullname" | "simpara" => Tag::Paragraph,
        "h1" => Tag::Heading(1),
        "h2" => Tag::Heading(2),
        "h3" => Tag::Heading(3),
        "h4" => Tag::Heading(4),
        "h5" => Tag::Heading(5),
        "h6" => Tag::Heading(6),
        "blockquote" => Tag::Quote(None),
        "note" => Tag::Quote(Some("Note")),
        "important" => Tag::Quote(Some("Important")),
        "warning" => Tag::Quote(Some("Warning")),
        "caution" => Tag::Quote(Some("Caution")),
        "danger" => Tag::Quote(Some("Danger")),
        "tip" => Tag::Quote(Some("Tip")),
        "ul" => Tag::Bullets,
        "ol" => Tag::Numbers(1),
        "dl" => Tag::Definitions,
        "table" => Tag::Table,
        "pre" => Tag::Preformatted,
        "abbr" | "big" | "del" | "font" | "ins" | "small" | "span" | "sub" | "u" => Tag::Span,
        "b" | "strong" => Tag::Strong,
        "cite" | "dfn" | "em" | "emphasis" | "i" | "replaceable" | "var" => Tag::Emphasis,
        "code" | "kbd" | "literal" | "samp" | "tt" => Tag::Code,
        "sup" => Tag::Superscript,
        "a" => Tag::Link(None),
        "script" | "style" => Tag::Unread,
        _ => return None,
    };
    Some((tag, Ending::Tag))
}
