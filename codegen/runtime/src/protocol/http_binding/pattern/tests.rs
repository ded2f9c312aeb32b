//! URI patterns.
