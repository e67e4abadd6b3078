use std::rc::Rc;

use openapi::accounts::Account;
use yew::prelude::*;

use super::AccountFrame;
use super::email::Email;
use super::mobile::Mobile;
use super::particulars::Particulars;
use super::region::Region;
use crate::app::use_session;
use crate::i18n::use_lang;
use crate::ui::Field;

/// Personal information: who one is, how one is reached, who pays, and how one reads and counts.
#[component(Profile)]
pub fn profile() -> Html {
    let lang = use_lang();
    let texts = lang.account();
    let Some(account) = use_session().account else { return Html::default() };
    html! {
        <AccountFrame title={texts.title()}>
            <section class="card" aria-labelledby="identity">
                <div class="card-title-row"><h2 id="identity">{ texts.identity() }</h2></div>
                <div class="card-body form-stack">
                    <Field id="account_id" label={lang.accounts().account_id()} hint={texts.account_id_hint()} value={account.account_id.clone()}
                        readonly=true oninput={Callback::noop()} autocomplete="off" />
                    <Email account={account.clone()} />
                    <Mobile account={account.clone()} />
                </div>
            </section>
            <section class="card" aria-labelledby="billing">
                <div class="card-title-row"><h2 id="billing">{ texts.billing() }</h2></div>
                <div class="card-body"><Particulars account={account.clone()} /></div>
            </section>
            <section class="card" aria-labelledby="region">
                <div class="card-title-row"><h2 id="region">{ texts.region() }</h2></div>
                <div class="card-body"><Region {account} /></div>
            </section>
        </AccountFrame>
    }
}

/// What the cards of this page get.
#[derive(Properties, PartialEq)]
pub struct AccountProps {
    pub account: Rc<Account>,
}
