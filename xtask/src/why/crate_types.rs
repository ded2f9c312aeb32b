//! Items of the crate, and the shapes that they stand for.

use std::cell::OnceCell;
use std::collections::BTreeMap;

use codegen::ir;

use crate::services::Service;

/// Paths of items in the crate, by shape id.
type Items = BTreeMap<String, Vec<String>>;

/// Types and modules of a service in the crate; none if it cannot be generated. They are found when they are needed.
pub(super) struct CrateTypes<'a> {
    service: &'a Service,
    items: OnceCell<Items>,
}

impl<'a> CrateTypes<'a> {
    pub(super) fn of(service: &'a Service) -> Self {
        Self {
            service,
            items: OnceCell::new(),
        }
    }

    /// Returns the paths of the items for a shape.
    pub(super) fn items(&self, shape: &str) -> &[String] {
        self.all().get(shape).map_or(&[], Vec::as_slice)
    }

    /// Returns the shapes of items called `wanted`: by name, or by a path from any module on.
    pub(super) fn shapes(&self, wanted: &str) -> Vec<&str> {
        let wanted = wanted.strip_prefix("crate::").unwrap_or(wanted);
        let end = format!("::{wanted}");
        let is_called = |item: &String| item.ends_with(&end) || item == wanted;
        let items = self.all().iter();
        let found = items.filter(|(_, items)| items.iter().any(is_called));
        found.map(|(shape, _)| shape.as_str()).collect()
    }

    fn all(&self) -> &Items {
        self.items.get_or_init(|| {
            let selected = self.service.selected().map(|it| it.id.name());
            let selected: Vec<&str> = selected.collect();
            // A selection of nothing is an error.
            let lowered = (!selected.is_empty()).then(|| self.service.lowered(&selected));
            lowered.flatten().map_or_else(Items::new, |it| items(&it))
        })
    }
}

fn items(service: &ir::Service) -> Items {
    let mut items = Items::new();
    let mut add = |shape: &str, module: &str, name: &str| {
        let item = format!("{}::{module}::{name}", service.module);
        items.entry(shape.to_owned()).or_default().push(item);
    };
    for it in &service.types.structures {
        add(&it.shape, &it.module, &it.name);
    }
    for it in &service.types.unions {
        add(&it.shape, ir::DATA_MODULE, &it.name);
    }
    for it in &service.types.enums {
        add(&it.shape, ir::ENUM_MODULE, &it.name);
    }
    for it in &service.operations {
        add(&it.shape, &it.module(), &it.name);
        add(&it.shape, &it.module(), &it.error_name);
    }
    items
}
