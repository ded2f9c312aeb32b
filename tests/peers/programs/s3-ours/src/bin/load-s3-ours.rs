//! This project's client of Amazon S3 under load, as its default configuration has it.

use clients::s3::Client;
use clients::s3::operation::get_object::{GetObjectInput, GetObjectInputRequired};
use clients::s3::operation::list_objects_v2::ListObjectsV2Input;
use measure::{Call, Result, call, expect};

fn main() -> Result {
    measure::main(client)
}

async fn client(name: String) -> Result<Call> {
    let client = Client::from_env().await?;
    Ok(match name.as_str() {
        "get" => get(client),
        "list" => list(client),
        _ => return Err(format!("there is no call {name}").into()),
    })
}

fn get(client: Client) -> Call {
    call(move || {
        let client = client.clone();
        let (bucket, key) = ("bucket".to_owned(), "key".to_owned());
        let input = GetObjectInput::new(GetObjectInputRequired { bucket, key });
        async move {
            let content = client.get_object(input).await?.body.bytes(1 << 20).await?;
            expect(content.len() == 1024)
        }
    })
}

fn list(client: Client) -> Call {
    call(move || {
        let client = client.clone();
        let input = ListObjectsV2Input::new("bucket");
        async move {
            let listed = client.list_objects_v2(input).await?;
            expect(listed.contents.is_some_and(|it| it.len() == 1000))
        }
    })
}
