//! Links between the documents, and to files of the project.

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};

use tests::workspace;

use crate::documents::{documents, prose};

#[test]
fn links_in_documents_lead_somewhere() {
    let documents = documents();
    let anchors: BTreeMap<PathBuf, Vec<String>> = documents
        .iter()
        .map(|(path, text)| (path.into(), anchors(text)))
        .collect();
    let mut checked = 0;
    let mut lost = Vec::new();
    for (document, text) in &documents {
        let prose = prose(text);
        for link in links(&prose).filter(|link| !link.contains("://")) {
            checked += 1;
            if !leads_somewhere(document, link, &anchors) {
                lost.push(format!("{document}: {link}"));
            }
        }
    }
    assert!(checked > 60, "{checked} links are few");
    assert!(lost.is_empty(), "{}", lost.join("\n"));
}

/// Returns whether the file, and the heading in it, are there.
fn leads_somewhere(document: &str, link: &str, anchors: &BTreeMap<PathBuf, Vec<String>>) -> bool {
    let (path, anchor) = link.split_once('#').unwrap_or((link, ""));
    let target = match path {
        "" => PathBuf::from(document),
        path => normal(&Path::new(document).parent().unwrap().join(path)),
    };
    // From outside of the project, or to a folder above it, no forge follows a link.
    let is_there = workspace().join(&target).exists() && !target.starts_with("..");
    is_there
        && (anchor.is_empty()
            || anchors
                .get(&target)
                .is_some_and(|known| known.iter().any(|it| it == anchor)))
}

/// The path without `..`, as far as it has folders to leave.
fn normal(path: &Path) -> PathBuf {
    path.components().fold(PathBuf::new(), |mut normal, part| {
        if part != Component::ParentDir || !normal.pop() {
            normal.push(part);
        }
        normal
    })
}

/// The targets of links and pictures.
fn links(prose: &str) -> impl Iterator<Item = &str> {
    let targets = prose.split("](").skip(1);
    targets.filter_map(|rest| rest.split(')').next())
}

/// The anchors that a forge gives to the headings.
fn anchors(text: &str) -> Vec<String> {
    let prose = prose(text);
    let headings = prose.lines().filter(|line| line.starts_with('#'));
    headings
        .map(|heading| {
            let heading = heading.trim_start_matches('#').trim().to_lowercase();
            let kept = heading
                .chars()
                .filter(|c| c.is_alphanumeric() || "-_ ".contains(*c));
            kept.map(|c| if c == ' ' { '-' } else { c }).collect()
        })
        .collect()
}

#[test]
fn anchors_are_those_of_a_forge() {
    let text = "# A\n## AWS `Lambda`, in short\n```sh\n# a comment\n```\n### B_c: d-e\n";
    let expected = ["a", "aws-lambda-in-short", "b_c-d-e"];
    assert_eq!(anchors(text), expected);
}
