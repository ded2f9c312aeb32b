//! A command and its options as data: the parser, the help and the completions of shells are made from it.

/// A command.
#[derive(Debug)]
pub(crate) struct Spec {
    pub(crate) name: &'static str,
    /// The command in a few words, for the list of commands.
    pub(crate) about: &'static str,
    /// Its arguments besides options, in this order.
    pub(crate) operands: &'static [Operand],
    /// The help that is not about an option, in lines.
    pub(crate) details: &'static str,
    pub(crate) options: &'static [Opt],
    /// Its exit codes, in one line.
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
    /// With its dashes.
    pub(crate) long: &'static str,
    /// The same, in short.
    pub(crate) short: Option<&'static str>,
    /// Its value, if it takes one.
    pub(crate) value: Option<Value>,
    /// It may be given several times.
    pub(crate) is_repeated: bool,
    /// It has to be given.
    pub(crate) is_needed: bool,
    pub(crate) about: &'static str,
}

/// The value of an option.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Value {
    /// The name in help.
    pub(crate) name: &'static str,
    /// The same in words, for messages.
    pub(crate) what: &'static str,
    pub(crate) values: Values,
}

/// The values that an option or operand takes.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Values {
    /// Paths.
    Paths,
    /// One of a few.
    Of(&'static [&'static str]),
    /// Any text.
    Text,
}

/// A path, as most values are.
pub(crate) const PATH: Value = Value {
    name: "PATH",
    what: "a path",
    values: Values::Paths,
};

/// The manifest, which most commands read.
pub(crate) const MANIFEST: Opt = Opt::with_value(
    "--manifest",
    PATH,
    "the manifest (default: {default_manifest})",
);

impl Opt {
    /// An option without a value.
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

    /// An option that is given at most once, with a value.
    pub(crate) const fn with_value(long: &'static str, value: Value, about: &'static str) -> Self {
        Self {
            value: Some(value),
            ..Self::flag(long, about)
        }
    }

    /// An option that may be given several times, with a value each.
    pub(crate) const fn repeated(long: &'static str, value: Value, about: &'static str) -> Self {
        Self {
            is_repeated: true,
            ..Self::with_value(long, value, about)
        }
    }
}

impl Opt {
    /// The option in usage: `--name VALUE`.
    pub(crate) fn usage(&self) -> String {
        match self.value {
            Some(value) => format!("{} {}", self.long, value.name),
            None => self.long.to_owned(),
        }
    }
}

impl Spec {
    /// The command in usage: `NAME OPERANDS [options]`.
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
