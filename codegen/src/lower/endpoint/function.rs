//! The functions that rules may call.

use crate::ir::ValueType;

/// A function of the standard library, or of AWS's additions to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Function {
    IsSet,
    Not,
    BooleanEquals,
    StringEquals,
    GetAttr,
    Coalesce,
    Ite,
    /// One that is a plain function of the runtime.
    Plain(&'static Plain),
}

/// A function of the runtime.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Plain {
    /// Name in rules.
    name: &'static str,
    /// Name in the runtime.
    pub(super) rust: &'static str,
    /// Types of its arguments.
    pub(super) takes: &'static [ValueType],
    /// Type of its result.
    pub(super) gives: ValueType,
    /// True if its result is optional.
    pub(super) optional: bool,
    /// True if its result borrows from its arguments.
    pub(super) borrows: bool,
}

use ValueType::{Arn, Flag, Integer, List, Partition, Text, Url};

const PLAIN: [Plain; 8] = [
    Plain {
        name: "substring",
        rust: "substring",
        takes: &[Text, Integer, Integer, Flag],
        gives: Text,
        optional: true,
        borrows: true,
    },
    Plain {
        name: "split",
        rust: "split",
        takes: &[Text, Text, Integer],
        gives: List,
        optional: false,
        borrows: true,
    },
    Plain {
        name: "uriEncode",
        rust: "uri_encode",
        takes: &[Text],
        gives: Text,
        optional: false,
        borrows: false,
    },
    Plain {
        name: "parseURL",
        rust: "parse_url",
        takes: &[Text],
        gives: Url,
        optional: true,
        borrows: true,
    },
    Plain {
        name: "isValidHostLabel",
        rust: "is_valid_host_label",
        takes: &[Text, Flag],
        gives: Flag,
        optional: false,
        borrows: false,
    },
    Plain {
        name: "aws.partition",
        rust: "partition",
        takes: &[Text],
        gives: Partition,
        // The specification lets it give nothing; the runtime's always gives a partition.
        optional: false,
        borrows: false,
    },
    Plain {
        name: "aws.parseArn",
        rust: "parse_arn",
        takes: &[Text],
        gives: Arn,
        optional: true,
        borrows: true,
    },
    Plain {
        name: "aws.isVirtualHostableS3Bucket",
        rust: "is_virtual_hostable_s3_bucket",
        takes: &[Text, Flag],
        gives: Flag,
        optional: false,
        borrows: false,
    },
];

/// The functions that are Rust itself.
const NATIVE: [(&str, Function); 7] = [
    ("isSet", Function::IsSet),
    ("not", Function::Not),
    ("booleanEquals", Function::BooleanEquals),
    ("stringEquals", Function::StringEquals),
    ("getAttr", Function::GetAttr),
    ("coalesce", Function::Coalesce),
    ("ite", Function::Ite),
];

impl Function {
    /// Returns the function called `name`.
    pub(super) fn named(name: &str) -> Option<Self> {
        let native = NATIVE.iter().find(|(known, _)| *known == name);
        let plain = || PLAIN.iter().find(|it| it.name == name).map(Self::Plain);
        native.map(|(_, function)| *function).or_else(plain)
    }

    /// Returns the minimum and maximum number of arguments.
    pub(super) fn arity(self) -> (usize, usize) {
        match self {
            Self::IsSet | Self::Not => (1, 1),
            Self::BooleanEquals | Self::StringEquals | Self::GetAttr => (2, 2),
            Self::Ite => (3, 3),
            Self::Coalesce => (2, usize::MAX),
            Self::Plain(plain) => (plain.takes.len(), plain.takes.len()),
        }
    }

    /// Returns the names of all functions.
    pub(super) fn names() -> String {
        let names = NATIVE.iter().map(|(name, _)| *name);
        let names: Vec<_> = names.chain(PLAIN.iter().map(|it| it.name)).collect();
        names.join(", ")
    }
}

/// Returns the name of a type in messages.
pub(super) fn described(ty: ValueType) -> &'static str {
    match ty {
        Text => "a string",
        Flag => "a boolean",
        Integer => "a number",
        List => "an array of strings",
        Partition => "a partition",
        Arn => "an ARN",
        Url => "a URL",
    }
}
