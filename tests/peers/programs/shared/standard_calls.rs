//! Calls with the bodies of AWS's benchmark, without a network: prints `CASE|NANOSECONDS` with the median of a call.

#[path = "standard.rs"]
mod standard;

pub use standard::{Result, Test};
use std::time::Instant;

/// Cases take turns, so that a change of the machine's speed is one for all of them.
const ROUNDS: usize = 200;
const CALLS: usize = 10;

/// A client of DynamoDB whose transport returns a given body.
pub trait Peer {
    type Input: Clone;

    /// Returns the input of `PutItem`, or if the case is a response, any input of `GetItem`.
    fn input(test: &Test) -> Result<Self::Input>;
    /// Sets the body of responses.
    fn respond(&self, body: Vec<u8>);
    async fn call(&self, input: Self::Input) -> Result;
}

/// Measures all cases of JSON that there are in several sizes.
pub fn measure<P: Peer>(peer: &P) -> Result {
    let mut runtime = tokio::runtime::Builder::new_current_thread();
    let runtime = runtime.enable_all().build()?;
    let mut cases = Vec::new();
    for test in standard::tests(&standard::model()?, "awsJson1_0")? {
        let body = match (test.operation.as_str(), test.is_request) {
            ("PutItem", true) => b"{}".to_vec(),
            ("GetItem", false) => test.body.clone().into_bytes(),
            _ => continue,
        };
        cases.push((P::input(&test)?, body, test.name, Vec::new()));
    }
    for round in 0..=ROUNDS {
        for (input, body, _, times) in &mut cases {
            peer.respond(body.clone());
            for _ in 0..CALLS {
                let time = runtime.block_on(time(peer, input.clone()))?;
                // The first round is the warm-up.
                if round > 0 {
                    times.push(time);
                }
            }
        }
    }
    for (_, _, name, mut times) in cases {
        times.sort_unstable();
        println!("{name}|{}", times[times.len() / 2]);
    }
    Ok(())
}

async fn time<P: Peer>(peer: &P, input: P::Input) -> Result<u128> {
    let start = Instant::now();
    peer.call(input).await?;
    Ok(start.elapsed().as_nanos())
}
