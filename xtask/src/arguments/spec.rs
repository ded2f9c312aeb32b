//! Commands and their options as data: the source of the parser, the help and the shell completions.

/// A command.
#[derive(Debug)]
pub(crate) struct Spec {
    pub(crate) name: &'static str,
    /// Short description, for the list of commands.
    pub(crate) about: &'static str,
    /// Operands, in order.
    pub(crate) operands: &'static [Operand],
    /// Help besides the options, in lines.
    pub(crate) details: &'static str,
    pub(crate) options: &'static [Opt],
    /// Exit codes, in one line.
    pub(crate) exit: &'static str,
}

/// An operand.
#[derive(Debug)]
pub(crate) struct Operand {
    /// The name in help.
    pub(crate) name: &'static str,
    pub(crate) is_needed: bool,
    pub(crate) values: Values,
}

/// An option.
#[derive(Debug)]
pub(crate) struct Opt {
    /// Long form, with its dashes.
    pub(crate) long: &'static str,
    /// Short form.
    pub(crate) short: Option<&'static str>,
    /// Value, if it takes one.
    pub(crate) value: Option<Value>,
    /// True if it may be given several times.
    pub(crate) is_repeated: bool,
    /// True if it is required.
    pub(crate) is_needed: bool,
    pub(crate) about: &'static str,
}

/// The value of an option.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Value {
    /// The name in help.
    pub(crate) name: &'static str,
    /// Description, for messages.
    pub(crate) what: &'static str,
    pub(crate) values: Values,
}

/// Valid values of an option or operand.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Values {
    /// Paths.
    Paths,
    /// One of these words.
    Of(&'static [&'static str]),
    /// Any string.
    Text,
}

/// A path, the most frequent kind of value.
pub(crate) const PATH: Value = Value {
    name: "PATH",
    what: "a path",
    values: Values::Paths,
};

/// A folder.
pub(crate) const DIR: Value = Value {
    name: "DIR",
    what: "a folder",
    values: Values::Paths,
};

/// The package runtime, an option of commands that write manifests.
pub(crate) const RUNTIME: Opt = Opt::with_value(
    "--runtime",
    Value {
        name: "RUNTIME",
        what: "a folder, a URL or a version",
        values: Values::Text,
    },
    "the package runtime: its folder, the URL of a git repository, a version, or a table\n\
     in braces as in a manifest (default: that of the checkout this program was built\n\
     from, else its version)",
);

/// The manifest, an option of most commands.
pub(crate) const MANIFEST: Opt = Opt::with_value(
    "--manifest",
    PATH,
    "the manifest (default: {default_manifest})",
);

/// A service, an option of commands that read the models of several.
pub(crate) const SERVICE: Opt = Opt::with_value(
    "--service",
    Value {
        name: "ID",
        what: "a shape id",
        values: Values::Text,
    },
    "only this service: its shape id, its shape name, or its module",
);

impl Opt {
    /// Creates an option without a value.
    pub(crate) const fn flag(long: &'static str, about: &'static str) -> Self {
        Self {
            long,
            short: None,
            value: None,
            is_repeated: false,
            is_needed: false,
            about,
        }
    }

    /// Creates an option with a value, given at most once.
    pub(crate) const fn with_value(long: &'static str, value: Value, about: &'static str) -> Self {
        Self {
            value: Some(value),
            ..Self::flag(long, about)
        }
    }

    /// Creates an option with a value that may be given several times.
    pub(crate) const fn repeated(long: &'static str, value: Value, about: &'static str) -> Self {
        Self {
            is_repeated: true,
            ..Self::with_value(long, value, about)
        }
    }
}

impl Opt {
    /// Returns the usage of the option: `--name VALUE`.
    pub(crate) fn usage(&self) -> String {
        match self.value {
            Some(value) => format!("{} {}", self.long, value.name),
            None => self.long.to_owned(),
        }
    }
}

impl Spec {
    /// Returns the usage of the command: `NAME OPERANDS [options]`.
    pub(crate) fn usage(&self) -> String {
        let operands = self.operands.iter().map(|it| match it.is_needed {
            true => format!(" {}", it.name),
            false => format!(" [{}]", it.name),
        });
        let needed = self.options.iter().filter(|it| it.is_needed);
        let needed = needed.map(|it| format!(" {}", it.usage()));
        let parts: String = operands.chain(needed).collect();
        let options = match self.options.iter().any(|it| !it.is_needed) {
            true => " [options]",
            false => "",
        };
        format!("{}{parts}{options}", self.name)
    }
}
