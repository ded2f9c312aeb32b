//! Completion in bash, by the script of `completions bash`.

use std::process::Command;

use crate::Project;

/// Completions of the last of the `words`, which a shell has split.
fn completed(words: &[&str]) -> Vec<String> {
    let (code, script, messages) = Project::new().leansmith(&["completions", "bash"]);
    assert_eq!((code, messages.as_str()), (0, ""));
    let program = format!(
        "{script}\nCOMP_WORDS=(\"$@\")\nCOMP_CWORD=$(($# - 1))\n_leansmith\nprintf '%s\\n' \"${{COMPREPLY[@]}}\"\n"
    );
    let mut bash = Command::new("bash");
    bash.args(["--norc", "-c", &program, "bash", "leansmith"]);
    let run = bash.args(words).output().unwrap();
    let said = String::from_utf8(run.stderr).unwrap();
    assert_eq!((run.status.success(), said.as_str()), (true, ""));
    let text = String::from_utf8(run.stdout).unwrap();
    let words = text.lines().filter(|it| !it.is_empty());
    words.map(str::to_owned).collect()
}

#[test]
fn commands_options_and_values() {
    let table: [(&[&str], &[&str]); 16] = [
        (&["co"], &["codegen", "completions"]),
        (&["--v"], &["--version"]),
        (
            &["codegen", "--"],
            &["--manifest", "--check", "--verbose", "--help"],
        ),
        (&["diff", "--f"], &["--format"]),
        (&["diff", "--format", ""], &["text", "markdown", "json"]),
        (&["diff", "--format", "=", "m"], &["markdown"]),
        (&["diff", "--format", "="], &["text", "markdown", "json"]),
        (&["diff", "a", "--format", "j"], &["json"]),
        (&["completions", "f"], &["fish"]),
        (&["survey", "m", "--step", "d"], &["doc"]),
        (&["help", "dump"], &["dump-ir"]),
        (&["ls", "--s"], &["--service", "--selected", "--sort"]),
        (&["ls", "--sort", "n"], &["name"]),
        (&["why", "Shape", "--a"], &["--all"]),
        // Paths are for the shell itself.
        (&["codegen", "--manifest", ""], &[]),
        (&["nonsense", ""], &[]),
    ];
    for (words, expected) in table {
        assert_eq!(completed(words), expected, "{words:?}");
    }
    let commands = completed(&[""]);
    assert_eq!(commands.len(), 12, "{commands:?}");
}
