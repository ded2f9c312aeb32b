//! Pagination without async.

use super::Blocking;
use crate::credentials::CredentialsCache;
use crate::error::Error;
use crate::operation::Operation;
use crate::paginate::{Items, Pages, Paginated, PaginatedItems};
use std::fmt;

/// Pages of an operation's results, without async. Yields nothing after an error.
///
/// See [`Pages`].
#[must_use = "nothing is sent until a page is requested"]
pub struct BlockingPages<Op: Paginated> {
    blocking: Blocking,
    /// `None` after an error.
    pages: Option<Pages<Op>>,
}

impl<Op: Paginated> BlockingPages<Op> {
    pub(super) fn new(blocking: Blocking, pages: Pages<Op>) -> Self {
        Self {
            blocking,
            pages: Some(pages),
        }
    }

    /// Ends the pages at a repeated token: see [`Pages::stop_at_repeated_token`].
    pub fn stop_at_repeated_token(mut self) -> Self {
        self.pages = self.pages.map(Pages::stop_at_repeated_token);
        self
    }

    /// Sets the credentials of the calls: see [`Request::credentials`](crate::Request::credentials).
    pub fn credentials(mut self, credentials: impl Into<CredentialsCache>) -> Self {
        self.pages = self.pages.map(|pages| pages.credentials(credentials));
        self
    }

    /// Returns an iterator over the items of all pages: see [`Pages::items`].
    pub fn items(self) -> BlockingItems<Op>
    where
        Op: PaginatedItems,
    {
        BlockingItems {
            blocking: self.blocking,
            items: self.pages.map(Pages::items),
        }
    }
}

impl<Op: Paginated> Iterator for BlockingPages<Op> {
    type Item = Result<Op::Output, Error<Op::Error>>;

    fn next(&mut self) -> Option<Self::Item> {
        let next = self.pages.as_mut()?.next_page();
        let page = self.blocking.wait(Op::NAME, next);
        if page.is_err() {
            self.pages = None;
        }
        page.transpose()
    }
}

/// Items of all pages of an operation's results, without async. Yields nothing after an error.
///
/// See [`Items`].
#[must_use = "nothing is sent until an item is requested"]
pub struct BlockingItems<Op: PaginatedItems> {
    blocking: Blocking,
    /// `None` after an error.
    items: Option<Items<Op>>,
}

impl<Op: PaginatedItems> Iterator for BlockingItems<Op> {
    type Item = Result<<Op::Items as IntoIterator>::Item, Error<Op::Error>>;

    fn next(&mut self) -> Option<Self::Item> {
        let next = self.items.as_mut()?.next_item();
        let item = self.blocking.wait(Op::NAME, next);
        if item.is_err() {
            self.items = None;
        }
        item.transpose()
    }
}

impl<Op: Paginated> fmt::Debug for BlockingPages<Op> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        debug::<Op>("BlockingPages", formatter)
    }
}

impl<Op: PaginatedItems> fmt::Debug for BlockingItems<Op> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        debug::<Op>("BlockingItems", formatter)
    }
}

fn debug<Op: Operation>(name: &str, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
    formatter
        .debug_struct(name)
        .field("operation", &Op::NAME)
        .finish_non_exhaustive()
}
