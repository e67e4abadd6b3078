//! Purchases of credits: one's own, and everybody's for the operator.

use openapi::purchases::{
    AdminPurchase, AdminPurchasePage, NewPurchase, NewRefund, Purchase, PurchasePage, Receipt, Refusal, Vat,
};
use openapi::{PurchaseId, RefundId};

use super::{Failure, query};
use crate::route::PurchasesQuery;

pub async fn list(status: &str, after: Option<&str>, limit: u32) -> Result<PurchasePage, Failure> {
    let limit = limit.to_string();
    let query = query(&[("status", Some(status)), ("after", after), ("limit", Some(&limit))]);
    super::get(&format!("/purchases{query}")).await
}

/// With the same key it is bought once, however often it is repeated.
pub async fn create(purchase: NewPurchase, key: &str) -> Result<Purchase, Failure> {
    super::post_once("/purchases", &purchase, key).await
}

/// The VAT that the account would pay today.
pub async fn vat() -> Result<Vat, Failure> {
    super::get("/purchases/vat").await
}

pub async fn view(id: PurchaseId) -> Result<Purchase, Failure> {
    super::get(&format!("/purchases/{id}")).await
}

pub async fn cancel(id: PurchaseId) -> Result<Purchase, Failure> {
    super::act(&format!("/purchases/{id}/cancel")).await
}

pub async fn admin_list(
    wanted: &PurchasesQuery,
    after: Option<&str>,
    limit: u32,
) -> Result<AdminPurchasePage, Failure> {
    let limit = limit.to_string();
    let query = query(&[
        ("status", Some(&wanted.status)),
        ("method", Some(&wanted.method)),
        ("refund", Some(&wanted.refund)),
        ("q", Some(&wanted.q)),
        ("after", after),
        ("limit", Some(&limit)),
    ]);
    super::get(&format!("/admin/purchases{query}")).await
}

pub async fn admin_view(id: PurchaseId) -> Result<AdminPurchase, Failure> {
    super::get(&format!("/admin/purchases/{id}")).await
}

pub async fn confirm(id: PurchaseId, receipt: Receipt, key: &str) -> Result<AdminPurchase, Failure> {
    super::post_once(&format!("/admin/purchases/{id}/confirm"), &receipt, key).await
}

pub async fn refuse(id: PurchaseId, refusal: Refusal) -> Result<AdminPurchase, Failure> {
    super::post(&format!("/admin/purchases/{id}/refuse"), &refusal).await
}

pub async fn refund(id: PurchaseId, refund: NewRefund, key: &str) -> Result<AdminPurchase, Failure> {
    super::post_once(&format!("/admin/purchases/{id}/refunds"), &refund, key).await
}

/// The operator has paid a refund by hand.
pub async fn settle(id: PurchaseId, refund: RefundId) -> Result<AdminPurchase, Failure> {
    super::act(&format!("/admin/purchases/{id}/refunds/{refund}/settle")).await
}
