//! `sns`: Publish and PublishBatch of the API reference of Amazon SNS.

use crate::query::{Operation, calls, error, xml};
use crate::run::{self, run};
use crate::server::Reply;
use crate::workspace::Programs;

const TOPIC: &str = "arn:aws:sns:us-west-2:123456789012:MyTopic";

/// Runs all cases.
pub fn check(programs: &Programs) {
    message(programs);
    batches(programs);
    failed_entries(programs);
    errors(programs);
}

const fn operation(name: &'static str) -> Operation {
    Operation {
        service: "sns",
        version: "2010-03-31",
        name,
    }
}

const PUBLISH_BATCH: Operation = operation("PublishBatch");

fn message(programs: &Programs) {
    let text = "order 1 = 10 €, paid & sent + \"signed\"\n%20~";
    let reply = xml(
        200,
        "<PublishResponse xmlns=\"https://sns.amazonaws.com/doc/2010-03-31/\">
            <PublishResult>
                <MessageId>567910cd-659e-55d4-8ccb-5aaf14679dc0</MessageId>
            </PublishResult>
            <ResponseMetadata>
                <RequestId>d74b8436-ae13-5ab4-a9ff-ce54dfea72a0</RequestId>
            </ResponseMetadata>
        </PublishResponse>",
    );
    let run = run(programs, &["sns", TOPIC, text], vec![reply]);
    run.ends(0, "567910cd-659e-55d4-8ccb-5aaf14679dc0\n", "");
    let parameters = [("Message", text), ("TopicArn", TOPIC)];
    calls(&run.requests[0], &operation("Publish"), &parameters);
}

/// A response of PublishBatch, with elements for messages that succeeded, and for those that failed.
fn published(successful: impl IntoIterator<Item = usize>, failed: &str) -> Reply {
    let entry = |id| {
        format!(
            "<member>
                <MessageId>message-{id}</MessageId>
                <Id>{id}</Id>
            </member>"
        )
    };
    let successful: String = successful.into_iter().map(entry).collect();
    xml(
        200,
        &format!(
            "<PublishBatchResponse xmlns=\"http://sns.amazonaws.com/doc/2010-03-31/\">
                <PublishBatchResult>
                    <Failed>{failed}</Failed>
                    <Successful>{successful}</Successful>
                </PublishBatchResult>
                <ResponseMetadata>
                    <RequestId>1549581b-12b7-11e3-895e-1334aEXAMPLE</RequestId>
                </ResponseMetadata>
            </PublishBatchResponse>"
        ),
    )
}

/// A batch has at most ten messages.
fn batches(programs: &Programs) {
    let texts: Vec<String> = (1..=12).map(|id| format!("order {id}")).collect();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let program = [&["sns", TOPIC], &texts[..]].concat();
    let replies = vec![published(1..=10, ""), published(11..=12, "")];
    let run = run(programs, &program, replies);
    let lines: String = (1..=12).map(|id| format!("{id}  message-{id}\n")).collect();
    run.ends(0, &lines, "");
    let sizes = run.requests.iter().zip([1..=10, 11..=12]);
    for (request, ids) in sizes {
        let entries: Vec<[String; 4]> = ids.zip(1..).map(entry).collect();
        let mut parameters = vec![("TopicArn", TOPIC)];
        for [id, id_value, message, text] in &entries {
            parameters.extend([(&**id, &**id_value), (&**message, &**text)]);
        }
        calls(request, &PUBLISH_BATCH, &parameters);
    }
}

/// Names and values of the parameters of an entry.
fn entry((id, position): (usize, usize)) -> [String; 4] {
    let prefix = format!("PublishBatchRequestEntries.member.{position}");
    [
        format!("{prefix}.Id"),
        id.to_string(),
        format!("{prefix}.Message"),
        format!("order {id}"),
    ]
}

/// The status of the call is 200.
fn failed_entries(programs: &Programs) {
    let failed = "
        <member>
            <Id>1</Id>
            <Code>InvalidParameter</Code>
            <Message>Invalid parameter: Message &lt;empty&gt;</Message>
            <SenderFault>true</SenderFault>
        </member>
        <member>
            <Id>3</Id>
            <Code>InternalError</Code>
            <SenderFault>false</SenderFault>
        </member>";
    let program = ["sns", TOPIC, "", "order 2", "order 3"];
    let run = run(programs, &program, vec![published([2], failed)]);
    let lines = [
        "1  rejected: InvalidParameter: Invalid parameter: Message <empty>\n",
        "3  failed: InternalError: \n",
        "error: 2 of 3 messages were not published\n",
    ];
    run.ends(1, "2  message-2\n", &lines.concat());
    assert_eq!(run.requests.len(), 1, "a batch is not published again");
    let parameters = [
        ("PublishBatchRequestEntries.member.1.Id", "1"),
        ("PublishBatchRequestEntries.member.1.Message", ""),
        ("PublishBatchRequestEntries.member.2.Id", "2"),
        ("PublishBatchRequestEntries.member.2.Message", "order 2"),
        ("PublishBatchRequestEntries.member.3.Id", "3"),
        ("PublishBatchRequestEntries.member.3.Message", "order 3"),
        ("TopicArn", TOPIC),
    ];
    calls(&run.requests[0], &PUBLISH_BATCH, &parameters);
}

/// The code of an error is another than the name of its shape.
fn errors(programs: &Programs) {
    let missing = error(404, "NotFound", "Topic does not exist");
    let run = run(programs, &["sns", TOPIC, "text"], vec![missing]);
    run.ends(1, "", &format!("error: there is no topic {TOPIC}\n"));

    let message = "The batch request contains entries that exceed 262144 bytes";
    let long = error(400, "BatchRequestTooLong", message);
    let run = run::run(programs, &["sns", TOPIC, "1", "2"], vec![long]);
    assert_eq!((run.code, &*run.out), (Some(1), ""));
    for part in ["PublishBatch", "BatchRequestTooLong", message, "b25f48e8"] {
        assert!(run.err.contains(part), "{}", run.err);
    }
}
