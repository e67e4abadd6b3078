//! What a campaign would cost.

use openapi::simulations::{NewSimulation, Simulation};

use super::Failure;

pub async fn create(new: NewSimulation) -> Result<Simulation, Failure> {
    super::post("/simulations", &new).await
}
