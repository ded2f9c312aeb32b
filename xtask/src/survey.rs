//! `survey`: generates, builds and tests a crate for each model of a folder.
//!
//! Each model is read, generated in a process of its own, and built by cargo, one after the other, so that no time or
//! memory is that of two. Build products are shared; dependencies are built before the first model.

mod cargo;
mod find;
mod folder;
mod generation;
mod json;
mod record;
mod table;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use codegen::support::diagnostic::{Diagnostic, Diagnostics};
use codegen::support::glob::Glob;

use crate::arguments::{Step, SurveyOptions as Options};
use crate::{Context, Outcome};
use find::{Contents, Service};
use folder::Folder;
use record::{Generation, Record, Survey};

/// A model that needs what all models need.
const SMALL_MODEL: &str = include_str!("survey/small.json");

/// Name of the crate of [`SMALL_MODEL`].
const SMALL: &str = "survey_dependencies";

/// Generates the crate of one manifest, for the process that [`run`] starts for each model.
pub(crate) fn generate_model(manifest: &Path) -> Outcome {
    generation::here(manifest)
}

pub(crate) fn run(options: &Options, _: &Context) -> Outcome {
    match surveyed(options) {
        Ok(survey) => Outcome {
            output: table::text(&survey),
            code: u8::from(survey.failed() > 0),
            ..Outcome::default()
        },
        Err(problems) => (problems, 1).into(),
    }
}

/// A survey in progress.
struct Run<'a> {
    options: &'a Options,
    folder: Folder,
    only: Vec<Glob>,
    survey: Survey,
    names: BTreeSet<String>,
    /// True once the dependencies are built.
    is_prepared: bool,
}

fn surveyed(options: &Options) -> Result<Survey, Diagnostics> {
    let files = find::files(&options.folder)?;
    let mut run = Run {
        options,
        folder: Folder::create(options.keep.as_deref(), options.runtime.as_deref())?,
        only: options.only.iter().map(Glob::new).collect(),
        survey: Survey::default(),
        names: BTreeSet::from([SMALL.to_owned()]),
        is_prepared: false,
    };
    // A report that cannot be written is found out at once.
    run.write_reports()?;
    for (index, path) in files.iter().enumerate() {
        run.file(path, &format!("[{}/{}]", index + 1, files.len()))?;
    }
    run.finish()
}

