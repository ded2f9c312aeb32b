//! Examples of calls, for the documentation of a client and of operations with streams. An operation that cannot be called
//! with values that need no explanation has none.

use std::collections::{BTreeMap, BTreeSet};

use crate::ir::{Crate, Example, ExampleValue, Field, Named, Operation, Service, Type, UnionId};

/// Lines that send an event over the channel of a request.
const SENDING: [&str; 3] = [
    "// The channel holds 16 events: more of them are sent from another task while the call runs.",
    "sender.send(event).await?;",
    "drop(sender); // Ends the stream of the request.",
];

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
    let mut call = Call::new(krate, service, operation);
    call.import("Client");
    let start = [
        "# #[allow(deprecated)]",
        "# async fn example() -> Result<(), Box<dyn std::error::Error>> {",
        "let client = Client::from_env().await?;",
    ];
    let (_, input) = call.input(example);
    let mut code = start.map(str::to_owned).to_vec();
    code.push(format!("let input = {input};"));
    let events = service.output(operation).events();
    code.push(call_line(operation, events));
    match events {
        Some(events) => code.extend(reading(events)),
        None => code.push("println!(\"{output:?}\");".to_owned()),
    }
    call.lines(code)
}

/// The lines of the example of an operation with streams, likewise; none for other operations.
pub(super) fn of_stream(krate: &str, service: &Service, operation: &Operation) -> Vec<String> {
    let (sent, received) = (
        service.input(operation).stream(),
        service.output(operation).stream(),
    );
    if sent.is_none() && received.is_none() {
        return Vec::new();
    }
    let mut call = Call::new(krate, service, operation);
    call.import("Client");
    let example = service.stream_examples.get(&operation.id);
    let (parameter, mut code) = match example {
        Some(example) => call.with_stream(example),
        None => {
            let name = &service.input(operation).name;
            call.import(&format!("{}::{name}", operation.module()));
            (format!(", input: {name}"), Vec::new())
        }
    };
    code.push(call_line(operation, received));
    code.extend(received.into_iter().flat_map(reading));
    let start = format!(
        "# async fn example(client: &Client{parameter}) -> Result<(), Box<dyn std::error::Error>> {{"
    );
    call.lines(
        ["# #[allow(deprecated)]".to_owned(), start]
            .into_iter()
            .chain(code),
    )
}

/// Returns the line that calls an operation, whose output has this stream.
fn call_line(operation: &Operation, received: Option<&Field>) -> String {
    let is_mutable = received.is_some_and(|it| it.ty.is_events());
    let mutable = if is_mutable { "mut " } else { "" };
    let method = &operation.method;
    format!("let {mutable}output = client.{method}(input).await?;")
}

/// Returns the lines that read the stream of an output.
fn reading(field: &Field) -> Vec<String> {
    let name = &field.name;
    if field.ty.is_events() {
        return vec![
            format!("while let Some(event) = output.{name}.next().await {{"),
            "    println!(\"{:?}\", event?);".to_owned(),
            "}".to_owned(),
        ];
    }
    vec![
        "// At most 1 MiB in memory. See also `write_to_file` and `next`.".to_owned(),
        format!("let {name} = output.{name}.bytes(1024 * 1024).await?;"),
    ]
}

/// The code of a call, with the paths that it uses.
struct Call<'a> {
    service: &'a Service,
    operation: &'a Operation,
    krate: String,
    uses: BTreeSet<String>,
}

impl<'a> Call<'a> {
    fn new(krate: &str, service: &'a Service, operation: &'a Operation) -> Self {
        Self {
            service,
            operation,
            krate: krate.replace('-', "_"),
            uses: BTreeSet::new(),
        }
    }

    /// Uses a path of the service.
    fn import(&mut self, path: &str) {
        let Self { krate, service, .. } = self;
        self.uses
            .insert(format!("{krate}::{}::{path}", service.module));
    }

