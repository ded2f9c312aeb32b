//! Pages of paginated operations.

use super::{Items, PageToken, Paginated, PaginatedItems};
use crate::client::{Client, Overrides};
use crate::credentials::CredentialsCache;
use crate::error::{ConstructionError, Error};
use crate::operation::Operation;
use crate::transport::BoxFuture;
use futures_core::Stream;
use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

/// Pages of an operation, requested one by one.
///
/// The first page is the one of the input's own token, if it is set; the last is the one without a token for another. A
/// request is sent only when a page is awaited, with [`next_page`](Self::next_page) or as a [`Stream`].
///
/// # Errors
/// A failed call ends the pages with its error. If the service returns the token that requested the page, the same page
/// would be requested forever: the page is returned, and then an [`Error::Construction`] with [`RepeatedTokenError`] as
/// its source, unless [`stop_at_repeated_token`](Self::stop_at_repeated_token) is set.
///
/// # Cancel safety
/// Dropping the future of [`next_page`](Self::next_page) loses nothing: the call continues when the next page is
/// awaited.
#[must_use = "nothing is sent until a page is requested"]
pub struct Pages<Op: Paginated> {
    client: Client,
    input: Op::Input,
    overrides: Overrides,
    state: State<Op>,
    repeated_token_ends: bool,
}

type Page<Op> = Result<<Op as Operation>::Output, Error<<Op as Operation>::Error>>;

enum State<Op: Paginated> {
    /// The input asks for the next page.
    Ready,
    /// The input was sent.
    Calling(BoxFuture<'static, Page<Op>>),
    /// The next token repeats the last one.
    Repeating,
    /// There are no more pages.
    Ended,
}

impl<Op: Paginated> Pages<Op> {
    pub(crate) fn new(client: Client, input: Op::Input) -> Self {
        Self {
            client,
            input,
            overrides: Overrides::of_paginator(),
            state: State::Ready,
            repeated_token_ends: false,
        }
    }

    /// Treats a repeated token as the end, for services that use it as such.
    pub fn stop_at_repeated_token(mut self) -> Self {
        self.repeated_token_ends = true;
        self
    }

    /// Sets the credentials of the calls: see [`Request::credentials`](crate::Request::credentials).
    pub fn credentials(mut self, credentials: impl Into<CredentialsCache>) -> Self {
        self.overrides.set_credentials(credentials.into());
        self
    }

    /// Returns the next page; `None` after the last one.
    ///
    /// # Errors
    /// See [`Pages`].
    pub async fn next_page(&mut self) -> Result<Option<Op::Output>, Error<Op::Error>> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context))
            .await
            .transpose()
    }

    /// Converts into the items of all pages, if the model names them: `items` of `smithy.api#paginated`.
    /// [`next_item`](Items::next_item) returns them one by one.
    pub fn items(self) -> Items<Op>
    where
        Op: PaginatedItems,
    {
        Items::new(self)
    }

    fn call(&self) -> BoxFuture<'static, Page<Op>> {
        let (input, overrides) = (self.input.clone(), self.overrides.clone());
        self.client.owned_call::<Op>(input, overrides)
    }

    /// Returns the state after `page`.
    fn after(&mut self, page: &Op::Output) -> State<Op> {
        let Some(next) = Op::next_token(page).filter(|token| !token.is_empty()) else {
            return State::Ended;
        };
        let token = Op::token(&mut self.input);
        if token.as_ref() != Some(next) {
            *token = Some(next.clone());
            State::Ready
        } else if self.repeated_token_ends {
            State::Ended
        } else {
            State::Repeating
        }
    }
}

impl<Op: Paginated> Stream for Pages<Op> {
    type Item = Page<Op>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let pages = self.get_mut();
        if let State::Ready = pages.state {
            pages.state = State::Calling(pages.call());
        }
        let page = match &mut pages.state {
            State::Calling(call) => ready!(call.as_mut().poll(context)),
            State::Repeating => Err(repeated_token::<Op>()),
            State::Ready | State::Ended => return Poll::Ready(None),
        };
        pages.state = match &page {
            Ok(page) => pages.after(page),
            Err(_) => State::Ended,
        };
        Poll::Ready(Some(page))
    }
}

/// Nothing in it is pinned: the call is boxed.
impl<Op: Paginated> Unpin for Pages<Op> {}

impl<Op: Paginated> fmt::Debug for Pages<Op> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Pages")
            .field("operation", &Op::NAME)
            .finish_non_exhaustive()
    }
}

fn repeated_token<Op: Operation>() -> Error<Op::Error> {
    ConstructionError::new(Op::NAME, 0, Box::new(RepeatedTokenError(()))).into()
}

/// Error of a service that returned the token that requested the page: the next page cannot be requested.
pub struct RepeatedTokenError(());

impl fmt::Display for RepeatedTokenError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(
            "the service repeated the token of the latest page, so the next page would be the same: \
             if this ends the list, use `stop_at_repeated_token`",
        )
    }
}

impl fmt::Debug for RepeatedTokenError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{self} (RepeatedTokenError)")
    }
}

impl std::error::Error for RepeatedTokenError {}
