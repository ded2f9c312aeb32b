//! Features that a request uses, as the user agent lists them.

use std::fmt::{self, Write as _};
use std::ops::{BitOr, BitOrAssign};

/// Set of features, such as the retry mode, a paginator, and the sources of the credentials.
///
/// The AWS SDKs number the features that they report. The code of a feature is its number in base 64: `A` to `Z`, `a`
/// to `z`, `0` to `9`, `+` and `-`, then `AA`, `AB` and so on. The set has a bit for each of the first 128.
///
/// Source of the codes: botocore, `useragent.py`; smithy-rs, `aws-runtime/src/user_agent/metrics.rs`.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Features(u128);

#[allow(
    dead_code,
    reason = "some belong to sources of credentials and schemes that are features of the crate"
)]
impl Features {
    pub(crate) const NONE: Self = Self(0);
    pub(crate) const WAITER: Self = Self::coded("B");
    pub(crate) const PAGINATOR: Self = Self::coded("C");
    pub(crate) const RETRY_MODE_STANDARD: Self = Self::coded("E");
    pub(crate) const RETRY_MODE_ADAPTIVE: Self = Self::coded("F");
    pub(crate) const S3_EXPRESS_BUCKET: Self = Self::coded("J");
    pub(crate) const GZIP_REQUEST_COMPRESSION: Self = Self::coded("L");
    pub(crate) const PROTOCOL_RPC_V2_CBOR: Self = Self::coded("M");
    pub(crate) const ENDPOINT_OVERRIDE: Self = Self::coded("N");
    pub(crate) const ACCOUNT_ID_MODE_PREFERRED: Self = Self::coded("P");
    pub(crate) const ACCOUNT_ID_MODE_DISABLED: Self = Self::coded("Q");
    pub(crate) const ACCOUNT_ID_MODE_REQUIRED: Self = Self::coded("R");
    pub(crate) const SIGV4A_SIGNING: Self = Self::coded("S");
    pub(crate) const RESOLVED_ACCOUNT_ID: Self = Self::coded("T");
    pub(crate) const FLEXIBLE_CHECKSUMS_REQ_CRC32: Self = Self::coded("U");
    pub(crate) const FLEXIBLE_CHECKSUMS_REQ_CRC32C: Self = Self::coded("V");
    pub(crate) const FLEXIBLE_CHECKSUMS_REQ_CRC64: Self = Self::coded("W");
    pub(crate) const FLEXIBLE_CHECKSUMS_REQ_SHA1: Self = Self::coded("X");
    pub(crate) const FLEXIBLE_CHECKSUMS_REQ_SHA256: Self = Self::coded("Y");
    pub(crate) const FLEXIBLE_CHECKSUMS_REQ_WHEN_SUPPORTED: Self = Self::coded("Z");
    pub(crate) const FLEXIBLE_CHECKSUMS_REQ_WHEN_REQUIRED: Self = Self::coded("a");
    pub(crate) const FLEXIBLE_CHECKSUMS_RES_WHEN_SUPPORTED: Self = Self::coded("b");
    pub(crate) const FLEXIBLE_CHECKSUMS_RES_WHEN_REQUIRED: Self = Self::coded("c");
    pub(crate) const CREDENTIALS_CODE: Self = Self::coded("e");
    pub(crate) const CREDENTIALS_ENV_VARS: Self = Self::coded("g");
    pub(crate) const CREDENTIALS_ENV_VARS_STS_WEB_ID_TOKEN: Self = Self::coded("h");
    pub(crate) const CREDENTIALS_STS_ASSUME_ROLE: Self = Self::coded("i");
    pub(crate) const CREDENTIALS_STS_ASSUME_ROLE_WEB_ID: Self = Self::coded("k");
    pub(crate) const CREDENTIALS_PROFILE: Self = Self::coded("n");
    pub(crate) const CREDENTIALS_PROFILE_SOURCE_PROFILE: Self = Self::coded("o");
    pub(crate) const CREDENTIALS_PROFILE_NAMED_PROVIDER: Self = Self::coded("p");
    pub(crate) const CREDENTIALS_PROFILE_STS_WEB_ID_TOKEN: Self = Self::coded("q");
    pub(crate) const CREDENTIALS_PROFILE_SSO: Self = Self::coded("r");
    pub(crate) const CREDENTIALS_SSO: Self = Self::coded("s");
    pub(crate) const CREDENTIALS_PROFILE_SSO_LEGACY: Self = Self::coded("t");
    pub(crate) const CREDENTIALS_SSO_LEGACY: Self = Self::coded("u");
    pub(crate) const CREDENTIALS_PROFILE_PROCESS: Self = Self::coded("v");
    pub(crate) const CREDENTIALS_PROCESS: Self = Self::coded("w");
    pub(crate) const CREDENTIALS_HTTP: Self = Self::coded("z");
    pub(crate) const CREDENTIALS_IMDS: Self = Self::coded("0");
    pub(crate) const BEARER_SERVICE_ENV_VARS: Self = Self::coded("3");
    pub(crate) const CREDENTIALS_PROFILE_LOGIN: Self = Self::coded("AC");
    pub(crate) const CREDENTIALS_LOGIN: Self = Self::coded("AD");
    pub(crate) const FLEXIBLE_CHECKSUMS_REQ_MD5: Self = Self::coded("AE");
    pub(crate) const FLEXIBLE_CHECKSUMS_REQ_SHA512: Self = Self::coded("AF");
    pub(crate) const FLEXIBLE_CHECKSUMS_REQ_XXHASH3: Self = Self::coded("AG");
    pub(crate) const FLEXIBLE_CHECKSUMS_REQ_XXHASH64: Self = Self::coded("AH");
    pub(crate) const FLEXIBLE_CHECKSUMS_REQ_XXHASH128: Self = Self::coded("AI");
}

