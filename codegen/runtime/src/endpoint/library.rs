//! Functions of endpoint rules: the standard library of the rules engine and AWS's extensions.
//!
//! `isSet`, `not`, `booleanEquals`, `stringEquals`, `getAttr`, `coalesce` and `ite` are plain Rust in generated code.
//!
//! Sources: <https://smithy.io/2.0/additional-specs/rules-engine/standard-library.html>,
//! <https://smithy.io/2.0/aws/rules-engine/library-functions.html>.

mod arn;
mod element;
mod host;
mod partition;
mod text;
mod url;

pub use arn::{Arn, parse_arn};
pub use element::element;
pub use host::{is_valid_host_label, is_virtual_hostable_s3_bucket};
pub use partition::{Partition, partition};
pub use text::{split, substring, uri_encode};
pub use url::{Url, parse_url};
