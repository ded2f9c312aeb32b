//! One call to each of the two services, by as little of the official SDK as it allows, without its credential chain.

#[path = "../../shared/keys.rs"]
mod keys;
#[path = "../../shared/sdk.rs"]
mod sdk;

use aws_smithy_http_client::Builder;
use aws_smithy_http_client::tls::Provider;
use aws_smithy_http_client::tls::rustls_provider::CryptoMode;

fn main() -> sdk::Result {
    let tls = Provider::Rustls(CryptoMode::Ring);
    let http = Builder::new().tls_provider(tls).build_https();
    sdk::run(async { keys::config().http_client(http).build() })
}
