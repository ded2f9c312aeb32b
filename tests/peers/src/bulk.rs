//! Figures of programs that send or receive much data.

use crate::command::Result;
use crate::table::Samples;

/// Figures that a side prints.
#[derive(Default)]
pub struct Bulk {
    /// CPU time, in ms.
    pub cpu: Samples,
    /// MiB in a second.
    pub rate: Samples,
    /// Peak memory, in KiB.
    pub peak: Samples,
}

impl Bulk {
    /// Adds the output of a run with this number of MiB: nanoseconds of CPU and of the clock, and the peak of memory in KiB.
    pub fn add(&mut self, said: &str, mebibytes: f64) -> Result {
        let numbers = said.split_whitespace().take(3).map(str::parse);
        let numbers: Vec<f64> = numbers.collect::<std::result::Result<_, _>>()?;
        let &[cpu, wall, peak] = numbers.as_slice() else {
            return Err(format!("a program said {said}").into());
        };
        self.cpu.add((cpu / 1e6).round());
        self.rate.add((mebibytes * 1e9 / wall).round());
        self.peak.add(peak);
        Ok(())
    }

    /// Returns the peak above that of less data, in KiB.
    pub fn peak_above(&self, less: &Self) -> Samples {
        Samples::from((self.peak.median() - less.peak.median()).max(0.0))
    }
}
