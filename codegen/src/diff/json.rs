//! Changes as JSON, for programs.

use serde_json::{Value, json};

use super::{Change, Class, ServiceChanges};

/// Returns the changes of all services, as one document that ends with a line break.
pub fn json(services: &[ServiceChanges]) -> String {
    let changes = || services.iter().flat_map(|it| &it.changes);
    let totals = Class::ALL.map(|class| {
        let count = changes().filter(|it| it.class == class).count();
        (class.name().to_owned(), Value::from(count))
    });
    let list: Vec<_> = services.iter().map(service).collect();
    let document = json!({
        "equal": changes().next().is_none(),
        "totals": Value::Object(totals.into_iter().collect()),
        "services": list,
    });
    format!("{document:#}\n")
}

fn service(service: &ServiceChanges) -> Value {
    let changes: Vec<_> = service.changes.iter().map(change).collect();
    json!({ "module": service.module, "shape": service.shape, "changes": changes })
}

fn change(change: &Change) -> Value {
    json!({
        "class": change.class.name(),
        "kind": change.kind.name(),
        "path": change.path,
        "what": change.what,
        "why": change.why,
    })
}
