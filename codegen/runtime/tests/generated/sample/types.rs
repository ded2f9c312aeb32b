//! The structures and unions of the service.

use crate::sample::enums::{Level, Secret, State};
use runtime::{BigDecimal, BigInteger, Blob, Document, Sensitive, Timestamp, UnknownMember, wire};
use std::collections::BTreeMap;
use std::fmt;

/// Members that are required.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq)]
pub struct Required {
    pub text: String,
    pub flag: bool,
    pub number: i64,
    pub ratio: f64,
    pub blob: Blob,
    pub at: Timestamp,
    pub state: State,
    pub level: Level,
    pub document: Document,
    pub big: BigInteger,
    pub list: Vec<String>,
    pub map: BTreeMap<String, i32>,
    pub sparse: Vec<Option<f32>>,
    pub nested: Nested,
    pub choice: Choice,
    pub date: Timestamp,
    pub dates: Vec<Timestamp>,
}

runtime::structure!(Required {
    text: "Text",
    flag: "Flag",
    number: "Number",
    ratio: "Ratio",
    blob: "Blob",
    at: "At",
    state: "State",
    level: "Level",
    document: "Document",
    big: "Big",
    list: "List",
    map: "Map",
    sparse: "Sparse",
    nested: "Nested",
    choice: "Choice",
    date: "Date" as wire::DateTime,
    dates: "Dates" as Vec<wire::HttpDate>,
});

/// Members that are optional.
#[allow(deprecated)]
#[non_exhaustive]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Optional {
    pub text: Option<String>,
    pub state: Option<State>,
    pub ratio: Option<f32>,
    pub list: Option<Vec<Nested>>,
    pub by_state: Option<BTreeMap<State, Vec<f64>>>,
    pub sparse: Option<BTreeMap<String, Option<Choice>>>,
    pub at: Option<Timestamp>,
    pub dates: Option<BTreeMap<String, Vec<Option<Timestamp>>>>,
    pub decimal: Option<BigDecimal>,
    pub r#type: Option<Secret>,
    pub child: Option<Box<Optional>>,
    #[deprecated(note = "use another")]
    pub legacy: Option<Legacy>,
}

runtime::structure!(Optional {
    text: "text",
    state: "state",
    ratio: "ratio",
    list: "list",
    by_state: "byState",
    sparse: "sparse",
    at: "at" as Option<wire::EpochSeconds>,
    dates: "dates" as Option<BTreeMap<String, Vec<Option<wire::DateTime>>>>,
    decimal: "decimal",
    r#type: "type",
    child: "child",
    legacy: "legacy",
});

/// Members with defaults, one of them sensitive.
#[non_exhaustive]
#[derive(Clone, PartialEq)]
pub struct Nested {
    pub size: i32,
    pub word: String,
    pub password: Option<String>,
}

runtime::structure!(Nested {
    size: "size" = default_nested_size(),
    word: "word" = default_nested_word(),
    password: "password",
});

fn default_nested_size() -> i32 {
    10
}

fn default_nested_word() -> String {
    "hi".into()
}

impl fmt::Debug for Nested {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Nested")
            .field("size", &self.size)
            .field("word", &self.word)
            .field("password", &Sensitive)
            .finish()
    }
}

/// A structure that nobody should use any more.
#[deprecated(note = "use another")]
#[non_exhaustive]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Legacy {}

runtime::structure!(Legacy {});

/// One of several things.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq)]
pub enum Choice {
    S(String),
    Created(Timestamp),
    M(BTreeMap<String, Choice>),
    Inner(Box<Choice>),
    Stop,
    Unknown(UnknownMember),
}

runtime::union!(Choice {
    S: ("S", is_s, as_s as String),
    #[deprecated(note = "use another")]
    Created: (
        "created" as wire::DateTime,
        is_created,
        as_created as Timestamp
    ),
    M: ("M", is_m, as_m as BTreeMap<String, Choice>),
    Inner: ("inner", is_inner, as_inner as Choice),
    Stop: ("stop", is_stop),
    ..Unknown(is_unknown, as_unknown)
});

/// Lists without entries are none that a macro minds.
mod nothing {
    runtime::errors!();
}

/// Shapes with the names of type parameters.
#[allow(dead_code, reason = "they only have to compile")]
pub mod parameters {
    #[derive(Clone, Debug, PartialEq)]
    pub struct S {
        pub value: Option<Box<D>>,
    }

    runtime::structure!(S { value: "value" });

    #[derive(Clone, Debug, PartialEq)]
    pub enum D {
        Index(S),
        Unknown(runtime::UnknownMember),
    }

    runtime::union!(D {
        Index: ("index", is_index, as_index as S),
        ..Unknown(is_unknown, as_unknown)
    });
}
