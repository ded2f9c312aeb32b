//! Tree → inlines: styles, code and links.

use super::{
    Links,
    block::Inline,
    element::Tag,
    link::{Address, address},
    text::{collapse, is_name},
    tidy::tidy,
    tree::{Node, text_of},
};

/// Enclosing inlines in which another of the same would have no effect.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Surroundings {
    strong: bool,
    emphasis: bool,
    link: bool,
}

/// Turns nodes into inlines.
#[derive(Clone, Copy)]
pub(super) struct Lowering<'a> {
    pub(super) links: &'a dyn Links,
}

impl Lowering<'_> {
    /// Returns the inlines of `nodes` and of any blocks in them, on one line, as headings and cells need them.
    pub(super) fn line(self, nodes: &[Node]) -> Vec<Inline> {
        let mut line = Vec::new();
        self.append_line(nodes, Surroundings::default(), &mut line);
        trim(&mut line);
        tidy(&mut line);
        line
    }

    /// Like [`Self::line`], for what [`strong_title`] makes a title of.
    pub(super) fn title(self, nodes: &[Node]) -> Vec<Inline> {
        let mut line = Vec::new();
        let around = Surroundings {
            strong: true,
            ..Surroundings::default()
        };
        self.append_line(nodes, around, &mut line);
        trim(&mut line);
        line
    }

    fn append_line(self, nodes: &[Node], around: Surroundings, line: &mut Vec<Inline>) {
        for nodes in nodes.chunk_by(|left, right| !left.is_block() && !right.is_block()) {
            if let [Node::Element(tag, children)] = nodes
                && tag.is_block()
            {
                trim(line);
                if !line.is_empty() {
                    push_text(line, if matches!(tag, Tag::Item) { "; " } else { " " });
                }
                self.append_line(children, around, line);
                push_text(line, " ");
                continue;
            }
            for inline in self.inlines(nodes, around) {
                match inline {
                    Inline::Break => push_text(line, " "),
                    inline => push(line, inline),
                }
            }
        }
    }

    /// Returns the inlines of `nodes`.
    pub(super) fn inlines(self, nodes: &[Node], around: Surroundings) -> Vec<Inline> {
        let mut inlines = Vec::new();
        for node in nodes {
            match node {
                Node::Text(text) => push_text(&mut inlines, text),
                Node::Element(tag, children) => self.element(tag, children, around, &mut inlines),
            }
        }
        inlines
    }

    fn element(
        self,
        tag: &Tag,
        children: &[Node],
        around: Surroundings,
        inlines: &mut Vec<Inline>,
    ) {
        let children = without_layout(children);
        match tag {
            Tag::Strong if !around.strong => {
                let content = self.inlines(
                    children,
                    Surroundings {
                        strong: true,
                        ..around
                    },
                );
                push_styled(inlines, content, Inline::Strong);
            }
            Tag::Emphasis if !around.emphasis => {
                let content = self.inlines(
                    children,
                    Surroundings {
                        emphasis: true,
                        ..around
                    },
                );
                push_styled(inlines, content, Inline::Emphasis);
            }
            Tag::Code => self.code(children, around, inlines),
            Tag::Link(_) if around.link => self.extend(children, around, inlines),
            Tag::Link(href) => self.link(href.as_deref(), children, around, inlines),
            Tag::Break => inlines.push(Inline::Break),
            Tag::Image(alternative) => push_text(inlines, alternative),
            Tag::Superscript => {
                push_text(inlines, "^");
                self.extend(children, around, inlines);
            }
            Tag::Unread => {}
            _ => self.extend(children, around, inlines),
        }
    }

    fn extend(self, children: &[Node], around: Surroundings, inlines: &mut Vec<Inline>) {
        self.inlines(children, around)
            .into_iter()
            .for_each(|inline| push(inlines, inline));
    }

    /// Code; links in it become links of code.
    fn code(self, children: &[Node], around: Surroundings, inlines: &mut Vec<Inline>) {
        let is_link = |node: &Node| matches!(node, Node::Element(Tag::Link(_), _));
        if around.link || !children.iter().any(is_link) {
            let linked = (!around.link).then_some(self.links);
            return push_code(inlines, &text_of(children), linked);
        }
        for nodes in children.chunk_by(|left, right| !is_link(left) && !is_link(right)) {
            let text = text_of(nodes);
            match nodes {
                [Node::Element(Tag::Link(href), _)] => {
                    let code = [Node::Element(Tag::Code, vec![Node::Text(text)])];
                    self.link(href.as_deref(), &code, around, inlines);
                }
                _ if text.contains(char::is_alphanumeric) => push_code(inlines, &text, None),
                _ => push_text(inlines, &text),
            }
        }
    }

    fn link(
        self,
        href: Option<&str>,
        children: &[Node],
        around: Surroundings,
        inlines: &mut Vec<Inline>,
    ) {
        let text = collapse(&text_of(children));
        let around_label = Surroundings {
            link: true,
            ..around
        };
        let mut label = self.inlines(children, around_label);
        let target = match href.filter(|href| !href.trim().is_empty()).map(address) {
            _ if text.is_empty() => None,
            None => {
                let is_name = is_name(&text);
                if is_name {
                    label = vec![Inline::Code(text.clone())];
                }
                is_name.then(|| self.links.shape(&text)).flatten()
            }
            // An address that stands for itself.
            Some(Address::Web(url))
                if address(&text) == Address::Web(url.clone())
                    && !text.contains([' ', '<', '>']) =>
            {
                label = vec![Inline::Text(text.clone())];
                Some(text.clone())
            }
            Some(Address::Web(url)) => Some(url),
            Some(Address::Lost) => None,
            Some(Address::Shape { name, service, url }) => {
                let shape = match service {
                    Some(service) => self.links.page(service, name),
                    None => self.links.shape(name),
                };
                if shape.is_some() && text == name {
                    label = vec![Inline::Code(text.clone())];
                }
                shape.or(url)
            }
        };
        let (before, after) = trim(&mut label);
        push_space(inlines, before);
        match target {
            Some(target) => push(inlines, Inline::Link { target, label }),
            None => label.into_iter().for_each(|inline| push(inlines, inline)),
        }
        push_space(inlines, after);
    }
}

