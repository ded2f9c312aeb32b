//! The tree of elements, and its builder, which closes what the source leaves open.

use super::element::Tag;

/// Maximum nesting of elements; deeper ones are dropped, their text stays. Real documentation needs 8.
const DEEPEST: usize = 32;

/// A part of documentation.
#[derive(Debug)]
pub(super) enum Node {
    Text(String),
    Element(Tag, Vec<Node>),
}

impl Node {
    /// Returns whether this is an element that starts a block.
    pub(super) fn is_block(&self) -> bool {
        matches!(self, Self::Element(tag, _) if tag.is_block())
    }

    /// Appends the text of this and all below it to `text`.
    pub(super) fn append_text(&self, text: &mut String) {
        match self {
            Self::Text(own) => text.push_str(own),
            Self::Element(Tag::Break, _) => text.push('\n'),
            Self::Element(Tag::Image(alternative), _) => text.push_str(alternative),
            Self::Element(Tag::Unread, _) => {}
            Self::Element(_, children) => children.iter().for_each(|child| child.append_text(text)),
        }
    }
}

/// Returns the text of `nodes` and all below them.
pub(super) fn text_of(nodes: &[Node]) -> String {
    let mut text = String::new();
    nodes.iter().for_each(|node| node.append_text(&mut text));
    text
}

/// Takes elements and text in the order of the source, and nests them.
#[derive(Debug, Default)]
pub(super) struct Builder {
    finished: Vec<Node>,
    open: Vec<(Tag, Vec<Node>)>,
    /// Number of open elements below the deepest level.
    too_deep: usize,
}

impl Builder {
    /// Starts an element, and ends those that cannot go on around it.
    pub(super) fn start(&mut self, tag: Tag) {
        if tag.is_block() {
            self.end_text();
        }
        if tag.is_part() {
            while let Some(index) = self.find_in_scope(|open| open.ends_before(&tag)) {
                self.truncate(index);
            }
        }
        if tag.is_void() {
            self.push(Node::Element(tag, Vec::new()));
        } else if self.open.len() < DEEPEST {
            self.open.push((tag, Vec::new()));
        } else {
            self.too_deep += 1;
        }
    }

    /// Ends the nearest open element of the kind of `tag`, and all inside it. Does nothing if there is none.
    pub(super) fn end(&mut self, tag: &Tag) {
        if self.too_deep > 0 {
            self.too_deep -= 1;
            return;
        }
        let found = if tag.is_part() {
            self.find_in_scope(|open| open.is_same_kind(tag))
        } else if tag.is_block() {
            self.open
                .iter()
                .rposition(|(open, _)| open.is_same_kind(tag))
        } else {
            let first = self
                .open
                .iter()
                .rposition(|(open, _)| open.is_block())
                .map_or(0, |block| block + 1);
            self.open
                .iter()
                .rposition(|(open, _)| open.is_same_kind(tag))
                .filter(|index| *index >= first)
        };
        if let Some(index) = found {
            self.truncate(index);
        }
    }

    /// Adds text to the innermost open element.
    pub(super) fn text(&mut self, text: &str) {
        let siblings = self
            .open
            .last_mut()
            .map_or(&mut self.finished, |(_, children)| children);
        match siblings.last_mut() {
            Some(Node::Text(before)) => before.push_str(text),
            _ if text.is_empty() => {}
            _ => siblings.push(Node::Text(text.to_owned())),
        }
    }

    /// Returns whether no block is open.
    pub(super) fn is_at_root(&self) -> bool {
        !self.open.iter().any(|(open, _)| open.is_block())
    }

    /// Returns whether an element is open whose text is shown as it is.
    pub(super) fn is_in_code(&self) -> bool {
        self.open
            .iter()
            .any(|(open, _)| matches!(open, Tag::Code | Tag::Preformatted))
    }

    /// Ends what is open, and gives everything.
    pub(super) fn finish(mut self) -> Vec<Node> {
        self.truncate(0);
        self.finished
    }

    /// Ends inlines, and the block of text around them.
    fn end_text(&mut self) {
        let inlines = self
            .open
            .iter()
            .rposition(|(open, _)| open.is_block())
            .map_or(0, |block| block + 1);
        self.truncate(inlines);
        if self.open.last().is_some_and(|(open, _)| open.holds_text()) {
            self.truncate(inlines - 1);
        }
    }

    /// Returns the nearest open element with `property` within the innermost list or table.
    fn find_in_scope(&self, property: impl Fn(&Tag) -> bool) -> Option<usize> {
        let scope = self
            .open
            .iter()
            .rposition(|(open, _)| open.is_scope())
            .unwrap_or(0);
        self.open
            .iter()
            .rposition(|(open, _)| property(open))
            .filter(|index| *index >= scope)
    }

    fn push(&mut self, node: Node) {
        self.open
            .last_mut()
            .map_or(&mut self.finished, |(_, children)| children)
            .push(node);
    }

    /// Ends all but the outermost `count` open elements.
    fn truncate(&mut self, count: usize) {
        while self.open.len() > count {
            if let Some((tag, children)) = self.open.pop() {
                self.push(Node::Element(tag, children));
            }
        }
    }
}
