//! Makes a secret for an authenticator app. Nothing is asked before a first code has confirmed it.

use openapi::second_factor::SecondFactorSetup;
use qrcode::QrCode;
use qrcode::render::svg;
use totp_rs::Secret;

use super::{Error, sql, totp};
use crate::accounts::{self, AccountKey};
use crate::db::{Db, execute, transact};

/// 160 bits, as RFC 4226 §4 recommends.
const SECRET_BYTES: usize = 20;

/// Pixels of the QR code at its natural size; it is an SVG and scales.
const QR_PIXELS: u32 = 220;

pub async fn set_up(db: &Db, account: AccountKey) -> Result<SecondFactorSetup, Error> {
    let mut bytes = [0_u8; SECRET_BYTES];
    getrandom::fill(&mut bytes).map_err(|error| Error::Code(error.to_string()))?;
    let secret = Secret::from(bytes).to_base32();
    let public_id = accounts::show(&mut db.read().await?, account).await?.account_id;
    let uri = totp(&secret, &public_id)?.to_url().map_err(|error| Error::Code(error.to_string()))?;
    let qr = picture(&uri)?;
    let kept = transact(db, async |tx| execute!(tx, sql::SET_UP, account.0, secret.as_str())).await?;
    if kept == 0 {
        return Err(Error::AlreadyOn);
    }
    Ok(SecondFactorSetup { secret, uri, qr })
}

fn picture(uri: &str) -> Result<String, Error> {
    let code = QrCode::new(uri.as_bytes()).map_err(|error| Error::Code(error.to_string()))?;
    Ok(code.render::<svg::Color<'_>>().min_dimensions(QR_PIXELS, QR_PIXELS).build())
}
