//! What the benchmarks measure: the stages of the generator, one by one, on real models.
//!
//! The models are those of `../shared/aws-models`, all operations of them; where that is absent, the project's own. The
//! tests that models bring are left out.

use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::path::PathBuf;

use codegen::ir;
use codegen::manifest::{Manifest, Pins, ServiceSettings};
use codegen::output::fileset::RUST_HEADER;
use codegen::output::format;
use codegen::smithy::ast::{self, File};
use codegen::smithy::model::Model;
use codegen::smithy::select::{Request, Selection, select};
use codegen::support::diagnostic::Diagnostics;
use codegen::{emit, lower};
use proc_macro2::TokenStream;
use tempfile::TempDir;
use tests::{manifest_of, real_models, shared, workspace};

/// A manifest, in a folder of its own if it was made here.
pub struct Models {
    pub manifest: PathBuf,
    _folder: Option<TempDir>,
}

impl Models {
    pub fn find() -> Self {
        let Some(models) = shared("aws-models") else {
            return Self {
                manifest: workspace().join("models/codegen.toml"),
                _folder: None,
            };
        };
        let folder = tempfile::tempdir().unwrap();
        let manifest = folder.path().join("codegen.toml");
        let models = real_models(&models).unwrap();
        fs::write(&manifest, manifest_of(&models)).unwrap();
        Self {
            manifest,
            _folder: Some(folder),
        }
    }

    /// Each service with the text of its models, by size.
    pub fn samples(&self) -> Vec<Sample> {
        let manifest =
            Manifest::read(&self.manifest).unwrap_or_else(|problems| panic!("{problems}"));
        let mut samples: Vec<_> = manifest.services.into_iter().map(Sample::new).collect();
        samples.sort_by_key(Sample::bytes);
        samples
    }
}

/// A service, and each stage on the way to its files.
pub struct Sample {
    settings: ServiceSettings,
    /// Names and texts of its models.
    texts: Vec<(String, String)>,
}

impl fmt::Display for Sample {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.settings.module)
    }
}

impl Sample {
    fn new(settings: ServiceSettings) -> Self {
        let text = |path: &PathBuf| {
            (
                path.display().to_string(),
                fs::read_to_string(path).unwrap(),
            )
        };
        let texts = settings.models.iter().map(|model| text(&model.path));
        Self {
            texts: texts.collect(),
            settings,
        }
    }

    /// The size of its models.
    pub fn bytes(&self) -> usize {
        self.texts.iter().map(|(_, text)| text.len()).sum()
    }

    /// What parsing is held against.
    pub fn json_values(&self) -> Vec<serde_json::Value> {
        let texts = self.texts.iter();
        texts
            .map(|(_, text)| serde_json::from_str(text).unwrap())
            .collect()
    }

    pub fn parse(&self) -> Vec<File> {
        let texts = self.texts.iter();
        texts
            .map(|(name, text)| sound(ast::read(name, text)))
            .collect()
    }

    pub fn assemble(&self, files: Vec<File>) -> Model {
        sound(Model::assemble(files))
    }

    pub fn select(&self, model: &Model) -> Selection {
        let request = Request {
            module: &self.settings.module,
            location: &self.settings.location,
            service: self.settings.service.as_ref(),
            operations: &self.settings.operations,
            protocol: self.settings.protocol(),
        };
        let mut found = Diagnostics::default();
        select(model, request, &mut found).unwrap_or_else(|| panic!("{found}"))
    }

    pub fn lower(&self, model: &Model, selection: &Selection) -> ir::Service {
        let mut found = Diagnostics::default();
        let service = lower::lower(
            &self.settings.module,
            model,
            selection,
            None,
            &Pins::default(),
            &mut found,
        );
        service.unwrap_or_else(|| panic!("{found}"))
    }

    pub fn emit(&self, service: &ir::Service) -> BTreeMap<String, TokenStream> {
        emit::service("clients", service, &ir::ModelTests::default())
    }

    pub fn format(&self, files: BTreeMap<String, TokenStream>) -> BTreeMap<String, String> {
        sound(format::format_files(
            files,
            RUST_HEADER,
            &format::rustfmt_program(),
        ))
    }
}

fn sound<T>(result: Result<T, Diagnostics>) -> T {
    result.unwrap_or_else(|problems| panic!("{problems}"))
}
