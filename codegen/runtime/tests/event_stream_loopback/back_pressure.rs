//! A side that does not read: the other waits, without a timeout and without memory.

use crate::clock::HandClock;
use crate::model::chunk;
use crate::two_way::Server;
use crate::{config, head, talk, until, within};
use runtime::{HttpTransport, Timeouts};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use tokio::time;

const SIZE: usize = 16 * 1024;

#[tokio::test]
async fn a_sender_waits_for_a_service_that_does_not_read() {
    let mut server = Server::plain().await;
    let (sender, calling) = talk(config(&server), 2);
    let mut call = server.call().await;
    call.answer.head(head());
    let _output = within(calling).await.unwrap().unwrap();
    let sent = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&sent);
    tokio::spawn(async move {
        while sender.send(chunk(vec![1; SIZE])).await.is_ok() {
            count.fetch_add(1, Ordering::Relaxed);
        }
    });
    // The window of a stream is 64 KiB, four events. Two wait in the channel, some on their way.
    until(|| sent.load(Ordering::Relaxed) >= 6).await;
    time::sleep(Duration::from_millis(100)).await;
    let before = sent.load(Ordering::Relaxed);
    assert!(before < 20, "{before} events were sent");
    // One that reads gets more.
    let mut received = 0;
    while received < 100 * SIZE {
        received += call.body.next().await.unwrap().unwrap().len();
    }
    until(|| sent.load(Ordering::Relaxed) >= before + 50).await;
}

/// An hour by the clock of the transport and the client.
#[tokio::test]
async fn silence_is_no_timeout() {
    let mut server = Server::plain().await;
    let clock = HandClock::default();
    let transport = HttpTransport::builder()
        .no_proxy()
        .clock(Arc::new(clock.clone()));
    let transport = transport
        .ca_bundle_pem(crate::server_tls::CA)
        .build()
        .unwrap();
    let timeouts = Timeouts::default().attempt(Duration::from_secs(60));
    let config = config(&server).transport(transport).clock(clock.clone());
    let (sender, calling) = talk(config.timeouts(timeouts), 1);
    let mut call = server.call().await;
    call.answer.head(head());
    let mut output = within(calling).await.unwrap().unwrap();
    let reading = tokio::spawn(async move { output.transcript.next().await });
    for _ in 0..360 {
        clock.advance(Duration::from_secs(10));
        tokio::task::yield_now().await;
    }
    time::sleep(Duration::from_millis(30)).await;
    assert!(!reading.is_finished());
    sender.send(chunk("still here")).await.unwrap();
    assert!(call.body.next().await.unwrap().is_ok());
    call.answer.end();
    assert!(within(reading).await.unwrap().is_none());
}
