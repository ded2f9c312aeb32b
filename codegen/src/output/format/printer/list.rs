//! Lists: beside each other, below each other, or as many on a line as fit.

use super::shape::{is_multi_line, push_line};

/// The arrangement of the elements of a list.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Tactic {
    /// All on one line.
    Horizontal,
    /// Each on a line of its own.
    Vertical,
    /// As many on each line as fit.
    Mixed,
    /// The arguments of a macro like `format!`: the format string, after so many others, on a line of its own.
    Format(usize),
}

/// The comma after the last element.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Trailing {
    Always,
    Never,
    /// If each element has a line of its own.
    Vertical,
}

/// The lines of a list that has more than one.
#[derive(Clone, Copy)]
pub(super) struct Lines {
    pub(super) indent: usize,
    pub(super) width: usize,
    /// The closing delimiter has a line of its own.
    pub(super) ends_with_new_line: bool,
}

/// All on one line if they take no more than `width` columns, else each on its own.
pub(super) fn tactic(items: &[Option<String>], width: usize) -> Tactic {
    let items = items.iter().flatten();
    let mut total = 0;
    for (index, item) in items.enumerate() {
        if is_multi_line(item) {
            return Tactic::Vertical;
        }
        total += item.len() + if index == 0 { 0 } else { ", ".len() };
    }
    if total <= width {
        Tactic::Horizontal
    } else {
        Tactic::Vertical
    }
}

/// The text between the delimiters. `None` if one of the items has none.
pub(super) fn write(
    items: &[Option<String>],
    tactic: Tactic,
    trailing: Trailing,
    lines: Lines,
) -> Option<String> {
    let mut text = String::new();
    let mut trails = match trailing {
        Trailing::Always => true,
        Trailing::Never => false,
        Trailing::Vertical => tactic == Tactic::Vertical,
    };
    let mut line = 0;
    for (index, item) in items.iter().enumerate() {
        let item = item.as_ref()?;
        let is_last = index + 1 == items.len();
        let mut separate = !is_last || trails;
        match tactic {
            Tactic::Horizontal if index > 0 => text.push(' '),
            Tactic::Vertical if index > 0 => push_line(&mut text, lines.indent),
            Tactic::Format(before) if index > 0 => {
                if index == before || index == before + 1 {
                    push_line(&mut text, lines.indent);
                } else {
                    text.push(' ');
                }
            }
            Tactic::Mixed => {
                let width = item.len() + usize::from(separate);
                if line > 0 && line + 1 + width > lines.width {
                    push_line(&mut text, lines.indent);
                    line = 0;
                    trails |= lines.ends_with_new_line;
                } else if line > 0 {
                    text.push(' ');
                    line += 1;
                }
                if is_last && lines.ends_with_new_line {
                    separate = trailing != Trailing::Never;
                }
                line += width;
            }
            _ => {}
        }
        text.push_str(item);
        if separate {
            text.push(',');
        }
    }
    Some(text)
}
