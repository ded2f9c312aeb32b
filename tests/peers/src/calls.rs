//! Calls on loopback: what they cost, how many there are at once, and how long the first takes.

use crate::affinity;
use crate::command::{Result, cost};
use crate::load::{Counted, Side, build, counted, loads, program};
use crate::project::Project;
use crate::server::Server;
use crate::table::{Goal, Row, Samples, Table};

const CALLS: &str = "4000";
const CALLS_IN_FLIGHT: &str = "20000";

/// A call, by the names that the programs of the SDK, of this crate and by hand have for it.
struct Called {
    shown: &'static str,
    names: [&'static str; 3],
    /// Highest ratios of instructions: to the SDK, and to the call by hand.
    instructions: [f64; 2],
}

/// Calls of protocols with a body for everything.
const BODIES: [Called; 4] = [
    Called {
        shown: "Proton",
        names: ["proton"; 3],
        instructions: [0.33, 0.70],
    },
    Called {
        shown: "CodeConnections, JSON against the SDK's CBOR",
        names: ["codeconnections"; 3],
        instructions: [0.33, 0.70],
    },
    Called {
        shown: "CodeConnections, both CBOR",
        names: ["codeconnections", "codeconnections-cbor", "codeconnections"],
        instructions: [0.33, 0.70],
    },
    Called {
        shown: "SQS",
        names: ["sqs"; 3],
        instructions: [0.33, 0.70],
    },
];

/// Calls of restJson1.
const BINDINGS: [Called; 1] = [Called {
    shown: "Lambda",
    names: ["lambda"; 3],
    instructions: [0.40, 0.90],
}];

const SIDES: [&str; 3] = ["load-sdk", "load-ours", "load-floor"];

/// Calls of protocols with a body for everything.
pub fn calls(project: &Project, runs: usize) -> Result<Vec<Table>> {
    let [against_sdk, against_floor] = compared(project, runs, &BODIES)?;
    Ok(vec![
        Table {
            title: "Calls",
            text: "Against a server on loopback in another process, HTTP/1.1 without TLS, keep-alive, answers of 4 KB; \
                   release builds in their default configuration, retries and limits of time on, warmed up. CPU is that \
                   of the whole process, one call after the other on one thread, on one core with the server, so that \
                   waking another from idle is not in it; instructions are those of that thread outside of the kernel, \
                   or, where the processor does not count them, those of all threads by callgrind, which has no \
                   instructions for hashes and does them in software. \
                   Calls in a second and memory with 64 calls going on at once on two threads, while the server needs \
                   its share of the two cores. Proton and CodeConnections: `GetRepositorySyncStatus`; SQS: \
                   `ReceiveMessage`. The SDK speaks CBOR to CodeConnections.",
            peer: "official SDK",
            other: None,
            rows: against_sdk,
        },
        Table {
            title: "Calls against the floor",
            text: "The same calls written by hand over reqwest, aws-sigv4 and serde, without retries, endpoint rules, \
                   credential providers or any header but those that the service needs; all in JSON.",
            peer: "by hand",
            other: None,
            rows: against_floor,
        },
    ])
}

/// Calls of restJson1.
pub fn bindings(project: &Project, runs: usize) -> Result<Vec<Table>> {
    let [against_sdk, against_floor] = compared(project, runs, &BINDINGS)?;
    Ok(vec![
        Table {
            title: "Calls of restJson1",
            text: "Measured as the calls above. Lambda: `ListFunctions`, with a query parameter, answered with five \
                   functions, 4 KB.",
            peer: "official SDK",
            other: None,
            rows: against_sdk,
        },
        Table {
            title: "Calls of restJson1 against the floor",
            text: "The same calls written by hand, as above.",
            peer: "by hand",
            other: None,
            rows: against_floor,
        },
    ])
}

/// CPU for a call, calls in a second, memory: rows against the SDK, and against the calls by hand.
fn compared(project: &Project, runs: usize, called: &[Called]) -> Result<[Vec<Row>; 2]> {
    let server = Server::plain()?;
    build(project, SIDES)?;
    let (mut against_sdk, mut against_floor) = (Vec::new(), Vec::new());
    for Called {
        shown,
        names,
        instructions,
    } in called
    {
        let sides = sides(*names);
        let [sdk, ours, floor] =
            affinity::on_one_core(|| loads(project, &server, "sequence", sides, CALLS, runs))?;
        let counted = counted(project, &server, sides, Counted::CALLS)?;
        let cpu = format!("{shown}: CPU µs for a call");
        against_sdk.push(Row::of(
            &cpu,
            [sdk.cpu, ours.cpu.clone()],
            Some(Goal::AtMost(0.40)),
        ));
        against_floor.push(Row::of(
            &cpu,
            [floor.cpu, ours.cpu],
            Some(Goal::AtMost(1.10)),
        ));
        let measure = format!("{shown}: thousands of instructions for a call");
        let [sdk, ours, floor] = counted;
        let [goal, floor_goal] = instructions.map(|it| Some(Goal::AtMost(it)));
        against_sdk.push(Row::of(&measure, [sdk, ours.clone()], goal));
        against_floor.push(Row::of(&measure, [floor, ours], floor_goal));
    }
    for Called { shown, names, .. } in called {
        let [sdk, ours, floor] = loads(
            project,
            &server,
            "flight",
            sides(*names),
            CALLS_IN_FLIGHT,
            runs,
        )?;
        let rates = format!("{shown}: calls in a second");
        let memory = format!("{shown}: peak memory, KiB");
        let (fast, small) = (Some(Goal::AtLeast(1.8)), Some(Goal::AtMost(0.7)));
        against_sdk.push(Row::of(
            &rates,
            [sdk.per_second, ours.per_second.clone()],
            fast,
        ));
        against_sdk.push(Row::of(&memory, [sdk.peak, ours.peak.clone()], small));
        against_floor.push(Row::of(&rates, [floor.per_second, ours.per_second], None));
        against_floor.push(Row::of(&memory, [floor.peak, ours.peak], None));
    }
    // Where neither the processor nor valgrind counts instructions there are none to show.
    for rows in [&mut against_sdk, &mut against_floor] {
        rows.retain(|row| !row.peer.is_empty());
    }
    Ok([against_sdk, against_floor])
}

/// The first call of a process.
pub fn first(project: &Project, runs: usize) -> Result<Vec<Table>> {
    let server = Server::tls(&project.target("roots.pem"))?;
    build(project, SIDES)?;
    let mut rows = Vec::new();
    for Called { shown, names, .. } in BODIES {
        let mut costs = [(); 2].map(|()| [(); 2].map(|()| Samples::default()));
        for _ in 0..runs * 4 {
            for (side, [wall, cpu]) in sides(names).into_iter().zip(&mut costs) {
                let cost = cost(&mut program(project, &server, side, ["first", "1"]))?;
                wall.add(cost.wall.as_secs_f64() * 1e3);
                cpu.add(cost.cpu.as_secs_f64() * 1e3);
            }
        }
        let [[sdk_wall, sdk_cpu], [our_wall, our_cpu]] = costs;
        let goal = Some(Goal::AtMost(0.6));
        rows.push(Row::of(&format!("{shown}: ms"), [sdk_wall, our_wall], goal));
        rows.push(Row::of(
            &format!("{shown}: CPU ms"),
            [sdk_cpu, our_cpu],
            None,
        ));
    }
    Ok(vec![Table {
        title: "The first call",
        text: "The life of a process that makes one call over TLS: configuration read, client built, the system's \
               certificates loaded, connected, answered, ended.",
        peer: "official SDK",
        other: None,
        rows,
    }])
}

/// The programs, each with its name of the call.
fn sides(names: [&'static str; 3]) -> [Side; 3] {
    let [sdk, ours, floor] = SIDES;
    let [in_sdk, in_ours, in_floor] = names;
    [(sdk, in_sdk), (ours, in_ours), (floor, in_floor)]
}