    /// Returns the input of the example, and the lines before it.
    fn input(&mut self, example: &Example) -> (Vec<String>, String) {
        let input = self.service.input(self.operation);
        let module = self.operation.module();
        self.import(&format!("{module}::{}", input.name));
        let arguments = &example.arguments;
        let Some(required) = &input.required else {
            let values = arguments
                .iter()
                .map(|(name, value)| self.value(name, value));
            let values: Vec<_> = values.collect();
            return (
                Vec::new(),
                format!("{}::new({})", input.name, values.join(", ")),
            );
        };
        self.import(&format!("{module}::{required}"));
        let fields = arguments.iter().map(|(name, value)| match value {
            ExampleValue::Text(text) => format!("    {name}: {text:?}.to_owned(),"),
            ExampleValue::Stream => format!("    {name},"),
            _ => format!("    {name}: {},", self.value(name, value)),
        });
        let fields: Vec<_> = fields.collect();
        let start = [format!("let required = {required} {{")];
        let lines = start.into_iter().chain(fields).chain(["};".to_owned()]);
        (lines.collect(), format!("{}::new(required)", input.name))
    }

    /// Returns the parameters of the example after the client, and the lines of an input with its stream, if it has one.
    fn with_stream(&mut self, example: &Example) -> (String, Vec<String>) {
        let stream = self.service.input(self.operation).stream();
        let (mut parameter, mut lines, mut after) = (String::new(), Vec::new(), Vec::new());
        if let Some(Field { name, ty, .. }) = stream {
            if let Type::RequestEvents(union) = ty {
                let event = self.event(*union);
                self.use_runtime("RequestEvents");
                parameter = format!(", event: {event}");
                lines.push(format!(
                    "let (sender, {name}) = RequestEvents::channel(16);"
                ));
                after = SENDING.map(str::to_owned).to_vec();
            } else {
                self.use_runtime("ByteStream");
                let file = format!("my-{}", name.trim_start_matches("r#").replace('_', "-"));
                lines.push(format!(
                    "let {name} = ByteStream::from_file({file:?}).await?;"
                ));
            }
        }
        let (before, input) = self.input(example);
        lines.extend(before);
        let setter = stream.and_then(|it| Some(format!(".{}({})", it.setter.as_ref()?, it.name)));
        lines.push(format!(
            "let input = {input}{};",
            setter.unwrap_or_default()
        ));
        lines.extend(after);
        (parameter, lines)
    }

    /// Returns the name of a union of events, or its path if another type of the example has the name.
    fn event(&mut self, union: UnionId) -> String {
        let (module, name) = self.service.types.place(Named::Union(union));
        let path = format!("{module}::{name}");
        let taken = ["Client", "RequestEvents"];
        if taken.contains(&name) || name == self.service.input(self.operation).name {
            return format!("{}::{}::{path}", self.krate, self.service.module);
        }
        self.import(&path);
        name.to_owned()
    }

    /// Uses a type of the runtime.
    fn use_runtime(&mut self, name: &str) {
        self.uses.insert(format!("{}::runtime::{name}", self.krate));
    }

    fn value(&mut self, name: &str, value: &ExampleValue) -> String {
        match value {
            ExampleValue::Text(text) => format!("{text:?}"),
            ExampleValue::Flag => "true".to_owned(),
            ExampleValue::Number => "1".to_owned(),
            ExampleValue::Stream => name.to_owned(),
            ExampleValue::Variant(id, variant) => {
                let (module, name) = self.service.types.place(Named::Enum(*id));
                self.import(&format!("{module}::{name}"));
                format!("{name}::{variant}")
            }
        }
    }

    /// Returns the code as a fenced block, after an empty line.
    fn lines(self, code: impl IntoIterator<Item = String>) -> Vec<String> {
        let start = ["", "```no_run"].map(str::to_owned);
        let end = ["# Ok(())", "# }", "```"].map(str::to_owned);
        let uses = imports(&self.uses).into_iter().chain([String::new()]);
        start
            .into_iter()
            .chain(uses)
            .chain(code)
            .chain(end)
            .collect()
    }
}

/// Returns the declarations of these paths, one for each module.
fn imports(paths: &BTreeSet<String>) -> Vec<String> {
    let mut by_module: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (module, name) in paths.iter().filter_map(|it| it.rsplit_once("::")) {
        by_module.entry(module).or_default().push(name);
    }
    let declarations = by_module
        .iter()
        .map(|(module, names)| match names.as_slice() {
            [name] => format!("use {module}::{name};"),
            names => format!("use {module}::{{{}}};", names.join(", ")),
        });
    declarations.collect()
}
