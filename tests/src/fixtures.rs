//! The cases of `tests/fixtures`: folders of files, and sections of the files of a theme.

mod theme;

pub use theme::{Block, Section, Theme};

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::workspace;

/// Name of the manifest in the folder of a case.
pub const MANIFEST: &str = "codegen.toml";

/// Name of the model in the folder of a case that has only one.
pub const MODEL: &str = "model.json";

/// Name of the service in the default manifest of a section.
const EXAMPLE: &str = "example";

/// The service and the operation that a `json shapes` block need not contain.
const DEFAULT_SHAPES: [(&str, &str); 2] = [
    (
        "example#Service",
        r#"{
  "type": "service",
  "version": "2026-01-01",
  "operations": [{ "target": "example#Get" }],
  "traits": { "aws.protocols#awsJson1_0": {} }
}"#,
    ),
    (
        "example#Get",
        r#"{ "type": "operation", "input": { "target": "example#GetInput" } }"#,
    ),
];

/// Input of the generator: a manifest and its models.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    /// Name of its folder or section.
    pub name: String,
    /// Contents of its files by their path, with `/`, from the folder of the manifest.
    pub files: BTreeMap<String, Vec<u8>>,
    /// Expected messages, without the last line end; empty for a folder.
    pub expected: String,
}

impl Case {
    /// Writes the files into `folder`.
    ///
    /// # Errors
    ///
    /// Fails if a file cannot be written.
    pub fn write(&self, folder: &Path) -> io::Result<()> {
        for (path, bytes) in &self.files {
            let path = folder.join(path);
            if let Some(parent) = path.parent() {
                fs::create_dir_all(parent)?;
            }
            fs::write(path, bytes)?;
        }
        Ok(())
    }

    /// Returns the file at `path`, if it exists and is UTF-8.
    pub fn text(&self, path: &str) -> Option<&str> {
        std::str::from_utf8(self.files.get(path)?).ok()
    }

    /// Returns the case that a section describes.
    ///
    /// # Errors
    ///
    /// Fails if the section has an unknown block, or two blocks for one file.
    pub fn new(section: &Section) -> Result<Self, String> {
        let mut files = BTreeMap::new();
        let mut expected = None;
        for block in &section.blocks {
            let twice = || format!("{}: two blocks ```{}", section.name, block.info());
            if block.is_expected() {
                if expected.replace(block.text.clone()).is_some() {
                    return Err(twice());
                }
                continue;
            }
            let (path, bytes) =
                file(block).map_err(|error| format!("{}: {error}", section.name))?;
            if files.insert(path, bytes).is_some() {
                return Err(twice());
            }
        }
        add_manifest(&mut files, EXAMPLE);
        Ok(Self {
            name: section.name.clone(),
            files,
            expected: expected.unwrap_or_default(),
        })
    }
}

/// Returns the folder of all fixtures.
pub fn folder() -> PathBuf {
    workspace().join("tests/fixtures")
}

/// Returns the cases in `tests/fixtures/written` by name. Snapshots are not among their files.
///
/// # Errors
///
/// Fails if a file cannot be read, or if there are no cases.
pub fn written() -> Result<Vec<Case>, String> {
    let mut cases = Vec::new();
    for folder in entries(&folder().join("written"))? {
        let name = folder.file_name().unwrap_or_default().to_string_lossy();
        let mut files = BTreeMap::new();
        for path in entries(&folder)? {
            let file = path.file_name().unwrap_or_default().to_string_lossy();
            if !file.ends_with(".snap") {
                let bytes = fs::read(&path).map_err(|error| at(&path, error))?;
                files.insert(file.into_owned(), bytes);
            }
        }
        add_manifest(&mut files, &name);
        cases.push(Case {
            name: name.into_owned(),
            files,
            expected: String::new(),
        });
    }
    Ok(cases)
}

