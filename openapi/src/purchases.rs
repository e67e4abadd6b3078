//! Purchases of credits.

use crate::invoices::Invoice;
use crate::packs::Currency;
use crate::{Credits, Euros, Percent, PurchaseId, RefundId, Time};

dto! {
    /// Buys a pack.
    #[derive(Copy, Eq)]
    #[serde(deny_unknown_fields)]
    pub struct NewPurchase {
        /// The pack, by its credits.
        #[cfg_attr(feature = "schema", schema(minimum = 1, maximum = 1_000_000_000))]
        pub pack: i64,
        pub method: PaymentMethod,
    }

    #[derive(Copy, Eq, Hash)]
    #[serde(rename_all = "snake_case")]
    pub enum PaymentMethod {
        /// On a page of the bank; credited as soon as the bank says so.
        Card,
        /// Credited when the operator has it.
        Transfer,
        /// Credited when the operator has it.
        Cheque,
    }

    /// A purchase, with its price as it was on that day.
    pub struct Purchase {
        pub id: PurchaseId,
        pub status: PurchaseStatus,
        pub method: PaymentMethod,
        /// The pack, by its credits.
        pub pack: i64,
        /// What the account was given; less than the pack where less was paid and the operator agreed, `0` until then.
        pub credited: Credits,
        pub price: Price,
        /// What the buyer quotes and the operator looks for.
        pub reference: String,
        /// Where a card is paid with, while it can be.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub pay_url: Option<String>,
        /// How to pay by transfer or cheque, while it can be.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub instructions: Option<Instructions>,
        /// What came in so far.
        pub received: Euros,
        /// What came in above the price, and is owed to the buyer.
        pub surplus: Euros,
        /// Why it was refused, in the operator's or the bank's words.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub reason: Option<String>,
        /// The invoice first, then credit notes.
        pub invoices: Vec<Invoice>,
        pub refunds: Vec<Refund>,
        pub created_at: Time,
        /// Until when a card can be paid with.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub expires_at: Option<Time>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub paid_at: Option<Time>,
    }

    #[derive(Copy, Eq, Hash)]
    #[serde(rename_all = "snake_case")]
    pub enum PurchaseStatus {
        /// Waits for the money.
        Pending,
        /// Credited and invoiced.
        Paid,
        /// By the bank or by the operator.
        Refused,
        /// By the buyer.
        Cancelled,
        /// Nobody paid in time.
        Expired,
        /// Paid, and given back whole.
        Refunded,
    }

    /// What a purchase costs.
    #[derive(Copy, Eq)]
    pub struct Price {
        /// Euros a credit, before tax.
        pub unit_price: Euros,
        /// Before tax.
        pub net: Euros,
        pub vat: Euros,
        pub vat_rate: Percent,
        pub vat_rule: VatRule,
        pub total: Euros,
        pub currency: Currency,
    }

    /// Why a buyer pays the VAT that it pays.
    #[derive(Copy, Eq, Hash)]
    #[serde(rename_all = "snake_case")]
    pub enum VatRule {
        /// The rate of the seller's country, or of its overseas departments.
        Domestic,
        /// A business of another country of the European Union accounts for it (reverse charge).
        ReverseCharge,
        /// The buyer is outside the European Union's VAT.
        Outside,
        /// The seller charges none to anybody (in France: small businesses, article 293 B).
        SellerExempt,
    }

    /// The VAT that the account would pay today, by its billing particulars.
    #[derive(Copy, Eq)]
    pub struct Vat {
        pub rate: Percent,
        pub rule: VatRule,
    }

    /// How to pay by transfer or cheque.
    #[derive(Eq)]
    pub struct Instructions {
        /// What is still to be paid.
        pub amount: Euros,
        pub currency: Currency,
        pub payee: String,
        /// To be written on the transfer, or on the back of the cheque.
        pub reference: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub iban: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub bic: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub bank: Option<String>,
        /// Where a cheque is sent; lines.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub address: Option<String>,
    }

    /// Money that went back, for credits that were taken back.
    pub struct Refund {
        pub id: RefundId,
        pub status: RefundStatus,
        pub credits: Credits,
        /// With tax.
        pub amount: Euros,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub reason: Option<String>,
        pub created_at: Time,
    }

    #[derive(Copy, Eq, Hash)]
    #[serde(rename_all = "snake_case")]
    pub enum RefundStatus {
        /// The bank has been asked, or the operator is to pay it.
        Pending,
        Done,
        /// The bank refused; the operator pays it another way.
        Failed,
    }

    /// A purchase as the operator sees it.
    pub struct AdminPurchase {
        pub account_id: String,
        /// From its billing particulars; empty where they are not known.
        pub name: String,
        pub company: String,
        pub purchase: Purchase,
    }

    /// Money came in for a transfer or a cheque.
    #[derive(Copy, Eq)]
    #[serde(deny_unknown_fields)]
    pub struct Receipt {
        /// What came in this time.
        pub received: Euros,
        /// What to do when that is less than what is still to be paid; refused (409 `amount_differs`) without this word.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub shortfall: Option<Shortfall>,
    }

    #[derive(Copy, Eq)]
    #[serde(rename_all = "snake_case")]
    pub enum Shortfall {
        /// The buyer is told what is missing; the purchase waits for it.
        Wait,
        /// The buyer gets the credits that this much pays for, and an invoice of this much.
        Credit,
    }

    /// Refuses a pending purchase.
    #[serde(deny_unknown_fields)]
    pub struct Refusal {
        /// The buyer is told.
        #[cfg_attr(feature = "schema", schema(min_length = 1, max_length = 500))]
        pub reason: String,
    }

    /// Takes credits back and gives their money back, with a credit note.
    #[serde(deny_unknown_fields)]
    pub struct NewRefund {
        /// All that is left of the purchase when absent.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub credits: Option<Credits>,
        /// The buyer is told, and the credit note says it.
        #[cfg_attr(feature = "schema", schema(min_length = 1, max_length = 500))]
        pub reason: String,
    }
}

page!(PurchasePage of Purchase);
page!(AdminPurchasePage of AdminPurchase);
