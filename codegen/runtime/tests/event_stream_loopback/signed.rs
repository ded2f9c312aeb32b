//! Signatures of a request and its events, checked as a service does that knows the secret.

use crate::frames::{Frame, Value};
use crate::sigv4::{self, Received};
use crate::two_way::{self, Call};
use crate::{SECRET, http};
use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};
use std::fmt::Write;

const SERVICE: &str = "talking";
const REGION: &str = "eu-west-1";

/// Reads and verifies the events of a request.
pub struct Events {
    previous: String,
    received: Vec<u8>,
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        _ = write!(text, "{byte:02x}");
        text
    })
}

fn hmac(key: &[u8], text: &str) -> Vec<u8> {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).unwrap();
    mac.update(text.as_bytes());
    mac.finalize().into_bytes().to_vec()
}

impl Events {
    /// Verifies the signature of the request, from which the chain begins.
    pub fn of(call: &Call) -> Self {
        let signature = sigv4::verify(&Received::of(&call.request()), SECRET).unwrap();
        assert_eq!((&*signature.service, &*signature.region), (SERVICE, REGION));
        let header = |name: &str| call.head.headers[name].to_str().unwrap();
        assert_eq!(
            header("x-amz-content-sha256"),
            "STREAMING-AWS4-HMAC-SHA256-EVENTS"
        );
        assert_eq!(header("content-type"), "application/vnd.amazon.eventstream");
        assert_eq!(call.head.version, http::Version::HTTP_2);
        let authorization = header("authorization");
        let (_, seed) = authorization.rsplit_once("Signature=").unwrap();
        Self {
            previous: seed.to_owned(),
            received: Vec::new(),
        }
    }

    /// Returns the next event; `None` for the frame that ends the stream, after which nothing comes.
    pub async fn next(&mut self, body: &mut two_way::Received) -> Option<Frame> {
        let outer = loop {
            if let Some(frame) = Frame::take(&mut self.received) {
                break frame;
            }
            let more = body.next().await.expect("the body ends without a frame");
            self.received.extend(more.unwrap());
        };
        self.verify(&outer);
        if outer.payload.is_empty() {
            assert!(self.received.is_empty());
            assert!(body.next().await.is_none());
            return None;
        }
        let mut payload = outer.payload;
        let inner = Frame::take(&mut payload);
        assert!(payload.is_empty());
        inner
    }

    fn verify(&mut self, outer: &Frame) {
        let [
            (date, Value::Timestamp(time)),
            (signature, Value::Bytes(given)),
        ] = &*outer.headers
        else {
            panic!("{:?}", outer.headers);
        };
        assert_eq!((&**date, &**signature), (":date", ":chunk-signature"));
        let now = std::time::UNIX_EPOCH.elapsed().unwrap().as_millis();
        let age = i64::try_from(now).unwrap() - time;
        assert!((-1000..60_000).contains(&age), "an event {age} ms ago");
        let time = runtime::Timestamp::try_from(
            std::time::UNIX_EPOCH + std::time::Duration::from_millis(*time as u64),
        );
        let text = time.unwrap().to_string();
        // The basic format of ISO 8601.
        let date_time = text.replace(['-', ':'], "");
        let day = &date_time[..8];
        // Name, type and eight bytes of the date, which comes first.
        let date = &outer.encoded_headers[..1 + 5 + 1 + 8];
        let to_sign = [
            "AWS4-HMAC-SHA256-PAYLOAD",
            &date_time,
            &format!("{day}/{REGION}/{SERVICE}/aws4_request"),
            &self.previous,
            &hex(&Sha256::digest(date)),
            &hex(&Sha256::digest(&outer.payload)),
        ];
        let key = [day, REGION, SERVICE, "aws4_request"];
        let key = { key }
            .into_iter()
            .fold(format!("AWS4{SECRET}").into_bytes(), |key, part| {
                hmac(&key, part)
            });
        let expected = hmac(&key, &to_sign.join("\n"));
        assert_eq!(hex(given), hex(&expected));
        self.previous = hex(&expected);
    }
}
