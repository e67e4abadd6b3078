//! placeholder
pub mod launch {
    use crate::{
        app::App,
        jobs::JobRow,
        worker::jobs::{Slice, SliceError},
    };
    pub async fn slice(_: &App, _: &JobRow) -> Result<Slice, SliceError> {
        Ok(Slice::Done)
    }
}
