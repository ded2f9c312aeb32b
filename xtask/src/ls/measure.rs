//! Sizes of operations.

use std::collections::{BTreeMap, BTreeSet};

use codegen::generate::sizes::{Sizes, sizes};
use codegen::smithy::reach;
use codegen::smithy::shape_id::ShapeId;

use crate::services::{Operation, Service, State};

/// A service with the sizes of its operations.
pub(super) struct Listed<'a> {
    pub(super) service: &'a Service,
    pub(super) rows: Vec<Row<'a>>,
    /// Number of shapes in the crate.
    pub(super) shapes: usize,
    /// Lines of the service, if it can be generated.
    pub(super) lines: Option<Lines>,
}

/// Lines of a service in the crate.
pub(super) struct Lines {
    pub(super) total: usize,
    /// Lines of operations and types; the others are of the service itself.
    pub(super) of_operations: usize,
    /// Those of them that several operations reach.
    pub(super) shared: usize,
}

/// An operation with its sizes.
pub(super) struct Row<'a> {
    pub(super) operation: &'a Operation,
    pub(super) shapes: Size,
    /// Lines, if they are known.
    pub(super) lines: Option<Size>,
}

/// A size, split by the use of its parts.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Size {
    /// Part that no other selected operation reaches.
    pub(super) own: usize,
    /// Part that other selected operations reach.
    pub(super) shared: usize,
}

/// Measures the operations of a service, all of them, by name.
pub(super) fn measured(service: &Service) -> Listed<'_> {
    let reached: Vec<BTreeSet<&ShapeId>> = service
        .operations
        .iter()
        .map(|it| shapes(service, it))
        .collect();
    let uses = uses(service, &reached);
    let measures = Measures::of(service);
    let rows = service.operations.iter().zip(&reached);
    let rows = rows.map(|(operation, reached)| {
        let itself = usize::from(operation.state == State::Selected);
        let is_own = |id: &ShapeId| uses.get(id).is_none_or(|count| *count <= itself);
        Row {
            operation,
            shapes: size(reached, &is_own, |_| Some(1)).unwrap_or_default(),
            lines: measures.of_operation(operation, reached, &is_own),
        }
    });
    Listed {
        service,
        rows: rows.collect(),
        shapes: uses.len(),
        lines: measures.total(service, &uses),
    }
}

/// Returns the shapes that an operation reaches, those of the errors of its service included.
fn shapes<'a>(service: &'a Service, operation: &'a Operation) -> BTreeSet<&'a ShapeId> {
    let roots = service.roots(operation).into_iter().map(|(_, id)| id);
    reach::shapes(&service.model, roots.chain(service.errors()))
}

/// Returns the shapes in the crate, each with the number of selected operations that reach it.
fn uses<'a>(
    service: &'a Service,
    reached: &[BTreeSet<&'a ShapeId>],
) -> BTreeMap<&'a ShapeId, usize> {
    let mut uses = BTreeMap::new();
    for (operation, reached) in service.operations.iter().zip(reached) {
        if operation.state == State::Selected {
            for id in reached {
                *uses.entry(*id).or_default() += 1;
            }
        }
    }
    // In the crate with any selection.
    for id in reach::shapes(&service.model, service.errors()) {
        uses.insert(id, usize::MAX);
    }
    uses
}

/// Sums up `measure` of shapes; `None` if a measure is not known.
fn size(
    shapes: &BTreeSet<&ShapeId>,
    is_own: &impl Fn(&ShapeId) -> bool,
    measure: impl Fn(&ShapeId) -> Option<usize>,
) -> Option<Size> {
    let mut size = Size::default();
    for id in shapes {
        match is_own(id) {
            true => size.own += measure(id)?,
            false => size.shared += measure(id)?,
        }
    }
    Some(size)
}

/// Lines of generated code.
struct Measures {
    /// With the selected operations.
    selected: Option<Sizes>,
    /// With all operations, for those that are not selected.
    all: Option<Sizes>,
}

impl Measures {
    fn of(service: &Service) -> Self {
        let sizes = |patterns: &[&str]| sizes(&service.lowered(patterns)?).ok();
        let selected: Vec<&str> = service.selected().map(|it| it.id.name()).collect();
        let states = || service.operations.iter().map(|it| &it.state);
        Self {
            selected: match selected.is_empty() {
                true => None,
                false => sizes(&selected),
            },
            all: match states().any(|it| *it == State::NotSelected) {
                true => sizes(&["*"]),
                false => None,
            },
        }
    }

    fn of_operation(
        &self,
        operation: &Operation,
        reached: &BTreeSet<&ShapeId>,
        is_own: &impl Fn(&ShapeId) -> bool,
    ) -> Option<Size> {
        let sizes = match operation.state {
            State::Selected => &self.selected,
            State::NotSelected => &self.all,
            State::Unsupported(_) => return None,
        };
        let sizes = sizes.as_ref()?;
        let lines = |id: &ShapeId| sizes.shapes.get(id.as_str()).copied().unwrap_or_default();
        let mut size = size(reached, is_own, |id| Some(lines(id)))?;
        size.own += lines(&operation.id);
        Some(size)
    }

    fn total(&self, service: &Service, uses: &BTreeMap<&ShapeId, usize>) -> Option<Lines> {
        let sizes = self.selected.as_ref()?;
        let lines = |id: &ShapeId| sizes.shapes.get(id.as_str()).copied().unwrap_or_default();
        let shared = uses.iter().filter(|(_, count)| **count > 1);
        let operations = service.selected().map(|it| lines(&it.id));
        let types = uses.keys().map(|id| lines(id));
        Some(Lines {
            total: sizes.total,
            of_operations: operations.chain(types).sum(),
            shared: shared.map(|(id, _)| lines(id)).sum(),
        })
    }
}
