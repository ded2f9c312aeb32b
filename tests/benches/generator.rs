//! How fast each stage of the generator is, for each model: `cargo bench -p tests --bench generator`.
//!
//! The megabytes per second are those of the model, not of what the stage is given. Formatting includes a
//! process of rustfmt for files that the printer does not know. For the whole, see the benchmark `table`.

#![allow(clippy::unwrap_used, clippy::panic, reason = "this is a benchmark")]

mod support;

use std::sync::LazyLock;

use divan::Bencher;
use divan::counter::BytesCount;
use support::{Models, Sample};

static SAMPLES: LazyLock<Vec<Sample>> = LazyLock::new(|| Models::find().samples());

fn main() {
    divan::main();
}

fn samples() -> impl Iterator<Item = &'static Sample> {
    SAMPLES.iter()
}

/// Runs `stage` on what `prepare` makes.
fn stage<I, O>(
    bencher: Bencher<'_, '_>,
    sample: &Sample,
    prepare: impl Fn() -> I + Sync,
    stage: impl Fn(I) -> O + Sync,
) {
    bencher
        .counter(BytesCount::new(sample.bytes()))
        .with_inputs(prepare)
        .bench_local_values(stage);
}

/// What `parse` is held against.
#[divan::bench(args = samples(), sample_count = 10, sample_size = 1)]
fn json_values(bencher: Bencher<'_, '_>, sample: &Sample) {
    stage(bencher, sample, || (), |()| sample.json_values());
}

#[divan::bench(args = samples(), sample_count = 10, sample_size = 1)]
fn parse(bencher: Bencher<'_, '_>, sample: &Sample) {
    stage(bencher, sample, || (), |()| sample.parse());
}

#[divan::bench(args = samples(), sample_count = 10, sample_size = 1)]
fn assemble(bencher: Bencher<'_, '_>, sample: &Sample) {
    stage(
        bencher,
        sample,
        || sample.parse(),
        |files| sample.assemble(files),
    );
}

#[divan::bench(args = samples(), sample_count = 10, sample_size = 1)]
fn select(bencher: Bencher<'_, '_>, sample: &Sample) {
    let model = sample.assemble(sample.parse());
    stage(bencher, sample, || (), |()| sample.select(&model));
}

#[divan::bench(args = samples(), sample_count = 10, sample_size = 1)]
fn lower(bencher: Bencher<'_, '_>, sample: &Sample) {
    let model = sample.assemble(sample.parse());
    let selection = sample.select(&model);
    stage(
        bencher,
        sample,
        || (),
        |()| sample.lower(&model, &selection),
    );
}

#[divan::bench(args = samples(), sample_count = 10, sample_size = 1)]
fn emit(bencher: Bencher<'_, '_>, sample: &Sample) {
    let service = lowered(sample);
    stage(bencher, sample, || (), |()| sample.emit(&service));
}

#[divan::bench(args = samples(), sample_count = 10, sample_size = 1)]
fn format(bencher: Bencher<'_, '_>, sample: &Sample) {
    let service = lowered(sample);
    stage(
        bencher,
        sample,
        || sample.emit(&service),
        |files| sample.format(files),
    );
}

fn lowered(sample: &Sample) -> codegen::ir::Service {
    let model = sample.assemble(sample.parse());
    let selection = sample.select(&model);
    sample.lower(&model, &selection)
}
