//! An example of a call, for the documentation of a client. Where no operation can be called with values that need no
//! explanation, there is none.

use crate::ir::{Crate, ExampleValue, Named, Service};

/// The example of the first service that has one, for the page of the crate, which is there without any feature.
pub(super) fn of_crate(krate: &Crate) -> Vec<String> {
    let examples = krate.modules.iter().map(|it| {
        let service = &it.service;
        let lines = lines(&krate.name, service);
        (service.module.trim_start_matches("r#"), lines)
    });
    let Some((feature, lines)) = examples.into_iter().find(|(_, lines)| !lines.is_empty()) else {
        return Vec::new();
    };
    let condition = format!("# #[cfg(all(feature = \"client\", feature = \"{feature}\"))]");
    let mut guarded = Vec::new();
    for line in lines {
        match line.as_str() {
            "```no_run" => guarded.extend([line, condition.clone(), "# mod example {".to_owned()]),
            "```" => guarded.extend(["# }".to_owned(), line]),
            _ => guarded.push(line),
        }
    }
    guarded
}

/// The lines of the example, a fenced block after an empty line.
pub(super) fn lines(krate: &str, service: &Service) -> Vec<String> {
    let Some(example) = &service.example else {
        return Vec::new();
    };
    let operation = &service.operations[example.operation];
    let input = &service.input(operation).name;
    let root = format!("{}::{}", krate.replace('-', "_"), service.module);
    let mut uses = vec![
        format!("use {root}::Client;"),
        format!("use {root}::{}::{input};", operation.module()),
    ];
    let mut values = Vec::new();
    for argument in &example.arguments {
        values.push(match argument {
            ExampleValue::Text(text) => format!("{text:?}"),
            ExampleValue::Flag => "true".to_owned(),
            ExampleValue::Number => "1".to_owned(),
            ExampleValue::Variant(id, variant) => {
                let (module, name) = service.types.place(Named::Enum(*id));
                uses.push(format!("use {root}::{module}::{name};"));
                format!("{name}::{variant}")
            }
        });
    }
    uses.sort();
    uses.dedup();
    let mut lines = vec![String::new(), "```no_run".to_owned()];
    lines.extend(uses);
    lines.extend([
        String::new(),
        "# #[allow(deprecated)]".to_owned(),
        "# async fn example() -> Result<(), Box<dyn std::error::Error>> {".to_owned(),
        "let client = Client::from_env().await?;".to_owned(),
        format!("let input = {input}::new({});", values.join(", ")),
        format!("let output = client.{}(input).await?;", operation.method),
        "println!(\"{output:?}\");".to_owned(),
        "# Ok(())".to_owned(),
        "# }".to_owned(),
        "```".to_owned(),
    ]);
    lines
}
