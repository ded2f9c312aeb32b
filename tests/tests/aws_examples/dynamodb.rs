//! `dynamodb`: BatchWriteItem, BatchGetItem and Query of the API reference of Amazon DynamoDB.

use std::io::Write as _;

use serde_json::{Value, json};

use crate::run::{self, CREDENTIALS, Run, body, header, is_signed_for, run, start};
use crate::server::{Reply, Server};
use crate::workspace::Programs;

/// Runs all cases.
pub fn check(programs: &Programs) {
    structs_are_items(programs);
    unprocessed_writes(programs);
    throttled_writes(programs);
    writes_without_end(programs);
    unprocessed_keys(programs);
    pages(programs);
    errors(programs);
}

/// A successful response.
fn reply(body: &Value) -> Reply {
    Reply::new(200, body.to_string()).header("content-type", "application/x-amz-json-1.0")
}

/// Runs `import` with these lines. The client makes one attempt of each call.
fn import(programs: &Programs, songs: &str, replies: Vec<Reply>) -> Run {
    let variables = [&CREDENTIALS[..], &[("AWS_MAX_ATTEMPTS", "1")]].concat();
    let server = Server::sequence(replies);
    let mut started = start(
        programs,
        &["dynamodb", "import", "Music"],
        &variables,
        server,
    );
    let mut input = started.child.stdin.take().unwrap();
    input.write_all(songs.as_bytes()).unwrap();
    drop(input);
    started.finish()
}

/// Songs of one artist with these titles, as the program reads them.
fn songs(titles: impl Iterator<Item = usize>) -> String {
    let song = |title| json!({"Artist": "Acme Band", "SongTitle": format!("{title}")});
    titles.map(|title| format!("{}\n", song(title))).collect()
}

/// The key of such a song.
fn key(title: usize) -> Value {
    json!({"Artist": {"S": "Acme Band"}, "SongTitle": {"S": title.to_string()}})
}

/// The titles of the items that a request writes.
fn written(run: &Run, request: usize) -> Vec<usize> {
    let body = body(&run.requests[request]);
    let requests = body["RequestItems"]["Music"].as_array().unwrap();
    let title = |request: &Value| {
        let title = &request["PutRequest"]["Item"]["SongTitle"]["S"];
        title.as_str().unwrap().parse().unwrap()
    };
    requests.iter().map(title).collect()
}

/// A response to BatchWriteItem that processed all but these.
fn unprocessed(titles: impl IntoIterator<Item = usize>) -> Reply {
    let put = |title| json!({"PutRequest": {"Item": key(title)}});
    let requests: Vec<Value> = titles.into_iter().map(put).collect();
    reply(&json!({"UnprocessedItems": {"Music": requests}}))
}

/// A response to a batch that was processed.
fn processed() -> Reply {
    reply(&json!({"UnprocessedItems": {}}))
}

/// Types of attributes: string, number, set, binary data, NULL, list, map and Boolean.
fn structs_are_items(programs: &Programs) {
    let song = json!({
        "Artist": "Acme Band",
        "SongTitle": "Happy Day ♪",
        "Year": null,
        "Plays": u64::MAX,
        "Genres": ["Rock", "Country"],
        "Cover": [0, 255, 16],
        "Awards": [{"Name": "Gold", "IsShared": true}, {"Name": "", "IsShared": false}],
        "Credits": {"Drums": "Ada"},
    });
    let run = import(programs, &format!("{song}\n"), vec![processed()]);
    run.ends(0, "1 songs\n", "");
    let item = json!({
        "Artist": {"S": "Acme Band"},
        "SongTitle": {"S": "Happy Day ♪"},
        "Year": {"NULL": true},
        "Plays": {"N": "18446744073709551615"},
        "Genres": {"SS": ["Country", "Rock"]},
        "Cover": {"B": "AP8Q"},
        "Awards": {"L": [
            {"M": {"Name": {"S": "Gold"}, "IsShared": {"BOOL": true}}},
            {"M": {"Name": {"S": ""}, "IsShared": {"BOOL": false}}},
        ]},
        "Credits": {"M": {"Drums": {"S": "Ada"}}},
    });
    let request = &run.requests[0];
    let expected = json!({"RequestItems": {"Music": [{"PutRequest": {"Item": item.clone()}}]}});
    assert_eq!(body(request), expected);
    let target = header(request, "x-amz-target");
    assert_eq!(target, ["DynamoDB_20120810.BatchWriteItem"]);
    let media_type = header(request, "content-type");
    assert_eq!(media_type, ["application/x-amz-json-1.0"]);
    is_signed_for(request, "dynamodb");

    // And back.
    let found = reply(&json!({"Responses": {"Music": [item]}, "UnprocessedKeys": {}}));
    let program = ["dynamodb", "get", "Music", "Acme Band", "Happy Day ♪"];
    let run = run::run(programs, &program, vec![found]);
    assert_eq!((run.code, &*run.err), (Some(0), ""));
    let mut read: Value = serde_json::from_str(&run.out).unwrap();
    read["Genres"].as_array_mut().unwrap().reverse();
    assert_eq!(read, song);
}

