//! Scope of a call's signatures: the service and the regions that they are for.

use crate::credentials::Credentials;
use crate::sign::{Algorithm, PathEncoding, Signing};
use std::time::SystemTime;

/// Scope of a signature.
#[derive(Clone)]
pub(super) struct Scope {
    /// Signing name of the service.
    pub(super) name: String,
    pub(super) regions: Regions,
}

/// Regions in which a signature is valid.
#[derive(Clone)]
pub(super) enum Regions {
    /// One region: SigV4.
    One(String),
    /// Several regions, separated by commas: SigV4a.
    Set(String),
}

impl Scope {
    /// Returns the parameters of a signature in this scope.
    pub(super) fn signing<'a>(
        &'a self,
        credentials: &'a Credentials,
        time: SystemTime,
    ) -> Signing<'a> {
        let algorithm = match &self.regions {
            Regions::One(region) => Algorithm::SigV4 { region },
            Regions::Set(region_set) => Algorithm::SigV4a { region_set },
        };
        Signing {
            name: &self.name,
            algorithm,
            path: PathEncoding::Twice,
            credentials,
            time,
        }
    }
}
