//! Text from outside, made fit for an error.

/// How much of a text is shown, in characters.
const LIMIT: usize = 300;

/// The beginning of `text`, in one line.
pub(super) fn brief(text: &str) -> String {
    let text = text.trim();
    let printable = |character: char| match character.is_control() {
        true => ' ',
        false => character,
    };
    let mut shown: String = text.chars().take(LIMIT).map(printable).collect();
    if text.chars().nth(LIMIT).is_some() {
        shown.push('…');
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::brief;

    #[test]
    fn a_text_becomes_one_line() {
        assert_eq!(brief(" no\r\nrole \n"), "no  role");
        assert_eq!(brief(""), "");
    }

    #[test]
    fn a_long_text_is_cut_and_a_short_one_is_not() {
        let whole = "é".repeat(300);
        assert_eq!(brief(&whole), whole);
        assert_eq!(brief(&"é".repeat(301)), format!("{whole}…"));
    }
}
