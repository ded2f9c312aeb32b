//! A copy of the packages, with generated clients.

use std::env::consts::EXE_SUFFIX;
use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;
use tests::{cargo, workspace};

/// Packages, with the names and versions of their services in AWS's repository of models.
const PACKAGES: [(&str, &[(&str, &str)]); 12] = [
    ("api-gateway", &[("api-gateway", "2015-07-09")]),
    ("bedrock", &[("bedrock-runtime", "2023-09-30")]),
    ("cloudwatch-logs", &[("cloudwatch-logs", "2014-03-28")]),
    ("dynamodb", &[("dynamodb", "2012-08-10")]),
    ("ec2", &[("ec2", "2016-11-15")]),
    ("glacier", &[("glacier", "2012-06-01")]),
    ("iam", &[("iam", "2010-05-08")]),
    ("kinesis", &[("kinesis", "2013-12-02")]),
    ("lambda", &[("lambda", "2015-03-31")]),
    ("s3", &[("s3", "2006-03-01")]),
    ("sns", &[("sns", "2010-03-31")]),
    ("sts", &[("iam", "2010-05-08"), ("sts", "2011-06-15")]),
];

/// Programs that are not called like their package.
const OTHER_PROGRAMS: [&str; 3] = ["chat", "list-objects", "presign"];

/// The runtime in the committed manifests, which is elsewhere for a copy.
const RUNTIME: &str = "\"../../../../codegen/runtime\"";

/// The built programs.
pub struct Programs(TempDir);

impl Programs {
    /// The path of a program.
    pub fn path(&self, name: &str) -> PathBuf {
        let folder = self.0.path().join("bin");
        folder.join(format!("{name}{EXE_SUFFIX}"))
    }

    /// A folder without configuration files, in which programs run.
    pub fn home(&self) -> &Path {
        self.0.path()
    }
}

/// Copies the packages, generates their clients from the models in `folders`, and formats, lints and builds them.
pub fn build(folders: &[PathBuf]) -> Programs {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    copy("Cargo.toml", root);
    for (package, services) in PACKAGES {
        for (service, version) in services {
            let model = format!("{service}/service/{version}/{service}-{version}.json");
            let model = root.join("api-models-aws/models").join(model);
            fs::create_dir_all(model.parent().unwrap()).unwrap();
            let mut found = folders.iter().map(|it| it.join(format!("{service}.json")));
            fs::copy(found.find(|it| it.exists()).unwrap(), model).unwrap();
        }
        for file in ["Cargo.toml", "codegen.toml"] {
            copy(&format!("{package}/{file}"), root);
        }
        copy_folder(&format!("{package}/src"), root);
        generate(&root.join(package).join("codegen.toml"));
    }
    // Versions that are on this machine already.
    fs::copy(workspace().join("Cargo.lock"), root.join("Cargo.lock")).unwrap();
    let run = |arguments: &[&str]| {
        let said = cargo(root, arguments);
        said.unwrap_or_else(|said| panic!("{said}"))
    };
    let packages = PACKAGES.map(|(package, ..)| ["--package", package]);
    run(&[&["fmt", "--check"], packages.as_flattened()].concat());
    // Packages that only examples depend on.
    run(&["fetch"]);
    run(&["clippy", "--offline", "--", "-D", "warnings"]);
    run(&["build", "--offline"]);
    // Of the shared target folder, in which another build may replace them.
    fs::create_dir(root.join("bin")).unwrap();
    let programs = Programs(folder);
    let names = PACKAGES.iter().map(|(package, ..)| *package);
    for name in names.chain(OTHER_PROGRAMS) {
        let built = workspace().join("target/written/debug");
        let built = built.join(format!("{name}{EXE_SUFFIX}"));
        fs::copy(built, programs.path(name)).unwrap();
    }
    programs
}

/// Copies a committed file, but not what a developer may have generated beside it.
fn copy(file: &str, root: &Path) {
    let target = root.join(file);
    fs::create_dir_all(target.parent().unwrap()).unwrap();
    fs::copy(workspace().join("tests/examples/aws").join(file), target).unwrap();
}

/// Copies the committed files of a folder and those below.
fn copy_folder(folder: &str, root: &Path) {
    let committed = workspace().join("tests/examples/aws").join(folder);
    for entry in fs::read_dir(committed).unwrap() {
        let entry = entry.unwrap();
        let path = format!("{folder}/{}", entry.file_name().to_str().unwrap());
        if entry.file_type().unwrap().is_dir() {
            copy_folder(&path, root);
        } else {
            copy(&path, root);
        }
    }
}

/// Does what the README says to do with each manifest.
fn generate(manifest: &Path) {
    let text = fs::read_to_string(manifest).unwrap();
    assert_eq!(text.matches(RUNTIME).count(), 1, "{text}");
    let runtime = format!("{:?}", workspace().join("codegen/runtime"));
    fs::write(manifest, text.replace(RUNTIME, &runtime)).unwrap();
    let output = codegen::generate(manifest).unwrap_or_else(|problems| panic!("{problems}"));
    output.files.write(&output.root).unwrap();
}
