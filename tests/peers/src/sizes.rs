//! Sizes: packages, bytes, lines.

use crate::command::{Result, output};
use crate::project::Project;
use crate::table::{Goal, Row, Table};
use crate::whole::{BINDINGS, SERVICES, WholeService};
use std::collections::BTreeSet;
use std::fs::{read_dir, read_to_string};
use std::path::{Path, PathBuf};

/// The sizes of the program that makes a call to each of the two services, and of whole services.
pub fn sizes(project: &Project, _: usize) -> Result<Vec<Table>> {
    let sides = ["one-call-sdk", "one-call-ours", "one-call-sdk-lean"];
    let types = ["one-call-sdk-bare", "types-ours", "one-call-sdk-lean-bare"];
    let packages = |it: &str| packages(project, it);
    let bytes = |it: &str| bytes(project, it);
    let (few, small, types_alone) = (Goal::AtMost(0.58), Goal::AtMost(0.34), Goal::Figure(9.0));
    let mut rows = vec![
        row("packages that the program is made of", sides, few, packages)?,
        row("the program, release, stripped, bytes", sides, small, bytes)?,
        row(
            "packages of a program with types and serde alone",
            types,
            types_alone,
            packages,
        )?,
    ];
    for WholeService { module, name } in SERVICES.iter().chain(&BINDINGS) {
        rows.push(Row {
            measure: format!("lines of {name}, all operations"),
            peer: lines(&source(project, &format!("aws-sdk-{module}"))?)?.into(),
            ours: lines(&project.whole().join("src").join(module))?.into(),
            goal: Some(Goal::AtMost(0.15)),
            other: None,
        });
    }
    Ok(vec![Table {
        title: "Sizes",
        text: "Of the program with a call to each of the two services, and of whole services with their comments.",
        peer: "official SDK",
        other: Some("leaner SDK"),
        rows,
    }])
}

fn row(
    measure: &str,
    sides: [&str; 3],
    goal: Goal,
    size: impl Fn(&str) -> Result<f64>,
) -> Result<Row> {
    let [sdk, ours, lean] = sides;
    Ok(Row {
        measure: measure.to_owned(),
        peer: size(sdk)?.into(),
        ours: size(ours)?.into(),
        goal: Some(goal),
        other: Some(size(lean)?.into()),
    })
}

/// Returns the number of packages that a package is made of, itself among them.
pub fn packages(project: &Project, package: &str) -> Result<f64> {
    let arguments = [
        "tree",
        "--package",
        package,
        "--edges",
        "normal,build",
        "--prefix",
        "none",
    ];
    let tree = output(&mut project.cargo("release", &arguments))?;
    let packages: BTreeSet<_> = tree
        .lines()
        .map(|line| line.trim_end_matches(" (*)"))
        .collect();
    Ok(count(packages.len()))
}

fn bytes(project: &Project, package: &str) -> Result<f64> {
    let strip = "profile.release.strip=true";
    output(&mut project.cargo(
        "stripped",
        &[
            "build",
            "--release",
            "--package",
            package,
            "--config",
            strip,
        ],
    ))?;
    let program = project.program("stripped", package);
    Ok(count(usize::try_from(program.metadata()?.len())?))
}

/// Returns the folder in which Cargo has the source of a package.
fn source(project: &Project, package: &str) -> Result<PathBuf> {
    let arguments = ["metadata", "--all-features", "--format-version", "1"];
    let metadata = output(&mut project.cargo("release", &arguments))?;
    let metadata: serde_json::Value = serde_json::from_str(&metadata)?;
    let packages = metadata["packages"].as_array().into_iter().flatten();
    let mut named = packages.filter(|it| it["name"] == package);
    let manifest = named.next().and_then(|it| it["manifest_path"].as_str());
    let folder = manifest.and_then(|manifest| Path::new(manifest).parent());
    Ok(folder
        .ok_or(format!("there is no package {package}"))?
        .join("src"))
}

fn lines(folder: &Path) -> Result<f64> {
    let mut lines = 0.0;
    for entry in read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            lines += self::lines(&path)?;
        } else if path.extension().is_some_and(|it| it == "rs") {
            lines += count(read_to_string(path)?.lines().count());
        }
    }
    Ok(lines)
}

#[expect(clippy::cast_precision_loss, reason = "none is that large")]
pub fn count(count: usize) -> f64 {
    count as f64
}
