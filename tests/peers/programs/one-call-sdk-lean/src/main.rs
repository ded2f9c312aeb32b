//! One call to each of the two services, by the official SDK with as little of it as it allows.

#[path = "../../shared/sdk.rs"]
mod sdk;

use aws_smithy_http_client::Builder;
use aws_smithy_http_client::tls::Provider;
use aws_smithy_http_client::tls::rustls_provider::CryptoMode;

fn main() -> sdk::Result {
    let tls = Provider::Rustls(CryptoMode::Ring);
    let http = Builder::new().tls_provider(tls).build_https();
    let config = aws_config::defaults(aws_config::BehaviorVersion::latest()).http_client(http);
    sdk::run(config.load())
}
