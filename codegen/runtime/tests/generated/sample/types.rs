//! The structures and unions of the service.

use crate::sample::enums::{Level, Secret, State};
use runtime::{BigDecimal, BigInteger, Blob, Document, Sensitive, Timestamp, UnknownMember, wire};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::collections::BTreeMap;
use std::fmt;
use wire::{or_zero, zero};

/// Members that are required.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Required {
    #[serde(default = "zero", deserialize_with = "or_zero")]
    pub text: String,
    #[serde(default = "zero", deserialize_with = "or_zero")]
    pub flag: bool,
    #[serde(default = "zero", deserialize_with = "or_zero")]
    pub number: i64,
    #[serde(default = "zero", with = "wire")]
    pub ratio: f64,
    #[serde(default = "zero", deserialize_with = "or_zero")]
    pub blob: Blob,
    #[serde(default = "zero", deserialize_with = "or_zero")]
    pub at: Timestamp,
    #[serde(default = "zero", deserialize_with = "or_zero")]
    pub state: State,
    #[serde(default = "zero", deserialize_with = "or_zero")]
    pub level: Level,
    #[serde(default = "zero", deserialize_with = "or_zero")]
    pub document: Document,
    #[serde(default = "zero", deserialize_with = "or_zero")]
    pub big: BigInteger,
    #[serde(default = "zero", deserialize_with = "or_zero")]
    pub list: Vec<String>,
    #[serde(default = "zero", deserialize_with = "or_zero")]
    pub map: BTreeMap<String, i32>,
    #[serde(default = "zero", with = "wire")]
    pub sparse: Vec<Option<f32>>,
    #[serde(default = "zero", deserialize_with = "or_zero")]
    pub nested: Nested,
    #[serde(default = "zero", deserialize_with = "or_zero")]
    pub choice: Choice,
    #[serde(
        default = "wire::As::<wire::DateTime>::zero",
        with = "wire::As::<wire::DateTime>"
    )]
    pub date: Timestamp,
    #[serde(
        default = "wire::As::<Vec<wire::HttpDate>>::zero",
        with = "wire::As::<Vec<wire::HttpDate>>"
    )]
    pub dates: Vec<Timestamp>,
}

/// Members that are optional.
#[allow(deprecated)]
#[non_exhaustive]
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Optional {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<State>,
    #[serde(default, with = "wire", skip_serializing_if = "Option::is_none")]
    pub ratio: Option<f32>,
    #[serde(default, with = "wire", skip_serializing_if = "Option::is_none")]
    pub list: Option<Vec<Nested>>,
    #[serde(default, with = "wire", skip_serializing_if = "Option::is_none")]
    pub by_state: Option<BTreeMap<State, Vec<f64>>>,
    #[serde(default, with = "wire", skip_serializing_if = "Option::is_none")]
    pub sparse: Option<BTreeMap<String, Option<Choice>>>,
    #[serde(
        default,
        with = "wire::As::<Option<wire::EpochSeconds>>",
        skip_serializing_if = "Option::is_none"
    )]
    pub at: Option<Timestamp>,
    #[serde(
        default,
        with = "wire::As::<Option<BTreeMap<String, Vec<Option<wire::DateTime>>>>>",
        skip_serializing_if = "Option::is_none"
    )]
    pub dates: Option<BTreeMap<String, Vec<Option<Timestamp>>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decimal: Option<BigDecimal>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub r#type: Option<Secret>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub child: Option<Box<Optional>>,
    #[deprecated(note = "use another")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub legacy: Option<Legacy>,
}

/// Members with defaults, one of them sensitive.
#[non_exhaustive]
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Nested {
    #[serde(default = "default_nested_size", deserialize_with = "read_nested_size")]
    pub size: i32,
    #[serde(default = "default_nested_word", deserialize_with = "read_nested_word")]
    pub word: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub password: Option<String>,
}

fn default_nested_size() -> i32 {
    10
}

fn read_nested_size<'de, D: Deserializer<'de>>(deserializer: D) -> Result<i32, D::Error> {
    wire::or(deserializer, default_nested_size)
}

fn default_nested_word() -> String {
    "hi".into()
}

fn read_nested_word<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    wire::or(deserializer, default_nested_word)
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
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Legacy {}

runtime::structures!(Required, Optional, Nested, Legacy);

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

impl wire::Union for Choice {
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::S(value) => wire::member(serializer, "S", value),
            Self::Created(value) => {
                wire::member_as::<wire::DateTime, _>(serializer, "created", value)
            }
            Self::M(value) => wire::member(serializer, "M", value),
            Self::Inner(value) => wire::member(serializer, "inner", value),
            Self::Stop => wire::unit_member(serializer, "stop"),
            Self::Unknown(member) => member.serialize(serializer),
        }
    }

    fn read<'de, D: Deserializer<'de>>(
        member: wire::Member<'_, D>,
    ) -> Result<Option<Self>, D::Error> {
        match member.tag() {
            "S" => member.value(Self::S),
            "created" => member.value_as::<wire::DateTime, _>(Self::Created),
            "M" => member.value(Self::M),
            "inner" => member.value(Self::Inner),
            "stop" => member.unit(Self::Stop),
            _ => member.unknown(Self::Unknown),
        }
    }
}

runtime::unions!(Choice);

/// Lists without entries are none that a macro minds.
mod nothing {
    runtime::structures!();
    runtime::unions!();
    runtime::errors!();
}
