//! Pagination without async.

use super::Blocking;
use crate::client::ResponseMetadata;
use crate::credentials::CredentialsCache;
use crate::error::Error;
use crate::hooks::Hook;
use crate::operation::Operation;
use crate::paginate::{Items, Pages, Paginated, PaginatedItems};
use std::fmt;

/// Pages of an operation's results, without async. Yields nothing after an error.
///
/// See [`Pages`]. `collect::<Result<Vec<_>, _>>()` collects all pages.
#[must_use = "nothing is sent until a page is requested"]
pub struct BlockingPages<Op: Paginated> {
    blocking: Blocking,
    pages: Pages<Op>,
    has_failed: bool,
}

impl<Op: Paginated> BlockingPages<Op> {
    pub(super) fn new(blocking: Blocking, pages: Pages<Op>) -> Self {
        Self {
            blocking,
            pages,
            has_failed: false,
        }
    }

    /// Starts with the page of a saved token: see [`Pages::resume`].
    pub fn resume(mut self, token: impl Into<Option<Op::Token>>) -> Self {
        self.pages = self.pages.resume(token);
        self
    }

    /// Ends the pages at a repeated token: see [`Pages::stop_at_repeated_token`].
    pub fn stop_at_repeated_token(mut self) -> Self {
        self.pages = self.pages.stop_at_repeated_token();
        self
    }

    /// Sets the credentials of the calls: see [`Request::credentials`](crate::Request::credentials).
    pub fn credentials(mut self, credentials: impl Into<CredentialsCache>) -> Self {
        self.pages = self.pages.credentials(credentials);
        self
    }

    /// Adds a hook to the calls: see [`Request::hook`](crate::Request::hook).
    pub fn hook(mut self, hook: impl Hook) -> Self {
        self.pages = self.pages.hook(hook);
        self
    }

    /// Returns the token of the next page: see [`Pages::token`].
    #[must_use]
    pub fn token(&self) -> Option<&Op::Token> {
        self.pages.token()
    }

    /// Returns the metadata of the latest page's response: see [`Pages::metadata`].
    #[must_use]
    pub fn metadata(&self) -> Option<&ResponseMetadata> {
        self.pages.metadata()
    }

    /// Returns an iterator over the items of all pages: see [`Pages::items`].
    pub fn items(self) -> BlockingItems<Op>
    where
        Op: PaginatedItems,
    {
        BlockingItems {
            blocking: self.blocking,
            items: self.pages.items(),
            has_failed: self.has_failed,
        }
    }
}

impl<Op: Paginated> Iterator for BlockingPages<Op> {
    type Item = Result<Op::Output, Error<Op::Error>>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.has_failed {
            return None;
        }
        let page = self.blocking.wait(Op::NAME, self.pages.next_page());
        self.has_failed = page.is_err();
        page.transpose()
    }
}

/// Items of all pages of an operation's results, without async. Yields nothing after an error.
///
/// See [`Items`]. `collect::<Result<Vec<_>, _>>()` collects all items.
#[must_use = "nothing is sent until an item is requested"]
pub struct BlockingItems<Op: PaginatedItems> {
    blocking: Blocking,
    items: Items<Op>,
    has_failed: bool,
}

impl<Op: PaginatedItems> BlockingItems<Op> {
    /// Returns the token of the page to resume from: see [`Items::token`].
    #[must_use]
    pub fn token(&self) -> Option<&<Op as Paginated>::Token> {
        self.items.token()
    }

    /// Returns the metadata of the response with the latest item: see [`Items::metadata`].
    #[must_use]
    pub fn metadata(&self) -> Option<&ResponseMetadata> {
        self.items.metadata()
    }
}

impl<Op: PaginatedItems> Iterator for BlockingItems<Op> {
    type Item = Result<<Op::Items as IntoIterator>::Item, Error<Op::Error>>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.has_failed {
            return None;
        }
        let item = self.blocking.wait(Op::NAME, self.items.next_item());
        self.has_failed = item.is_err();
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