/// Returns the themes in `folder` by file name.
///
/// # Errors
///
/// Fails if a file cannot be read or parsed, if two sections have one name, or if there are no themes.
pub fn themes(folder: &Path) -> Result<Vec<Theme>, String> {
    let mut names = BTreeSet::new();
    let mut themes = Vec::new();
    for path in entries(folder)? {
        let text = fs::read_to_string(&path).map_err(|error| at(&path, error))?;
        let theme = Theme::parse(&path, &text)?;
        for section in &theme.sections {
            if !names.insert(section.name.clone()) {
                return Err(at(&path, format!("a second case `{}`", section.name)));
            }
        }
        themes.push(theme);
    }
    Ok(themes)
}

/// Replaces expected texts in the themes in `folder`: `found` has them by case.
///
/// # Errors
///
/// Fails as [`themes`] does, or if a file cannot be written.
pub fn update(folder: &Path, found: &BTreeMap<String, String>) -> Result<(), String> {
    for mut theme in themes(folder)? {
        for section in &mut theme.sections {
            if let Some(text) = found.get(&section.name) {
                section.expect(text);
            }
        }
        fs::write(&theme.path, theme.to_string()).map_err(|error| at(&theme.path, error))?;
    }
    Ok(())
}

/// Path and content of the file that a block describes.
fn file(block: &Block) -> Result<(String, Vec<u8>), String> {
    let text = &block.text;
    let path = |default: &str| block.path.clone().unwrap_or_else(|| default.to_owned());
    match (block.language.as_str(), &block.path) {
        ("json", Some(path)) if path == "shapes" => {
            Ok((MODEL.to_owned(), model(text)?.into_bytes()))
        }
        ("json", _) => Ok((path(MODEL), text.clone().into_bytes())),
        ("toml", _) => Ok((path(MANIFEST), text.clone().into_bytes())),
        ("text", Some(path)) => Ok((path.clone(), text.clone().into_bytes())),
        ("latin1", _) => {
            let bytes = text.chars().map(u8::try_from);
            let bytes = bytes.collect::<Result<_, _>>();
            let bytes = bytes.map_err(|_| "a latin1 block has a character above U+00FF")?;
            Ok((path(MODEL), bytes))
        }
        _ => Err(format!("unknown block ```{}", block.info())),
    }
}

/// The model of `shapes`, a JSON object. If it has no `example#Service`, the [default shapes](DEFAULT_SHAPES) that it
/// lacks are added.
fn model(shapes: &str) -> Result<String, String> {
    let inner = shapes.trim().strip_prefix('{');
    let inner = inner.and_then(|it| it.strip_suffix('}'));
    let inner = inner.ok_or("a block ```json shapes is not an object")?;
    let has = |id: &str| inner.contains(&format!("\"{id}\":"));
    let mut parts = Vec::new();
    if DEFAULT_SHAPES.first().is_some_and(|(id, _)| !has(id)) {
        let added = DEFAULT_SHAPES.iter().filter(|(id, _)| !has(id));
        parts.extend(added.map(|(id, shape)| format!("\"{id}\": {shape}")));
    }
    let inner = inner.trim();
    parts.extend((!inner.is_empty()).then(|| inner.to_owned()));
    let shapes = parts.join(",\n");
    Ok(format!(
        "{{\n\"smithy\": \"2.0\",\n\"shapes\": {{\n{shapes}\n}}\n}}\n"
    ))
}

/// Adds the default manifest, of a service in [`MODEL`], unless there is one.
fn add_manifest(files: &mut BTreeMap<String, Vec<u8>>, service: &str) {
    let default = format!(
        "[crate]\npath = \"out\"\nruntime = {{ version = \"0.1\" }}\n\n[service.{service}]\nmodels = [\"{MODEL}\"]\n"
    );
    let manifest = files.entry(MANIFEST.to_owned());
    manifest.or_insert_with(|| default.into_bytes());
}

/// The files and folders in `folder` by name.
fn entries(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let entries = fs::read_dir(folder).map_err(|error| at(folder, error))?;
    let paths = entries.map(|entry| Ok(entry.map_err(|error| at(folder, error))?.path()));
    let mut paths = paths.collect::<Result<Vec<_>, String>>()?;
    if paths.is_empty() {
        return Err(at(folder, "no cases"));
    }
    paths.sort();
    Ok(paths)
}

fn at(path: &Path, error: impl std::fmt::Display) -> String {
    format!("{}: {error}", path.display())
}
