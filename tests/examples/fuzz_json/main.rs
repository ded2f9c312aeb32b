//! Reads bodies of JSON with the codec and, through serde, with `serde_json`, until time is up; both must agree:
//! `cargo run --release --package tests --example fuzz_json -- --minutes 10 [--seed N]`
//!
//! A case is a valid body with a few changes: bytes, tokens or parts of it are replaced, repeated or left out. Cases are
//! numbered from the seed on; the first on which the two disagree ends the program with code 1, with its number, type
//! and text. Two differences are known: `serde_json` does not look at surrogates in values that it skips, nor does it
//! limit their depth; such bodies are only accepted by the view.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a failure of the harness is for its reader"
)]

#[path = "../../tests/documented_shapes/operations.rs"]
mod operations;
#[allow(
    dead_code,
    unexpected_cfgs,
    unused_imports,
    reason = "cases need a part of it, and the features are the runtime's"
)]
#[path = "../../../codegen/runtime/tests/generated/sample/mod.rs"]
mod sample;

use crate::sample::types::{Optional, Required};
use generated::{codeconnections, proton};
use operations::with_operations;
use runtime::protocol_test::Codec;
use runtime::wire::Structure;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::panic::catch_unwind;
use std::process::ExitCode;
use tests::fuzz::{Random, timed};

/// A type that bodies are read as: its name, and the comparison of both readers.
type Target = (&'static str, fn(&str) -> Result<bool, String>);

macro_rules! targets {
    ($($service:ident { $($module:ident: $name:ident,)* })*) => {
        const TARGETS: &[Target] = &[
            $($((
                concat!(stringify!($service), ".", stringify!($module)),
                compare::<<$service::operation::$module::$name as runtime::Operation>::Output>,
            ),)*)*
            ("Required", compare::<Required>),
            ("Optional", compare::<Optional>),
        ];
    };
}
with_operations!(targets);

/// Returns true if both readers accept the body, and describes their disagreement as an error.
fn compare<T: Structure + Serialize + DeserializeOwned>(body: &str) -> Result<bool, String> {
    let write = |value: &T| {
        let json = Codec::Json.write(value).map_err(|it| it.to_string())?;
        let through_serde = serde_json::to_vec(value).map_err(|it| it.to_string())?;
        if json == through_serde {
            Ok(json)
        } else {
            Err("both writers disagree".to_owned())
        }
    };
    match (
        Codec::Json.read::<T>(body.as_bytes()),
        serde_json::from_str::<T>(body),
    ) {
        (Ok(ours), Ok(theirs)) if write(&ours)? == write(&theirs)? => Ok(true),
        (Ok(_), Ok(_)) => Err("the values differ".to_owned()),
        // An empty body is an empty structure to the codec alone.
        (Ok(_), Err(_)) if matches!(body.trim_ascii(), "" | "null") => Ok(false),
        (Ok(_), Err(error)) => Err(format!("only the codec accepts it: {error}")),
        (Err(error), Ok(_)) => {
            let text = error.to_string();
            let is_known = text.contains("lone surrogate") || text.contains("recursion limit");
            if is_known {
                Ok(false)
            } else {
                Err(format!("only serde_json accepts it: {text}"))
            }
        }
        (Err(_), Err(_)) => Ok(false),
    }
}

/// Valid bodies.
const SEEDS: [&str; 4] = [
    r#"{"LatestSync":{"Status":"SUCCEEDED","StartedAt":1764000000.5,"Target":"stack","Events":[{"Event":"Started","Time":1764000000,"Type":"SYNC","ExternalId":"1"}],"InitialRevision":{"Sha":"b0c4b95"},"TargetRevision":{"Sha":"5f2c3de","ProviderType":"GitHub"}}}"#,
    r#"{"Text":"te\"\\\/\b\f\n\r\t\u00e9\ud83d\ude00xt","Flag":true,"Number":-9223372036854775808,"Ratio":0.5,"Blob":"Zm9v","At":1398796238.25,"State":"FAILED","Level":-1,"Document":{"a":[1,"b",1e3,-0,18446744073709551615]},"Big":123456789012345678901234567890,"List":["a",null],"Map":{"b":2},"Sparse":[1.5,null,"NaN","-Infinity"],"Nested":{"size":1,"word":"w"},"Choice":{"created":1398796238},"Date":"2014-04-29T18:30:38.25Z","Dates":["Tue, 29 Apr 2014 18:30:38 GMT"]}"#,
    r#"{ "text" : "t" , "state":"NEW","ratio":1.0e-7,"list":[{"size":1},null],"byState":{"FAILED":[1,2.5]},"sparse":{"a":null,"b":{"new":[1,{"a":null}]}},"at":"1970-01-01T00:00:00Z","decimal":1.50,"child":{"child":{"text":null}},"unknown":{"a":[[[]]]}}"#,
    r#"{"choice":{"__type":"x","S":"y"},"latestSync":{"status":"FAILED","events":[]},"nextToken":""}"#,
];

/// Tokens that decide about much of what follows.
const TOKENS: [&str; 36] = [
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\"",
    "\\",
    "null",
    "true",
    "false",
    "0",
    "-",
    "-0",
    "1.5",
    "1e400",
    "1E+2",
    "01",
    ".5",
    "1.",
    "\"\"",
    "\\u",
    "\\ud83d",
    "\\udc00",
    "\\u0000",
    "\n",
    "\t",
    "\u{1}",
    "é",
    "😀",
    "\"NaN\"",
    "\"Infinity\"",
    "99999999999999999999",
    "{\"a\":1}",
    "\"__type\":1,",
    "[[[[",
];

/// Returns the body of this number.
fn body(seed: u64) -> String {
    let mut random = Random::new(seed);
    let mut body = random.pick(&SEEDS).copied().unwrap_or_default().to_owned();
    for _ in 0..=random.below(5) {
        let at = boundary(&body, random.below(body.len() + 1));
        let end = boundary(&body, (at + random.below(14)).min(body.len()));
        let token = random.pick(&TOKENS).copied().unwrap_or_default();
        let new = match random.below(6) {
            0 => String::new(),
            1 => body[at..end].repeat(1 + random.below(3)),
            2 => {
                body.truncate(at);
                continue;
            }
            3 => format!("{}{token}", &body[at..end]),
            _ => token.to_owned(),
        };
        body.replace_range(at..end, &new);
    }
    body
}

/// Returns the first boundary of a character from `at` on.
fn boundary(text: &str, at: usize) -> usize {
    (at..text.len())
        .find(|at| text.is_char_boundary(*at))
        .unwrap_or(text.len())
}

fn main() -> ExitCode {
    timed::run(|seed| {
        let body = body(seed);
        let mut accepted = 0;
        for (name, compare) in TARGETS {
            let compared = catch_unwind(|| compare(&body));
            let compared = compared.unwrap_or_else(|_| Err("it panics".to_owned()));
            let is_accepted = compared.map_err(|problem| format!("{name}: {problem}: {body}"))?;
            accepted += u64::from(is_accepted);
        }
        Ok(accepted)
    })
}
