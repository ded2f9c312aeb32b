//! Tables for a terminal.

/// Returns a table with aligned columns, two blanks apart. Those that are texts are aligned to the left, others to the right.
pub(crate) fn aligned<const N: usize>(
    header: [&str; N],
    rows: &[[String; N]],
    is_text: impl Fn(usize) -> bool,
) -> String {
    let header = header.map(str::to_owned);
    let lines = || [&header].into_iter().chain(rows);
    let widths: Vec<usize> = (0..N)
        .map(|column| {
            let widths = lines().filter_map(|row| Some(row.get(column)?.chars().count()));
            widths.max().unwrap_or_default()
        })
        .collect();
    let line = |row: &[String; N]| {
        let cells = row.iter().zip(&widths).enumerate();
        let cells: Vec<String> = cells
            .map(|(column, (cell, width))| match is_text(column) {
                true => format!("{cell:<width$}"),
                false => format!("{cell:>width$}"),
            })
            .collect();
        format!("{}\n", cells.join("  ").trim_end())
    };
    lines().map(line).collect()
}
