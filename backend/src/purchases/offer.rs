//! The ways to pay that are offered here.

use openapi::purchases::PaymentMethod;

use crate::app::App;

/// All of them, in the order that pages show them in.
pub fn methods(app: &App) -> Vec<PaymentMethod> {
    let all = [PaymentMethod::Card, PaymentMethod::Transfer, PaymentMethod::Cheque];
    all.into_iter().filter(|method| offers(app, *method)).collect()
}

/// A card needs a payment service, the others what the seller says of itself.
pub fn offers(app: &App, method: PaymentMethod) -> bool {
    match method {
        PaymentMethod::Card => app.payments.offers_cards(),
        PaymentMethod::Transfer | PaymentMethod::Cheque => app.seller.takes(method),
    }
}
