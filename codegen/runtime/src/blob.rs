//! Binary data.

use std::fmt;
use std::ops::Deref;

/// Binary data (Smithy's `blob`).
///
/// In JSON it is a string in base64, in the standard alphabet and padded (Smithy's AWS JSON protocols); in a binary
/// format, a byte string. `Debug` shows the number of bytes, not the bytes.
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Blob(Vec<u8>);

impl Blob {
    /// Returns the bytes.
    #[must_use]
    pub fn into_inner(self) -> Vec<u8> {
        self.0
    }
}

impl fmt::Debug for Blob {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Blob({} bytes)", self.0.len())
    }
}

impl Deref for Blob {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        &self.0
    }
}

impl AsRef<[u8]> for Blob {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

impl From<Vec<u8>> for Blob {
    fn from(bytes: Vec<u8>) -> Self {
        Self(bytes)
    }
}

impl From<&[u8]> for Blob {
    fn from(bytes: &[u8]) -> Self {
        Self(bytes.to_vec())
    }
}

impl<const N: usize> From<&[u8; N]> for Blob {
    fn from(bytes: &[u8; N]) -> Self {
        Self(bytes.to_vec())
    }
}

impl From<Blob> for Vec<u8> {
    fn from(blob: Blob) -> Self {
        blob.0
    }
}

#[cfg(feature = "serde")]
#[cfg(test)]
mod tests {
    use super::Blob;

    /// Test vectors of RFC 4648, section 10.
    const VECTORS: [(&str, &str); 7] = [
        ("", ""),
        ("f", "Zg=="),
        ("fo", "Zm8="),
        ("foo", "Zm9v"),
        ("foob", "Zm9vYg=="),
        ("fooba", "Zm9vYmE="),
        ("foobar", "Zm9vYmFy"),
    ];

    #[test]
    fn json_is_padded_base64() {
        for (plain, encoded) in VECTORS {
            let blob = Blob::from(plain.as_bytes());
            let json = format!("\"{encoded}\"");
            assert_eq!(serde_json::to_string(&blob).unwrap(), json);
            assert_eq!(serde_json::from_str::<Blob>(&json).unwrap(), blob);
            assert_eq!(
                serde_json::from_value::<Blob>(encoded.into()).unwrap(),
                blob
            );
        }
        // 62 and 63 tell the standard alphabet from the one for URLs.
        assert_eq!(
            serde_json::to_string(&Blob::from(&[0xfb, 0xff])).unwrap(),
            "\"+/8=\""
        );
    }

    #[test]
    fn what_is_not_base64_is_refused_without_showing_it() {
        for json in ["\"?secret?\"", "\"Zg\"", "7", "[1]"] {
            let error = serde_json::from_str::<Blob>(json).unwrap_err().to_string();
            assert!(error.contains("base64"), "{error}");
            assert!(!error.contains("secret"), "{error}");
        }
    }

    #[test]
    fn binary_formats_carry_bytes() {
        let blob = Blob::from(b"foo");
        let bytes = cbor2::to_vec(&blob).unwrap();
        assert_eq!(
            bytes,
            [0x43, b'f', b'o', b'o'],
            "RFC 8949: major type 2, length 3"
        );
        assert_eq!(cbor2::from_slice::<Blob>(&bytes).unwrap(), blob);
    }

    #[test]
    fn debug_shows_the_length_alone() {
        assert_eq!(format!("{:?}", Blob::from(b"secret")), "Blob(6 bytes)");
    }

    #[test]
    fn is_a_slice_of_bytes() {
        let blob = Blob::from(vec![1, 2, 3]);
        assert_eq!(
            (blob.len(), blob.as_ref(), &blob[1..]),
            (3, &[1, 2, 3][..], &[2, 3][..])
        );
        assert_eq!(Vec::from(blob.clone()), blob.into_inner());
    }
}