impl Run<'_> {
    /// Generates a small crate and builds it: that the runtime is not found or does not compile is an error of the run,
    /// not of each model.
    fn build_dependencies(&mut self) -> Result<(), Diagnostics> {
        generation::copy_program(&self.folder)?;
        let model = self.folder.path().join(format!("{SMALL}.json"));
        fs::write(&model, SMALL_MODEL).map_err(|error| folder::unwritable(&model, &error))?;
        let Contents::Services(services) = find::contents(&model) else {
            return Ok(());
        };
        for service in &services {
            self.folder.write_manifest(SMALL, service)?;
        }
        if self.options.steps.is_empty() {
            return Ok(());
        }
        say("building dependencies");
        let error = |message: &str, said: &str| {
            Diagnostic::error(message).help(format!("fix this first:\n{said}"))
        };
        if let Generation::Failed(said) = generation::run(SMALL, &self.folder) {
            return Err(error("a small crate cannot be generated", &said).into());
        }
        self.folder.write_workspace([SMALL])?;
        let result = cargo::build_dependencies(&self.options.steps, SMALL, &self.folder);
        if let Some(said) = result.failure {
            return Err(error("a small crate cannot be built", &said).into());
        }
        self.survey.dependencies = Some(result.time);
        Ok(())
    }

    /// Surveys the services of a file.
    fn file(&mut self, path: &Path, progress: &str) -> Result<(), Diagnostics> {
        match find::contents(path) {
            Contents::Services(services) => {
                for service in services {
                    self.service(path, &service, progress)?;
                }
            }
            Contents::Overlay => {}
            Contents::Other(why) => self.survey.ignored.push((path.to_owned(), why)),
            Contents::Broken(problems) => {
                let stem = stem(path);
                if self.is_wanted(&[&stem]) {
                    self.add(
                        Record {
                            name: stem,
                            file: path.to_owned(),
                            service: String::new(),
                            protocols: Vec::new(),
                            bytes: bytes(&[path.to_owned()]),
                            unsupported: None,
                            generation: Some(Generation::Failed(problems.to_string())),
                            steps: Vec::new(),
                        },
                        progress,
                    )?;
                }
            }
        }
        Ok(())
    }

    /// Surveys one service.
    fn service(
        &mut self,
        path: &Path,
        service: &Service,
        progress: &str,
    ) -> Result<(), Diagnostics> {
        let name = self.name(&service.module);
        if !self.is_wanted(&[&stem(path), &service.module, &name]) {
            return Ok(());
        }
        let mut record = Record {
            name,
            file: path.to_owned(),
            service: service.id.clone(),
            protocols: service.protocols.clone(),
            bytes: bytes(&service.files),
            unsupported: service.unsupported.clone(),
            generation: None,
            steps: Vec::new(),
        };
        if record.unsupported.is_none() {
            self.build(&mut record, service)?;
        }
        self.add(record, progress)
    }

    /// Runs the steps of a model until one fails.
    fn build(&mut self, record: &mut Record, service: &Service) -> Result<(), Diagnostics> {
        if !self.is_prepared {
            self.build_dependencies()?;
            self.is_prepared = true;
        }
        let name = record.name.as_str();
        let generation = match self.folder.write_manifest(name, service) {
            Ok(()) => generation::run(name, &self.folder),
            Err(problems) => Generation::Failed(problems.to_string()),
        };
        if let Generation::Done(generated) = &generation {
            let warnings = generated.warnings.join("\n\n");
            self.folder.log(name, "generate", &warnings)?;
            self.folder.write_workspace([name])?;
            record.steps = self.steps(name);
        }
        record.generation = Some(generation);
        if !self.folder.is_kept() {
            if !record.steps.is_empty() {
                cargo::clean(name, &self.folder);
            }
            self.folder.remove(name);
        }
        Ok(())
    }

    fn steps(&self, name: &str) -> Vec<(Step, record::StepResult)> {
        let mut done = Vec::new();
        for step in &self.options.steps {
            let mut result = cargo::run(*step, name, &self.folder);
            let warnings = result.warnings;
            if self.options.deny_warnings && warnings > 0 && result.failure.is_none() {
                result.failure = Some(format!("error: {warnings} warnings, which are denied"));
            }
            let has_failed = result.failure.is_some();
            done.push((*step, result));
            if has_failed {
                break;
            }
        }
        done
    }

    /// Returns a name for the crate of a module that no other model has.
    fn name(&mut self, module: &str) -> String {
        let numbers = (2..).map(|number| format!("{module}_{number}"));
        let mut names = [module.to_owned()].into_iter().chain(numbers);
        let name = names.find(|name| self.names.insert(name.clone()));
        name.unwrap_or_default()
    }

    fn is_wanted(&self, names: &[&str]) -> bool {
        let mut patterns = self.only.iter();
        self.only.is_empty() || patterns.any(|it| names.iter().any(|name| it.matches(name)))
    }

    /// Adds the results of a model: says what they are, and writes the reports, which are complete up to there if the
    /// run is ended.
    fn add(&mut self, record: Record, progress: &str) -> Result<(), Diagnostics> {
        say(&format!("{progress} {}", table::line(&record)));
        for message in record.messages(self.options.verbose) {
            say(message);
        }
        self.survey.models.push(record);
        self.write_reports()
    }

    fn write_reports(&self) -> Result<(), Diagnostics> {
        let write = |path: &Option<PathBuf>, text: &dyn Fn(&Survey) -> String| match path {
            Some(path) => fs::write(path, text(&self.survey))
                .map_err(|error| Diagnostics::from(folder::unwritable(path, &error))),
            None => Ok(()),
        };
        write(&self.options.markdown, &table::markdown)?;
        write(&self.options.json, &json::json)
    }

    fn finish(mut self) -> Result<Survey, Diagnostics> {
        if self.survey.models.is_empty() {
            // A file that was meant to be a model is among them.
            let mut ignored = std::mem::take(&mut self.survey.ignored);
            ignored.retain(|(path, _)| self.is_wanted(&[&stem(path)]));
            for line in table::ignored(&ignored) {
                say(&line);
            }
            return Err(nothing(self.options).into());
        }
        self.write_reports()?;
        let models = self.survey.models.iter();
        let built = models.filter(|it| it.generated().is_some());
        let built = built.map(|it| it.name.as_str());
        self.folder.write_workspace(built)?;
        Ok(self.survey)
    }
}

/// Returns the error for a folder without models.
fn nothing(options: &Options) -> Diagnostic {
    let (message, help) = match options.only.is_empty() {
        true => (
            "no model of a service was found here".to_owned(),
            "name a model, or a folder of Smithy models (JSON)",
        ),
        false => (
            format!("no model is called `{}`", options.only.join("`, `")),
            "name files without `.json`, or crates; `*` matches any text",
        ),
    };
    let error = Diagnostic::error(message).file(options.folder.display().to_string());
    error.help(help)
}

fn stem(path: &Path) -> String {
    let stem = path.file_stem().unwrap_or_default();
    stem.to_string_lossy().into_owned()
}

/// Returns the size of files.
fn bytes(files: &[PathBuf]) -> u64 {
    let sizes = files
        .iter()
        .map(|it| fs::metadata(it).map_or(0, |it| it.len()));
    sizes.sum()
}

/// Reports progress at once: a survey takes hours.
fn say(line: &str) {
    use std::io::Write as _;
    // Whoever closed it does not want to know.
    let _ = writeln!(std::io::stderr().lock(), "{line}");
}

fn seconds(time: Duration) -> String {
    format!("{:.2}", time.as_secs_f64())
}
