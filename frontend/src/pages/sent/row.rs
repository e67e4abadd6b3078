use openapi::campaigns::{Campaign, Kind};
use openapi::messages::{Message, MessageStatus};
use openapi::sent::Sent;
use openapi::{Credits, MessageId, Time};
use yew::prelude::*;
use yew_router::prelude::*;

use super::Item;
use crate::i18n::Lang;
use crate::pages::campaigns::status::{
    campaign_badge, is_at_rest, is_on_its_way, message_badge, reason_label, test_badge,
};
use crate::pages::campaigns::{campaign_name, reached};
use crate::route::Route;
use crate::ui::{Badge, Button, IconName, Tone, Variant};

/// Whether it will change by itself before long.
pub fn moves(sent: &Sent) -> bool {
    let campaign = sent.campaign.as_ref().is_some_and(|campaign| !is_at_rest(campaign.status));
    // What the operator has may rest for days: only what has just left is waited for.
    let message = sent.message.as_ref().is_some_and(|message| {
        is_on_its_way(message.status) && !matches!(message.status, MessageStatus::DeliveredOperator)
    });
    campaign || message
}

/// A campaign or a message, as it is listed.
pub struct Row<'a> {
    lang: Lang,
    item: Item,
    name: String,
    /// The name, and what opens it.
    of: Of<'a>,
    credits: Credits,
    at: Time,
    may_delete: bool,
}

enum Of<'a> {
    Campaign(&'a Campaign),
    Message(&'a Message),
}

impl<'a> Row<'a> {
    pub fn of(lang: Lang, sent: &'a Sent) -> Option<Self> {
        if let Some(campaign) = &sent.campaign {
            return Some(Self {
                lang,
                item: Item::Campaign(campaign.id),
                name: campaign_name(campaign),
                of: Of::Campaign(campaign),
                credits: campaign.credits.charged,
                at: campaign.launched_at.unwrap_or(campaign.created_at),
                may_delete: campaign.status.has_ended(),
            });
        }
        let message = sent.message.as_ref()?;
        let may_delete =
            !matches!(message.status, MessageStatus::Queued | MessageStatus::Sending | MessageStatus::Uncertain);
        let charged = !matches!(message.status, MessageStatus::Skipped | MessageStatus::Cancelled);
        Some(Self {
            lang,
            item: Item::Message(message.id),
            name: message.to.to_string(),
            of: Of::Message(message),
            credits: if charged { message.credits } else { Credits::ZERO },
            at: message.sent_at.unwrap_or(message.created_at),
            may_delete,
        })
    }

    pub fn draw(
        &self,
        open: &Callback<Option<MessageId>>,
        copy: &Callback<Item>,
        delete: &Callback<Option<Item>>,
    ) -> Html {
        let (lang, item, texts) = (self.lang, self.item, self.lang.sent());
        let (badge, outcome) = match self.of {
            Of::Campaign(campaign) => (
                html! { <>{ campaign_badge(lang, campaign.status) }{ voice_badge(lang, campaign.kind) }{ test_badge(lang, campaign.test) }</> },
                reached(lang, campaign),
            ),
            Of::Message(message) => (
                html! { <>{ message_badge(lang, message.status) }{ test_badge(lang, message.test) }</> },
                html! { <span class="quiet">{ message.reason.as_deref().map(|reason| reason_label(lang, reason)).unwrap_or_default() }</span> },
            ),
        };
        let key = match item {
            Item::Campaign(id) => id.to_string(),
            Item::Message(id) => id.to_string(),
        };
        html! {
            <tr {key}>
                <td class="cell-wide">
                    { self.head(open) }
                    <div class="cell-sub d-lg-none">{ lang.date_time(self.at) }</div>
                </td>
                <td><span class="tags">{ badge }</span></td>
                <td class="cell-bar d-none d-md-table-cell">{ outcome }</td>
                <td class="num d-none d-lg-table-cell">{ lang.amount(self.credits) }</td>
                <td class="quiet nowrap d-none d-lg-table-cell">{ lang.date_time(self.at) }</td>
                <td class="cell-actions d-none d-sm-table-cell">
                    <Button variant={Variant::Quiet} icon={IconName::Copy} label={texts.again(&self.name)} onclick={copy.reform(move |_| item)} />
                    if self.may_delete {
                        <Button variant={Variant::Quiet} icon={IconName::Trash} label={texts.delete(&self.name)} onclick={delete.reform(move |_| Some(item))} />
                    }
                </td>
            </tr>
        }
    }

    fn head(&self, open: &Callback<Option<MessageId>>) -> Html {
        let texts = self.lang.sent();
        match self.of {
            Of::Campaign(campaign) => html! {
                <>
                    <Link<Route> to={Route::Campaign { id: campaign.id }} classes="cell-main plain">{ &self.name }</Link<Route>>
                    <div class="cell-sub digits">
                        { texts.recipients(campaign.totals.recipients) }
                    </div>
                </>
            },
            Of::Message(message) => {
                let id = message.id;
                html! {
                    <>
                        <button type="button" class="cell-open digits" aria-label={texts.open(&self.name)} onclick={open.reform(move |_| Some(id))}>{ &self.name }</button>
                        if let Some(text) = &message.text {
                            <div class="cell-sub cell-clip sent-text">{ text }</div>
                        }
                    </>
                }
            }
        }
    }
}

fn voice_badge(lang: Lang, kind: Kind) -> Html {
    html! {
        if kind == Kind::Voice {
            <Badge tone={Tone::Mute}>{ lang.sent().voice() }</Badge>
        }
    }
}
