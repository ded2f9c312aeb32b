//! SHA-256 tree hash: that of the hashes of leaves of 1 MiB, which are joined in pairs until one is left. A hash without a
//! pair moves up. Source: Amazon S3 Glacier's developer guide, "Computing Checksums".

use sha2::{Digest, Sha256};

/// Number of bytes of a leaf, but for the last.
const LEAF: usize = 1024 * 1024;

type Hash = [u8; 32];

/// Tree hash of bytes that come in pieces. It has one hash for each level of the tree.
#[derive(Default)]
pub(super) struct TreeHash {
    leaf: Sha256,
    /// Number of bytes in `leaf`.
    filled: usize,
    /// Roots of complete trees with their heights, which decrease.
    roots: Vec<(u32, Hash)>,
}

impl TreeHash {
    pub(super) fn update(&mut self, mut bytes: &[u8]) {
        while !bytes.is_empty() {
            let free = LEAF.saturating_sub(self.filled);
            let (part, rest) = bytes.split_at_checked(free).unwrap_or((bytes, &[]));
            self.leaf.update(part);
            self.filled += part.len();
            if self.filled == LEAF {
                self.end_leaf();
            }
            bytes = rest;
        }
    }

    /// Returns the hash. That of no bytes is the SHA-256 hash of nothing, as in botocore.
    pub(super) fn finish(mut self) -> Hash {
        if self.filled > 0 || self.roots.is_empty() {
            self.end_leaf();
        }
        let roots = self.roots.into_iter().map(|(_, root)| root);
        let all = roots.rev().reduce(|right, left| joined(left, right));
        all.unwrap_or_default()
    }

    /// Adds a leaf, and joins trees of the same height.
    fn end_leaf(&mut self) {
        self.filled = 0;
        let mut root = self.leaf.finalize_reset().into();
        let mut height = 0;
        while let Some((_, left)) = self.roots.pop_if(|(other, _)| *other == height) {
            root = joined(left, root);
            height += 1;
        }
        self.roots.push((height, root));
    }
}

fn joined(left: Hash, right: Hash) -> Hash {
    Sha256::new()
        .chain_update(left)
        .chain_update(right)
        .finalize()
        .into()
}

#[cfg(test)]
mod tests {
    use super::{LEAF, TreeHash};
    use crate::hex::hex;

    /// Numbers of times that `a` is hashed, and hashes. The first five are of botocore's tests of `calculate_tree_hash`; the
    /// others are of Python's hashlib, level by level:
    ///
    /// ```python
    /// nodes = [sha256(data[i:i + 2**20]).digest() for i in range(0, len(data), 2**20)]
    /// while len(nodes) > 1:
    ///     pairs = [nodes[i:i + 2] for i in range(0, len(nodes), 2)]
    ///     nodes = [sha256(b"".join(it)).digest() if len(it) > 1 else it[0] for it in pairs]
    /// ```
    const VECTORS: [(usize, &str); 8] = [
        (
            0,
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        ),
        (
            1024,
            "2edc986847e209b4016e141a6dc8716d3207350f416969382d431539bf292e4a",
        ),
        (
            LEAF,
            "9bc1b2a288b26af7257a36277ae3816a7d4f16e89c1e7e77d0a5c48bad62b360",
        ),
        (
            4 * LEAF,
            "9491cb2ed1d4e7cd53215f4017c23ec4ad21d7050a1e6bb636c4f67e8cddb844",
        ),
        (
            4 * LEAF + 20,
            "12f3cbd6101b981cde074039f6f728071da8879d6f632de8afc7cdf00661b08f",
        ),
        (
            LEAF + 1,
            "8dd49bbc6297567fac3852c2deddcdbc57358bc403c10d4f6dc64b143ad9b27b",
        ),
        (
            3 * LEAF,
            "70239f4f2ead7561f69d48b956b547edef52a1280a93c262c0b582190be7db17",
        ),
        (
            7 * LEAF,
            "97c5b900ef1ea71da2b168cbc9a5ca42130bae27ca3ef3277983bc069acaba16",
        ),
    ];

    #[test]
    fn hashes_are_those_of_other_implementations_however_the_bytes_are_cut() {
        let data = vec![b'a'; 7 * LEAF];
        for (length, expected) in VECTORS {
            for piece in [data.len(), 700_001] {
                let mut hash = TreeHash::default();
                data[..length].chunks(piece).for_each(|it| hash.update(it));
                assert_eq!(
                    hex(&hash.finish()),
                    expected,
                    "{length} in pieces of {piece}"
                );
            }
        }
    }
}