impl Features {
    /// Returns the feature with this code; none if the code is not one of the first 128.
    pub(crate) const fn coded(code: &str) -> Self {
        let number = match code.as_bytes() {
            [low] => digit(*low),
            [high, low] => match (digit(*high), digit(*low)) {
                (Some(high), Some(low)) => Some((high + 1) * 64 + low),
                _ => None,
            },
            _ => None,
        };
        match number {
            Some(number @ 0..=127) => Self(1 << number),
            _ => Self::NONE,
        }
    }

    pub(crate) fn is_empty(self) -> bool {
        self == Self::NONE
    }
}

/// Returns the value of a digit in base 64.
const fn digit(byte: u8) -> Option<u32> {
    let value = match byte {
        b'A'..=b'Z' => byte - b'A',
        b'a'..=b'z' => byte - b'a' + 26,
        b'0'..=b'9' => byte - b'0' + 52,
        b'+' => 62,
        b'-' => 63,
        _ => return None,
    };
    Some(value as u32)
}

/// Returns the digit of a value below 64.
fn letter(value: u32) -> char {
    let value = u8::try_from(value).unwrap_or_default();
    char::from(match value {
        0..=25 => b'A' + value,
        26..=51 => b'a' + (value - 26),
        52..=61 => b'0' + (value - 52),
        62 => b'+',
        _ => b'-',
    })
}

impl BitOr for Features {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

impl BitOrAssign for Features {
    fn bitor_assign(&mut self, other: Self) {
        *self = *self | other;
    }
}

impl fmt::Display for Features {
    /// Writes the codes in the order of their numbers, separated by commas.
    ///
    /// All of them have 319 bytes, so the list never reaches the 1024 bytes that the SDKs allow.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut rest = self.0;
        while rest != 0 {
            let number = rest.trailing_zeros();
            if let Some(high) = (number / 64).checked_sub(1) {
                formatter.write_char(letter(high))?;
            }
            formatter.write_char(letter(number % 64))?;
            rest &= rest - 1;
            if rest != 0 {
                formatter.write_char(',')?;
            }
        }
        Ok(())
    }
}

impl fmt::Debug for Features {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "\"{self}\"")
    }
}

#[cfg(test)]
mod tests;
