//! The SDK's configuration without its chain of credential providers.

use aws_credential_types::Credentials;
use aws_credential_types::provider::SharedCredentialsProvider;
use aws_types::SdkConfig;
use aws_types::region::Region;
use aws_types::sdk_config::Builder;

/// A configuration with a region and keys.
pub fn config() -> Builder {
    let keys = Credentials::new("AKIDEXAMPLE", "secret", None, None, "static");
    SdkConfig::builder()
        .behavior_version(aws_sdk_proton::config::BehaviorVersion::latest())
        .region(Region::new("eu-west-1"))
        .credentials_provider(SharedCredentialsProvider::new(keys))
}
