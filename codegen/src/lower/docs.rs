//! Documentation of shapes, with the names in it resolved to the types they stand for.

use std::cell::RefCell;
use std::collections::BTreeMap;

use super::Context;
use crate::ir::Docs;
use crate::lower::rustdoc::{self, Links};
use crate::smithy::ast::Traits;
use crate::smithy::shape_id::ShapeId;
use crate::smithy::traits::{TraitsExt, id};

impl Context<'_> {
    /// The documentation of what has `traits` and is part of the shape `of`.
    pub(super) fn docs(&self, traits: &Traits, of: &ShapeId) -> Docs {
        match traits.text(id::DOCUMENTATION) {
            Some(text) => self.rust_docs(text, of),
            None => Docs::default(),
        }
    }

    /// Model documentation as rustdoc. Types are linked by their bare names: what a file has in scope needs no path, and
    /// of the rest the paths are listed once, where they do not interrupt the text.
    pub(super) fn rust_docs(&self, text: &str, of: &ShapeId) -> Docs {
        let links = ToTypes {
            context: self,
            of,
            followed: RefCell::default(),
        };
        let lines = rustdoc::to_markdown(text, &links);
        Docs {
            lines,
            links: links.followed.into_inner(),
        }
    }

    /// The Rust name and the path of the type that `shape` stands for. A shape's own documentation does not link to it.
    fn link(&self, shape: &str, of: &ShapeId) -> Option<(String, String)> {
        let target = ShapeId::parse(&format!("{}#{shape}", of.namespace()))?;
        if target.member_name().is_some() || target == of.shape() {
            return None;
        }
        let module = self.module;
        if let Some(it) = self.names.operation(&target) {
            let path = format!("crate::{module}::operation::{}::{}", it.method, it.name);
            return Some((it.name.clone(), path));
        }
        let it = self.names.type_of(&target)?;
        let path = format!("crate::{module}::{}::{}", it.module, it.name);
        Some((it.name.clone(), path))
    }
}

/// Link targets of names in the documentation of the shape `of`.
struct ToTypes<'a> {
    context: &'a Context<'a>,
    of: &'a ShapeId,
    /// The names with a target, and their paths.
    followed: RefCell<BTreeMap<String, String>>,
}

impl Links for ToTypes<'_> {
    fn shape(&self, shape: &str) -> Option<String> {
        let (name, path) = self.context.link(shape, self.of)?;
        if name != shape {
            return Some(path); // The text says the shape's name, so the link cannot be the bare Rust one.
        }
        self.followed.borrow_mut().insert(name.clone(), path);
        Some(name)
    }

    fn page(&self, service: &str, shape: &str) -> Option<String> {
        let is_own = self.context.reference.as_deref() == Some(service);
        is_own.then(|| self.shape(shape)).flatten()
    }
}
