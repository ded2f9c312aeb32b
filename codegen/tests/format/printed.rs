//! Files that are printed without rustfmt: with names of every length, each as rustfmt would have it.

use std::collections::BTreeMap;
use std::ffi::OsStr;

use codegen::output::format::{format_files, format_files_with_rustfmt, rustfmt_program};
use proc_macro2::TokenStream;

use crate::HEADER;

/// Each is a file in which `NAME`, and `TEXT` in a string, is a name of some length.
const TEMPLATES: &[&str] = &[
    "fn f() { NAME(); }",
    "fn f() { NAME(a, b); }",
    "fn f() { a.NAME(b, c).d().e()?; }",
    "fn f() { self.inner.NAME(input).await }",
    "fn f() { self.NAME = Some(value.into()); self }",
    "fn f() { self.aa_rather_long_field = NAME.into().or(self.aa_rather_long_field); }",
    "fn f() { let x = NAME.first().second(); let y: NAME = x.first(); }",
    "fn f() { let Some(x) = NAME.first() else { return refuse(\"no\"); }; }",
    "fn f() { let Some(NAME) = first(a, b) else { return; }; }",
    "fn f() { if NAME && other.is_some() { return None; } }",
    "fn f() { if let Some(x) = NAME && let Some(y) = x.first() && y == \"a\" { g(); } else { h(); } }",
    "fn f() { if let Some(x) = a.NAME.first().second(a, \"b\") { return g(a, x); } }",
    "fn f() { Some(if NAME { first } else { second }) }",
    "fn f() { if NAME { first } else if b { second } else { third } }",
    "fn f() { return NAME(\"aaaaaaaaaaaaaaaaaaaaaaaa\"); }",
    "fn f() { Ok(Endpoint::of_host(format!(\"https://{}.TEXT\", a.b))?.property(\"a\", [\"b\"])) }",
    "fn f() { format!(\"https://{}.TEXT.{}\", a, c.d); }",
    "fn f() { format!(\"https://{}\", first(\"TEXT\", a.NAME.map_or(\"\", |it| it.as_str()))?) }",
    "fn f() { assert_eq!(error.NAME(), \"a text that takes its place\"); }",
    "fn f() { assert_eq!(a, \"TEXT\"); }",
    "fn f() { let x = vec![NAME, b, c]; let y = [NAME, first(), second()]; }",
    "fn f() { vec![NAME { a: b, c: d }, NAME { a, c: \"d\" }] }",
    "fn f() { NAME { a, b: c } }",
    "fn f() { Self { a: None, NAME: Some(first(second())), ..Self::default() } }",
    "fn f() { Self { first: NAME() } }",
    "fn f() { a.map(|it| it.NAME.as_str()) }",
    "fn f() { a.b(|it| NAME(it.first(), it.second()), c) }",
    "fn f() { a.filter(|it| it.NAME == \"some text or other\").next() }",
    "fn f() { On::Output(|output| { Some(output.NAME.as_ref()?.first.as_ref()?.as_str() == \"A\") }) }",
    "fn f() { On::Output(|a, b| match a.NAME { Some(x) => x, None => first(b) }) }",
    "fn f() { a.iter().map(|it| if it.NAME { 1 } else { 2 }).sum() }",
    "fn f() { match NAME { A::B(x) => Some(x), \"c\" => first(x, \"some more\"), _ => return None } }",
    "fn f() { match a { NAME => { Some(x.first().second()) } B(_) => { first(); second() } } }",
    "fn f() { match a { B(x) => wire::member(serializer, \"TEXT\", x), } }",
    "fn f() { (NAME, first(a), \"b\") }",
    "fn f() { &mut NAME.first }",
    "fn f() { NAME as f64 == first || !(second && third) }",
    "fn f() { -NAME + 1 > 2 * first(a, b, c) }",
    "fn f() { first(\"TEXT\", &[second(a), third(b)]) }",
    "fn f() { first(second(third(NAME), \"b\"), NAME) }",
    "fn f() { first(NAME.second().third(), b.c().d()) }",
    "fn f() { Some(NAME(\"a text that takes its place, and more of it\")) }",
    "fn f() { first(&NAME(\"a text that takes its place, and more of it\")?) }",
    "fn f() { use a::NAME; let x = || {}; x() }",
    "fn NAME() -> Result<String, Error> { g() }",
    "fn NAME() {}",
    "impl A { pub async fn NAME(&self, input: Input) -> Result<Output, Error<Other>> { g() } }",
    "impl A { pub fn f(mut self, NAME: impl Into<Option<&'a str>>) -> Self { self } }",
    "impl A { pub fn f<'a>(&self, b: NAME<Vec<String>, Option<First>>) -> Wait<'a> { g() } }",
    "impl A { fn f(&self) -> Result<NAME<First>, Second<NAME>> { g() } }",
    "impl A { const NAME: Option<&'static str> = Some(\"a text that takes its place\"); }",
    "impl A { const A: B<C> = &[NAME::success(\"any\", On::Success), NAME::failure(\"none\", a)]; }",
    "impl A { type NAME = BTreeMap<String, Vec<Option<Timestamp>>>; }",
    "impl<'a> From<&NAME<'a>> for B<'a> { fn from(a: &NAME<'a>) -> Self { Self::default().a(b) } }",
    "pub struct NAME;",
    "pub struct A { pub NAME: Option<Vec<BTreeMap<String, Other>>>, pub b: Option<NAME> }",
    "pub struct A(NAME<First, Second>);",
    "pub enum A { NAME, B(NAME<First, Second>) }",
    "#[deprecated(note = \"TEXT\")] pub struct A;",
    "#![allow(deprecated, reason = \"TEXT\")] #![cfg(all(feature = \"a\", feature = \"TEXT\"))] mod a;",
    "#[cfg_attr(docsrs, doc(cfg(feature = \"TEXT\")))] mod a;",
    "use a::NAME; use a::NAME::b; use a::{NAME, First, Second, b}; use crate::c; use a::NAME::{d, e};",
    "use b::{a10, A9, ab, a9, NAME, Ab, a_b, A10, ABC, _a, a}; use b::a10; use b::a9; use b::A;",
    "use a10::b; use a9::b; use a_b::c; use ab; use abc::{x9, x10, X_10, X_9}; use A::B; use r#a::b;",
    "mod b; pub mod NAME; #[cfg(feature = \"a\")] mod a10; mod a9; mod a_b; mod r#type; mod ab;",
    "runtime::structure!(A { NAME: \"b\", c: \"TEXT\" as Option<wire::DateTime> = first(), });",
    "runtime::structure!(A { NAME: \"b\" });",
    "runtime::string_enum!(A { NAME: \"b\", ..Unknown });",
    "runtime::errors!(NAME, First, Second, A, B);",
    "impl A { runtime::error_message!(NAME); }",
    "mod tests { #[test] fn f() { let NAME = a; } }",
];