/// Returns a title in strong type and with a colon.
pub(super) fn strong_title(mut title: Vec<Inline>) -> Vec<Inline> {
    if let Some(Inline::Text(text)) = title.last_mut() {
        text.truncate(text.trim_end_matches([':', ' ']).len());
    }
    trim(&mut title);
    // Code stands out enough.
    if let [Inline::Code(_) | Inline::Link { .. }] = title.as_slice() {
        push_text(&mut title, ":");
        return title;
    }
    push_text(&mut title, ":");
    vec![Inline::Strong(title)]
}

/// Returns `children` of an inline less the line breaks at its ends that only lay out the HTML: those next to an
/// element.
fn without_layout(mut children: &[Node]) -> &[Node] {
    let is_layout = |node: &Node| matches!(node, Node::Text(text) if text.contains('\n') && text.trim().is_empty());
    if let [first, Node::Element(..), ..] = children
        && is_layout(first)
    {
        children = children.get(1..).unwrap_or_default();
    }
    if let [rest @ .., last] = children
        && is_layout(last)
        && matches!(rest.last(), Some(Node::Element(..)))
    {
        children = rest;
    }
    children
}

fn has_text(inlines: &[Inline]) -> bool {
    !inlines.iter().all(is_blank)
}

/// Appends `inline`, as one with its like before it: two in a row would not read as two in Markdown.
pub(super) fn push(inlines: &mut Vec<Inline>, inline: Inline) {
    match (inlines.last_mut(), inline) {
        (Some(Inline::Text(before)), Inline::Text(text)) => before.push_str(&text),
        (Some(Inline::Code(before)), Inline::Code(code)) => before.push_str(&code),
        (Some(Inline::Strong(before)), Inline::Strong(content))
        | (Some(Inline::Emphasis(before)), Inline::Emphasis(content)) => {
            content.into_iter().for_each(|inline| push(before, inline));
        }
        (_, Inline::Text(text)) if text.is_empty() => {}
        (_, inline) => inlines.push(inline),
    }
}

fn push_text(inlines: &mut Vec<Inline>, text: &str) {
    push(inlines, Inline::Text(text.to_owned()));
}

fn push_space(inlines: &mut Vec<Inline>, is_there: bool) {
    push_text(inlines, if is_there { " " } else { "" });
}

/// Appends code, and the white space at its ends outside of it. With `links`, the name of a shape becomes a link.
fn push_code(inlines: &mut Vec<Inline>, text: &str, links: Option<&dyn Links>) {
    let code = collapse(text);
    push_space(inlines, text.starts_with(char::is_whitespace));
    if !code.is_empty() {
        let target = links
            .filter(|_| is_name(&code))
            .and_then(|links| links.shape(&code));
        let code = Inline::Code(code);
        push(
            inlines,
            match target {
                Some(target) => Inline::Link {
                    target,
                    label: vec![code],
                },
                None => code,
            },
        );
    }
    push_space(inlines, text.ends_with(char::is_whitespace));
}

/// Appends `content` in a style, and the white space at its ends outside of it.
fn push_styled(
    inlines: &mut Vec<Inline>,
    mut content: Vec<Inline>,
    style: fn(Vec<Inline>) -> Inline,
) {
    let (before, after) = trim(&mut content);
    push_space(inlines, before);
    if has_text(&content) {
        push(inlines, style(content));
    }
    push_space(inlines, after);
}

/// Takes white space and breaks off the ends of `inlines`; says whether there was any before and after the text.
fn trim(inlines: &mut Vec<Inline>) -> (bool, bool) {
    let count = inlines.len();
    let blank_end = inlines
        .iter()
        .rev()
        .take_while(|inline| is_blank(inline))
        .count();
    inlines.truncate(count - blank_end);
    let blank_start = inlines.iter().take_while(|inline| is_blank(inline)).count();
    inlines.drain(..blank_start);
    let (mut before, mut after) = (blank_start > 0, blank_end > 0);
    if let Some(Inline::Text(text)) = inlines.first_mut() {
        before |= text.starts_with(char::is_whitespace);
        *text = text.trim_start().to_owned();
    }
    if let Some(Inline::Text(text)) = inlines.last_mut() {
        after |= text.ends_with(char::is_whitespace);
        *text = text.trim_end().to_owned();
    }
    (before, after)
}

/// Returns whether `inline` is invisible.
pub(super) fn is_blank(inline: &Inline) -> bool {
    match inline {
        Inline::Text(text) => text.trim().is_empty(),
        Inline::Break => true,
        _ => false,
    }
}
