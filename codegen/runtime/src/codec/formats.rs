//! Formats that the code for a type is compiled for.

use super::Codec;

/// A set of formats. A type with an associated constant instead of a value: code for the others is left out when the code
/// of a type is compiled, although the format is chosen at run time.
pub(crate) trait Formats {
    /// The set.
    const SET: FormatSet;
}

/// All formats.
pub(crate) struct AllFormats;

impl Formats for AllFormats {
    const SET: FormatSet = FormatSet(u8::MAX);
}

/// A bit for each format.
#[derive(Clone, Copy)]
pub(crate) struct FormatSet(u8);

impl FormatSet {
    /// The set without any format.
    #[cfg(feature = "client")]
    pub(crate) const EMPTY: Self = Self(0);

    /// Returns the set with one more format.
    #[cfg(feature = "client")]
    pub(crate) const fn with(self, codec: Codec) -> Self {
        Self(self.0 | 1 << codec as u8)
    }

    /// Returns true if a format is in the set.
    pub(crate) const fn has(self, codec: Codec) -> bool {
        self.0 & 1 << codec as u8 != 0
    }

    /// Returns true if a format whose responses are XML is in the set.
    #[cfg(feature = "xml")]
    pub(crate) const fn has_xml(self) -> bool {
        #[cfg(feature = "query")]
        let has_query = self.has(Codec::AwsQuery) || self.has(Codec::Ec2Query);
        #[cfg(not(feature = "query"))]
        let has_query = false;
        self.has(Codec::Xml) || has_query
    }
}
