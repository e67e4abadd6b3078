use openapi::admin::{AdminAccount, AdminAccountPage};
use yew::prelude::*;

use super::account::AccountDialog;
use super::{OperatorsOnly, PAGE_ROWS};
use crate::api;
use crate::hooks::{use_debounced, use_page};
use crate::i18n::{Lang, use_lang};
use crate::ui::{Badge, Column, EmptyState, Field, IconName, Table, Tone, list_foot};

const TYPING_REST_MS: u32 = 250;

/// Every account, found by its ID, its address or its name.
#[component(Accounts)]
pub fn accounts() -> Html {
    let texts = use_lang().admin();
    html! { <OperatorsOnly title={texts.accounts()} lead={texts.accounts_lead()}><AccountList /></OperatorsOnly> }
}

#[component(AccountList)]
fn account_list() -> Html {
    let lang = use_lang();
    let texts = lang.admin();
    let typed = use_state(String::new);
    let opened = use_state(|| None::<String>);
    let search = use_debounced(&*typed, TYPING_REST_MS);
    let list = use_page::<AdminAccountPage, _, _, _>(search.clone(), |search, after| async move {
        api::admin::accounts(&search, after.as_deref(), PAGE_ROWS).await
    });
    let open = {
        let opened = opened.clone();
        Callback::from(move |id| opened.set(id))
    };
    let oninput = {
        let typed = typed.clone();
        Callback::from(move |value| typed.set(value))
    };
    let columns = vec![
        Column::new(texts.account()),
        Column::new(texts.balance()).class("num d-none d-sm-table-cell"),
        Column::new(texts.created()).class("d-none d-lg-table-cell"),
        Column::new(texts.last_seen()).class("d-none d-md-table-cell"),
    ];
    html! {
        <div class="card">
            <div class="list-bar" role="search">
                <Field id="account-search" class="grow" kind="search" icon={IconName::Search} label={texts.search()} label_hidden=true
                    placeholder={texts.search_placeholder()} value={(*typed).clone()} {oninput} autocomplete="off" />
            </div>
            if list.is_empty() && search.is_empty() {
                <EmptyState icon={IconName::Users} title={texts.nobody()} text={texts.nobody_text()} />
            } else if list.is_empty() {
                <EmptyState icon={IconName::Search} title={lang.common().none_found()} text={lang.common().none_found_text()} />
            } else {
                <Table caption={texts.accounts()} {columns} first={list.is_first()} loading={list.loading}>
                    { for list.items.iter().flat_map(|items| items.iter()).map(|account| row(lang, account, &open)) }
                </Table>
            }
            { list_foot(&list) }
            <AccountDialog id={(*opened).clone()} on_close={open.reform(|()| None)} on_change={list.reload.clone()} />
        </div>
    }
}

fn row(lang: Lang, account: &AdminAccount, open: &Callback<Option<String>>) -> Html {
    let id = account.account_id.clone();
    let who: Vec<&str> = [&account.company, &account.name, &account.email]
        .into_iter()
        .map(String::as_str)
        .filter(|text| !text.is_empty())
        .collect();
    let last_seen = account.last_seen_at.map_or_else(|| lang.admin().never().to_owned(), |at| lang.date_time(at));
    html! {
        <tr key={account.account_id.clone()}>
            <td>
                <div class="cell-name">
                    <button type="button" class="cell-open" onclick={open.reform(move |_| Some(id.clone()))}>{ &account.account_id }</button>
                    { badges(lang, account) }
                </div>
                <div class="cell-sub break">{ who.join(" · ") }</div>
            </td>
            <td class="num d-none d-sm-table-cell">{ lang.amount(account.balance) }</td>
            <td class="quiet nowrap d-none d-lg-table-cell">{ lang.date(account.created_at) }</td>
            <td class="quiet nowrap d-none d-md-table-cell">{ last_seen }</td>
        </tr>
    }
}

/// What is out of the ordinary about an account.
pub fn badges(lang: Lang, account: &AdminAccount) -> Html {
    let texts = lang.admin();
    html! {
        <>
            if account.disabled {
                <Badge tone={Tone::Bad}>{ texts.disabled() }</Badge>
            }
            if !account.confirmed {
                <Badge tone={Tone::Warn}>{ texts.unconfirmed() }</Badge>
            }
            if account.operator {
                <Badge tone={Tone::Accent}>{ texts.operator() }</Badge>
            }
        </>
    }
}
