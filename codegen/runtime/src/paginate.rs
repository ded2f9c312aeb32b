//! Pagination (`smithy.api#paginated`).

use crate::operation::Operation;
use std::collections::BTreeMap;

#[cfg(feature = "client")]
mod items;
#[cfg(feature = "client")]
mod pages;

#[cfg(feature = "client")]
pub use {
    items::Items,
    pages::{Pages, RepeatedTokenError},
};

/// A paginated operation.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a paginated operation",
    label = "not paginated by its model",
    note = "the client has a method `…_pages` for each operation that its model paginates"
)]
pub trait Paginated: Operation<Input: Clone> {
    /// Type of the pagination token.
    type Token: PageToken;

    /// Returns the token of the requested page in an input; `None` for the first page.
    fn token(input: &mut Self::Input) -> &mut Option<Self::Token>;

    /// Returns the token of the page after `page`. `None` and an empty token mark the last page.
    fn next_token(page: &Self::Output) -> Option<&Self::Token>;
}

/// A paginated operation whose model names the list of items in a page.
#[diagnostic::on_unimplemented(
    message = "the model does not name the items of `{Self}`",
    label = "no items are named for its pages",
    note = "take the pages with `next_page`, and the items from a member of each"
)]
pub trait PaginatedItems: Paginated {
    /// The list: a `Vec`, or a map.
    type Items: IntoIterator<Item: Send, IntoIter: Send>;

    /// Returns the items of a page; `None` counts as empty.
    fn items(page: Self::Output) -> Option<Self::Items>;
}

/// A pagination token, which is opaque to clients.
pub trait PageToken: Clone + PartialEq + Send + 'static {
    /// Returns true for the token of the last page.
    fn is_empty(&self) -> bool;
}

impl PageToken for String {
    fn is_empty(&self) -> bool {
        self.is_empty()
    }
}

/// Some services use the key of an item as token.
impl<K, V> PageToken for BTreeMap<K, V>
where
    K: Clone + PartialEq + Send + 'static,
    V: Clone + PartialEq + Send + 'static,
{
    fn is_empty(&self) -> bool {
        self.is_empty()
    }
}
