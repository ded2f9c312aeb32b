//! Hashes of a streamed body, which is read for them once before it is sent.

use super::tree_hash::TreeHash;
#[cfg(feature = "checksums")]
use crate::checksum::{ChecksumAlgorithm, Digest};
use crate::executor;
use crate::hex::hex;
use crate::transport::{Body, BoxError};
use http::HeaderValue;
use sha2::{Digest as _, Sha256};

/// Number of bytes that are hashed without a pause for other tasks.
const PART: usize = 1024 * 1024;

const NO_HASH: &str = "its signature has the hash of its body, which is a stream that can be read only once: use bytes, a \
                       file or `ByteStream::from_repeatable`, or set the hash with the header `x-amz-content-sha256`";
const NO_TREE_HASH: &str = "it needs the hashes of its body, which is a stream that can be read only once: use bytes, a file or \
                            `ByteStream::from_repeatable`, or set the hashes with the headers `x-amz-content-sha256` and \
                            `x-amz-sha256-tree-hash`";
const NO_CHECKSUM: &str = "its checksum is sent before its body, which is a stream that can be read only once: use `https`, \
                           bytes, a file or `ByteStream::from_repeatable`, or set the checksum, such as with the header \
                           `x-amz-checksum-crc32`";

/// Hashes of a body that a request needs.
#[derive(Clone, Copy)]
pub(super) struct Wanted {
    /// SHA-256 hash, for the signature.
    pub(super) content: bool,
    pub(super) tree: bool,
    /// True if the request does not have the tree hash.
    pub(super) needs_tree: bool,
    #[cfg(feature = "checksums")]
    pub(super) checksum: Option<ChecksumAlgorithm>,
}

impl Wanted {
    /// Returns true if the body must be read for a request, which may be signed.
    pub(super) fn is_needed(self, is_signed: bool) -> bool {
        (self.content && is_signed) || self.needs_tree || self.has_checksum()
    }

    fn has_checksum(self) -> bool {
        #[cfg(feature = "checksums")]
        return self.checksum.is_some();
        #[cfg(not(feature = "checksums"))]
        false
    }

    /// Returns the error of a body that can be read only once.
    pub(super) fn missing(self) -> &'static str {
        match self {
            Self { tree: true, .. } => NO_TREE_HASH,
            _ if self.has_checksum() => NO_CHECKSUM,
            _ => NO_HASH,
        }
    }
}

/// Hashes as headers have them.
pub(super) struct Hashes {
    /// SHA-256 hash, for the signature.
    pub(super) content: Option<HeaderValue>,
    /// Tree hash, if the operation needs it.
    pub(super) tree: Option<HeaderValue>,
    #[cfg(feature = "checksums")]
    pub(super) checksum: Option<(ChecksumAlgorithm, HeaderValue)>,
}

impl Hashes {
    /// Reads `body` for its hashes, in one pass and without keeping it.
    pub(super) async fn read(mut body: Body, wanted: Wanted) -> Result<Self, BoxError> {
        let mut content = wanted.content.then(Sha256::new);
        let mut tree = wanted.tree.then(TreeHash::default);
        #[cfg(feature = "checksums")]
        let mut checksum = wanted.checksum.map(|it| (it, Digest::new(it)));
        let mut hashed = 0;
        while let Some(piece) = body.next().await {
            for part in piece?.chunks(PART) {
                if let Some(content) = &mut content {
                    content.update(part);
                }
                if let Some(tree) = &mut tree {
                    tree.update(part);
                }
                #[cfg(feature = "checksums")]
                if let Some((_, checksum)) = &mut checksum {
                    checksum.update(part);
                }
                hashed += part.len();
                if hashed >= PART {
                    hashed = 0;
                    executor::yield_now().await;
                }
            }
        }
        let content = content.map(|it| hex_value(&it.finalize())).transpose()?;
        let tree = tree.map(|it| hex_value(&it.finish())).transpose()?;
        #[cfg(feature = "checksums")]
        let checksum = match checksum {
            Some((algorithm, it)) => Some((algorithm, HeaderValue::try_from(it.finish())?)),
            None => None,
        };
        Ok(Self {
            content,
            tree,
            #[cfg(feature = "checksums")]
            checksum,
        })
    }
}

fn hex_value(hash: &[u8]) -> Result<HeaderValue, BoxError> {
    Ok(HeaderValue::try_from(hex(hash))?)
}
