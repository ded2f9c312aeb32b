//! Prints the repositories that are linked with an account, or with a server on this machine:
//!
//! ```sh
//! cargo run -p local-server
//! cargo run -p local-server -- http://localhost:4566
//! ```
//!
//! `AWS_ENDPOINT_URL` sets the URL without an argument.

use generated::codeconnections::Client;
use generated::codeconnections::operation::list_repository_links::ListRepositoryLinksInput;
use generated::runtime::{Config, ConfigError, Credentials};
use std::env;
use std::error::Error;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let config = match env::args().nth(1) {
        Some(url) => local(&url)?,
        None => Config::from_env()?,
    };
    for name in repositories(&Client::new(&config)).await? {
        println!("{name}");
    }
    Ok(())
}

/// Returns a configuration for a local server, which reads no files and variables, so that it never calls AWS.
fn local(url: &str) -> Result<Config, ConfigError> {
    Config::builder()
        .endpoint_url(url)
        .region("us-east-1")
        .credentials(Credentials::new("test", "test"))
        .build()
}

/// Returns the names of all linked repositories.
async fn repositories(client: &Client) -> Result<Vec<String>, Box<dyn Error>> {
    let mut names = Vec::new();
    let mut pages = client.list_repository_links_pages(ListRepositoryLinksInput::new());
    while let Some(page) = pages.next_page().await? {
        for link in page.repository_links {
            names.push(format!("{}/{}", link.owner_id, link.repository_name));
        }
    }
    Ok(names)
}

#[cfg(test)]
mod tests {
    use super::{local, repositories};
    use axum::Router;
    use axum::http::{HeaderMap, StatusCode};
    use axum::routing::post;
    use generated::codeconnections::Client;
    use serde_json::{Value, json};
    use tokio::net::TcpListener;

    /// Responds like AWS CodeConnections, with a page for each repository.
    async fn respond(headers: HeaderMap, body: String) -> (StatusCode, String) {
        let target = headers["x-amz-target"].to_str().unwrap();
        let signature = headers["authorization"].to_str().unwrap();
        if !signature.starts_with("AWS4-HMAC-SHA256 Credential=test/") {
            let denied = json!({"__type": "AccessDeniedException", "Message": "wrong key"});
            return (StatusCode::BAD_REQUEST, denied.to_string());
        }
        assert!(target.ends_with(".ListRepositoryLinks"), "{target}");
        let input: Value = serde_json::from_str(&body).unwrap();
        let link = |name| json!([{"OwnerId": "example", "RepositoryName": name}]);
        let page = match input["NextToken"].as_str() {
            None => json!({"RepositoryLinks": link("infrastructure"), "NextToken": "2"}),
            Some(token) => {
                assert_eq!(token, "2");
                json!({"RepositoryLinks": link("website")})
            }
        };
        (StatusCode::OK, page.to_string())
    }

    /// Starts the server on a free port, and returns its URL. It ends with the test.
    async fn serve() -> String {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let app = Router::new().route("/", post(respond));
        tokio::spawn(async { axum::serve(listener, app).await });
        url
    }

    #[tokio::test]
    async fn all_pages_of_a_local_server_are_read() {
        let client = Client::new(&local(&serve().await).unwrap());
        let names = repositories(&client).await.unwrap();
        assert_eq!(names, ["example/infrastructure", "example/website"]);
    }

    #[tokio::test]
    async fn an_error_of_the_server_has_its_code_and_message() {
        use generated::runtime::Credentials;
        let config = local(&serve().await).unwrap();
        let config = config.with_credentials(Credentials::new("other", "test"));
        let error = repositories(&Client::new(&config)).await.unwrap_err();
        let text = error.to_string();
        assert!(
            text.contains("AccessDeniedException") && text.contains("wrong key"),
            "{text}"
        );
    }
}
