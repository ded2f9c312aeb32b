//! The public interface of a generated service, read from its source with syn.
//!
//! The generator's own picture of it takes no part, so what is found is what users of the crate get. Nothing is passed
//! over: an item that the reader does not know is a failure, and the reader is to be taught it.

mod attributes;
mod constants;
mod items;
mod types;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use quote::ToTokens;
pub use types::Type;

/// A service of the generated crate.
pub struct Service {
    /// Its modules by their paths, the service's own first.
    pub modules: BTreeMap<String, Module>,
}

/// What a module offers, each kind in the order of the source.
#[derive(Default)]
pub struct Module {
    /// The operations, where the module has the client.
    pub methods: Vec<Method>,
    pub structures: Vec<Structure>,
    pub enums: Vec<Enum>,
    /// Whatever else there is, on a line each: what clients offer besides operations, paging, waiting, endpoints.
    pub others: Vec<String>,
}

/// A method of the client that calls an operation.
pub struct Method {
    pub name: String,
    pub input: Type,
    pub output: Type,
    pub error: Type,
    pub deprecated: Option<String>,
}

pub struct Structure {
    pub name: String,
    pub derives: Vec<String>,
    pub is_exhaustive: bool,
    pub deprecated: Option<String>,
    /// `new` with the names of what it takes.
    pub constructor: Option<String>,
    /// What it is to the runtime, as constants of the traits that say so: an error's status, an operation's name.
    pub facts: Vec<(String, String)>,
    pub members: Vec<Member>,
}

pub struct Member {
    pub name: String,
    pub r#type: Type,
    /// Its name on the wire.
    pub wire: String,
    pub presence: Presence,
    pub setter: Option<String>,
    pub deprecated: Option<String>,
}

/// Whether a member must be there.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Presence {
    /// `new` takes it.
    Required,
    /// It is an `Option`.
    Optional,
    /// Neither: it has a value from the start.
    Preset,
}

impl std::fmt::Display for Presence {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(match self {
            Self::Required => "required",
            Self::Optional => "optional",
            Self::Preset => "preset",
        })
    }
}

pub struct Enum {
    pub name: String,
    pub derives: Vec<String>,
    pub is_exhaustive: bool,
    pub deprecated: Option<String>,
    pub variants: Vec<Variant>,
}

pub struct Variant {
    pub name: String,
    pub payload: Option<Type>,
    /// What it is on the wire; nothing for the open variant and for errors.
    pub wire: Option<String>,
    pub deprecated: Option<String>,
}

impl Service {
    /// Reads the service of this name.
    pub fn read(name: &str) -> Self {
        let mut modules = BTreeMap::new();
        let folder = tests::workspace().join("generated/src").join(name);
        read(&folder, name, &mut modules);
        Self { modules }
    }
}

fn read(folder: &Path, path: &str, modules: &mut BTreeMap<String, Module>) {
    let entries = fs::read_dir(folder);
    for entry in entries.unwrap_or_else(|error| panic!("{}: {error}", folder.display())) {
        let file = entry.expect("an entry of the folder").path();
        let stem = file.file_stem().expect("a name").to_string_lossy();
        if file.is_dir() {
            read(&file, &format!("{path}::{stem}"), modules);
            continue;
        }
        let path = match &*stem {
            "mod" => path.to_owned(),
            name => format!("{path}::{name}"),
        };
        let text = fs::read_to_string(&file).expect("a source file");
        let module = items::module(&text).unwrap_or_else(|problem| panic!("{path}: {problem}"));
        modules.insert(path, module);
    }
}

/// The failure to understand a piece of source, which it shows.
fn unknown(source: impl ToTokens) -> syn::Error {
    let text = source.to_token_stream();
    syn::Error::new_spanned(&text, format!("the reader does not know `{text}`"))
}
