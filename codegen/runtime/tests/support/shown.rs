//! Texts of errors, in which tests look for secrets.

use std::error::Error;

/// Everything that an error shows of itself and its causes.
pub fn shown(error: &dyn Error) -> String {
    let mut shown = format!("{error} {error:?} {error:#?}");
    let mut cause = error.source();
    while let Some(error) = cause {
        shown += &format!(" {error} {error:?}");
        cause = error.source();
    }
    shown
}
