//! Tree → blocks: paragraphs found, lists and tables put in order.

use super::{
    Links,
    block::{Block, Inline, Table},
    element::Tag,
    inline::{Lowering, Surroundings, is_blank, push, strong_title},
    json,
    text::dedent,
    tidy::tidy,
    tree::{Node, text_of},
};

/// Returns the blocks of a documentation.
pub(super) fn blocks(nodes: &[Node], links: &dyn Links) -> Vec<Block> {
    Blocks {
        inlines: Lowering { links },
    }
    .blocks(nodes)
}

struct Blocks<'a> {
    inlines: Lowering<'a>,
}

impl Blocks<'_> {
    fn blocks(&self, nodes: &[Node]) -> Vec<Block> {
        let mut blocks = Vec::new();
        for nodes in nodes.chunk_by(|left, right| !left.is_block() && !right.is_block()) {
            match nodes {
                [Node::Element(tag, children)] if tag.is_block() => {
                    self.block(tag, children, &mut blocks)
                }
                _ => self.paragraphs(nodes, &mut blocks),
            }
        }
        blocks
    }

    fn block(&self, tag: &Tag, children: &[Node], blocks: &mut Vec<Block>) {
        match tag {
            Tag::Paragraph => self.paragraphs(children, blocks),
            Tag::Heading(level) => {
                let heading = self.inlines.line(children);
                if !heading.is_empty() {
                    blocks.push(Block::Heading(*level, heading));
                }
            }
            Tag::Quote(title) => blocks.extend(quote(*title, self.blocks(children))),
            Tag::Bullets => blocks.extend(self.list(None, children)),
            Tag::Numbers(first) => blocks.extend(self.list(Some(*first), children)),
            Tag::Definitions => blocks.extend(self.definitions(children)),
            Tag::Table => self.table(children, blocks),
            Tag::Preformatted => blocks.extend(code(&text_of(children))),
            Tag::Rule => blocks.push(Block::Rule),
            // Parts without a list or table around them.
            Tag::Item | Tag::Term | Tag::Description => blocks.extend(self.list(None, children)),
            _ => blocks.extend(self.blocks(children)),
        }
    }

    /// The paragraphs of some inlines: two line breaks in a row end one.
    fn paragraphs(&self, nodes: &[Node], blocks: &mut Vec<Block>) {
        let mut inlines = self.inlines.inlines(nodes, Surroundings::default());
        tidy(&mut inlines);
        let mut paragraph = Vec::new();
        let mut breaks = 0;
        for inline in inlines {
            match &inline {
                Inline::Break => breaks += 1,
                Inline::Text(text) if text.trim().is_empty() && breaks > 0 => {}
                _ => {
                    if breaks > 1 {
                        blocks.extend(paragraph_of(std::mem::take(&mut paragraph)));
                    } else if breaks == 1 && !paragraph.iter().all(is_blank) {
                        paragraph.push(Inline::Break);
                    }
                    breaks = 0;
                    paragraph.push(inline);
                }
            }
        }
        blocks.extend(paragraph_of(paragraph));
    }

    fn list(&self, first: Option<u64>, children: &[Node]) -> Option<Block> {
        let mut items = Vec::new();
        for nodes in children.chunk_by(|left, right| !left.is_block() && !right.is_block()) {
            let item = match nodes {
                [Node::Element(Tag::Item, children)] => self.blocks(children),
                _ => self.blocks(nodes),
            };
            if !item.is_empty() {
                items.push(item);
            }
        }
        (!items.is_empty()).then_some(Block::List { first, items })
    }

    /// Returns a definition list as a list of `**term**: description`.
    fn definitions(&self, children: &[Node]) -> Option<Block> {
        let mut items: Vec<Vec<Block>> = Vec::new();
        let mut term = None;
        for child in children {
            match child {
                Node::Element(Tag::Term, children) => {
                    items.extend(
                        term.replace(self.inlines.title(children))
                            .map(|term| titled(term, Vec::new())),
                    );
                }
                Node::Element(Tag::Description, children) => {
                    items.push(titled(
                        term.take().unwrap_or_default(),
                        self.blocks(children),
                    ));
                }
                Node::Element(Tag::Division, children) => {
                    if let Some(Block::List { items: more, .. }) = self.definitions(children) {
                        items.extend(more);
                    }
                }
                other => items.push(self.blocks(std::slice::from_ref(other))),
            }
        }
        items.extend(term.map(|term| titled(term, Vec::new())));
        items.retain(|item| !item.is_empty());
        (!items.is_empty()).then_some(Block::List { first: None, items })
    }

    /// A table, after what is in it but not in a cell, such as its caption.
    fn table(&self, children: &[Node], blocks: &mut Vec<Block>) {
        let mut table = Table::default();
        self.rows(children, &mut table, blocks);
        if table.heading.is_some() || !table.rows.is_empty() {
            blocks.push(Block::Table(table));
        }
    }

    fn rows(&self, children: &[Node], table: &mut Table, outside: &mut Vec<Block>) {
        for child in children {
            match child {
                Node::Element(Tag::Division, children) if children.iter().any(is_part) => {
                    self.rows(children, table, outside);
                }
                Node::Element(Tag::Row, children) => self.row(children, table),
                Node::Element(Tag::Cell { .. }, _) => self.row(std::slice::from_ref(child), table),
                other => outside.extend(self.blocks(std::slice::from_ref(other))),
            }
        }
    }

    fn row(&self, children: &[Node], table: &mut Table) {
        let is_cell = |node: &&Node| !matches!(node, Node::Text(text) if text.trim().is_empty());
        let cells: Vec<_> = children.iter().filter(is_cell).collect();
        let is_heading = cells
            .iter()
            .all(|cell| matches!(cell, Node::Element(Tag::Cell { heading: true }, _)));
        let row: Vec<_> = cells
            .iter()
            .map(|cell| self.inlines.line(std::slice::from_ref(*cell)))
            .collect();
        if row.iter().all(Vec::is_empty) {
        } else if is_heading && table.heading.is_none() && table.rows.is_empty() {
            table.heading = Some(row);
        } else {
            table.rows.push(row);
        }
    }
}

