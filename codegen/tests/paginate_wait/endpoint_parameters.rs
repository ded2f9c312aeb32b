//! Paths of `smithy.rules#operationContextParams`, in the part of JMESPath that Smithy allows for them.

use codegen::support::diagnostic::Diagnostics;
use serde_json::{Value, json};

use crate::{OPERATION, only, run};

/// Binds the value at `path` to a parameter of type `ty`.
fn bound(path: &str, ty: &str) -> (Value, Result<(), Diagnostics>) {
    let parameter = json!({"type": ty, "documentation": "A parameter."});
    let rules = json!({
        "version": "1.0", "parameters": {"Bound": parameter},
        "rules": [{"type": "endpoint", "conditions": [], "endpoint": {"url": "https://example.com"}}],
    });
    let service = json!({"smithy.rules#endpointRuleSet": rules});
    let operation = json!({"smithy.rules#operationContextParams": {"Bound": {"path": path}}});
    let result = run(&service, &operation, &json!({}));
    (operation, result)
}

/// Types of parameters, and paths of values that they can hold.
const ACCEPTED: &str = "
string Token
string Inner.Token
string \"Inner\".\"Token\"
string Choice.Text
boolean Inner.Ready
stringArray Texts
stringArray Texts[*]
stringArray Sparse[*]
stringArray keys(Map)
stringArray Inners[*].Token
stringArray Inners[*].Inner.Token
stringArray Inners[*].Texts[]
stringArray Inners[*].[Token, Inner.Token][]
";

#[test]
fn paths_that_fit_the_parameter_are_accepted() {
    for row in ACCEPTED.trim().lines() {
        let (ty, path) = row.split_once(' ').unwrap();
        assert_eq!(bound(path, ty).1, Ok(()), "{row}");
    }
}

/// Types of parameters, paths, and messages.
const REFUSED: &str = r"
string  => the path `` cannot be used: it is not JMESPath: Parse error: Unexpected nud token -- found Eof
string Token. => the path `Token.` cannot be used: it is not JMESPath: Parse error: Expected identifier, '*', '{', '[', '&', or '[?' -- found Eof
string Nope => the path `Nope` cannot be used: `In` has no member `Nope`
string Choice.Nope => the path `Choice.Nope` cannot be used: `Choice` has no member `Nope`
string Choice.Nothing => the path `Choice.Nothing` cannot be used: it uses a member without a value, which is not supported
string Token.More => the path `Token.More` cannot be used: it asks for the member `More` of a string
string Size => the path `Size` gives a number, but the endpoint parameter `Bound` takes a string
string Texts => the path `Texts` gives a list, but the endpoint parameter `Bound` takes a string
stringArray Token => the path `Token` gives a string, but the endpoint parameter `Bound` takes a list of strings without nulls
stringArray Sparse => the path `Sparse` gives a list, but the endpoint parameter `Bound` takes a list of strings without nulls
stringArray Inners[*].Ready => the path `Inners[*].Ready` gives a list, but the endpoint parameter `Bound` takes a list of strings without nulls
stringArray Inners[*].[Token, Token] => the path `Inners[*].[Token, Token]` gives a list, but the endpoint parameter `Bound` takes a list of strings without nulls
stringArray Inner.[Token, Token][] => the path `Inner.[Token, Token][]` cannot be used: it uses a multi-select list of a value that is not an element, which is not supported
stringArray Inners[*].Texts[*] => the path `Inners[*].Texts[*]` gives a list, but the endpoint parameter `Bound` takes a list of strings without nulls
string Texts[0] => the path `Texts[0]` cannot be used: it has a form that the trait does not allow
stringArray Inners[?Ready].Token => the path `Inners[?Ready].Token` cannot be used: it has a form that the trait does not allow
stringArray Map.*.Token => the path `Map.*.Token` cannot be used: it has a form that the trait does not allow
string length(Texts) => the path `length(Texts)` cannot be used: it has a form that the trait does not allow
boolean Token == 'a' => the path `Token == 'a'` cannot be used: it has a form that the trait does not allow
stringArray keys(Token) => the path `keys(Token)` cannot be used: `keys` is given a string
string @ => the path `@` cannot be used: it uses `@` for the whole input or output, which is not supported
";

#[test]
fn paths_that_do_not_fit_the_parameter_are_refused() {
    for row in REFUSED.trim().lines() {
        let (rule, message) = row.split_once(" => ").unwrap();
        let (ty, path) = rule.split_once(' ').unwrap();
        let (operation, result) = bound(path, ty);
        let found = only(result, &operation);
        let pointer = found.location.pointer.unwrap();
        let expected = format!("{OPERATION}smithy.rules#operationContextParams/Bound/path");
        assert_eq!((pointer, found.message.as_str()), (expected, message));
    }
}
