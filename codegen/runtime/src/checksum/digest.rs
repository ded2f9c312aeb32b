//! Computation of checksums.

use super::ChecksumAlgorithm;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use crc_fast::CrcAlgorithm;
use sha1::Sha1;
use sha2::{Digest as _, Sha256};

/// Checksum of bytes that come in pieces.
pub(crate) enum Digest {
    Crc32(crc_fast::Digest),
    Crc64(crc_fast::Digest),
    Sha1(Sha1),
    Sha256(Sha256),
}

impl Digest {
    pub(crate) fn new(algorithm: ChecksumAlgorithm) -> Self {
        match algorithm {
            ChecksumAlgorithm::Crc64Nvme => {
                Self::Crc64(crc_fast::Digest::new(CrcAlgorithm::Crc64Nvme))
            }
            ChecksumAlgorithm::Crc32c => {
                Self::Crc32(crc_fast::Digest::new(CrcAlgorithm::Crc32Iscsi))
            }
            ChecksumAlgorithm::Crc32 => {
                Self::Crc32(crc_fast::Digest::new(CrcAlgorithm::Crc32IsoHdlc))
            }
            ChecksumAlgorithm::Sha1 => Self::Sha1(Sha1::new()),
            ChecksumAlgorithm::Sha256 => Self::Sha256(Sha256::new()),
        }
    }

    /// Returns the checksum of `bytes`, as headers have it.
    pub(crate) fn of(algorithm: ChecksumAlgorithm, bytes: &[u8]) -> String {
        let mut digest = Self::new(algorithm);
        digest.update(bytes);
        digest.finish()
    }

    pub(crate) fn update(&mut self, bytes: &[u8]) {
        match self {
            Self::Crc32(crc) | Self::Crc64(crc) => crc.update(bytes),
            Self::Sha1(hash) => hash.update(bytes),
            Self::Sha256(hash) => hash.update(bytes),
        }
    }

    /// Returns the checksum as headers have it: the base64 of its bytes, the most significant first.
    pub(crate) fn finish(self) -> String {
        match self {
            Self::Crc32(crc) => {
                // The lower half: a CRC of 32 bits is returned in 64.
                let [.., a, b, c, d] = crc.finalize().to_be_bytes();
                STANDARD.encode([a, b, c, d])
            }
            Self::Crc64(crc) => STANDARD.encode(crc.finalize().to_be_bytes()),
            Self::Sha1(hash) => STANDARD.encode(hash.finalize()),
            Self::Sha256(hash) => STANDARD.encode(hash.finalize()),
        }
    }
}

#[cfg(test)]
mod tests;
