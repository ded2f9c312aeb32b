//! `lambda`: ListFunctions and Invoke of the API reference of AWS Lambda.

use serde_json::json;

use crate::run::{self, body, header, is_signed_for, run};
use crate::workspace::Programs;

/// Runs all cases.
pub fn check(programs: &Programs) {
    pages_of_functions(programs);
    results(programs);
    function_errors(programs);
    call_errors(programs);
}

fn pages_of_functions(programs: &Programs) {
    let first = json!({
        "Functions": [
            {"FunctionName": "resize", "Runtime": "python3.13", "MemorySize": 256, "PackageType": "Zip"},
            {"FunctionName": "report", "Runtime": "cobol1", "MemorySize": 1024, "PackageType": "Zip"},
        ],
        "NextMarker": "a b/c+d==",
    });
    let second = json!({
        "Functions": [{"FunctionName": "train", "MemorySize": 10240, "PackageType": "Image"}],
        "NextMarker": null,
    });
    let replies = vec![run::json(200, &first), run::json(200, &second)];
    let run = run(programs, &["lambda"], replies);
    let lines = "resize  python3.13  256 MB\nreport  cobol1  1024 MB\ntrain  -  10240 MB\n";
    run.ends(0, lines, "");
    // AWS's models have no `/` at the end of the path, the reference has one; the service accepts both.
    let path = "GET /2015-03-31/functions";
    let next = format!("{path}?Marker=a%20b%2Fc%2Bd%3D%3D");
    assert_eq!(run.targets(), [path, &next]);
    for request in &run.requests {
        assert!(request.body.is_empty());
        assert!(header(request, "content-type").is_empty());
        is_signed_for(request, "lambda");
    }
}

fn results(programs: &Programs) {
    let result = json!({"greeting": "Hello, Ada"});
    let reply = || run::json(200, &result).header("x-amz-executed-version", "$LATEST");
    let name = "arn:aws:lambda:eu-west-1:123456789012:function:greet";
    let event = r#"{"name": "Ada", "tags": [1, null]}"#;
    let run = run(programs, &["lambda", name, event], vec![reply()]);
    run.ends(0, "{\"greeting\":\"Hello, Ada\"}\n", "");
    let name = "arn%3Aaws%3Alambda%3Aeu-west-1%3A123456789012%3Afunction%3Agreet";
    let target = format!("POST /2015-03-31/functions/{name}/invocations");
    assert_eq!(run.targets(), [target]);
    let request = &run.requests[0];
    assert_eq!(body(request), json!({"name": "Ada", "tags": [1, null]}));
    is_signed_for(request, "lambda");

    let run = run::run(programs, &["lambda", "greet"], vec![reply()]);
    assert_eq!(
        run.targets(),
        ["POST /2015-03-31/functions/greet/invocations"]
    );
    assert_eq!(body(&run.requests[0]), json!({}));
}

/// The status of the call is 200: a header tells.
fn function_errors(programs: &Programs) {
    let error = json!({
        "errorMessage": "division by zero",
        "errorType": "ZeroDivisionError",
        "stackTrace": ["  File \"/var/task/app.py\", line 3, in handler\n"],
    });
    let reply = run::json(200, &error).header("x-amz-function-error", "Unhandled");
    let run = run(programs, &["lambda", "divide"], vec![reply]);
    run.ends(
        2,
        "",
        "error: the function failed (Unhandled): division by zero\n",
    );
    assert_eq!(run.requests.len(), 1, "it is not invoked again");
}

fn call_errors(programs: &Programs) {
    let missing = json!({"Type": "User", "Message": "Function not found: arn:aws:lambda:…:gone"});
    let reply = run::error(404, "ResourceNotFoundException", &missing);
    let gone = run(programs, &["lambda", "gone"], vec![reply]);
    gone.ends(1, "", "error: there is no function gone\n");

    // The model does not list this error.
    let denied = json!({"Message": "not authorized to perform: lambda:InvokeFunction"});
    let reply = run::error(403, "AccessDeniedException", &denied);
    let run = run(programs, &["lambda", "greet"], vec![reply]);
    assert_eq!((run.code, &*run.out), (Some(1), ""));
    for part in [
        "AccessDeniedException",
        "not authorized to perform",
        "b25f48e8",
    ] {
        assert!(run.err.contains(part), "{}", run.err);
    }
    assert_eq!(run.err.lines().count(), 1, "{}", run.err);
}
