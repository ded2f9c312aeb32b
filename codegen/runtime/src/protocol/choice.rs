//! Choice of the protocol of a service's calls.

use super::Rules;
use crate::codec::{FormatSet, Formats};
use crate::config::ConfigError;
use crate::operation::{Protocol, Service};
use std::marker::PhantomData;

/// Rules of the protocols of a service whose features are enabled, in the order of the service.
pub(crate) type Table = [Option<&'static Rules>; 8];

/// Returns the rules of the protocols that a service supports. As a constant, it leaves the code of others out of the
/// program.
pub(crate) const fn table(offered: &[Protocol]) -> Table {
    let mut table: Table = [None; 8];
    let mut rest = offered;
    let mut free: &mut [Option<&'static Rules>] = &mut table;
    while let ([protocol, others @ ..], [place, after @ ..]) = (rest, free) {
        *place = super::rules(*protocol);
        (rest, free) = (others, after);
    }
    table
}

/// Formats of the protocols that a service supports.
pub(crate) struct Of<S>(PhantomData<S>);

impl<S: Service> Formats for Of<S> {
    const SET: FormatSet = formats(S::PROTOCOLS);
}

const fn formats(mut protocols: &[Protocol]) -> FormatSet {
    let mut set = FormatSet::EMPTY;
    while let [protocol, rest @ ..] = protocols {
        if let Some(rules) = super::rules(*protocol) {
            set = set.with(rules.codec);
        }
        protocols = rest;
    }
    set
}

/// Returns the rules of the protocol `wanted`, else of the first that the service supports and whose feature is
/// enabled.
pub(crate) fn choose(
    service: &'static str,
    offered: &'static [Protocol],
    rules: Table,
    wanted: Option<Protocol>,
) -> Result<&'static Rules, ConfigError> {
    let is_wanted = |protocol: Protocol| wanted.is_none_or(|wanted| wanted == protocol);
    if !offered.iter().any(|it| is_wanted(*it)) {
        return Err(ConfigError::protocol_not_offered(service, offered, wanted));
    }
    let mut built = rules.into_iter().flatten();
    built
        .find(|it| is_wanted(it.protocol))
        .ok_or_else(|| ConfigError::protocol_not_built(service, wanted))
}
