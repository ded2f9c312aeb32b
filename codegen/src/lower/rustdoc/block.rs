//! Documentation as a reader sees it: blocks of inlines, links resolved.

/// A block.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Block {
    Paragraph(Vec<Inline>),
    Heading(u8, Vec<Inline>),
    /// A list, numbered from `first` on if that is given, and the blocks of each item.
    List {
        first: Option<u64>,
        items: Vec<Vec<Block>>,
    },
    Quote(Vec<Block>),
    /// Fenced code; whether it is JSON.
    Code {
        json: bool,
        text: String,
    },
    Table(Table),
    Rule,
}

/// A table: each row has its cells. The first row is the heading, if there is one.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Table {
    pub(super) heading: Option<Vec<Vec<Inline>>>,
    pub(super) rows: Vec<Vec<Vec<Inline>>>,
}

/// A part of a line.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Inline {
    /// Literal text; white space is where lines may break.
    Text(String),
    Code(String),
    Strong(Vec<Inline>),
    Emphasis(Vec<Inline>),
    Link {
        target: String,
        label: Vec<Inline>,
    },
    Break,
}
