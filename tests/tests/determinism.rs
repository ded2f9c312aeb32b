//! The same input gives the same bytes: run after run, and in whatever order the keys of a model's JSON are.
//!
//! The order of members has a meaning (it is that of the fields written), and so has that of arrays. All other keys are
//! shuffled, from seeds that are the same in every run of the tests.

#![allow(clippy::unwrap_used, clippy::panic, reason = "these are tests")]

use std::fs;
use std::path::{Path, PathBuf};

use codegen::manifest::{Manifest, ServiceSettings};
use codegen::output::fileset::FileSet;
use codegen::smithy::json::Node;
use tests::fixtures::{MANIFEST, written};
use tests::{shared, workspace};

const SEEDS: [u64; 4] = [1, 2, 3, 0xdead_beef];

#[test]
fn the_projects_own_models() {
    is_deterministic(&workspace().join("models/codegen.toml"), &SEEDS);
}

#[test]
fn every_fixture() {
    for case in written().unwrap() {
        let folder = tempfile::tempdir().unwrap();
        case.write(folder.path()).unwrap();
        is_deterministic(&folder.path().join(MANIFEST), &SEEDS);
    }
}

#[test]
fn real_models() {
    let Some(models) = shared("aws-models") else {
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let services = ["dynamodb", "kms", "sfn"].map(|name| {
        let model = models.join(format!("{name}.json"));
        format!("[service.{name}]\nmodels = [{model:?}]\n")
    });
    let manifest = folder.path().join("codegen.toml");
    fs::write(&manifest, format!("{CRATE}{}", services.concat())).unwrap();
    is_deterministic(&manifest, &[1, 2]);
}

const CRATE: &str = "[crate]\npath = \"out\"\nruntime = { version = \"0.1\" }\n";

fn is_deterministic(manifest: &Path, seeds: &[u64]) {
    let expected = generate(manifest, None);
    assert!(expected.iter().count() > 2, "{}", manifest.display());
    assert_same(&expected, &generate(manifest, None), manifest, "again");
    for seed in seeds {
        let what = format!("shuffled from the seed {seed}");
        assert_same(&expected, &generate(manifest, Some(*seed)), manifest, &what);
    }
}

/// Names the first file that differs: both texts in full would be of no use to anybody.
fn assert_same(expected: &FileSet, found: &FileSet, manifest: &Path, what: &str) {
    let paths =
        |files: &FileSet| -> Vec<String> { files.iter().map(|it| it.0.to_owned()).collect() };
    assert_eq!(
        paths(expected),
        paths(found),
        "{}, {what}",
        manifest.display()
    );
    let different = expected.iter().zip(found.iter()).find(|(a, b)| a != b);
    let different = different.map(|((path, _), _)| path);
    assert_eq!(different, None, "{}, {what}", manifest.display());
}

/// What is generated from copies of the models that `manifest` names, shuffled where there is a seed.
fn generate(manifest: &Path, seed: Option<u64>) -> FileSet {
    let folder = tempfile::tempdir().unwrap();
    let settings = Manifest::read(manifest).unwrap_or_else(|problems| panic!("{problems}"));
    let services = settings
        .services
        .iter()
        .map(|it| table(it, seed, folder.path()));
    let text = format!("{CRATE}{}", services.collect::<String>());
    let path = folder.path().join("codegen.toml");
    fs::write(&path, text).unwrap();
    let output = codegen::generate(&path).unwrap_or_else(|problems| panic!("{problems}"));
    output.files
}

/// The service as a table of another manifest, over copies of its models in `folder`.
fn table(settings: &ServiceSettings, seed: Option<u64>, folder: &Path) -> String {
    let models: Vec<PathBuf> = settings
        .models
        .iter()
        .map(|model| {
            let mut text = fs::read_to_string(&model.path).unwrap();
            if let Some(seed) = seed {
                let shuffled = Shuffle(seed).model(Node::parse(&text).unwrap());
                assert_ne!(shuffled, text);
                text = shuffled;
            }
            let name = Path::new(&model.written).file_name().unwrap();
            let path = folder.join(&settings.module).join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(&path, text).unwrap();
            path
        })
        .collect();
    let operations: Vec<_> = settings
        .operations
        .iter()
        .map(|it| it.value.as_str())
        .collect();
    format!(
        "[service.{}]\nmodels = {models:?}\noperations = {operations:?}\n",
        settings.module
    )
}

/// A generator of pseudo-random numbers (xorshift64*), which is enough to shuffle.
struct Shuffle(u64);

impl Shuffle {
    /// The text of `model` with its keys in another order.
    fn model(&mut self, model: Node) -> String {
        let mut text = String::new();
        self.write(&model, 0, false, &mut text);
        text
    }

    /// Writes `node`, which is `depth` objects deep; `keeps` says that its keys stay in order.
    fn write(&mut self, node: &Node, depth: usize, keeps: bool, text: &mut String) {
        match node {
            Node::Array(elements) => {
                text.push('[');
                for (index, element) in elements.iter().enumerate() {
                    text.push_str(if index > 0 { "," } else { "" });
                    self.write(element, depth + 1, false, text);
                }
                text.push(']');
            }
            Node::Object(entries) => {
                let mut entries: Vec<_> = entries.iter().collect();
                if !keeps {
                    self.shuffle(&mut entries);
                }
                text.push('{');
                for (index, (key, value)) in entries.into_iter().enumerate() {
                    text.push_str(if index > 0 { "," } else { "" });
                    text.push_str(&Node::String(key.clone()).to_json());
                    text.push(':');
                    // /shapes/<id>/members
                    let is_members = depth == 2 && key == "members";
                    self.write(value, depth + 1, is_members, text);
                }
                text.push('}');
            }
            simple => text.push_str(&simple.to_json()),
        }
    }

    /// Fisher and Yates.
    fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            let other = usize::try_from(self.next() % (last as u64 + 1)).unwrap();
            items.swap(last, other);
        }
    }

    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }
}
