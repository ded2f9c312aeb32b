//! Writing of parameters.

use super::Dialect;
use crate::codec::CAPACITY;
use crate::codec::text::text_values;
use crate::percent::push_encoded;
use crate::wire::{Format, Key, MemberSerializer, Neutral, ShapeSerializer, Structure};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use std::collections::BTreeMap;
use std::convert::Infallible;

/// Writes the members of a structure, each parameter after an `&`.
pub(in crate::codec) fn write<T: Structure>(dialect: Dialect, value: &T) -> Vec<u8> {
    let mut output = Output {
        text: String::with_capacity(CAPACITY),
        key: String::new(),
        dialect,
    };
    match value.write(&mut Members(&mut output)) {
        Ok(()) => output.text.into_bytes(),
    }
}

struct Output {
    text: String,
    /// Name of the parameter that is written next.
    key: String,
    dialect: Dialect,
}

impl Output {
    /// Begins a part of the name that is written next; returns the length of the name without it.
    fn enter(&mut self) -> usize {
        let length = self.key.len();
        if length > 0 {
            self.key.push('.');
        }
        length
    }

    fn enter_part(&mut self, part: &str) -> usize {
        let length = self.enter();
        self.key.push_str(part);
        length
    }

    fn enter_member(&mut self, name: &str, query: Option<&str>) -> usize {
        let length = self.enter();
        self.dialect.push_name(&mut self.key, name, query);
        length
    }

    /// Begins an entry of a list or map; the first has the number 1.
    fn enter_entry(&mut self, index: usize) -> usize {
        self.enter_part(itoa::Buffer::new().format(index.saturating_add(1)))
    }

    fn leave(&mut self, length: usize) {
        self.key.truncate(length);
    }

    fn text(&mut self, value: &str) {
        self.text.push('&');
        push_encoded(&mut self.text, &self.key, b"");
        self.text.push('=');
        push_encoded(&mut self.text, value, b"");
    }
}

/// A value whose name is the key.
struct Writer<'a>(&'a mut Output);

impl Writer<'_> {
    fn plain(self, text: &str) -> Result<(), Infallible> {
        self.string(text)
    }
}

impl ShapeSerializer for Writer<'_> {
    type Ok = ();
    type Error = Infallible;

    text_values!(Infallible);

    fn null(self) -> Result<(), Infallible> {
        Ok(())
    }

    fn string(self, value: &str) -> Result<(), Infallible> {
        self.0.text(value);
        Ok(())
    }

    fn blob(self, value: &[u8]) -> Result<(), Infallible> {
        self.string(&STANDARD.encode(value))
    }

    fn list<F: Format>(self, entries: &[F::Value]) -> Result<(), Infallible> {
        let output = self.0;
        if output.dialect == Dialect::Ec2 || entries.is_empty() {
            return Writer(output).flattened_list::<F>(entries);
        }
        let length = output.enter_part(F::NAMES.member);
        Writer(output).flattened_list::<F>(entries)?;
        output.leave(length);
        Ok(())
    }

    fn map<K: Key, F: Format>(self, entries: &BTreeMap<K, F::Value>) -> Result<(), Infallible> {
        let length = self.0.enter_part("entry");
        Writer(self.0).flattened_map::<K, F>(entries)?;
        self.0.leave(length);
        Ok(())
    }

    fn flattened_list<F: Format>(self, entries: &[F::Value]) -> Result<(), Infallible> {
        if entries.is_empty() && self.0.dialect == Dialect::Aws {
            self.0.text("");
        }
        for (index, entry) in entries.iter().enumerate() {
            let length = self.0.enter_entry(index);
            F::write(entry, Writer(self.0))?;
            self.0.leave(length);
        }
        Ok(())
    }

    fn flattened_map<K: Key, F: Format>(
        self,
        entries: &BTreeMap<K, F::Value>,
    ) -> Result<(), Infallible> {
        for (index, (key, value)) in entries.iter().enumerate() {
            let entry = self.0.enter_entry(index);
            let name = self.0.enter_part(F::NAMES.key);
            self.0.text(key.as_key());
            self.0.leave(name);
            let name = self.0.enter_part(F::NAMES.value);
            F::write(value, Writer(self.0))?;
            self.0.leave(name);
            self.0.leave(entry);
        }
        Ok(())
    }

    fn structure<T: Structure>(self, structure: &T) -> Result<(), Infallible> {
        structure.write(&mut Members(self.0))
    }

    fn variant<F: Format>(self, name: &str, value: &F::Value) -> Result<(), Infallible> {
        Members(self.0).put::<F>(name, value)
    }

    fn untyped_map(self, entries: &[(Box<str>, Neutral)]) -> Result<(), Infallible> {
        for (name, value) in entries {
            Members(&mut *self.0).put::<Neutral>(name, value)?;
        }
        Ok(())
    }
}

/// Members of a structure.
struct Members<'a>(&'a mut Output);

impl Members<'_> {
    #[inline]
    fn put<F: Format>(&mut self, name: &str, value: &F::Value) -> Result<(), Infallible> {
        let length = self.0.enter_member(name, F::NAMES.query);
        F::write(value, Writer(self.0))?;
        self.0.leave(length);
        Ok(())
    }
}

impl MemberSerializer for Members<'_> {
    type Error = Infallible;

    #[inline]
    fn member<F: Format>(
        &mut self,
        name: &'static str,
        value: &F::Value,
    ) -> Result<(), Infallible> {
        self.put::<F>(name, value)
    }
}
