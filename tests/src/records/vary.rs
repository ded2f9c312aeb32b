//! Values that services also send: unknown, missing, null and mistyped ones.

use super::build::{Choice, value};
use super::model::{Location, Model};
use super::value::Node;
use serde_json::json;

/// A change of a whole value.
pub type Change = fn(Node) -> Node;

/// Changes that responses are tried with, with their labels.
pub const CHANGES: [(&str, Change); 19] = [
    ("unknown members", |node| structures(node, with_unknown)),
    ("null unknown members", |node| structures(node, with_null)),
    ("shape names", |node| structures(node, with_type)),
    ("every member twice", |node| structures(node, doubled)),
    ("members in reverse", |node| structures(node, reversed)),
    ("null members", null_members),
    ("nested null members", |node| within(node, nulls)),
    ("nested empty structures", |node| {
        within(node, |_| Vec::new())
    }),
    ("unknown values of enumerations", |node| {
        leaves(node, &|it| match it {
            Node::Enum(_) => Node::Enum("ZZ_UNKNOWN".to_owned()),
            other => other,
        })
    }),
    ("unknown members of unions", |node| {
        unions(node, |_| unknown())
    }),
    ("null members of unions", |node| {
        unions(node, |members| {
            nulls(members.clone()).into_iter().chain(members).collect()
        })
    }),
    ("unions of null", |node| unions(node, nulls)),
    ("unions with two members", |node| {
        unions(node, |members| {
            members.into_iter().chain(unknown()).collect()
        })
    }),
    ("null entries of lists", |node| {
        node.map(&mut |it| match it {
            Node::List(entries) => Node::List([Node::Null].into_iter().chain(entries).collect()),
            other => other,
        })
    }),
    ("null entries of maps", |node| {
        node.map(&mut |it| match it {
            Node::Map(mut entries) => {
                entries.push(("null".to_owned(), Node::Null));
                Node::Map(entries)
            }
            other => other,
        })
    }),
    ("integers as floats", |node| {
        leaves(node, &|it| match it {
            #[allow(
                clippy::cast_precision_loss,
                reason = "small numbers of the full value"
            )]
            Node::Integer(value) => Node::Float(value as f64),
            #[allow(
                clippy::cast_possible_truncation,
                reason = "small numbers of the full value"
            )]
            Node::Float(value) => Node::Integer(value as i128),
            other => other,
        })
    }),
    ("strings for numbers and booleans", |node| {
        leaves(node, &|it| match it {
            Node::Integer(value) => Node::Text(value.to_string()),
            Node::Float(value) => Node::Text(value.to_string()),
            Node::Boolean(value) => Node::Text(value.to_string()),
            Node::Time(value) => Node::Text(value.text()),
            other => other,
        })
    }),
    ("numbers for strings", |node| {
        leaves(node, &|it| match it {
            Node::Text(_) | Node::Enum(_) | Node::Blob(_) => Node::Integer(5),
            other => other,
        })
    }),
    ("numbers that are too large", |node| {
        leaves(node, &|it| match it {
            Node::Integer(_) => Node::Integer(18_446_744_073_709_551_615),
            other => other,
        })
    }),
];

/// Returns inputs with a string that one of the members outside of the body cannot have, with their labels.
pub fn unsendable(model: &Model, shape: &str) -> Vec<(String, Node)> {
    let Node::Structure(full) = value(model, shape, Choice::Full, true) else {
        return Vec::new();
    };
    let mut inputs = Vec::new();
    for member in model.members(shape) {
        let texts: &[&str] = match model.location(&member, true) {
            Location::Label => &["", ".", "..", "a/../b"],
            Location::Header(_) | Location::PrefixHeaders(_) => &["a\r\nb: c", "\0"],
            _ => &[],
        };
        for text in texts {
            let mut values = full.clone();
            for (_, value) in values.iter_mut().filter(|(name, _)| name == member.name) {
                *value = leaves(value.clone(), &|leaf| match leaf {
                    Node::Text(_) => Node::Text((*text).to_owned()),
                    other => other,
                });
            }
            let label = format!("{} of {}", member.name, text.escape_debug());
            inputs.push((label, Node::Structure(values)));
        }
    }
    inputs
}

