//! Names that must stay: pinned names of the manifest, and names of the existing crate.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::Path;

use similar::get_close_matches;

use crate::manifest::{Manifest, Pins, ServiceSettings, quoted};
use crate::output::meaning::{self, Meanings, Moved, Names};
use crate::support::diagnostic::{Diagnostic, Diagnostics};

/// Everything that is wrong with the names of the services of `manifest`, which are in its order.
pub(super) fn check(manifest: &Manifest, names: &[Names], found: &mut Diagnostics) {
    unknown(&manifest.names, names, found);
    for (settings, names) in manifest.services.iter().zip(names) {
        match written(&manifest.crate_.path.path, settings) {
            Ok(Some(old)) => {
                let moved = meaning::moved(&old, names);
                let moved = moved.into_iter().filter(|it| !it.is.is_pinned);
                found.extend(moved.map(|it| refusal(&it, settings)));
            }
            Ok(None) => {}
            Err(problems) => found.extend(problems),
        }
    }
}

/// Reports the ids of `[names]` that no name has.
fn unknown(pins: &Pins, names: &[Names], found: &mut Diagnostics) {
    let ids: BTreeSet<&str> = names.iter().flat_map(Names::ids).collect();
    for pin in pins.iter() {
        let id = pin.id();
        if ids.contains(id.as_str()) {
            continue;
        }
        let message = format!("no generated item is named after `{id}`");
        let members = format!("{id}$");
        let alike: Vec<&str> = match ids.iter().any(|it| it.starts_with(&members)) {
            true => Vec::new(),
            false => {
                let is_alike = |it: &&&str| it.contains('$') == pin.member.is_some();
                ids.iter().filter(is_alike).copied().collect()
            }
        };
        let help = match get_close_matches(id.as_str(), &alike, 1, CLOSE).first() {
            Some(nearest) => format!("did you mean `{nearest}`?"),
            None => HELP.to_owned(),
        };
        found.push(
            Diagnostic::error(message)
                .at(pin.location.clone())
                .help(help),
        );
    }
}

const HELP: &str = "name an operation, structure, union, enum or error that is generated, or a member of one; for an input \
                    or output, the operation";

/// Similarity from which an id is suggested, from 0 to 1.
const CLOSE: f32 = 0.8;

/// Returns the names of the service in the existing crate, if they are known.
fn written(root: &Path, settings: &ServiceSettings) -> Result<Option<Meanings>, Diagnostics> {
    let path = root.join(meaning::path(&settings.module));
    let problem = |why: String| {
        let message = format!("the names of the existing crate cannot be read: {why}");
        let help = "restore the file from version control; without it, names may move unnoticed";
        let error = Diagnostic::error(message).file(path.display().to_string());
        Diagnostics::from(error.help(help))
    };
    match fs::read_to_string(&path) {
        Ok(text) => meaning::parse(&text).map(Some).map_err(problem),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(problem(error.to_string())),
    }
}

fn refusal(moved: &Moved, settings: &ServiceSettings) -> Diagnostic {
    let Moved {
        path,
        was,
        is,
        pins,
    } = moved;
    let message = format!(
        "`{}::{path}` stands for `{}` in the existing crate, and would stand for `{}`",
        settings.module,
        was.escape_debug(),
        is.meaning.escape_debug()
    );
    let pins: Vec<_> = pins
        .iter()
        .map(|(id, name)| format!("`{} = {}`", quoted(id), quoted(name)))
        .collect();
    let help = if pins.is_empty() {
        format!(
            "pin `{}` to another name in `[names]` of the manifest",
            is.id
        )
    } else {
        format!(
            "keep the name with {} in `[names]` of the manifest; to move it, pin `{}` to it",
            pins.join(" and "),
            is.id
        )
    };
    let mut location = settings.location.clone();
    location.shape = Some(is.id.clone());
    Diagnostic::error(message).at(location).help(help)
}
