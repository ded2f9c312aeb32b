//! The error of a call that needs a region where none is configured.

use super::Config;
use super::profile::config_file;
use crate::error::OneLine;

impl Config {
    /// Says that calls of `service` need a region, and where it can be set.
    ///
    /// Variables and profiles are named as places only if this configuration reads them.
    pub(crate) fn no_region(&self, service: &str) -> String {
        let problem = format!(
            "no region is configured for {service}: set it in code (`ConfigBuilder::region`)"
        );
        if !self.0.reads_environment {
            return format!(
                "{problem}, or let AWS_REGION and the profile be read (`Config::from_env` or `ConfigBuilder::environment`)"
            );
        }
        let profile = OneLine(self.profiles().selected());
        let file = config_file(self.environment());
        let file = file.map_or_else(
            || "the file that AWS_CONFIG_FILE names".to_owned(),
            |file| OneLine(&file.to_string_lossy()).to_string(),
        );
        format!(
            "{problem}, in the variable AWS_REGION, or as `region` of the profile {profile:?} in {file}"
        )
    }
}
