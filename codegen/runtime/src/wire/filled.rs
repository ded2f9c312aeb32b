//! Values of which an empty one stands for none.

use super::{Format, ShapeDeserializer, ShapeSerializer};

/// Format of a value that is absent if it is empty, such as the region of a bucket in `us-east-1`
/// (`aws.customizations#s3UnwrappedXmlOutput`).
#[derive(Debug)]
pub struct Filled<F>(F);

impl<F: Format<Value: PartialEq>> Format for Filled<F> {
    type Value = F::Value;

    fn zero() -> F::Value {
        F::zero()
    }

    fn write<S: ShapeSerializer>(value: &F::Value, serializer: S) -> Result<S::Ok, S::Error> {
        F::write(value, serializer)
    }

    fn read<'de, D: ShapeDeserializer<'de>>(
        slot: &mut Option<F::Value>,
        deserializer: D,
    ) -> Result<(), D::Error> {
        F::read(slot, deserializer)?;
        slot.take_if(|value| *value == F::zero());
        Ok(())
    }
}
