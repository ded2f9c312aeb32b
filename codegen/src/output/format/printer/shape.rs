//! The space that a construct has, and measures of text.

/// The most characters of a line.
pub(super) const MAX_WIDTH: usize = 100;

/// The columns of one level of indentation.
pub(super) const TAB: usize = 4;

/// The place of a construct: the indentation of its line, the columns before it, and those left for its first line.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shape {
    /// The columns left on the first line.
    pub(super) width: usize,
    /// The indentation of the line.
    pub(super) indent: usize,
    /// The columns between the indentation and the construct.
    pub(super) offset: usize,
}

impl Shape {
    /// A whole line with this indentation.
    pub(super) fn indented(indent: usize) -> Self {
        Self {
            width: MAX_WIDTH.saturating_sub(indent),
            indent,
            offset: 0,
        }
    }

    /// The width alone counts.
    pub(super) fn of_width(width: usize, indent: usize) -> Self {
        Self {
            width,
            indent,
            offset: 0,
        }
    }

    /// A line of its own, `columns` further to the right, with the same width.
    pub(super) fn block_indent(self, columns: usize) -> Self {
        Self {
            indent: self.indent + columns,
            offset: 0,
            ..self
        }
    }

    /// With all columns from the indentation on.
    pub(super) fn with_max_width(self) -> Self {
        Self {
            width: MAX_WIDTH.saturating_sub(self.indent),
            ..self
        }
    }

    /// Without `columns` at the end, if there are so many.
    pub(super) fn sub_width(self, columns: usize) -> Option<Self> {
        let width = self.width.checked_sub(columns)?;
        Some(Self { width, ..self })
    }

    /// After `columns`, if there are so many.
    pub(super) fn offset_left(self, columns: usize) -> Option<Self> {
        let offset = self.offset + columns;
        Self { offset, ..self }.sub_width(columns)
    }

    /// The columns before the construct.
    pub(super) fn used_width(self) -> usize {
        self.indent + self.offset
    }

    /// The columns after the construct that something else needs.
    pub(super) fn overhead(self) -> usize {
        MAX_WIDTH.saturating_sub(self.used_width() + self.width)
    }
}

/// Text that this shape has room for: the first line in its width, the others in a whole line.
pub(super) fn fits(text: &str, shape: Shape) -> bool {
    if first_line_width(text) > shape.width {
        return false;
    }
    !is_multi_line(text)
        || (text.lines().skip(1).all(|line| line.len() <= MAX_WIDTH)
            && last_line_width(text) <= shape.used_width() + shape.width)
}

/// A line break, and the indentation of the next line.
pub(super) fn new_line(indent: usize) -> String {
    let mut text = String::with_capacity(indent + 1);
    push_line(&mut text, indent);
    text
}

/// Begins another line.
pub(super) fn push_line(text: &mut String, indent: usize) {
    text.push('\n');
    push_indent(text, indent);
}

/// Indents a line.
pub(super) fn push_indent(text: &mut String, indent: usize) {
    text.extend(std::iter::repeat_n(' ', indent));
}

pub(super) fn is_multi_line(text: &str) -> bool {
    text.contains('\n')
}

pub(super) fn line_breaks(text: &str) -> usize {
    text.bytes().filter(|byte| *byte == b'\n').count()
}

pub(super) fn first_line(text: &str) -> &str {
    text.split_once('\n').map_or(text, |(first, _)| first)
}

pub(super) fn last_line(text: &str) -> &str {
    text.rsplit_once('\n').map_or(text, |(_, last)| last)
}

pub(super) fn first_line_width(text: &str) -> usize {
    first_line(text).len()
}

pub(super) fn last_line_width(text: &str) -> usize {
    last_line(text).len()
}

/// The columns that `text`, which begins where `shape` does, takes on its last line.
pub(super) fn extra_offset(text: &str, shape: Shape) -> usize {
    match text.rsplit_once('\n') {
        Some((_, last)) => last.len().saturating_sub(shape.used_width()),
        None => text.len(),
    }
}

/// Tells whether the last line consists of closing delimiters alone, so that something may follow them.
pub(super) fn is_last_line_extendable(text: &str) -> bool {
    let delimiter = |char: char| "()]}?>".contains(char) || char.is_whitespace();
    last_line(text).chars().all(delimiter)
}
