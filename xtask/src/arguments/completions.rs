//! Arguments of `completions`.

use super::parse::Given;
use super::spec::{Operand, Spec, Values};

const SHELLS: &[&str] = &["bash", "zsh", "fish", "powershell"];

pub(super) const SPEC: Spec = Spec {
    name: "completions",
    about: "print a completion script for a shell",
    operands: &[Operand {
        name: "SHELL",
        is_needed: true,
        values: Values::Of(SHELLS),
    }],
    details: "\
Prints a script that completes the command line of `leansmith` in SHELL: bash, zsh, fish or powershell.
  bash        source <(leansmith completions bash)              in ~/.bashrc
  zsh         leansmith completions zsh > _leansmith            in a folder of $fpath
  fish        leansmith completions fish > leansmith.fish       in ~/.config/fish/completions
  powershell  leansmith completions powershell | Out-String | Invoke-Expression      in $PROFILE",
    options: &[],
    exit: "0 if it succeeded, 2 if the shell is unknown",
};

/// A shell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shell {
    Bash,
    Zsh,
    Fish,
    Pwsh,
}

impl Shell {
    pub(super) fn new(mut given: Given) -> Self {
        match given.text_operand().as_deref() {
            Some("zsh") => Self::Zsh,
            Some("fish") => Self::Fish,
            Some("powershell") => Self::Pwsh,
            _ => Self::Bash,
        }
    }
}
