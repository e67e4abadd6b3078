//! Every route, on one screen.

use actix_web::middleware::from_fn;
use actix_web::web;
use utoipa_actix_web::scope::scope;
use utoipa_actix_web::service_config::ServiceConfig;

use super::{docs, health, limits};
use crate::{
    accounts, admin, api_keys, audit, blacklist, campaigns, contact_fields, contacts, credits, dashboard, groups,
    imports, invoices, jobs, messages, mobile, notices, packs, password_resets, payments, platform, providers,
    purchases, rates, replies, second_factor, sent, sessions, simulations, templates,
};

/// The API. The order within a noun is: collection, item, actions.
pub fn api(config: &mut ServiceConfig<'_>) {
    config.service(
        scope("/api/v1")
            .wrap(from_fn(limits::limit))
            .configure(callers)
            .configure(campaign_routes)
            .configure(address_book)
            .configure(message_routes)
            .configure(credit_routes)
            .configure(operators)
            .configure(itself),
    );
}

/// Who calls.
fn callers(config: &mut ServiceConfig<'_>) {
    config
        .service(accounts::routes::open)
        .service(accounts::routes::confirm_account)
        .service(accounts::routes::resend)
        .service(accounts::routes::view)
        .service(accounts::routes::edit)
        .service(accounts::routes::confirm_email)
        .service(accounts::routes::forget_email)
        .service(accounts::routes::set_password)
        .service(mobile::routes::ask)
        .service(mobile::routes::certify)
        .service(second_factor::routes::view)
        .service(second_factor::routes::set_up)
        .service(second_factor::routes::enable)
        .service(second_factor::routes::renew_codes)
        .service(second_factor::routes::turn_off)
        .service(password_resets::routes::ask)
        .service(password_resets::routes::set)
        .service(sessions::routes::index)
        .service(sessions::routes::sign_in)
        .service(sessions::routes::remove_others)
        .service(sessions::routes::renew)
        .service(sessions::routes::sign_out)
        .service(sessions::routes::remove)
        .service(api_keys::routes::index)
        .service(api_keys::routes::add)
        .service(api_keys::routes::remove)
        .service(audit::routes::index);
}

fn campaign_routes(config: &mut ServiceConfig<'_>) {
    config
        .service(campaigns::routes::estimate)
        .service(campaigns::routes::add)
        .service(campaigns::routes::index)
        .service(campaigns::routes::try_out)
        .service(campaigns::routes::estimate_kept)
        .service(campaigns::routes::view)
        .service(campaigns::routes::edit)
        .service(campaigns::routes::remove)
        .service(campaigns::routes::start)
        .service(campaigns::routes::duplicate)
        .service(campaigns::routes::hold)
        .service(campaigns::routes::go_on)
        .service(campaigns::routes::stop)
        .service(campaigns::routes::recipients)
        .service(campaigns::routes::export)
        .service(campaigns::report_routes::outcome)
        .service(campaigns::report_routes::watch)
        .service(campaigns::report_routes::again)
        .service(campaigns::report_routes::tidy);
}

fn address_book(config: &mut ServiceConfig<'_>) {
    config
        .service(contacts::routes::index)
        .service(contacts::routes::export)
        .service(contacts::routes::add)
        .service(contacts::routes::repeated)
        .service(contacts::routes::alike)
        .service(contacts::routes::delete_extras)
        .service(contacts::routes::merge_extras)
        .service(contacts::routes::remove_many)
        .service(contacts::routes::act)
        .service(contact_fields::routes::index)
        .service(contact_fields::routes::add)
        .service(contact_fields::routes::edit)
        .service(contact_fields::routes::remove)
        .service(contacts::routes::view)
        .service(contacts::routes::edit)
        .service(contacts::routes::remove)
        .service(groups::routes::index)
        .service(groups::routes::add)
        .service(groups::routes::view)
        .service(groups::routes::edit)
        .service(groups::routes::remove)
        .service(groups::routes::add_members)
        .service(groups::routes::remove_members)
        .service(imports::routes::index)
        .service(imports::routes::upload)
        .service(imports::routes::view)
        .service(imports::routes::look)
        .service(imports::routes::run)
        .service(imports::routes::told_rows)
        .service(imports::routes::refused_rows)
        .service(blacklist::routes::index)
        .service(blacklist::routes::export)
        .service(blacklist::routes::put)
        .service(blacklist::routes::view)
        .service(blacklist::routes::take_off);
}

fn message_routes(config: &mut ServiceConfig<'_>) {
    config
        .service(messages::routes::create)
        .service(messages::routes::index)
        .service(messages::routes::export)
        .service(messages::routes::settle)
        .service(messages::routes::view)
        .service(messages::routes::remove)
        .service(messages::routes::duplicate)
        .service(sent::routes::index)
        .service(sent::routes::export)
        .service(replies::routes::index)
        .service(replies::routes::unread)
        .service(replies::routes::mark)
        .service(replies::routes::write_back)
        .service(notices::routes::index)
        .service(notices::routes::mark)
        .service(dashboard::routes::view)
        .service(templates::routes::index)
        .service(templates::routes::add)
        .service(templates::routes::folders)
        .service(templates::routes::view)
        .service(templates::routes::edit)
        .service(templates::routes::remove)
        .service(jobs::routes::view)
        .service(jobs::routes::events)
        .service(jobs::routes::stop)
        .service(jobs::routes::bring_back);
}

fn credit_routes(config: &mut ServiceConfig<'_>) {
    config
        .service(credits::routes::movements)
        .service(credits::routes::export)
        .service(credits::routes::balances)
        .service(credits::routes::send)
        .service(purchases::routes::index)
        .service(purchases::routes::add)
        .service(purchases::routes::vat)
        .service(purchases::routes::view)
        .service(purchases::routes::give_up)
        .service(invoices::routes::of_purchase)
        .service(invoices::routes::index)
        .service(invoices::routes::view)
        .service(invoices::routes::download)
        .service(rates::routes::list)
        .service(packs::routes::index)
        .service(simulations::routes::create);
}

fn operators(config: &mut ServiceConfig<'_>) {
    config
        .service(admin::routes::index)
        .service(admin::routes::view)
        .service(admin::routes::put_out)
        .service(admin::routes::put_back)
        .service(admin::routes::waive_mobile)
        .service(admin::routes::audit_index)
        .service(purchases::admin_routes::all_purchases)
        .service(purchases::admin_routes::any_purchase)
        .service(purchases::admin_routes::confirm_it)
        .service(purchases::admin_routes::refuse_it)
        .service(purchases::admin_routes::refund_it)
        .service(purchases::admin_routes::settle_it)
        .service(invoices::routes::download_any)
        .service(packs::routes::set_packs)
        .service(rates::admin_index)
        .service(rates::set)
        .service(rates::call_off)
        .service(rates::import_table)
        .service(rates::export_table);
}

/// The platform itself.
fn itself(config: &mut ServiceConfig<'_>) {
    config
        .service(platform::routes::view)
        .service(health::live)
        .service(health::ready)
        .service(health::metrics)
        .service(docs::openapi_json);
}

/// What providers and payment services call: no part of the contract with clients.
pub fn callbacks(config: &mut web::ServiceConfig) {
    config
        .service(web::scope("/api/v1/providers").default_service(web::to(providers::routes::callback)))
        .route("/api/v1/payments/{service}/notifications", web::post().to(payments::routes::notify));
}
