//! A harness that feeds the generator mutated models and manifests, and judges what it makes of them.
//!
//! What has to hold, whatever the input: no panic, no overflow of the stack, an end within the limit of time; a refusal
//! says why; what is not refused is Rust. A case is determined by its seed and the corpus.

mod corpus;
mod mutate;
mod pipeline;
mod random;
mod run;
mod shapes;
pub mod timed;
mod traits;
mod tree;
mod whole;
mod words;

pub use corpus::Corpus;
pub use random::Random;
pub use run::{Ending, Run};

/// What a case feeds to the generator.
#[derive(Clone, Debug)]
pub enum Input {
    /// The bytes of a model's file.
    Model(Vec<u8>),
    /// The text of a manifest.
    Manifest(String),
}

impl Input {
    /// The input of the case `seed`.
    pub fn of(corpus: &Corpus, seed: u64) -> Self {
        let mut random = Random::new(seed);
        if random.once_in(8) {
            let mut bytes = corpus.manifest(&mut random).as_bytes().to_vec();
            mutate::bytes(&mut random, &mut bytes);
            return Self::Manifest(String::from_utf8_lossy(&bytes).into_owned());
        }
        let mut model = corpus.model(&mut random);
        let changes_bytes = random.once_in(8);
        if !changes_bytes || random.once_in(2) {
            mutate::model(&mut random, &mut model);
        }
        let mut bytes = tree::text(&model).into_bytes();
        if changes_bytes {
            mutate::bytes(&mut random, &mut bytes);
        }
        Self::Model(bytes)
    }

    /// The input as it would stand in a file.
    pub fn bytes(&self) -> &[u8] {
        match self {
            Self::Model(bytes) => bytes,
            Self::Manifest(text) => text.as_bytes(),
        }
    }

    /// The ending of that file's name.
    pub fn extension(&self) -> &'static str {
        match self {
            Self::Model(_) => "json",
            Self::Manifest(_) => "toml",
        }
    }
}
