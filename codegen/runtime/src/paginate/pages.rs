//! Pages of paginated operations.

use super::{Items, PageToken, Paginated, PaginatedItems};
use crate::client::{Client, Overrides, OwnedCall, Response, ResponseMetadata};
use crate::credentials::CredentialsCache;
use crate::error::{ConstructionError, Error};
use crate::hooks::Hook;
use crate::operation::Operation;
use futures_core::Stream;
use std::fmt;
use std::future::poll_fn;
use std::mem;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

/// Pages of an operation, requested one by one.
///
/// The first page is the one of the input's own token, if it is set; the last is the one without a token for another. A
/// request is sent only when a page is awaited, with [`next_page`](Self::next_page) or as a [`Stream`].
///
/// # Resuming
/// [`token`](Self::token) is the token of the next page, to save; [`resume`](Self::resume) starts there in another run
/// of the program. Services decide how long a token is valid, and expect the other members of the input to be the same.
///
/// # Errors
/// A failed call ends the pages with its error; [`token`](Self::token) is then that of the failed page.
///
/// If the service returns the token that requested the page, the same page would be requested forever: the page is
/// returned, and then an [`Error::Construction`] with [`RepeatedTokenError`] as its source, unless
/// [`stop_at_repeated_token`](Self::stop_at_repeated_token) is set.
///
/// # Cancel safety
/// Dropping the future of [`next_page`](Self::next_page) loses nothing: the call continues when the next page is
/// awaited.
#[must_use = "nothing is sent until a page is requested"]
pub struct Pages<Op: Paginated> {
    client: Client,
    /// The input without its token.
    input: Op::Input,
    /// Token of the next page.
    token: Option<Op::Token>,
    latest: Latest<Op>,
    overrides: Overrides,
    state: State<Op>,
    repeated_token_ends: bool,
}

/// The latest page.
struct Latest<Op: Paginated> {
    token: Option<Op::Token>,
    metadata: Option<ResponseMetadata>,
}

type Page<Op> = Result<<Op as Operation>::Output, Error<<Op as Operation>::Error>>;

enum State<Op: Paginated> {
    /// The next page can be requested.
    Ready,
    /// The next page was requested.
    Calling(OwnedCall<Op>),
    /// The next token repeats the last one.
    Repeating,
    /// There are no more pages.
    Ended,
}

impl<Op: Paginated> Pages<Op> {
    pub(crate) fn new(client: Client, mut input: Op::Input) -> Self {
        Self {
            client,
            token: Op::token(&mut input).take(),
            input,
            latest: Latest {
                token: None,
                metadata: None,
            },
            overrides: Overrides::of_paginator(),
            state: State::Ready,
            repeated_token_ends: false,
        }
    }

    /// Starts with the page of a saved [`token`](Self::token) instead of the input's; `None` changes nothing.
    pub fn resume(mut self, token: impl Into<Option<Op::Token>>) -> Self {
        if let Some(token) = token.into() {
            self.token = Some(token);
        }
        self
    }

    /// Treats a repeated token as the end, for services that use it as such.
    ///
    /// [`token`](Self::token) is then the repeated one: [`resume`](Self::resume) with it returns what is new since.
    pub fn stop_at_repeated_token(mut self) -> Self {
        self.repeated_token_ends = true;
        self
    }

    /// Sets the credentials of the calls: see [`Request::credentials`](crate::Request::credentials).
    pub fn credentials(mut self, credentials: impl Into<CredentialsCache>) -> Self {
        self.overrides.set_credentials(credentials.into());
        self
    }

    /// Adds a hook to the calls: see [`Request::hook`](crate::Request::hook).
    pub fn hook(mut self, hook: impl Hook) -> Self {
        self.overrides.add_hook(hook);
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

    /// Returns the token of the next page, to [`resume`](Self::resume) from.
    ///
    /// `None` before the first page is that of an input without a token; `None` after a page is the end.
    #[must_use]
    pub fn token(&self) -> Option<&Op::Token> {
        self.token.as_ref()
    }

    /// Returns the metadata of the latest page's response, such as its request id; `None` before the first page.
    #[must_use]
    pub fn metadata(&self) -> Option<&ResponseMetadata> {
        self.latest.metadata.as_ref()
    }

    /// Returns the token that requested the latest page.
    pub(super) fn latest_token(&self) -> Option<&Op::Token> {
        self.latest.token.as_ref()
    }

    /// Collects all remaining pages.
    ///
    /// # Errors
    /// See [`Pages`]. The pages before an error are lost: use [`next_page`](Self::next_page) to keep them.
    pub async fn try_collect<C: Default + Extend<Op::Output>>(
        mut self,
    ) -> Result<C, Error<Op::Error>> {
        let mut pages = C::default();
        while let Some(page) = self.next_page().await? {
            pages.extend([page]);
        }
        Ok(pages)
    }

    /// Converts into the items of all pages, if the model names them: `items` of `smithy.api#paginated`.
    /// [`next_item`](Items::next_item) returns them one by one.
    pub fn items(self) -> Items<Op>
    where
        Op: PaginatedItems,
    {
        Items::new(self)
    }

    fn call(&self) -> OwnedCall<Op> {
        let (mut input, overrides) = (self.input.clone(), self.overrides.clone());
        Op::token(&mut input).clone_from(&self.token);
        self.client.owned_call::<Op>(input, overrides)
    }

    /// Returns the output of the page that was requested, and prepares the next one.
    fn receive(&mut self, page: Response<Op::Output>) -> Op::Output {
        let next = Op::next_token(&page.output).filter(|token| !token.is_empty());
        let token = mem::replace(&mut self.token, next.cloned());
        self.state = self.after(token.as_ref());
        self.latest = Latest {
            token,
            metadata: Some(page.metadata),
        };
        page.output
    }

    /// Returns the state after the page that `token` requested.
    fn after(&self, token: Option<&Op::Token>) -> State<Op> {
        if self.token.is_none() {
            State::Ended
        } else if self.token.as_ref() != token {
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
        pages.state = State::Ended;
        Poll::Ready(Some(page.map(|page| pages.receive(page))))
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
