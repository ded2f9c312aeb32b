//! The document of all figures: a section for each table, which says when and with what it was measured.

/// The start of the document.
const HEADING: &str = "# Measured, side by side

Written by `cargo run --release --manifest-path tests/peers/Cargo.toml`; do not edit. Sides are measured in turn; shown are medians, with the least and the most of all runs. A ratio is this crate's figure by the other's.
";

/// Start of a section.
const SECTION: &str = "\n## ";

/// Returns `document` with `section`, which begins with its title, in the place of the section of the same title; at the
/// end if it has none.
pub fn with(document: &str, section: &str) -> String {
    let title = section.lines().next().unwrap_or_default();
    let mut sections = document.split(SECTION).skip(1).map(str::trim_end);
    let mut text = HEADING.to_owned();
    let mut is_new = true;
    for old in &mut sections {
        let is_same = old.lines().next() == Some(title);
        is_new &= !is_same;
        add(&mut text, if is_same { section } else { old });
    }
    if is_new {
        add(&mut text, section);
    }
    text
}

fn add(text: &mut String, section: &str) {
    text.push_str(SECTION);
    text.push_str(section.trim_end());
    text.push('\n');
}

#[cfg(test)]
mod tests {
    use super::{HEADING, with};

    #[test]
    fn a_section_takes_the_place_of_the_one_with_its_title() {
        let old = with(&with("", "Sizes\n\nold"), "Calls\n\nold");
        assert_eq!(
            old,
            format!("{HEADING}\n## Sizes\n\nold\n\n## Calls\n\nold\n")
        );
        let new = with(&old, "Sizes\n\nnew\n");
        assert_eq!(
            new,
            format!("{HEADING}\n## Sizes\n\nnew\n\n## Calls\n\nold\n")
        );
    }
}
