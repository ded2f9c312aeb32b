//! Arguments of `help`.

use super::spec::{Operand, Spec, Values};

pub(super) const SPEC: Spec = Spec {
    name: "help",
    about: "show this help, or that of a command",
    operands: &[Operand {
        name: "COMMAND",
        is_needed: false,
        values: Values::Text,
    }],
    details: "Shows all commands, or the options of COMMAND.",
    options: &[],
    exit: "0 if it succeeded, 2 if the command is unknown",
};
