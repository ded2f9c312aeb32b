//! An example of a call, for the documentation of a client. Where no operation can be called with values that need no
//! explanation, there is none.

use crate::ir::{Crate, EnumValues, Field, Named, Presence, Service, Structure, Type};

/// Operations that read come first: an example should do no harm.
const READING: [&str; 4] = ["Get", "Describe", "List", ""];

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
    let mut choices = READING.into_iter().flat_map(|verb| {
        let operations = service.operations.iter();
        operations.filter(move |operation| operation.name.starts_with(verb))
    });
    let Some((operation, input, arguments)) = choices.find_map(|operation| {
        let input = service.input(operation);
        Some((operation, input, arguments(service, input)?))
    }) else {
        return Vec::new();
    };
    let root = format!("{}::{}", krate.replace('-', "_"), service.module);
    let enums = arguments.iter().filter_map(|argument| argument.enumeration);
    let mut uses = vec![
        format!("use {root}::Client;"),
        format!(
            "use {root}::operation::{}::{};",
            operation.method, input.name
        ),
    ];
    uses.extend(enums.map(|name| format!("use {root}::enums::{name};")));
    uses.sort();
    uses.dedup();
    let values: Vec<&str> = arguments
        .iter()
        .map(|argument| argument.value.as_str())
        .collect();
    let mut lines = vec![String::new(), "```no_run".to_owned()];
    lines.extend(uses);
    lines.extend([
        String::new(),
        "# #[allow(deprecated)]".to_owned(),
        "# async fn example() -> Result<(), Box<dyn std::error::Error>> {".to_owned(),
        "let client = Client::from_env().await?;".to_owned(),
        format!("let input = {}::new({});", input.name, values.join(", ")),
        format!("let output = client.{}(input).await?;", operation.method),
        "println!(\"{output:?}\");".to_owned(),
        "# Ok(())".to_owned(),
        "# }".to_owned(),
        "```".to_owned(),
    ]);
    lines
}

/// A value for a parameter of `new`.
struct Argument<'a> {
    value: String,
    /// The enum it is of, which the example has to import.
    enumeration: Option<&'a str>,
}

/// Values for all parameters of the input's `new`, if each is plain.
fn arguments<'a>(service: &'a Service, input: &Structure) -> Option<Vec<Argument<'a>>> {
    if input.required.is_some() {
        return None;
    }
    let fields = input.fields.iter();
    let required = fields.filter(|field| field.presence == Presence::Required);
    required.map(|field| argument(service, field)).collect()
}

fn argument<'a>(service: &'a Service, field: &Field) -> Option<Argument<'a>> {
    let plain = |value: &str| Argument {
        value: value.to_owned(),
        enumeration: None,
    };
    Some(match &field.ty {
        Type::String => plain(&format!(
            "\"my-{}\"",
            field.name.trim_start_matches("r#").replace('_', "-")
        )),
        Type::Bool => plain("true"),
        Type::I8 | Type::I16 | Type::I32 | Type::I64 => plain("1"),
        Type::Named(Named::Enum(id)) => {
            let it = &service.types.enums[*id];
            if it.deprecated.is_some() {
                return None;
            }
            let EnumValues::Text(variants) = &it.values else {
                return None;
            };
            let first = variants
                .iter()
                .find(|variant| variant.deprecated.is_none())?;
            Argument {
                value: format!("{}::{}", it.name, first.name),
                enumeration: Some(&it.name),
            }
        }
        _ => return None,
    })
}
