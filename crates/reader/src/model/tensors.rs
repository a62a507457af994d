//! The weight file: named tables of bytes and floats, in the safetensors format.

use safetensors::{Dtype, SafeTensors};

use super::ModelError;

/// The parsed file.
pub(super) struct Tensors<'b>(SafeTensors<'b>);

impl<'b> Tensors<'b> {
    /// Reads the file's list of contents.
    ///
    /// # Errors
    /// Where it is no such file.
    pub(super) fn read(bytes: &'b [u8]) -> Result<Tensors<'b>, ModelError> {
        SafeTensors::deserialize(bytes).map(Tensors).map_err(|e| ModelError::Weights(e.to_string()))
    }

    /// A table of bytes with its rows and columns.
    ///
    /// # Errors
    /// Where there is no table of that name and kind.
    pub(super) fn bytes(&self, name: &str) -> Result<(Vec<i8>, [usize; 2]), ModelError> {
        let view = self.0.tensor(name).map_err(|e| ModelError::Weights(e.to_string()))?;
        match (view.dtype(), view.shape()) {
            (Dtype::I8, &[rows, columns]) => {
                Ok((view.data().iter().map(|&b| b.cast_signed()).collect(), [rows, columns]))
            }
            (kind, shape) => Err(ModelError::Weights(format!("{name} is {kind:?} of shape {shape:?}"))),
        }
    }

    /// A table of `length` floats, whatever its shape.
    ///
    /// # Errors
    /// Where there is no such table, or it is of another length.
    pub(super) fn floats(&self, name: &str, length: usize) -> Result<Vec<f32>, ModelError> {
        let view = self.0.tensor(name).map_err(|e| ModelError::Weights(e.to_string()))?;
        let (values, rest) = view.data().as_chunks::<4>();
        if view.dtype() != Dtype::F32 || !rest.is_empty() || values.len() != length {
            let found = format!("{name} is {:?} of shape {:?}, not {length} floats", view.dtype(), view.shape());
            return Err(ModelError::Weights(found));
        }
        Ok(values.iter().map(|b| f32::from_le_bytes(*b)).collect())
    }

    /// The number of rows of a table.
    ///
    /// # Errors
    /// Where there is no table of that name.
    pub(super) fn rows(&self, name: &str) -> Result<usize, ModelError> {
        let view = self.0.tensor(name).map_err(|e| ModelError::Weights(e.to_string()))?;
        Ok(view.shape().first().copied().unwrap_or(0))
    }
}
