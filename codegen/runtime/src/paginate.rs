//! Operations that give long lists page by page (`smithy.api#paginated`).

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

/// An operation that gives a long list page by page.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a paginated operation",
    label = "not paginated by its model",
    note = "the client has a method `…_pages` for each operation that its model paginates"
)]
pub trait Paginated: Operation<Input: Clone> {
    /// What says where a page begins.
    type Token: PageToken;

    /// Where the page begins that an input asks for; `None` for the first.
    fn token(input: &mut Self::Input) -> &mut Option<Self::Token>;

    /// Where the page after `page` begins. `None` and an empty token say that there is no such page.
    fn next_token(page: &Self::Output) -> Option<&Self::Token>;
}

/// A paginated operation whose model says which member of a page is the list.
#[diagnostic::on_unimplemented(
    message = "the model does not name the items of `{Self}`",
    label = "no items are named for its pages",
    note = "take the pages with `next_page`, and the items from a member of each"
)]
pub trait PaginatedItems: Paginated {
    /// The list: a `Vec`, or a map.
    type Items: IntoIterator<Item: Send, IntoIter: Send>;

    /// What a page holds; `None` is the same as nothing.
    fn items(page: Self::Output) -> Option<Self::Items>;
}

/// What says where a page begins: of no meaning to anyone but the service.
pub trait PageToken: Clone + PartialEq + Send + 'static {
    /// Whether it says that there is no page.
    fn is_empty(&self) -> bool;
}

impl PageToken for String {
    fn is_empty(&self) -> bool {
        self.is_empty()
    }
}

/// Some services say where a page begins by the key of an item.
impl<K, V> PageToken for BTreeMap<K, V>
where
    K: Clone + PartialEq + Send + 'static,
    V: Clone + PartialEq + Send + 'static,
{
    fn is_empty(&self) -> bool {
        self.is_empty()
    }
}
