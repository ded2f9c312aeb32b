//! The operations of the project's own services, as the records call them.

use super::call::{Recorder, record, run};
use super::operations::with_operations;
use std::fs;
use tests::records::{Case, Model, Record, call};
use tests::workspace;

/// A service: its name, and its operations.
type Service = (&'static str, &'static [(&'static str, Recorder)]);

macro_rules! services {
    ($($service:ident { $($module:ident: $operation:ident,)* })*) => {
        [$((
            stringify!($service),
            &[$((
                stringify!($operation),
                record::<generated::$service::operation::$module::$operation>,
            )),*],
        )),*]
    };
}

/// The services.
pub const SERVICES: [Service; 2] = with_operations!(services);

/// Returns the model of a service.
pub fn model(service: &str) -> Result<Model, String> {
    let path = workspace().join(format!("models/{service}.json"));
    let text = fs::read_to_string(&path);
    Model::parse(&text.map_err(|error| format!("{}: {error}", path.display()))?)
}

/// Records the operations of a service.
pub fn records((service, operations): Service) -> Result<Vec<Record>, String> {
    let model = model(service)?;
    let known = model.operations().into_iter();
    let known = known.filter(|it| operations.iter().any(|(name, _)| *name == it.name));
    known
        .map(|it| Record::new(&model, &it, &mut |case| result(operations, case)))
        .collect()
}

/// Makes the call of a case, and returns the text of its result.
pub fn result(operations: &[(&str, Recorder)], case: &Case) -> Result<String, String> {
    run(operations, &call(case)).map_err(|error| error.to_string())
}
