//! Event streams: they may be silent, both ways.

use crate::clock::HandClock;
use crate::pieces::Slow;
use crate::two_way::Server;
use crate::{Duration, time, until};
use bytes::Bytes;
use http::{Request, Response, Version};
use runtime::{
    Body, EventStreamed, HttpTransport, StreamedResponse, Transport, TransportErrorKind,
};
use std::sync::Arc;

const SECOND: Duration = Duration::from_secs(1);

fn transport(clock: &HandClock) -> HttpTransport {
    let builder = HttpTransport::builder().no_proxy();
    builder.clock(Arc::new(clock.clone())).build().unwrap()
}

fn request(server: &Server, body: Body) -> Request<Body> {
    let request = Request::post(server.url()).version(Version::HTTP_2);
    let request = request.extension(StreamedResponse).extension(EventStreamed);
    request.body(body).unwrap()
}

/// Lets an hour pass, in steps that are shorter than the stall timeout.
async fn pass_an_hour(clock: &HandClock) {
    for _ in 0..360 {
        clock.advance(10 * SECOND);
        tokio::task::yield_now().await;
    }
    time::sleep(Duration::from_millis(30)).await;
}

#[tokio::test]
async fn both_sides_may_be_silent_before_and_after_the_head_of_the_response() {
    let mut server = Server::plain().await;
    let clock = HandClock::default();
    let transport = transport(&clock);
    let (events, pieces) = Slow::new();
    let request = request(&server, Body::from_stream(None, pieces));
    let sending = tokio::spawn(async move { transport.send(request).await });
    let mut call = server.call().await;
    pass_an_hour(&clock).await;
    events.send(Ok(Bytes::from("a"))).unwrap();
    assert_eq!(call.body.next().await.unwrap().unwrap(), "a");
    pass_an_hour(&clock).await;
    call.answer.head(Response::new(()));
    let mut response = sending.await.unwrap().unwrap().into_body();
    for (sent, received) in [("b", "c"), ("d", "e")] {
        let reading = tokio::spawn(async move {
            let next = response.next().await;
            (next, response)
        });
        pass_an_hour(&clock).await;
        assert!(!reading.is_finished());
        events.send(Ok(Bytes::from(sent))).unwrap();
        assert_eq!(call.body.next().await.unwrap().unwrap(), sent);
        call.answer.send(Bytes::from(received)).await.unwrap();
        let next;
        (next, response) = reading.await.unwrap();
        assert_eq!(next.unwrap().unwrap(), received);
    }
    drop(events);
    assert!(call.body.next().await.is_none());
    call.answer.end();
    assert!(response.next().await.is_none());
}

/// The window of a stream is 64 KiB: the service may read the rest when it likes.
#[tokio::test]
async fn a_service_may_take_its_time_to_read() {
    let mut server = Server::plain().await;
    let clock = HandClock::default();
    let transport = transport(&clock);
    let (events, pieces) = Slow::new();
    for _ in 0..10 {
        events.send(Ok(Bytes::from(vec![1; 16 * 1024]))).unwrap();
    }
    let request = request(&server, Body::from_stream(None, pieces));
    let sending = tokio::spawn(async move { transport.send(request).await });
    let mut call = server.call().await;
    pass_an_hour(&clock).await;
    assert!(!sending.is_finished());
    let mut received = 0;
    while received < 160 * 1024 {
        received += call.body.next().await.unwrap().unwrap().len();
    }
    call.answer.head(Response::new(()));
    assert_eq!(sending.await.unwrap().unwrap().status(), 200);
}

#[tokio::test]
async fn any_other_stream_has_the_timeout() {
    let mut server = Server::plain().await;
    let clock = HandClock::default();
    let transport = transport(&clock);
    let mut request = request(&server, Body::empty());
    request.extensions_mut().remove::<EventStreamed>();
    let sending = tokio::spawn(async move { transport.send(request).await });
    let mut call = server.call().await;
    call.answer.head(Response::new(()));
    let mut response = sending.await.unwrap().unwrap().into_body();
    let reading = tokio::spawn(async move { response.next().await });
    until(|| {
        clock.advance(SECOND);
        reading.is_finished()
    })
    .await;
    let error = reading.await.unwrap().unwrap().unwrap_err();
    assert_eq!(error.kind(), TransportErrorKind::Timeout);
}