/// Replaces the values in headers with empty strings.
pub fn emptied(model: &Model, shape: &str, node: &Node) -> Node {
    let Node::Structure(values) = node else {
        return node.clone();
    };
    let members = model.members(shape);
    let values = values.iter().map(|(name, value)| {
        let member = members.iter().find(|it| it.name == name);
        let location = member.map(|it| model.location(it, false));
        let value = match location {
            Some(Location::Header(_)) => Node::Enum(String::new()),
            _ => value.clone(),
        };
        (name.clone(), value)
    });
    Node::Structure(values.collect())
}

/// Values that are put in the place of others.
pub fn wrong() -> [Node; 6] {
    [
        Node::Text("!wrong".to_owned()),
        Node::Float(1.5),
        Node::Boolean(true),
        Node::List(vec![Node::Integer(1)]),
        Node::Structure(vec![("a".to_owned(), Node::Null)]),
        Node::Integer(-9_223_372_036_854_775_808),
    ]
}

/// Replaces the leaf with this number, in the order of the value, with another value; `None` if it has fewer.
#[must_use]
pub fn replaced(node: &Node, number: usize, value: &Node) -> Option<Node> {
    let mut count = 0;
    let mut is_found = false;
    let node = node.clone().map(&mut |it| {
        if !it.is_leaf() {
            return it;
        }
        count += 1;
        if count != number + 1 {
            return it;
        }
        is_found = true;
        value.clone()
    });
    is_found.then_some(node)
}

/// Returns the number of leaves.
#[must_use]
pub fn count_leaves(node: &Node) -> usize {
    let mut count = 0;
    let _ = node.clone().map(&mut |it| {
        count += usize::from(it.is_leaf());
        it
    });
    count
}

type Members = Vec<(String, Node)>;

fn structures(node: Node, change: fn(Members) -> Members) -> Node {
    node.map(&mut |it| match it {
        Node::Structure(members) => Node::Structure(change(members)),
        other => other,
    })
}

fn unions(node: Node, change: fn(Members) -> Members) -> Node {
    node.map(&mut |it| match it {
        Node::Union(members) => Node::Union(change(members)),
        other => other,
    })
}

fn leaves(node: Node, change: &dyn Fn(Node) -> Node) -> Node {
    node.map(&mut |it| if it.is_leaf() { change(it) } else { it })
}

/// Changes the members of the structures within the outermost one.
fn within(node: Node, change: fn(Members) -> Members) -> Node {
    match node {
        Node::Structure(members) => {
            let members = members.into_iter();
            let members = members.map(|(name, value)| (name, structures(value, change)));
            Node::Structure(members.collect())
        }
        other => other,
    }
}

fn null_members(node: Node) -> Node {
    match node {
        Node::Structure(members) => Node::Structure(nulls(members)),
        other => other,
    }
}

fn nulls(members: Members) -> Members {
    let members = members.into_iter();
    members.map(|(name, _)| (name, Node::Null)).collect()
}

fn unknown() -> Members {
    let value = json!({ "a": [1, null, { "b": "\u{e9}" }, -1.5, true], "": "x" });
    vec![("ZZUnknown".to_owned(), Node::Document(value))]
}

fn with_unknown(members: Members) -> Members {
    let last = ("ZZLast".to_owned(), Node::Text("\"".to_owned()));
    let members = unknown().into_iter().chain(members);
    members.chain([last]).collect()
}

fn with_null(members: Members) -> Members {
    let unknown = ("ZZUnknown".to_owned(), Node::Null);
    [unknown].into_iter().chain(members).collect()
}

fn with_type(members: Members) -> Members {
    let name = ("__type".to_owned(), Node::Text("ns#Name".to_owned()));
    [name].into_iter().chain(members).collect()
}

fn doubled(members: Members) -> Members {
    let twice = members.clone();
    nulls(members)
        .into_iter()
        .chain(twice.clone())
        .chain(twice)
        .collect()
}

fn reversed(mut members: Members) -> Members {
    members.reverse();
    members
}
