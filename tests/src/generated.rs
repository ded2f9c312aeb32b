//! Parts of generated crates, for programs that tests write.

/// An operation in a generated crate.
#[derive(Debug)]
pub struct Operation {
    /// Name in the model.
    pub name: String,
    /// Module in `operation` of the service.
    pub module: String,
    /// Marker type in the module.
    pub marker: String,
}

impl Operation {
    /// Returns the operation in a generated file of a service, if it has one.
    #[must_use]
    pub fn find(service: &str, path: &str, text: &str) -> Option<Self> {
        let file = path.strip_prefix(&format!("src/{service}/operation/"))?;
        let (_, rest) = text.split_once("const NAME: &'static str = \"")?;
        let (name, _) = rest.split_once('"')?;
        let mut items = text.lines().filter_map(|line| line.strip_prefix("impl "));
        // The trait has its path if the service has a type of its name.
        let (_, marker) = items.find_map(|item| item.split_once("Operation for "))?;
        Some(Self {
            name: name.to_owned(),
            module: file.strip_suffix(".rs")?.to_owned(),
            marker: marker.strip_suffix(" {")?.to_owned(),
        })
    }

    /// Returns the path of the marker type.
    #[must_use]
    pub fn path(&self, clients: &str, service: &str) -> String {
        let Self { module, marker, .. } = self;
        format!("{clients}::{service}::operation::{module}::{marker}")
    }
}
