//! Paths that do not fit the shapes.

use codegen::support::diagnostic::Severity;
use serde_json::json;

use crate::waiters::{output, refused, success};
use crate::{run, warnings};

/// Paths, and what is said about them.
const REFUSED: &str = r"
Tokem => `Out` has no member `Tokem`
Inner.Nope => `Inner` has no member `Nope`
Token.More => it asks for the member `More` of a string
Inners.Token => it asks for the member `Token` of a list
Choice.Text => it asks for the member `Text` of a union
Map.Token => it asks for the member `Token` of a map
Token[] => it asks for the elements of a string
Inner[*] => it asks for the elements of a structure
Count == Token => it compares a number with a string
Token > 'a' => it compares a string with a string
At > `0` => it compares a timestamp with a number
length(Count) > `1` => `length` is given a number
length(Texts, Inners) > `1` => `length` has 2 arguments
contains(Texts, `1`) => `contains` looks for a number where there can only be a string
contains(Count, `1`) => `contains` is given a number
keys(Texts) => `keys` is given a list
Token == => it is not JMESPath: Parse error: Unexpected nud token -- found Eof
";

#[test]
fn paths_that_do_not_fit_the_shapes_are_refused() {
    for row in REFUSED.trim().lines() {
        let (path, message) = row.split_once(" => ").unwrap();
        is_refused(
            path,
            &format!("the path `{path}` cannot be used: {message}"),
        );
    }
}

/// Paths that may be right, and what is said about them.
const LEFT_OUT: &str = r"
(Inners[].Texts[?@ == 'x'])[?length(@) > `1`] => it uses the elements of a list of lists, which is not supported
Token || Inner.Token => it uses `&&` or `||` on a string, which is not supported
sort(Texts) => it uses the function `sort`, which is not supported
Texts[0:2] => it uses a slice of a list, which is not supported
{a: Token} => it uses a multi-select hash, which is not supported
[Token, Count] => it uses a list of expressions that give a string and a number, which is not supported
Token == `{}` => it uses a literal `null`, list or object, which is not supported
'a' == 'b' => it uses a comparison of two literals, which is not supported
'true' => it uses nothing but a literal, which is not supported
`true` => it uses nothing but a literal, which is not supported
contains(Inners, Inner) => it uses `contains` with a structure, which is not supported
Inners[-1:] => it uses a slice of a list, which is not supported
Texts[0] == 'x' => it uses an element of a list by its index, which is not supported
Inners[?Ready] | [-1] => it uses an element of a list by its index, which is not supported
Inner.* => it uses the values of a structure, which is not supported
Token == `null` => it uses a literal `null`, list or object, which is not supported
contains(Token, 'x') => it uses `contains` of a string, which is not supported
!Inner => it uses a structure as a condition, which is not supported
length(Texts) == `1.5` => it uses a comparison of a length with a number that is not a length, which is not supported
Inners[?Ready] | length(@) > `1` && length(@) < `5` => it uses several references to what is neither a member nor an element, which is not supported
Inner.[Token, Token] => it uses a multi-select list of a value that is not an element, which is not supported
@ => it uses `@` for the whole input or output, which is not supported
";

#[test]
fn waiters_whose_paths_are_not_supported_are_left_out() {
    for row in LEFT_OUT.trim().lines() {
        let (path, message) = row.split_once(" => ").unwrap();
        let found = warnings(&success(output(path, "booleanEquals", "true")));
        let [found] = found.as_slice() else {
            panic!("{path}: {found:?}");
        };
        let message =
            format!("the waiter is skipped because its path `{path}` cannot be used: {message}");
        assert_eq!(
            (found.severity, found.message.as_str()),
            (Severity::Warning, message.as_str())
        );
        assert!(found.help.is_some(), "{found}");
    }
}

#[test]
fn paths_that_nobody_writes_by_hand_are_refused() {
    for (path, shown, message) in [
        (
            "!".repeat(65),
            65,
            "it has more than 64 brackets, `!` and `&`",
        ),
        (
            vec!["Inner.Ready"; 65].join("||"),
            300,
            "more than 64 of its parts are nested",
        ),
        (
            "(".repeat(1_000_000),
            300,
            "it is longer than 1000 characters",
        ),
    ] {
        let more = if path.len() > shown { "…" } else { "" };
        let shown = path.get(..shown).unwrap();
        is_refused(
            &path,
            &format!("the path `{shown}{more}` cannot be used: {message}"),
        );
    }
}

#[track_caller]
fn is_refused(path: &str, message: &str) {
    let (pointer, found) = refused(&success(output(path, "booleanEquals", "true")));
    assert_eq!(pointer, "/acceptors/0/matcher/output/path", "{path}");
    assert_eq!(found.message, message, "{found}");
}

/// Comparators, paths, and what is said about them.
const OF_ANOTHER_TYPE: &str = "
stringEquals Count => gives a number, but `stringEquals` takes a string
stringEquals Texts => gives a list, but `stringEquals` takes a string
booleanEquals Token => gives a string, but `booleanEquals` takes a boolean
anyStringEquals Token => gives a string, but `anyStringEquals` takes a list of strings without nulls
allStringEquals Inners[].Ready => gives a list, but `allStringEquals` takes a list of strings without nulls
allStringEquals Sparse => gives a list, but `allStringEquals` takes a list of strings without nulls
";

#[test]
fn paths_that_give_what_the_comparator_does_not_take_are_refused() {
    for row in OF_ANOTHER_TYPE.trim().lines() {
        let (rule, message) = row.split_once(" => ").unwrap();
        let (comparator, path) = rule.split_once(' ').unwrap();
        let (pointer, found) = refused(&success(output(path, comparator, "true")));
        assert_eq!(pointer, "/acceptors/0/matcher/output/path", "{path}");
        assert_eq!(found.message, format!("the path `{path}` {message}"));
    }
}

#[test]
fn an_input_is_only_there_where_it_is_asked_for() {
    let both = |path: &str| {
        success(
            json!({"inputOutput": {"path": path, "comparator": "booleanEquals", "expected": "true"}}),
        )
    };
    assert_eq!(
        run(&json!({}), &json!({}), &both("input.Size == output.Count")),
        Ok(())
    );
    let (pointer, found) = refused(&both("Token == output.Token"));
    assert_eq!(pointer, "/acceptors/0/matcher/inputOutput/path");
    assert_eq!(
        found.help.as_deref(),
        Some("there are `input` and `output`")
    );
    let alone = success(output("input.Size == Count", "booleanEquals", "true"));
    let (_, found) = refused(&alone);
    assert!(
        found.message.ends_with("`Out` has no member `input`"),
        "{found}"
    );
}

/// Parsers and compilers of what anybody may write must not run out of stack.
#[test]
fn the_deepest_expressions_that_are_read_fit_on_a_small_stack() {
    let run = || {
        for part in [
            "!", "(", "[", "a.", "a|", "a[?", "length(", "a||", "a&&", "[a,",
        ] {
            for length in [60, 999] {
                let path = part.repeat(length / part.len());
                refused(&success(output(&path, "booleanEquals", "true")));
            }
        }
    };
    let thread = std::thread::Builder::new().stack_size(1 << 20).spawn(run);
    thread.unwrap().join().unwrap();
}
