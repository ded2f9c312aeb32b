//! Items of paginated operations.

use super::{Pages, Paginated, PaginatedItems};
use crate::client::ResponseMetadata;
use crate::error::Error;
use futures_core::Stream;
use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

/// Items of all [`Pages`] of an operation. A page is requested after the items of the previous one are consumed.
///
/// Errors and cancellation are those of [`Pages`]; an error comes after all items of the pages before it.
#[must_use = "nothing is sent until an item is requested"]
pub struct Items<Op: PaginatedItems> {
    pages: Pages<Op>,
    page: Option<<Op::Items as IntoIterator>::IntoIter>,
}

type Item<Op> = <<Op as PaginatedItems>::Items as IntoIterator>::Item;

impl<Op: PaginatedItems> Items<Op> {
    pub(super) fn new(pages: Pages<Op>) -> Self {
        Self { pages, page: None }
    }

    /// Returns the next item; `None` after the last one.
    ///
    /// # Errors
    /// See [`Pages`].
    pub async fn next_item(&mut self) -> Result<Option<Item<Op>>, Error<Op::Error>> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context))
            .await
            .transpose()
    }

    /// Returns the token of the page to [`resume`](Pages::resume) from: the page of the latest item as long as it has
    /// more items, then the next page.
    ///
    /// Resuming skips no item, but returns all items of a page that was left halfway. `None` within the first page is
    /// that of an input without a token; `None` after the last item is the end.
    #[must_use]
    pub fn token(&self) -> Option<&<Op as Paginated>::Token> {
        match &self.page {
            Some(page) if page.size_hint().1 != Some(0) => self.pages.latest_token(),
            _ => self.pages.token(),
        }
    }

    /// Returns the metadata of the response with the latest item; `None` before the first page.
    #[must_use]
    pub fn metadata(&self) -> Option<&ResponseMetadata> {
        self.pages.metadata()
    }

    /// Collects all remaining items.
    ///
    /// # Errors
    /// See [`Pages`]. The items before an error are lost: use [`next_item`](Self::next_item) to keep them.
    pub async fn try_collect<C: Default + Extend<Item<Op>>>(
        mut self,
    ) -> Result<C, Error<Op::Error>> {
        let mut items = C::default();
        while let Some(item) = self.next_item().await? {
            items.extend([item]);
        }
        Ok(items)
    }
}

impl<Op: PaginatedItems> Stream for Items<Op> {
    type Item = Result<Item<Op>, Error<Op::Error>>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let items = self.get_mut();
        loop {
            if let Some(item) = items.page.as_mut().and_then(Iterator::next) {
                return Poll::Ready(Some(Ok(item)));
            }
            match ready!(Pin::new(&mut items.pages).poll_next(context)) {
                Some(Ok(page)) => items.page = Op::items(page).map(IntoIterator::into_iter),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            }
        }
    }
}

/// Nothing in it is pinned.
impl<Op: PaginatedItems> Unpin for Items<Op> {}

impl<Op: PaginatedItems> fmt::Debug for Items<Op> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Items")
            .field("pages", &self.pages)
            .finish_non_exhaustive()
    }
}
