//! Member names of a structure, for generic code that only deserializes it.

use serde::de::{DeserializeOwned, Visitor};
use serde::{Deserializer, forward_to_deserialize_any};
use std::fmt;

/// Returns the member names of a structure; `None` for types that do not have them.
pub(crate) fn members<T: DeserializeOwned>() -> Option<&'static [&'static str]> {
    let mut members = None;
    // A structure asks for its members by name, and gets no answer.
    let _ = T::deserialize(Question(&mut members));
    members
}

struct Question<'a>(&'a mut Option<&'static [&'static str]>);

impl<'de> Deserializer<'de> for Question<'_> {
    type Error = Unanswered;

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        fields: &'static [&'static str],
        _visitor: V,
    ) -> Result<V::Value, Unanswered> {
        *self.0 = Some(fields);
        Err(Unanswered)
    }

    fn deserialize_any<V: Visitor<'de>>(self, _visitor: V) -> Result<V::Value, Unanswered> {
        Err(Unanswered)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map enum identifier ignored_any
    }
}

#[derive(Debug)]
struct Unanswered;

impl fmt::Display for Unanswered {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("only the names of members are read")
    }
}

impl std::error::Error for Unanswered {}

impl serde::de::Error for Unanswered {
    fn custom<T: fmt::Display>(_message: T) -> Self {
        Self
    }
}
