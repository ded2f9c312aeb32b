//! A server that checks who calls and when, as the service does.

use crate::server::{Received, Reply, Server};
use crate::world::{SECRET, check, client, config, failure, header, input, prompt_retries};
use runtime::Timestamp;
use runtime::retry::TokenBucket;
use runtime::{BoxFuture, Clock, Credentials, CredentialsError, ProvideCredentials, SystemClock};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, SystemTime};

fn refused(code: &str) -> Reply {
    let body = format!(r#"{{"__type": "{code}"}}"#);
    Reply::new(403, body)
}

/// Gives other credentials each time.
#[derive(Clone, Default)]
struct Sessions(Arc<AtomicU32>);

impl ProvideCredentials for Sessions {
    fn provide(&self) -> BoxFuture<'_, Result<Credentials, CredentialsError>> {
        let number = self.0.fetch_add(1, Ordering::SeqCst) + 1;
        let credentials = Credentials::new(format!("ASIA{number}"), format!("secret {number}"));
        let credentials = credentials.session_token(format!("token {number}"));
        Box::pin(std::future::ready(Ok(credentials)))
    }
}

/// Takes requests that are signed with the secret of the key.
fn takes_session(request: &Received, number: u32) -> Reply {
    match check(request, &format!("secret {number}")) {
        Ok(signature) if signature.access_key_id == format!("ASIA{number}") => {
            Reply::new(200, "{}")
        }
        _ => refused("ExpiredTokenException"),
    }
}

#[tokio::test]
async fn credentials_that_expire_between_attempts_are_replaced() {
    let server = Server::start(|request| takes_session(request, 2));
    let sessions = Sessions::default();
    let bucket = TokenBucket::default();
    let config = config(&server).retry(prompt_retries(&bucket));
    let client = client(config.credentials(sessions.clone()));
    for _ in 0..3 {
        client
            .get_resource_sync_status(input())
            .await
            .expect("an answer");
    }
    assert_eq!(
        (server.requests().len(), sessions.0.load(Ordering::SeqCst)),
        (4, 2)
    );
    let requests = server.requests();
    let tokens: Vec<_> = requests
        .iter()
        .map(|it| header(it, "x-amz-security-token"))
        .collect();
    assert_eq!(tokens, ["token 1", "token 2", "token 2", "token 2"]);
}

#[tokio::test]
async fn credentials_that_have_expired_for_good_end_the_call() {
    let server = Server::start(|request| takes_session(request, 0));
    let bucket = TokenBucket::default();
    let config = config(&server).retry(prompt_retries(&bucket));
    let error = failure(config.credentials(Sessions::default())).await;
    assert_eq!(
        (error.attempts(), error.code()),
        (3, Some("ExpiredTokenException"))
    );
}

/// A clock that is ahead, or behind.
struct WrongClock {
    clock: SystemClock,
    shift: fn(SystemTime) -> SystemTime,
}

impl Clock for WrongClock {
    fn now(&self) -> SystemTime {
        (self.shift)(self.clock.now())
    }

    fn instant(&self) -> Duration {
        self.clock.instant()
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        self.clock.sleep(duration)
    }
}

/// Takes requests that are signed for now, give or take five minutes, and says what time it is.
fn takes_now(request: &Received) -> Reply {
    let now = now();
    let off = now - signed_at(request).as_second();
    let reply = match off {
        -300..=300 => Reply::new(200, "{}"),
        _ => refused("InvalidSignatureException"),
    };
    reply.header("date", http_date(now))
}

fn signed_at(request: &Received) -> Timestamp {
    let date = header(request, "x-amz-date");
    let part = |from, to| date.get(from..to).expect("a date");
    let (day, time) = (
        [part(0, 4), part(4, 6), part(6, 8)],
        [part(9, 11), part(11, 13), part(13, 15)],
    );
    let text = format!("{}T{}Z", day.join("-"), time.join(":"));
    text.parse().expect("a time")
}

/// As in `Fri, 15 Jan 2027 08:00:00 GMT`.
fn http_date(second: i64) -> String {
    const DAYS: [&str; 7] = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"];
    const MONTHS: [&str; 12] = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ];
    // As in `2027-01-15T08:00:00Z`.
    let time = Timestamp::from_second(second).expect("a time").to_string();
    let part = |from, to| time.get(from..to).expect("a time");
    let day = DAYS[usize::try_from(second / 86_400 % 7).expect("a day")];
    let month: usize = part(5, 7).parse().expect("a month");
    let (date, month, year) = (part(8, 10), MONTHS[month - 1], part(0, 4));
    format!("{day}, {date} {month} {year} {} GMT", part(11, 19))
}

#[test]
fn dates_are_those_of_http() {
    // The example of RFC 9110, section 5.6.7.
    assert_eq!(http_date(784_111_777), "Sun, 06 Nov 1994 08:49:37 GMT");
}

#[tokio::test]
async fn a_clock_that_is_10_minutes_off_is_corrected() {
    const TEN_MINUTES: Duration = Duration::from_secs(600);
    for shift in [|now| now + TEN_MINUTES, |now: SystemTime| now - TEN_MINUTES] {
        let server = Server::start(takes_now);
        let bucket = TokenBucket::default();
        let clock = WrongClock {
            clock: SystemClock::new(),
            shift,
        };
        let config = config(&server).retry(prompt_retries(&bucket)).clock(clock);
        let client = client(config);
        for _ in 0..3 {
            client
                .get_resource_sync_status(input())
                .await
                .expect("an answer");
        }
        assert_eq!((server.requests().len(), bucket.available()), (4, 500));
    }
}

#[tokio::test]
async fn a_refusal_at_the_right_time_is_final() {
    let server = Server::start(|request| {
        assert_eq!(check(request, SECRET).err(), None);
        refused("AccessDeniedException").header("date", http_date(now()))
    });
    let bucket = TokenBucket::default();
    let error = failure(config(&server).retry(prompt_retries(&bucket))).await;
    assert_eq!((error.attempts(), error.is_retryable()), (1, false));
    assert_eq!(server.requests().len(), 1);
}

fn now() -> i64 {
    let now = Timestamp::try_from(SystemTime::now());
    now.expect("a time").as_second()
}
