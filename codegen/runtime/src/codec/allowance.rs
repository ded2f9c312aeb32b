//! Memory that the values of a body may need.

/// Memory that is always allowed: no response of a service is near it.
const ALWAYS: usize = 32 * 1024 * 1024;
/// Further memory, as a multiple of the body's size.
const FACTOR: usize = 16;
/// Memory for an entry of a list or map, as a multiple of its size: a list that grows is copied to twice its size.
const GROWTH: usize = 3;

/// The rest of the memory that the lists, maps and boxes of a body may need. A body of `[{},{},…]` would otherwise need a
/// hundred times its size.
pub(super) struct Allowance(usize);

impl Allowance {
    /// Description of a body that exceeds its allowance.
    pub(super) const EXCEEDED: &'static str =
        "the values need more than 32 MiB and 16 times the memory of the body";

    pub(super) fn of(body: usize) -> Self {
        Self(body.saturating_mul(FACTOR).max(ALWAYS))
    }

    /// Takes the memory of an entry; false if it exceeds the rest.
    #[inline]
    pub(super) fn take(&mut self, size: usize) -> bool {
        match self.0.checked_sub(size.saturating_mul(GROWTH)) {
            Some(rest) => {
                self.0 = rest;
                true
            }
            None => false,
        }
    }
}
