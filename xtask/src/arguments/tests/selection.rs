//! Models and operations on the command lines of `why` and `ls`.

use super::parsed;
use crate::arguments::{Command, LsOptions, Selection, Sort, WhyOptions};

#[test]
fn why_and_ls_take_models() {
    let selection = |models: Option<&str>| Selection {
        models: models.map(Into::into),
        ..Selection::default()
    };
    let expected = WhyOptions {
        shape: "a#B".to_owned(),
        ..WhyOptions::default()
    };
    assert_eq!(parsed(&["why", "a#B"]), Ok(Command::Why(expected)));
    let selected = Selection {
        service: Some("m".to_owned()),
        operations: vec!["Get*".to_owned(), "Put*".to_owned()],
        ..selection(Some("main:models"))
    };
    let expected = WhyOptions {
        shape: "B".to_owned(),
        all: true,
        selection: selected,
    };
    let everything = [
        "why",
        "--service=m",
        "B",
        "--operations=Get*",
        "main:models",
        "--operations",
        "Put*",
        "--all",
    ];
    assert_eq!(parsed(&everything), Ok(Command::Why(expected)));
    assert_eq!(parsed(&["ls"]), Ok(Command::Ls(LsOptions::default())));
    let expected = LsOptions {
        selection: selection(Some("m.json")),
        selected: true,
        sort: Sort::Name,
        json: Some("l.json".into()),
    };
    let everything = [
        "ls",
        "m.json",
        "--selected",
        "--sort=name",
        "--json",
        "l.json",
    ];
    assert_eq!(parsed(&everything), Ok(Command::Ls(expected)));
    for (arguments, message) in [
        (&["why"][..], "`why` needs SHAPE"),
        (
            &["ls", "--sort", "nme"],
            "`--sort` needs own, lines, shapes or name, not `nme`; did you mean `name`?",
        ),
    ] {
        assert_eq!(parsed(arguments).unwrap_err().message, message);
    }
}
