//! Work of a program under load, whichever side it stands for: calls one after the other or many at once. It prints
//! their cost.
//!
//! `PROGRAM first|sequence|counted|flight CALL CALLS`: `first` makes one call, for the time of a whole process; `sequence`
//! calls one by one on one thread; `counted` does the same and counts instructions, which makes each wait take longer;
//! `flight` keeps [`IN_FLIGHT`] calls going on as many threads as there are cores. The configuration comes from the
//! environment, as for every AWS program.

use nix::time::{ClockId, clock_gettime};
use perf_event::events::Hardware;
use perf_event::{Builder as CounterBuilder, Counter};
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};
use tokio::runtime::Builder;

/// Number of calls that are going on at once in a flight.
pub const IN_FLIGHT: u64 = 64;

pub type BoxError = Box<dyn std::error::Error + Send + Sync>;
pub type Result<T = ()> = std::result::Result<T, BoxError>;
/// A call and what has to be true of its answer.
pub type Call = Arc<dyn Fn() -> Pin<Box<dyn Future<Output = Result> + Send>> + Send + Sync>;

/// A call from an async closure.
pub fn call<F: Future<Output = Result> + Send + 'static>(
    call: impl Fn() -> F + Send + Sync + 'static,
) -> Call {
    Arc::new(move || Box::pin(call()))
}

/// An answer that is not what the server sends.
pub fn expect(holds: bool) -> Result {
    if holds {
        Ok(())
    } else {
        Err("the answer is not the server's".into())
    }
}

/// Runs the program; `client` makes the call of a name.
pub fn main<F: Future<Output = Result<Call>>>(client: impl FnOnce(String) -> F) -> Result {
    let mut arguments = std::env::args().skip(1);
    let mut next = |what: &str| arguments.next().ok_or(format!("{what} is missing"));
    let (mode, name) = (next("the mode")?, next("the call")?);
    let calls: u64 = next("the number of calls")?.parse()?;
    match mode.as_str() {
        "first" => one_thread()?.block_on(async { client(name).await?().await }),
        "sequence" | "counted" => {
            let (spent, counted) = one_thread()?.block_on(async {
                let call = client(name).await?;
                sequence(&call, calls / 5).await?;
                let mut counter = (mode == "counted").then(instructions).flatten();
                let start = Spent::now()?;
                sequence(&call, calls).await?;
                let spent = Spent::now()?.since(start)?;
                let counted = counter.as_mut().and_then(|it| it.read().ok());
                Ok::<_, BoxError>((spent, counted))
            })?;
            spent.print(calls, counted)
        }
        "flight" => {
            let runtime = Builder::new_multi_thread().enable_all().build()?;
            let spent = runtime.block_on(async {
                let call = client(name).await?;
                flight(&call, calls / 5).await?;
                let start = Spent::now()?;
                flight(&call, calls).await?;
                Spent::now()?.since(start)
            })?;
            spent.print(calls, None)
        }
        mode => Err(format!("there is no mode {mode}").into()),
    }
}

/// Counts the instructions of this thread outside of the kernel; `None` where the machine does not let it.
pub fn instructions() -> Option<Counter> {
    let mut builder = CounterBuilder::new(Hardware::INSTRUCTIONS);
    let mut counter = builder.exclude_kernel(true).build().ok()?;
    counter.enable().ok()?;
    Some(counter)
}

/// A runtime of one thread.
pub fn one_thread() -> Result<tokio::runtime::Runtime> {
    Ok(Builder::new_current_thread().enable_all().build()?)
}

/// Does `work` once, and says what it cost.
pub async fn measured(work: impl Future<Output = Result>) -> Result {
    let start = Spent::now()?;
    work.await?;
    Spent::now()?.since(start)?.print(1, None)
}

async fn sequence(call: &Call, calls: u64) -> Result {
    for _ in 0..calls {
        call().await?;
    }
    Ok(())
}

async fn flight(call: &Call, calls: u64) -> Result {
    let left = Arc::new(AtomicU64::new(calls));
    let one = || {
        let (call, left) = (Arc::clone(call), Arc::clone(&left));
        tokio::spawn(async move {
            let take = |left: u64| left.checked_sub(1);
            while left
                .fetch_update(Ordering::Relaxed, Ordering::Relaxed, take)
                .is_ok()
            {
                call().await?;
            }
            Ok::<(), BoxError>(())
        })
    };
    let tasks: Vec<_> = (0..IN_FLIGHT).map(|_| one()).collect();
    for task in tasks {
        task.await??;
    }
    Ok(())
}

/// Time of this process, all its threads, and time of the world.
struct Spent {
    cpu: Duration,
    wall: Instant,
}

impl Spent {
    fn now() -> Result<Self> {
        let cpu = clock_gettime(ClockId::CLOCK_PROCESS_CPUTIME_ID)?.into();
        Ok(Self {
            cpu,
            wall: Instant::now(),
        })
    }

    fn since(self, start: Self) -> Result<Elapsed> {
        Ok(Elapsed {
            cpu: self.cpu - start.cpu,
            wall: self.wall - start.wall,
        })
    }
}

struct Elapsed {
    cpu: Duration,
    wall: Duration,
}

impl Elapsed {
    /// As the runner reads it: nanoseconds of CPU and of the clock for a call, the most memory there ever was, in KiB, and
    /// the instructions for a call, which may not be known.
    fn print(&self, calls: u64, instructions: Option<u64>) -> Result {
        let status = std::fs::read_to_string("/proc/self/status")?;
        let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let peak = peak
            .and_then(|peak| peak.trim().strip_suffix(" kB"))
            .ok_or("no VmHWM")?;
        let instructions =
            instructions.map_or("NaN".to_owned(), |it| (it / calls.max(1)).to_string());
        let calls = u128::from(calls.max(1));
        println!(
            "{} {} {peak} {instructions}",
            self.cpu.as_nanos() / calls,
            self.wall.as_nanos() / calls
        );
        Ok(())
    }
}
