//! Statements on `purchase` and `refund`.

use openapi::purchases::{PaymentMethod, Price, PurchaseStatus, Refund, RefundStatus, VatRule};
use openapi::{Credits, Euros, Percent, RefundId, Time};

use super::price::Sold;
use crate::db::statements;
use crate::ids::made_at;

/// The columns of a [`PurchaseRow`].
macro_rules! columns {
    ($dialect:ident) => {
        "p.id, p.account_id, p.status, p.method, p.reference, p.pack, p.unit_price, p.net, p.vat_rate, p.vat_rule, p.vat, p.total,
            p.country, p.vat_number, p.received, p.credited, p.billed_net, p.billed_vat, p.returned_credits, p.returned_net,
            p.returned_vat, p.reason, p.pay_url, p.expires_at, p.paid_at"
    };
}

statements! {
    /// Answers no row when the reference is another's.
    INSERT => ("INSERT INTO purchase (id, account_id, status, method, reference, pack, unit_price, net, vat_rate, vat_rule, vat, total,
            country, vat_number, expires_at)
        VALUES ($1, $2, 'pending', $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) ON CONFLICT (reference) DO NOTHING");
    COUNT_PENDING => ("SELECT COUNT(*) FROM purchase WHERE account_id = $1 AND status = 'pending'");
    SHOW => ("SELECT " (columns sqlite postgres) " FROM purchase p WHERE p.id = $1 AND p.account_id = $2");
    /// Whosesoever it is.
    FIND => ("SELECT " (columns sqlite postgres) " FROM purchase p WHERE p.id = $1");
    LIST => ("SELECT " (columns sqlite postgres) " FROM purchase p WHERE p.account_id = $1 AND p.id < $2
            AND p.status LIKE $3 ORDER BY p.id DESC LIMIT $4");
    LIST_ALL => ("SELECT " (columns sqlite postgres) ", a.public_id, a.billing_name, a.billing_company
        FROM purchase p JOIN account a ON a.id = p.account_id
        WHERE p.id < $1 AND p.status LIKE $2 AND p.method LIKE $3
            AND ($4 = '' OR EXISTS (SELECT 1 FROM refund r WHERE r.purchase_id = p.id AND r.status = $4))
            AND (lower(p.reference) LIKE $5 ESCAPE '\\' OR a.public_id LIKE $5 ESCAPE '\\' OR lower(a.email) LIKE $5 ESCAPE '\\')
        ORDER BY p.id DESC LIMIT $6");
    BUYER => ("SELECT a.public_id, a.email, a.locale, a.country, a.billing_name, a.billing_company, a.billing_address,
            a.billing_postal_code, a.billing_city, a.billing_country, a.billing_vat_number FROM account a WHERE a.id = $1");

    SET_PAY_URL => ("UPDATE purchase SET pay_url = $2, expires_at = $3 WHERE id = $1 AND status = 'pending'");
    /// No page of the bank was opened for it.
    GIVE_UP => ("UPDATE purchase SET status = 'cancelled', reason = $2, expires_at = NULL
        WHERE id = $1 AND status = 'pending' AND pay_url IS NULL");
    /// By the buyer, before any money came in.
    CANCEL => ("UPDATE purchase SET status = 'cancelled', pay_url = NULL, expires_at = NULL
        WHERE id = $1 AND status = 'pending' AND received = 0");
    REFUSE => ("UPDATE purchase SET status = 'refused', reason = $2, pay_url = NULL, expires_at = NULL
        WHERE id = $1 AND status = 'pending'");
    EXPIRE => ("UPDATE purchase SET status = 'expired', pay_url = NULL, expires_at = NULL WHERE id = $1 AND status = 'pending'");
    EXPIRE_OLD => ("UPDATE purchase SET status = 'expired', pay_url = NULL, expires_at = NULL
        WHERE status = 'pending' AND method = 'card' AND expires_at < $1");
    /// Money came in, and not enough: it waits for the rest, whatever it was before.
    RECEIVE => ("UPDATE purchase SET status = 'pending', received = received + $2, reason = NULL
        WHERE id = $1 AND status IN ('pending', 'refused', 'cancelled', 'expired')");
    /// The one way to `paid`, once.
    PAY => ("UPDATE purchase SET status = 'paid', received = $2, credited = $3, billed_net = $4, billed_vat = $5, paid_at = $6,
            reason = NULL, pay_url = NULL, expires_at = NULL
        WHERE id = $1 AND status IN ('pending', 'refused', 'cancelled', 'expired')");
    /// For the operator: the bank speaks of another amount.
    MARK => ("UPDATE purchase SET reason = $2 WHERE id = $1 AND status IN ('pending', 'refused', 'cancelled', 'expired')");
    RETURN => ("UPDATE purchase SET returned_credits = returned_credits + $2, returned_net = returned_net + $3,
            returned_vat = returned_vat + $4, status = CASE WHEN returned_credits + $2 = credited THEN 'refunded' ELSE 'paid' END
        WHERE id = $1 AND status = 'paid' AND returned_credits = $5");

    ADD_REFUND => ("INSERT INTO refund (id, purchase_id, status, credits, amount, reason, ask_at)
        VALUES ($1, $2, 'pending', $3, $4, $5, $6)");
    REFUNDS => ("SELECT id, purchase_id, status, credits, amount, reason FROM refund WHERE purchase_id IN " ids " ORDER BY id");
    /// By the operator's hand: what the bank is not (any more) to be asked for, or has refused.
    SETTLE => ("UPDATE refund SET status = 'done', by_hand = TRUE, ask_at = NULL
        WHERE id = $1 AND purchase_id = $2 AND (status = 'failed' OR (status = 'pending' AND ask_at IS NULL))");
    FIND_REFUND => ("SELECT status FROM refund WHERE id = $1 AND purchase_id = $2");
    /// Looked at first: an idle server writes nothing.
    REFUND_DUE => ("SELECT id FROM refund WHERE ask_at <= $1 LIMIT 1");
    /// Takes what the bank is to be asked for, for as long as asking may take.
    TAKE_REFUNDS => ("UPDATE refund SET ask_at = $2, tries = tries + 1 WHERE id IN (
            SELECT id FROM refund WHERE ask_at <= $1 ORDER BY ask_at LIMIT $3" skip_locked ")
        RETURNING id, purchase_id, amount, tries");
    ASK_AGAIN => ("UPDATE refund SET ask_at = $2 WHERE id = $1 AND status = 'pending' AND ask_at IS NOT NULL");
    /// A refund that failed stays failed: a bank that sends money back says `done` before, never after.
    REFUND_DONE => ("UPDATE refund SET status = 'done', ask_at = NULL WHERE id = $1 AND purchase_id = $2 AND status = 'pending'");
    REFUND_FAILED => ("UPDATE refund SET status = 'failed', ask_at = NULL
        WHERE id = $1 AND purchase_id = $2 AND status <> 'failed' AND NOT by_hand");
}

#[derive(Debug, Clone, sqlx::FromRow)]
pub struct PurchaseRow {
    pub id: i64,
    pub account_id: i64,
    pub status: String,
    pub method: String,
    pub reference: String,
    pub pack: i64,
    pub unit_price: i64,
    pub net: i64,
    pub vat_rate: i64,
    pub vat_rule: String,
    pub vat: i64,
    pub total: i64,
    pub country: String,
    pub vat_number: String,
    pub received: i64,
    pub credited: i64,
    pub billed_net: i64,
    pub billed_vat: i64,
    pub returned_credits: i64,
    pub returned_net: i64,
    pub returned_vat: i64,
    pub reason: Option<String>,
    pub pay_url: Option<String>,
    pub expires_at: Option<i64>,
    pub paid_at: Option<i64>,
}

/// A purchase and whose it is, for the operator.
#[derive(Debug, sqlx::FromRow)]
pub struct AdminRow {
    #[sqlx(flatten)]
    pub purchase: PurchaseRow,
    pub public_id: String,
    pub billing_name: String,
    pub billing_company: String,
}

/// Who buys, as the account says today.
#[derive(Debug, sqlx::FromRow)]
pub struct BuyerRow {
    pub public_id: String,
    pub email: String,
    pub locale: String,
    pub country: String,
    pub billing_name: String,
    pub billing_company: String,
    pub billing_address: String,
    pub billing_postal_code: String,
    pub billing_city: String,
    pub billing_country: String,
    pub billing_vat_number: String,
}

#[derive(Debug, Clone, sqlx::FromRow)]
pub struct RefundRow {
    pub id: i64,
    pub purchase_id: i64,
    pub status: String,
    pub credits: i64,
    pub amount: i64,
    pub reason: String,
}

/// A refund that the bank is to be asked for.
#[derive(Debug, sqlx::FromRow)]
pub struct TakenRow {
    pub id: i64,
    pub purchase_id: i64,
    pub amount: i64,
    pub tries: i64,
}

impl PurchaseRow {
    pub fn price(&self) -> Price {
        let euros = Euros::from_ten_thousandths;
        Price {
            unit_price: euros(self.unit_price),
            net: euros(self.net),
            vat: euros(self.vat),
            vat_rate: u16::try_from(self.vat_rate).ok().and_then(Percent::from_hundredths).unwrap_or_default(),
            vat_rule: rule_of(&self.vat_rule),
            total: euros(self.total),
            currency: openapi::packs::Currency::Eur,
        }
    }

    pub fn status(&self) -> PurchaseStatus {
        status_of(&self.status).unwrap_or(PurchaseStatus::Pending)
    }

    pub fn method(&self) -> PaymentMethod {
        method_of(&self.method).unwrap_or(PaymentMethod::Card)
    }

    pub fn received(&self) -> Euros {
        Euros::from_ten_thousandths(self.received)
    }

    /// What is still to be paid.
    pub fn missing(&self) -> Euros {
        Euros::from_ten_thousandths((self.total - self.received).max(0))
    }

    pub fn sold(&self) -> Sold {
        let euros = Euros::from_ten_thousandths;
        let credits = Credits::from_ten_thousandths(self.credited);
        Sold { credits, net: euros(self.billed_net), vat: euros(self.billed_vat) }
    }

    pub fn returned(&self) -> Sold {
        let euros = Euros::from_ten_thousandths;
        let credits = Credits::from_ten_thousandths(self.returned_credits);
        Sold { credits, net: euros(self.returned_net), vat: euros(self.returned_vat) }
    }

    /// What came in and was not billed: it is owed to the buyer, once nothing more is waited for.
    pub fn surplus(&self) -> Euros {
        let billed = self.billed_net + self.billed_vat;
        match self.status() {
            PurchaseStatus::Pending => Euros::ZERO,
            _ => Euros::from_ten_thousandths((self.received - billed).max(0)),
        }
    }

    pub fn created_at(&self) -> Time {
        Time::from_millis(made_at(self.id))
    }
}

impl From<RefundRow> for Refund {
    fn from(row: RefundRow) -> Self {
        Self {
            id: RefundId(row.id),
            status: refund_status_of(&row.status).unwrap_or(RefundStatus::Pending),
            credits: Credits::from_ten_thousandths(row.credits),
            amount: Euros::from_ten_thousandths(row.amount),
            reason: Some(row.reason),
            created_at: Time::from_millis(made_at(row.id)),
        }
    }
}

/// The words of an enum, in the database and in query strings.
macro_rules! words {
    ($kind:ident, $word:ident, $of:ident, $($variant:ident $text:literal),+) => {
        pub const fn $word(value: $kind) -> &'static str {
            match value { $($kind::$variant => $text),+ }
        }

        /// `None` for any other word.
        pub fn $of(word: &str) -> Option<$kind> {
            match word { $($text => Some($kind::$variant),)+ _ => None }
        }
    };
}

words!(
    PurchaseStatus, status_word, status_of, Pending "pending", Paid "paid", Refused "refused", Cancelled "cancelled",
    Expired "expired", Refunded "refunded"
);
words!(PaymentMethod, method_word, method_of, Card "card", Transfer "transfer", Cheque "cheque");
words!(RefundStatus, refund_status_word, refund_status_of, Pending "pending", Done "done", Failed "failed");
words!(
    VatRule, rule_word, rule_word_of, Domestic "domestic", ReverseCharge "reverse_charge", Outside "outside",
    SellerExempt "seller_exempt"
);

/// A row's word; the database keeps no other.
fn rule_of(word: &str) -> VatRule {
    rule_word_of(word).unwrap_or(VatRule::Domestic)
}
