//! Figures of `RESULTS.md`.

/// A row of a table.
#[derive(Debug)]
pub struct Figure<'a> {
    /// The title above the table.
    pub table: &'a str,
    pub measure: &'a str,
    /// The other cells: of the peer, of this project, their ratio, the goal, and perhaps of another peer, with its ratio.
    pub cells: Vec<&'a str>,
}

impl<'a> Figure<'a> {
    /// Returns whether the goal, if there is one, is missed.
    pub fn is_missed(&self) -> bool {
        self.cell(3).contains("**missed**")
    }

    /// A cell; empty if the table does not have it.
    pub fn cell(&self, index: usize) -> &'a str {
        self.cells.get(index).copied().unwrap_or_default()
    }

    /// A cell without the least and the most of all runs.
    pub fn median(&self, index: usize) -> &'a str {
        let cell = self.cell(index);
        cell.split_once(" (").map_or(cell, |(median, _)| median)
    }

    /// The number in a cell.
    pub fn number(&self, index: usize) -> Result<f64, String> {
        let text = self.median(index);
        text.parse()
            .map_err(|_| format!("{}: `{text}` is not a number", self.measure))
    }
}

/// All figures, in their order.
pub fn figures(results: &str) -> Vec<Figure<'_>> {
    let mut table = "";
    let mut figures = Vec::new();
    for line in results.lines() {
        if let Some(title) = line.strip_prefix("## ") {
            table = title;
        }
        let cells = line.strip_prefix("| ").and_then(|it| it.strip_suffix('|'));
        let mut cells = cells
            .into_iter()
            .flat_map(|it| it.split('|').map(str::trim));
        // The head of a table has no measure.
        if let Some(measure) = cells.next().filter(|it| !it.is_empty()) {
            let cells = cells.collect();
            figures.push(Figure {
                table,
                measure,
                cells,
            });
        }
    }
    figures
}

/// The figure of `measure` in `table`.
pub fn figure<'a>(results: &'a str, table: &str, measure: &str) -> Result<Figure<'a>, String> {
    let mut figures = figures(results).into_iter();
    figures
        .find(|it| it.table == table && it.measure == measure)
        .ok_or(format!("the table \"{table}\" does not have \"{measure}\""))
}
