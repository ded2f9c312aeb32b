//! Pagination that does not fit.

use serde_json::{Value, json};

use crate::{OPERATION, only, run};

/// The diagnostics of the operation's `smithy.api#paginated`, with their places inside of it.
fn paginated(value: Value) -> (String, String) {
    let operation = json!({"smithy.api#paginated": value});
    let found = only(run(&json!({}), &operation, &json!({})), &value);
    let pointer = found.location.pointer.unwrap();
    let prefix = format!("{OPERATION}smithy.api#paginated");
    (
        pointer.strip_prefix(&prefix).unwrap().to_owned(),
        found.message,
    )
}

#[test]
fn pagination_that_fits_is_accepted() {
    for value in [
        json!({"inputToken": "Token", "outputToken": "Token"}),
        json!({"inputToken": "Token", "outputToken": "Inner.Token", "items": "Inner.Texts", "pageSize": "Size"}),
        json!({"inputToken": "Token", "outputToken": "Token", "items": "Map"}),
    ] {
        let operation = json!({"smithy.api#paginated": value});
        assert_eq!(run(&json!({}), &operation, &json!({})), Ok(()), "{value}");
    }
    let (service, operation) = (
        json!({"smithy.api#paginated": {"inputToken": "Token", "outputToken": "Nowhere"}}),
        json!({"smithy.api#paginated": {"outputToken": "Token"}}),
    );
    assert_eq!(
        run(&service, &operation, &json!({})),
        Ok(()),
        "the operation's own comes first"
    );
    assert_eq!(
        run(&service, &json!({}), &json!({})),
        Ok(()),
        "only operations are paginated"
    );
}

/// Traits, places inside of them, and what is said.
const REFUSED: &str = r#"
{"outputToken": "Token"} =>  => the trait `smithy.api#paginated` has no `inputToken`
{"inputToken": "Token"} =>  => the trait `smithy.api#paginated` has no `outputToken`
{"inputToken": "Tokem", "outputToken": "Token"} => /inputToken => the input has no member `Tokem` for the token
{"inputToken": "Size", "outputToken": "Token"} => /inputToken => the token `Size` of the input is neither a string nor a map
{"inputToken": "Needed", "outputToken": "Token"} => /inputToken => the token `Needed` of the input is required
{"inputToken": "Token", "outputToken": "Nope"} => /outputToken => the path `Nope` cannot be used: `Out` has no member `Nope`
{"inputToken": "Token", "outputToken": "Inner.Nope"} => /outputToken => the path `Inner.Nope` cannot be used: `Inner` has no member `Nope`
{"inputToken": "Token", "outputToken": "Token.More"} => /outputToken => the path `Token.More` cannot be used: it asks for the member `More` of a string
{"inputToken": "Token", "outputToken": ""} => /outputToken => the path `` cannot be used: it is not JMESPath: Parse error: Unexpected nud token -- found Eof
{"inputToken": "Token", "outputToken": "Count"} => /outputToken => the token of the output does not have the type of the token of the input
{"inputToken": "Token", "outputToken": ["Token"]} => /outputToken => `outputToken` is an array, not a string
{"inputToken": "Token", "outputToken": "Token", "items": "Token"} => /items => the items of a page are neither a list nor a map
{"inputToken": "Token", "outputToken": "Token", "items": "Inners.Texts"} => /items => the path `Inners.Texts` cannot be used: it asks for the member `Texts` of a list
{"inputToken": "Token", "outputToken": "Token", "items": "Choice.Text"} => /items => the path `Choice.Text` cannot be used: it asks for the member `Text` of a union
{"inputToken": "Token", "outputToken": "Token", "items": "Inners[].Texts"} => /items => the path `Inners[].Texts` cannot be used: it has a form that the trait does not allow
{"inputToken": "Token", "outputToken": "Token", "pageSize": "Nope"} => /pageSize => the input has no member `Nope` for the page size
{"inputToken": "Token", "outputToken": "Token", "pageSize": "Token"} => /pageSize => the page size `Token` of the input is not an integer
"#;

#[test]
fn pagination_that_does_not_fit_is_refused() {
    for row in REFUSED.trim().lines() {
        let parts: Vec<&str> = row.split(" => ").collect();
        let [value, at, message] = parts.as_slice() else {
            panic!("{row}");
        };
        let found = paginated(serde_json::from_str(value).unwrap());
        assert_eq!(found, ((*at).to_owned(), (*message).to_owned()), "{value}");
    }
}

#[test]
fn what_a_service_says_for_all_of_its_operations_is_refused_where_it_is() {
    let service = json!({"smithy.api#paginated": {"inputToken": "Nope", "outputToken": "Token"}});
    let operation = json!({"smithy.api#paginated": {}});
    let found = only(run(&service, &operation, &json!({})), &service);
    assert_eq!(
        found.location.pointer.unwrap(),
        "/shapes/example#Service/traits/smithy.api#paginated/inputToken"
    );
}
