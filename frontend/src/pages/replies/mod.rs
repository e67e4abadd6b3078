//! What people wrote back, newest first.

use openapi::replies::{Reply, ReplyPage};
use yew::prelude::*;
use yew_router::prelude::*;

use crate::api;
use crate::hooks::{use_page, use_poll};
use crate::i18n::{Lang, use_lang};
use crate::route::Route;
use crate::ui::{Badge, Column, EmptyState, IconName, PageHead, Table, Tone, list_foot};

const PAGE_ROWS: u32 = 50;
/// Replies are read as they come in, without anybody pressing a key.
const POLL_MS: u32 = 5_000;

#[component(Replies)]
pub fn replies() -> Html {
    let lang = use_lang();
    let texts = lang.replies();
    let list =
        use_page::<ReplyPage, _, _, _>(
            (),
            |(), after| async move { api::replies::list(after.as_deref(), PAGE_ROWS).await },
        );
    use_poll(list.answers, &list.reload, list.number == 1, POLL_MS);
    let columns = vec![
        Column::new(texts.from()),
        Column::new(texts.text()),
        Column::new(texts.answers()).class("d-none d-md-table-cell"),
        Column::new(texts.at()).class("d-none d-sm-table-cell"),
    ];
    html! {
        <>
            <PageHead title={texts.title()} lead={texts.lead()} />
            <div class="card">
                if list.is_empty() {
                    <EmptyState icon={IconName::MessageReply} title={texts.empty()} text={texts.empty_text()} />
                } else {
                    <Table caption={texts.title()} {columns} first={list.is_first()}>
                        { for list.items.iter().flat_map(|items| items.iter()).map(|reply| row(lang, reply)) }
                    </Table>
                }
                { list_foot(&list) }
            </div>
        </>
    }
}

fn row(lang: Lang, reply: &Reply) -> Html {
    let texts = lang.replies();
    html! {
        <tr key={reply.id.to_string()}>
            <td class="digits cell-main nowrap">{ reply.from.to_string() }</td>
            <td class="break">
                if reply.stop {
                    <Badge tone={Tone::Bad}>{ texts.stop() }</Badge>{ " " }
                }
                { &reply.text }
                <div class="cell-sub d-sm-none">{ lang.date_time(reply.received_at) }</div>
            </td>
            <td class="d-none d-md-table-cell">
                if let Some(id) = reply.campaign_id {
                    <Link<Route> to={Route::Campaign { id }}>{ texts.campaign() }</Link<Route>>
                }
            </td>
            <td class="quiet nowrap d-none d-sm-table-cell">{ lang.date_time(reply.received_at) }</td>
        </tr>
    }
}
