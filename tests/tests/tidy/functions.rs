//! How long functions are, in files as rustfmt leaves them.

/// Each function with a body, and its lines from `fn` to the closing brace.
pub fn lengths(text: &str) -> impl Iterator<Item = (String, usize)> + '_ {
    let lines: Vec<&str> = text.lines().collect();
    (0..lines.len()).filter_map(move |start| {
        let line = lines[start];
        let name = name(line.trim_start())?;
        if line.ends_with('}') || line.ends_with(';') {
            return None;
        }
        let indent = &line[..line.len() - line.trim_start().len()];
        let closing = format!("{indent}}}");
        let end = lines[start..].iter().position(|line| *line == closing)?;
        let is_declared = lines[start..start + end]
            .iter()
            .take_while(|line| !line.ends_with('{'))
            .any(|line| line.ends_with(';'));
        (!is_declared).then(|| (name.to_owned(), end + 1))
    })
}

/// The name of the function that a line begins.
fn name(line: &str) -> Option<&str> {
    let mut rest = line;
    for word in [
        "pub ",
        "pub(super) ",
        "pub(crate) ",
        "const ",
        "async ",
        "unsafe ",
    ] {
        rest = rest.strip_prefix(word).unwrap_or(rest);
    }
    let rest = rest.strip_prefix("fn ")?;
    rest.split(['(', '<']).next()
}

#[test]
fn a_function_is_as_long_as_from_its_first_line_to_its_brace() {
    let text = "pub fn one() {}\nimpl A {\n    pub(super) async fn two(\n        a: B,\n    ) {\n        if c {\n        }\n    }\n}\ntrait T {\n    fn none(&self);\n}\nfn three<T>() {\n    x\n}\n";
    let found: Vec<_> = lengths(text).collect();
    assert_eq!(found, [("two".to_owned(), 6), ("three".to_owned(), 3)]);
}
