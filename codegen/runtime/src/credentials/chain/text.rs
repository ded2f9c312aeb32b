//! External text in errors.

use crate::error::one_line;

/// Maximum number of characters shown of the output of a program or server: the errors of several sources share one
/// line.
const LIMIT: usize = 300;

/// Returns the beginning of `text`, in one line.
pub(super) fn brief(text: &str) -> String {
    one_line(text.trim(), LIMIT)
}

#[cfg(test)]
mod tests {
    use super::brief;

    #[test]
    fn a_text_becomes_one_line() {
        assert_eq!(brief(" no\r\nrole \n"), "no  role");
        assert_eq!(brief("no\u{202e}role\u{2028}\u{feff}"), "no role  ");
        assert_eq!(brief(""), "");
    }

    #[test]
    fn a_long_text_is_cut_and_a_short_one_is_not() {
        let whole = "é".repeat(300);
        assert_eq!(brief(&whole), whole);
        assert_eq!(brief(&"é".repeat(301)), format!("{whole}…"));
    }
}