/// The template with names of `length`.
fn instance(template: &str, length: usize) -> TokenStream {
    let name = "n".repeat(length);
    let text = template.replace("NAME", &name).replace("TEXT", &name);
    text.parse().unwrap()
}

fn files(lengths: impl Iterator<Item = usize> + Clone) -> BTreeMap<String, TokenStream> {
    let templates = TEMPLATES.iter().enumerate();
    let file = |(index, template): (usize, &&str), length| {
        let path = format!("{index:02}/{length:03}.rs");
        (path, instance(template, length))
    };
    templates
        .flat_map(|(index, template)| {
            let lengths = lengths.clone();
            lengths.map(move |length| file((index, template), length))
        })
        .collect()
}

#[test]
fn names_of_every_length_are_laid_out_as_by_rustfmt() {
    let all = files(1..=110);
    let expected = format_files_with_rustfmt(all.clone(), HEADER, &rustfmt_program()).unwrap();
    let printed = format_files(all, HEADER, &rustfmt_program()).unwrap();
    assert_eq!(printed.len(), TEMPLATES.len() * 110);
    let is_other = |(path, text): &(&String, &String)| **text != expected[*path];
    let differ: Vec<_> = printed.iter().filter(is_other).collect();
    let show = |(path, text): &(&String, &String)| {
        format!("{path}:\n{text}\ninstead of:\n{}", expected[*path])
    };
    let shown: String = differ.iter().take(3).map(show).collect();
    assert!(differ.is_empty(), "{} files: {shown}", differ.len());
}

#[test]
fn what_the_emitters_write_needs_no_rustfmt() {
    for length in [1, 10, 30] {
        for (path, tokens) in files(length..=length) {
            let file = BTreeMap::from([(path, tokens)]);
            let text = format_files(file.clone(), HEADER, OsStr::new("no-such-rustfmt"));
            assert!(text.is_ok(), "{file:?}");
        }
    }
}
