//! Quantities as a document writes them.

/// The first quantity of `text`, in nanoseconds, bytes or as a plain number.
pub fn parse(text: &str) -> Option<u128> {
    let start = text.find(|it: char| it.is_ascii_digit())?;
    let text = &text[start..];
    let is_number = |it: char| it.is_ascii_digit() || it == '.' || it == ',';
    let end = text.find(|it: char| !is_number(it)).unwrap_or(text.len());
    let number = text[..end].replace(',', "");
    let (whole, fraction) = number.trim_end_matches('.').split_once('.').map_or(
        (number.trim_end_matches('.').to_owned(), String::new()),
        |(whole, fraction)| (whole.to_owned(), fraction.to_owned()),
    );
    let unit = text[end..].split_whitespace().next().unwrap_or_default();
    let unit: u128 = match unit.trim_end_matches([',', ';', '.', ':']) {
        "h" => 3_600_000_000_000,
        "min" => 60_000_000_000,
        "s" => 1_000_000_000,
        "ms" => 1_000_000,
        "KiB" => 1 << 10,
        "MiB" => 1 << 20,
        _ => 1,
    };
    let scale = 10_u128.checked_pow(u32::try_from(fraction.len()).ok()?)?;
    let digits: u128 = format!("{whole}{fraction}").parse().ok()?;
    Some(digits * unit / scale)
}

#[test]
fn a_quantity_has_a_number_and_a_unit() {
    let table = [
        (" 20 s ", Some(20_000_000_000)),
        ("3.1 s", Some(3_100_000_000)),
        ("at most 5 min, then", Some(300_000_000_000)),
        ("64 MiB", Some(67_108_864)),
        ("10,240 bytes", Some(10_240)),
        ("3", Some(3)),
        ("none", None),
    ];
    for (text, expected) in table {
        assert_eq!(parse(text), expected, "{text}");
    }
}
