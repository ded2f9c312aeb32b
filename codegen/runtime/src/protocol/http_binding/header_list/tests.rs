//! Lists in headers.
