//! Purchases of credits (CR4, CR5).

mod vat;
pub mod vat_number;
