use openapi::CampaignId;
use openapi::campaigns::Totals;
use openapi::messages::{Message, MessagePage, MessageStatus};
use yew::prelude::*;

use super::status::{STATUSES, message_badge, reason_label, status_label, status_word, total_of};
use crate::api;
use crate::hooks::use_page;
use crate::i18n::{Lang, use_lang};
use crate::pages::export::ExportButton;
use crate::ui::{Column, EmptyState, IconName, Tab, Table, Tabs, list_foot};

const PAGE_ROWS: u32 = 50;

#[derive(Properties, PartialEq)]
pub struct RecipientsProps {
    pub id: CampaignId,
    /// They are still being turned into messages.
    pub preparing: bool,
    /// The figures on the filter; when they move, the list is read again.
    pub totals: Totals,
}

/// Each recipient of a campaign with its outcome.
#[component(Recipients)]
pub fn recipients(props: &RecipientsProps) -> Html {
    let lang = use_lang();
    let texts = lang.campaigns();
    let status = use_state(|| AttrValue::from(""));
    let list = use_page::<MessagePage, _, _, _>((props.id, (*status).clone()), |(id, status), after| async move {
        api::campaigns::messages(id, Some(&status), after.as_deref(), PAGE_ROWS).await
    });
    {
        let reload = list.reload.clone();
        let first = use_mut_ref(|| true);
        use_effect_with(props.totals, move |_| {
            if !first.replace(false) {
                reload.emit(());
            }
        });
    }
    let totals = &props.totals;
    let mut tabs = vec![Tab {
        value: "".into(),
        label: lang.common().all().into(),
        count: Some(lang.number(totals.recipients).into()),
    }];
    for entry in STATUSES {
        let count = total_of(totals, entry);
        if count > 0 || status_word(entry) == status.as_str() {
            tabs.push(Tab {
                value: status_word(entry).into(),
                label: status_label(lang, entry).into(),
                count: Some(lang.number(count).into()),
            });
        }
    }
    let onchange = {
        let status = status.clone();
        Callback::from(move |value| status.set(value))
    };
    let columns = vec![
        Column::new(texts.to()),
        Column::new(texts.status()),
        Column::new(texts.cost()).class("num d-none d-sm-table-cell"),
        Column::new(texts.sent_at()).class("d-none d-md-table-cell"),
        Column::new(texts.received_at()).class("d-none d-lg-table-cell"),
    ];
    html! {
        <section class="card" aria-labelledby="recipients">
            <div class="card-title-row"><h2 id="recipients">{ texts.recipients() }</h2><ExportButton path={format!("/campaigns/{}/export{}", props.id, api::query(&[("status", Some(&status))]))} /></div>
            <div class="list-bar"><Tabs label={texts.filter()} {tabs} value={(*status).clone()} {onchange} /></div>
            if list.is_empty() && props.preparing {
                <p class="card-body quiet mb-0" role="status">{ texts.preparing() }</p>
            } else if list.is_empty() && status.is_empty() {
                <p class="card-body quiet mb-0">{ texts.not_launched() }</p>
            } else if list.is_empty() {
                <EmptyState icon={IconName::Users} title={texts.no_messages()} text={texts.no_messages_text()} />
            } else {
                <Table caption={texts.recipients()} {columns} first={list.is_first()}>
                    { for list.items.iter().flat_map(|items| items.iter()).map(|message| row(lang, message)) }
                </Table>
            }
            { list_foot(&list) }
        </section>
    }
}

fn row(lang: Lang, message: &Message) -> Html {
    let charged = !matches!(message.status, MessageStatus::Skipped | MessageStatus::Cancelled);
    html! {
        <tr key={message.id.to_string()}>
            <td class="digits cell-main nowrap">{ message.to.to_string() }</td>
            <td>
                { message_badge(lang, message.status) }
                if let Some(reason) = &message.reason {
                    <div class="cell-sub">{ reason_label(lang, reason) }</div>
                }
            </td>
            <td class="num d-none d-sm-table-cell">{ if charged { lang.amount(message.credits) } else { "–".to_owned() } }</td>
            <td class="quiet nowrap digits d-none d-md-table-cell">{ message.sent_at.map(|at| lang.exact_time(at)).unwrap_or_default() }</td>
            <td class="quiet nowrap digits d-none d-lg-table-cell">{ message.received_at.map(|at| lang.exact_time(at)).unwrap_or_default() }</td>
        </tr>
    }
}