/// A batch has at most 25 requests. Those that were not processed are in the next one.
fn unprocessed_writes(programs: &Programs) {
    let replies = vec![unprocessed([3, 24]), unprocessed([3]), processed()];
    let run = import(programs, &songs(0..27), replies);
    run.ends(0, "27 songs\n", "");
    assert_eq!(written(&run, 0), (0..25).collect::<Vec<_>>());
    assert_eq!(written(&run, 1), [3, 24, 25, 26]);
    assert_eq!(written(&run, 2), [3]);
    assert_eq!(run.requests.len(), 3);
    // An empty set is left out: Amazon DynamoDB has none.
    let item = &body(&run.requests[0])["RequestItems"]["Music"][0]["PutRequest"]["Item"];
    assert!(item.get("Genres").is_none(), "{item}");
}

/// An error if nothing was processed.
fn throttled() -> Reply {
    let code = "com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException";
    run::json(
        400,
        &json!({"__type": code, "message": "The level of configured provisioned throughput"}),
    )
}

fn throttled_writes(programs: &Programs) {
    let run = import(
        programs,
        &songs(0..2),
        vec![throttled(), throttled(), processed()],
    );
    run.ends(0, "2 songs\n", "");
    assert_eq!(run.requests.len(), 3);
    assert!((0..3).all(|request| written(&run, request) == [0, 1]));
}

fn writes_without_end(programs: &Programs) {
    let replies = (0..8).map(|_| unprocessed([0, 1])).collect();
    let run = import(programs, &songs(0..2), replies);
    run.ends(1, "", "error: 2 requests were not processed\n");
    assert_eq!(run.requests.len(), 8);
}

/// A batch has at most 100 keys.
fn unprocessed_keys(programs: &Programs) {
    let titles: Vec<String> = (0..101).map(|title| title.to_string()).collect();
    let names = titles.iter().flat_map(|title| ["Acme Band", title]);
    let program: Vec<&str> = ["dynamodb", "get", "Music"]
        .into_iter()
        .chain(names)
        .collect();
    let item = |title| {
        let mut item = key(title);
        item["Year"] = json!({"N": "1999"});
        item
    };
    let first = json!({
        "Responses": {"Music": [item(5)]},
        "UnprocessedKeys": {"Music": {"Keys": [key(7)]}},
    });
    let second = json!({"Responses": {"Music": [item(100), item(7)]}, "UnprocessedKeys": {}});
    let run = run(programs, &program, vec![reply(&first), reply(&second)]);
    assert_eq!((run.code, &*run.err), (Some(0), ""));
    let line = |line| {
        let song: Value = serde_json::from_str(line).unwrap();
        (song["SongTitle"].clone(), song["Year"].clone())
    };
    let lines: Vec<_> = run.out.lines().map(line).collect();
    assert_eq!(
        lines,
        ["5", "100", "7"].map(|title| (json!(title), json!(1999)))
    );
    let keys =
        |request: usize| body(&run.requests[request])["RequestItems"]["Music"]["Keys"].clone();
    assert_eq!(keys(0), Value::from_iter((0..100).map(key)));
    assert_eq!(keys(1), json!([key(7), key(100)]));
    let target = header(&run.requests[1], "x-amz-target");
    assert_eq!(target, ["DynamoDB_20120810.BatchGetItem"]);
}

fn pages(programs: &Programs) {
    let page = |title| {
        let mut item = key(title);
        item["Genres"] = json!({"SS": ["Rock"]});
        json!({"Items": [item], "Count": 1, "ScannedCount": 1})
    };
    let mut first = page(1);
    first["LastEvaluatedKey"] = key(1);
    let program = ["dynamodb", "list", "Music", "Acme Band"];
    let run = run(programs, &program, vec![reply(&first), reply(&page(2))]);
    let line = |title: usize| {
        format!(
            "{{\"Artist\":\"Acme Band\",\"SongTitle\":\"{title}\",\"Year\":null,\"Plays\":0,\
             \"Genres\":[\"Rock\"],\"Cover\":[],\"Awards\":[],\"Credits\":{{}}}}\n"
        )
    };
    run.ends(0, &(line(1) + &line(2)), "");
    let mut expected = json!({
        "TableName": "Music",
        "KeyConditionExpression": "Artist = :artist",
        "ExpressionAttributeValues": {":artist": {"S": "Acme Band"}},
    });
    assert_eq!(body(&run.requests[0]), expected);
    expected["ExclusiveStartKey"] = key(1);
    assert_eq!(body(&run.requests[1]), expected);
}

fn errors(programs: &Programs) {
    let code = "com.amazonaws.dynamodb.v20120810#ResourceNotFoundException";
    let missing = json!({"__type": code, "message": "Requested resource not found"});
    let run = import(programs, &songs(0..30), vec![run::json(400, &missing)]);
    assert_eq!((run.code, &*run.out, run.requests.len()), (Some(1), "", 1));
    let parts = [
        "error: 30 requests were not processed: BatchWriteItem",
        "Requested resource",
    ];
    assert!(
        parts.iter().all(|part| run.err.contains(part)),
        "{}",
        run.err
    );

    // An item of another type, and an attribute of one that the model lacks.
    let program = ["dynamodb", "list", "Music", "Acme Band"];
    let attributes = [
        (json!({"S": "1999"}), "not a song"),
        (json!({"TS": "1999-12-31"}), "unknown type"),
    ];
    for (attribute, text) in attributes {
        let mut item = key(1);
        item["Year"] = attribute;
        let run = run::run(programs, &program, vec![reply(&json!({"Items": [item]}))]);
        assert_eq!((run.code, &*run.out), (Some(1), ""));
        assert!(run.err.contains(text), "{}", run.err);
    }
}
