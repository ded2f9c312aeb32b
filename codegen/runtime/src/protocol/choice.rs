//! Choice of the protocol of a service's calls.

use super::Rules;
use crate::config::ConfigError;
use crate::operation::Protocol;

/// Returns the rules of the protocol `wanted`, else of the first that the service supports and whose feature is
/// enabled.
pub(crate) fn choose(
    service: &'static str,
    offered: &'static [Protocol],
    wanted: Option<Protocol>,
) -> Result<&'static Rules, ConfigError> {
    let is_wanted = |protocol: &&Protocol| wanted.is_none_or(|wanted| wanted == **protocol);
    let mut possible = offered.iter().filter(is_wanted).peekable();
    if possible.peek().is_none() {
        return Err(ConfigError::protocol_not_offered(service, offered, wanted));
    }
    possible
        .find_map(|protocol| super::rules(*protocol))
        .ok_or_else(|| ConfigError::protocol_not_built(service, wanted))
}
