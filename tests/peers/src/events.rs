//! Events of Amazon Bedrock: the cost of one of them, and that of the call they belong to.

use crate::affinity;
use crate::command::Result;
use crate::load::{Counted, Side, build, counted, loads};
use crate::project::Project;
use crate::server::Server;
use crate::sizes::count;
use crate::table::{Goal, Row, Samples, Table};
use samples::events::{ANSWERS, AROUND};

const PACKAGES: [&str; 2] = ["events-sdk", "events-ours"];

/// Calls for each answer: those whose time is measured, and those whose instructions are counted.
const CALLS: [(&str, Counted); 2] = [
    (
        "500",
        Counted {
            calls: "500",
            in_callgrind: [10, 60],
        },
    ),
    (
        "100",
        Counted {
            calls: "100",
            in_callgrind: [5, 20],
        },
    ),
];

/// Instructions and CPU for an event, and for a call without its events.
pub fn events(project: &Project, runs: usize) -> Result<Vec<Table>> {
    build(project, PACKAGES)?;
    let server = Server::plain()?;
    let mut figures = Vec::new();
    for ((answer, _), (calls, count)) in ANSWERS.into_iter().zip(CALLS) {
        let sides: [Side; 2] = PACKAGES.map(|package| (package, answer));
        let counted = counted(project, &server, sides, count)?;
        let loads =
            affinity::on_one_core(|| loads(project, &server, "sequence", sides, calls, runs))?;
        figures.push((counted, loads.map(|load| load.cpu)));
    }
    let [(short_count, short_time), (long_count, long_time)] = figures.as_slice() else {
        return Err("there are not two answers".into());
    };
    let (event, call) = apart(short_count, long_count)?;
    let (event_time, call_time) = apart(short_time, long_time)?;
    let instructions = event.map(|thousands| Samples::from((thousands * 1e3).round()));
    let call = call.map(|thousands| Samples::from(thousands.round()));
    let goal = Some(Goal::AtMost(0.5));
    let mut rows = vec![
        Row::of("instructions for an event", instructions, goal),
        Row::of("CPU µs for an event", event_time.map(Samples::from), None),
        Row::of(
            "thousands of instructions for a call without its events",
            call,
            None,
        ),
        Row::of(
            "CPU µs for a call without its events",
            call_time.map(Samples::from),
            None,
        ),
    ];
    // Where neither the processor nor valgrind counts instructions there are none to show.
    rows.retain(|row| row.peer.median().is_finite());
    Ok(vec![Table {
        title: "Events of Amazon Bedrock",
        text: "`ConverseStream`, measured as the calls above: a made-up answer in the form of a real one, each event in an \
               HTTP chunk of its own, all that is there written at once. An event is a piece of text of a few words in 0.2 \
               KB with its headers and padding; its text is read, added to that of the answer and compared at the end. The \
               figures for an event are the difference between answers of 2,204 and of 204 events; those for the call are \
               what is left of the short one without its events. The SDK's client is configured by code and built without \
               TLS, this crate's as by default.",
        peer: "official SDK",
        other: None,
        rows,
    }])
}

/// Figures of each side for an event, and for a call without events, from those for a call with few and with many.
fn apart(few: &[Samples; 2], many: &[Samples; 2]) -> Result<([f64; 2], [f64; 2])> {
    let [(_, short), (_, long)] = ANSWERS;
    let more = count(long - short);
    let events = count(short + AROUND);
    let of = |side: usize| {
        let (few, many) = (few[side].median(), many[side].median());
        let event = (many - few) / more;
        (event, few - event * events)
    };
    let (sdk, ours) = (of(0), of(1));
    Ok(([sdk.0, ours.0], [sdk.1, ours.1]))
}
