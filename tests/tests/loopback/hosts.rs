//! URLs of endpoints in unusual spellings: what is signed is what is sent.

use crate::server::{Reply, Server};
use crate::world::{SECRET, call, client, config, config_to, header, input, signature};
use generated::codeconnections::operation::get_resource_sync_status::GetResourceSyncStatus;

/// A response that is read, and no more.
fn answer() -> Reply {
    Reply::new(200, r#"{"LatestSync": {}}"#)
}

#[tokio::test]
async fn an_address_is_signed_as_it_is_sent() {
    for host in [
        "127.0.0.1",
        "127.1",
        "127.0.1",
        "2130706433",
        "0x7f.1",
        "0177.0.0.1",
        "127.0.0.1.",
    ] {
        let server = Server::always(answer());
        let url = format!("HTTP://{host}:0{}", server.address().port());
        let configured = call(config_to(url.clone())).await;
        configured.expect("a configured URL");
        let client = client(config(&server));
        let of_call = client.request::<GetResourceSyncStatus>(input());
        of_call
            .endpoint_url(url)
            .send()
            .await
            .expect("the URL of a call");

        let requests = server.requests();
        assert_eq!(requests.len(), 2);
        for request in requests {
            assert_eq!(header(&request, "host"), server.address().to_string());
            signature(&request, SECRET);
        }
    }
}

#[tokio::test]
async fn a_path_is_signed_as_it_is_sent() {
    for (path, sent) in [
        ("", "/"),
        ("/a", "/a/"),
        ("/a//b/", "/a//b/"),
        ("/a%20b/%C3%A9", "/a%20b/%C3%A9/"),
        ("/-._~!$&'()*+,;=:@", "/-._~!$&'()*+,;=:@/"),
    ] {
        let server = Server::always(answer());
        call(config_to(server.url(path))).await.expect("a response");
        let requests = server.requests();
        assert_eq!(requests[0].target, sent);
        signature(&requests[0], SECRET);
    }
}
