//! Supported algorithms.

use std::fmt;

/// Algorithm of a checksum.
///
/// The SDK for Rust supports the same. Models also name MD5, SHA-512 and XXHash: a checksum of these is sent if the input
/// has its value, and not computed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ChecksumAlgorithm {
    /// CRC-64/NVME, as specified by NVM Express.
    Crc64Nvme,
    /// CRC-32C (Castagnoli), as of RFC 3720, section 12.1.
    Crc32c,
    /// CRC-32, as of ISO/IEC 3309, gzip and Ethernet.
    Crc32,
    /// SHA-1 (FIPS 180-4).
    Sha1,
    /// SHA-256 (FIPS 180-4).
    Sha256,
}

impl ChecksumAlgorithm {
    /// All algorithms, the one that costs least first.
    pub(crate) const ALL: [Self; 5] = [
        Self::Crc64Nvme,
        Self::Crc32c,
        Self::Crc32,
        Self::Sha1,
        Self::Sha256,
    ];

    /// Returns the algorithm with this name, in any case.
    pub(crate) fn named(name: &str) -> Option<Self> {
        let is_named = |it: &Self| it.as_str().eq_ignore_ascii_case(name);
        Self::ALL.into_iter().find(is_named)
    }

    /// Returns the name in models.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Crc64Nvme => "CRC64NVME",
            Self::Crc32c => "CRC32C",
            Self::Crc32 => "CRC32",
            Self::Sha1 => "SHA1",
            Self::Sha256 => "SHA256",
        }
    }

    /// Returns the name of the header or trailer with the checksum.
    pub(crate) const fn header(self) -> &'static str {
        match self {
            Self::Crc64Nvme => "x-amz-checksum-crc64nvme",
            Self::Crc32c => "x-amz-checksum-crc32c",
            Self::Crc32 => "x-amz-checksum-crc32",
            Self::Sha1 => "x-amz-checksum-sha1",
            Self::Sha256 => "x-amz-checksum-sha256",
        }
    }

    /// Returns the length of a checksum in bytes, before it is encoded.
    pub(crate) const fn size(self) -> u64 {
        match self {
            Self::Crc64Nvme => 8,
            Self::Crc32c | Self::Crc32 => 4,
            Self::Sha1 => 20,
            Self::Sha256 => 32,
        }
    }
}

impl fmt::Display for ChecksumAlgorithm {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}
