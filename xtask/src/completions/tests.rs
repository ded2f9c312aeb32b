//! Text of the scripts. `tests/cli/completions.rs` runs the one for bash; other shells are not installed on every
//! machine.

use super::{options, script};
use crate::arguments::{COMMANDS, Shell};

#[test]
fn every_command_and_option_is_in_every_script() {
    for shell in [Shell::Bash, Shell::Zsh, Shell::Fish, Shell::Pwsh] {
        let script = script(shell);
        for spec in COMMANDS {
            assert!(script.contains(spec.name), "{shell:?}: {}", spec.name);
            for option in options(spec) {
                let long = match shell {
                    Shell::Fish => format!("-l {} ", option.long.trim_start_matches('-')),
                    _ => option.long.to_owned(),
                };
                assert!(script.contains(&long), "{shell:?}: {long}");
            }
        }
        for text in ["{default_manifest}", "\n\n\n"] {
            assert!(!script.contains(text), "{shell:?}: {script}");
        }
    }
}

/// Source: fish's manual of `complete`: `-x` and `-r` for options with a value, `-F` for paths.
#[test]
fn fish_knows_what_a_value_is() {
    let script = script(Shell::Fish);
    for line in [
        "complete -c leansmith -n __fish_use_subcommand -a codegen -d 'write the crate that a manifest describes'\n",
        "complete -c leansmith -n '__fish_seen_subcommand_from diff' -l format -x -a 'text markdown json' -d 'text (the default), markdown (for a pull request) or json'\n",
        "complete -c leansmith -n '__fish_seen_subcommand_from codegen' -l manifest -r -F -d 'the manifest'\n",
        "complete -c leansmith -n '__fish_seen_subcommand_from codegen' -l verbose -s v -d 'list every file, and show what changes'\n",
        "complete -c leansmith -n '__fish_seen_subcommand_from diff' -F\n",
        "complete -c leansmith -n '__fish_seen_subcommand_from completions' -a 'bash zsh fish powershell'\n",
    ] {
        assert!(script.contains(line), "{line}{script}");
    }
}

/// Source: zsh's manual of `_arguments`: `*` for options that may be repeated, `=` for a value in the same word or the
/// next.
#[test]
fn zsh_knows_what_a_value_is() {
    let script = script(Shell::Zsh);
    for text in [
        "        'codegen:write the crate that a manifest describes'\n",
        "'--format=[text (the default), markdown (for a pull request) or json]:FORMAT:(text markdown json)'",
        "'--manifest=[the manifest]:PATH:_files'",
        "'*--from=[",
        "'-v[list every file, and show what changes]'",
        "'*:file:_files'",
        "'*:value:(bash zsh fish powershell)'",
    ] {
        assert!(script.contains(text), "{text}\n{script}");
    }
}

#[test]
fn powershell_has_the_words_of_each_command() {
    let script = script(Shell::Pwsh);
    for text in [
        "'' { [ordered]@{ 'init' = 'write a manifest for a model'; 'codegen' = ",
        "'diff --format' { [ordered]@{ 'text' = 'text'; 'markdown' = 'markdown'; 'json' = 'json';  } }",
        "'completions' { [ordered]@{ '--help' = 'show the help of the command'; 'bash' = 'bash';",
    ] {
        assert!(script.contains(text), "{text}\n{script}");
    }
    // Quotes in texts are doubled, so there is an even number of them in each line.
    for line in script.lines() {
        assert_eq!(line.matches('\'').count() % 2, 0, "{line}");
    }
}
