//! Many streams at once, some of which fail.

use crate::scripted::once;
use crate::server::{At, Received, Reply, Server};
use crate::service::*;
use crate::{client_of, soon};
use runtime::ByteStreamErrorKind as Kind;

const COUNT: usize = 200;
const PART: usize = 10_000;

/// The body of each response: its own letter.
fn content(number: usize) -> Vec<u8> {
    vec![b'a' + u8::try_from(number % 26).unwrap(); 4 * PART]
}

fn reply(request: &Received) -> Reply {
    let number = str::from_utf8(&request.body).unwrap().parse().unwrap();
    let reply = match number % 2 {
        0 => Reply::new(200, content(number)),
        _ => Reply::chunked(200, content(number).chunks(PART)),
    };
    match number % 5 {
        0 => reply.cut(At::Body(PART)),
        1 => reply.reset(At::Byte(0)),
        2 => Reply::new(403, "{}").header("X-Amzn-Errortype", "ComplexError"),
        _ => reply,
    }
}

#[tokio::test]
async fn many_streams_do_not_mix_up_whatever_becomes_of_others() {
    let server = Server::start(reply);
    let client = client_of(&server);
    let calls: Vec<_> = (0..COUNT)
        .map(|number| {
            let client = client.clone();
            tokio::spawn(async move {
                let text: &'static str = Box::leak(number.to_string().into_boxed_str());
                let call = client.request::<StreamingTraits>(blob(once(None, &[text])));
                let name = runtime::http::HeaderName::from_static("x-amz-content-sha256");
                let payload = runtime::http::HeaderValue::from_static("UNSIGNED-PAYLOAD");
                (number, call.header(name, payload).send().await)
            })
        })
        .collect();
    for call in calls {
        let (number, outcome) = soon(call).await.unwrap();
        match (number % 5, outcome) {
            (1, Err(error)) => assert!(matches!(error, runtime::Error::Transport(_))),
            (2, Err(error)) => assert!(error.as_service_error().is_some()),
            (0, Ok(answer)) => {
                let error = soon(answer.output.blob.bytes(4 * PART)).await.unwrap_err();
                assert_eq!(error.kind(), Kind::Incomplete);
            }
            (_, Ok(answer)) => {
                let bytes = soon(answer.output.blob.bytes(4 * PART)).await.unwrap();
                assert_eq!(bytes, content(number));
            }
            (_, Err(error)) => panic!("{number}: {error:?}"),
        }
    }
}
