//! Conversion between decimal digits and bytes.

/// Number of digits of a group, and the resulting base.
const GROUP: usize = 9;
const BASE: u64 = 1_000_000_000;

/// Returns the bytes of a number that is not negative, given as digits, the most significant first and without leading
/// zeros.
pub(crate) fn of_digits(digits: &str) -> Vec<u8> {
    // Groups of 32 bits, the least significant first.
    let mut number: Vec<u32> = Vec::new();
    let mut rest = digits.as_bytes();
    while !rest.is_empty() {
        let length = match rest.len() % GROUP {
            0 => GROUP,
            odd => odd,
        };
        let (group, after) = rest.split_at(length);
        let value = group.iter().fold(0, |value, digit| {
            value * 10 + u64::from(digit.wrapping_sub(b'0'))
        });
        add(&mut number, value);
        rest = after;
    }
    let bytes = number.iter().rev().flat_map(|group| group.to_be_bytes());
    bytes.skip_while(|byte| *byte == 0).collect()
}

/// Multiplies `number` by the base and adds `value`.
fn add(number: &mut Vec<u32>, value: u64) {
    let mut carry = value;
    for group in &mut *number {
        let sum = u64::from(*group) * BASE + carry;
        *group = low(sum);
        carry = sum >> 32;
    }
    if carry > 0 {
        number.push(low(carry));
    }
}

/// Returns the digits of these bytes, the most significant first.
pub(crate) fn digits_of_bytes(bytes: &[u8]) -> String {
    // Groups of 32 bits, the most significant first.
    let mut number: Vec<u32> = bytes
        .rchunks(4)
        .map(|group| {
            group
                .iter()
                .fold(0, |value, byte| value << 8 | u32::from(*byte))
        })
        .collect();
    number.reverse();
    let mut groups = Vec::new();
    while number.iter().any(|group| *group > 0) {
        groups.push(divide(&mut number));
    }
    let mut groups = groups.iter().rev();
    let mut digits = groups.next().map_or_else(|| "0".to_owned(), u64::to_string);
    for group in groups {
        digits += &format!("{group:09}");
    }
    digits
}

/// Divides `number` by the base, and returns the remainder.
fn divide(number: &mut [u32]) -> u64 {
    number.iter_mut().fold(0, |rest, group| {
        let value = rest << 32 | u64::from(*group);
        *group = low(value / BASE);
        value % BASE
    })
}

/// Adds one to `bytes`.
pub(crate) fn increment(bytes: &mut Vec<u8>) {
    for byte in bytes.iter_mut().rev() {
        *byte = byte.wrapping_add(1);
        if *byte != 0 {
            return;
        }
    }
    bytes.insert(0, 1);
}

/// Subtracts one from `bytes`, which is above 0.
pub(crate) fn decrement(bytes: &mut [u8]) {
    for byte in bytes.iter_mut().rev() {
        *byte = byte.wrapping_sub(1);
        if *byte != u8::MAX {
            return;
        }
    }
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "only the low half is needed"
)]
const fn low(value: u64) -> u32 {
    value as u32
}

#[cfg(test)]
mod tests {
    use super::{decrement, digits_of_bytes, increment, of_digits};

    #[test]
    fn digits_are_bytes_and_back() {
        for number in [
            0,
            1,
            255,
            256,
            999_999_999,
            1_000_000_000,
            u128::from(u32::MAX) + 1,
            u128::from(u64::MAX),
            10_u128.pow(27),
            10_u128.pow(38),
            u128::MAX,
        ] {
            let bytes = number.to_be_bytes();
            let bytes: Vec<u8> = bytes.into_iter().skip_while(|byte| *byte == 0).collect();
            if number > 0 {
                assert_eq!(of_digits(&number.to_string()), bytes);
            }
            assert_eq!(digits_of_bytes(&bytes), number.to_string());
        }
        // 2^1024, whose bytes are known without a calculation.
        let mut bytes = vec![0; 129];
        bytes[0] = 1;
        assert_eq!(of_digits(&digits_of_bytes(&bytes)), bytes);
    }

    #[test]
    fn one_more_and_one_less() {
        for (less, more) in [(vec![1, 255], vec![2, 0]), (vec![0], vec![1])] {
            let (mut up, mut down) = (less.clone(), more.clone());
            increment(&mut up);
            decrement(&mut down);
            assert_eq!((up, down), (more, less));
        }
        let mut ones = vec![255, 255];
        increment(&mut ones);
        assert_eq!(ones, [1, 0, 0]);
    }
}
