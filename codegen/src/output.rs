//! Tokens → files.
//!
//! In: the tokens of each file. Out: formatted text, compared with what is on disk and written. This wing decides the
//! layout of the text and which files are replaced or removed; it is the only one that changes anything on disk.

pub mod check;
pub mod fileset;
pub mod format;
pub mod meaning;