fn is_part(node: &Node) -> bool {
    matches!(node, Node::Element(tag, _) if tag.is_part())
}

fn paragraph_of(inlines: Vec<Inline>) -> Option<Block> {
    let mut contents = inlines.iter().filter(|inline| !is_blank(inline));
    match (contents.next(), contents.next()) {
        (None, _) => None,
        (Some(Inline::Code(code)), None) if json::is_document(code) => Some(Block::Code {
            json: true,
            text: json::indent(code),
        }),
        _ => Some(Block::Paragraph(inlines)),
    }
}

/// Returns a quotation; `title` starts its first paragraph.
fn quote(title: Option<&str>, blocks: Vec<Block>) -> Option<Block> {
    if blocks.is_empty() {
        return None;
    }
    let Some(title) = title else {
        return Some(Block::Quote(blocks));
    };
    Some(Block::Quote(titled(
        vec![Inline::Text(title.to_owned())],
        blocks,
    )))
}

/// Returns `blocks` with a strong title, in the first paragraph if they start with one.
fn titled(title: Vec<Inline>, mut blocks: Vec<Block>) -> Vec<Block> {
    if title.is_empty() {
        return blocks;
    }
    let mut paragraph = strong_title(title);
    if let Some(Block::Paragraph(first)) = blocks.first_mut() {
        paragraph.push(Inline::Text(" ".to_owned()));
        first.drain(..).for_each(|it| push(&mut paragraph, it));
        tidy(&mut paragraph);
        *first = paragraph;
    } else {
        blocks.insert(0, Block::Paragraph(paragraph));
    }
    blocks
}

/// Fenced code, without the blank lines and the indentation that only the HTML around it needs.
fn code(text: &str) -> Option<Block> {
    let text = dedent(&text.replace('\t', "    "), true);
    let text = text.trim_end().trim_start_matches('\n').to_owned();
    (!text.is_empty()).then(|| Block::Code {
        json: json::is_document(&text),
        text,
    })
}
