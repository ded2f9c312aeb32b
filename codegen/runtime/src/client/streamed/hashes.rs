//! Hashes of a streamed body, which is read for them once before it is sent.

use super::tree_hash::TreeHash;
use crate::hex::hex;
use crate::transport::{Body, BoxError};
use http::HeaderValue;
use sha2::{Digest, Sha256};

/// Number of bytes that are hashed without a pause for other tasks.
const PART: usize = 1024 * 1024;

/// Hashes in hexadecimal digits.
pub(in crate::client) struct Hashes {
    /// SHA-256 hash, for the signature.
    pub(in crate::client) content: HeaderValue,
    /// Tree hash, if the operation needs it.
    pub(in crate::client) tree: Option<HeaderValue>,
}

impl Hashes {
    /// Reads `body` for its hashes, in one pass and without keeping it.
    pub(super) async fn read(mut body: Body, with_tree: bool) -> Result<Self, BoxError> {
        let mut content = Sha256::new();
        let mut tree = with_tree.then(TreeHash::default);
        let mut hashed = 0;
        while let Some(piece) = body.next().await {
            for part in piece?.chunks(PART) {
                content.update(part);
                if let Some(tree) = &mut tree {
                    tree.update(part);
                }
                hashed += part.len();
                if hashed >= PART {
                    hashed = 0;
                    tokio::task::yield_now().await;
                }
            }
        }
        let tree = tree.map(|tree| value(&tree.finish())).transpose()?;
        let content = value(&content.finalize())?;
        Ok(Self { content, tree })
    }
}

fn value(hash: &[u8]) -> Result<HeaderValue, BoxError> {
    Ok(HeaderValue::try_from(hex(hash))?)
}
