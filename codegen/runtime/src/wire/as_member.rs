//! Reading and writing a member without its structure, for tests: by the codec of JSON and by serde's view, which must
//! agree.

use super::{
    Format, MemberSerializer, Place, ShapeDeserializer, Shown, Structure, StructureFormat,
};
use crate::codec::Codec;
use serde_core::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value as Json;

/// A structure of one member, `a`. `structure!` has no type parameters.
#[derive(Debug, PartialEq)]
pub(crate) struct One<F: Format> {
    pub(crate) a: F::Value,
}

impl<F: Format> Structure for One<F> {
    const NAME: &'static str = "One";
    const MEMBERS: &'static [&'static str] = &["a"];

    fn zero() -> Self {
        Self { a: F::zero() }
    }

    fn count(&self) -> usize {
        usize::from(!F::is_absent(&self.a))
    }

    fn write<S: MemberSerializer>(&self, members: &mut S) -> Result<(), S::Error> {
        super::put(members, "a", Shown::<F>(&self.a))
    }

    fn read<'de, D: ShapeDeserializer<'de>>(
        &mut self,
        index: usize,
        value: D,
    ) -> Result<bool, D::Error> {
        assert_eq!(index, 0, "an index that is not that of a member");
        super::set(Place::<F>(&mut self.a), value)
    }
}

/// A value as serde sees it.
pub(crate) struct View<F: Format>(pub(crate) F::Value);

impl<F: Format> Serialize for View<F> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        super::serialize::<F, S>(&self.0, serializer)
    }
}

impl<'de, F: Format> Deserialize<'de> for View<F> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        super::deserialize::<F, D>(deserializer).map(Self)
    }
}

/// Reads a value; `null` is corrected to the zero value.
pub(crate) fn read<F: Format>(json: &str) -> Result<F::Value, String> {
    let body = format!("{{\"a\":{json}}}");
    let read = Codec::Json.read::<One<F>>(body.as_bytes());
    let views = [
        serde_json::from_str::<View<StructureFormat<One<F>>>>(&body),
        serde_json::from_str(&body)
            .and_then(serde_json::from_value::<View<StructureFormat<One<F>>>>),
    ];
    for view in views {
        match (&read, view) {
            (Ok(ours), Ok(view)) => {
                let [ours, view] =
                    [ours, &view.0].map(|one| String::from_utf8(Codec::Json.write(one).unwrap()));
                assert_eq!(ours, view, "{json}: the view differs");
            }
            (Err(_), Err(_)) => {}
            (ours, view) => panic!(
                "{json}: {:?} by the codec, {:?} by the view",
                ours.as_ref().err(),
                view.err()
            ),
        }
    }
    read.map(|one| one.a).map_err(|error| error.to_string())
}

/// Returns the value as JSON.
pub(crate) fn write<F: Format>(value: &F::Value) -> Json {
    serde_json::from_slice(&text::<F>(value)).unwrap()
}

/// Returns the value as the text of JSON.
fn text<F: Format>(value: &F::Value) -> Vec<u8> {
    let written = crate::codec::json::write_value::<F>(value);
    let mut view = Vec::new();
    super::serialize::<F, _>(value, &mut serde_json::Serializer::new(&mut view)).unwrap();
    assert_eq!(
        String::from_utf8(written.clone()),
        String::from_utf8(view),
        "the view differs"
    );
    written
}
