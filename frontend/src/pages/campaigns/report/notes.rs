//! What a person should know or do about the state that a campaign is in.

use std::rc::Rc;

use openapi::campaigns::{Campaign, CampaignStatus, Held};
use yew::prelude::*;
use yew_router::prelude::*;

use super::doubt::Doubt;
use crate::app::use_session;
use crate::i18n::{Lang, use_lang};
use crate::route::Route;
use crate::ui::{Icon, IconName, Tone};

#[derive(Properties, PartialEq)]
pub struct NotesProps {
    pub campaign: Rc<Campaign>,
    pub on_doubts: Callback<()>,
    pub on_change: Callback<()>,
}

#[component(Notes)]
pub fn notes(props: &NotesProps) -> Html {
    let lang = use_lang();
    let campaign = &*props.campaign;
    let account = use_session().account;
    let resumes = account.as_ref().is_some_and(|account| account.resume_when_credited);
    html! {
        <>
            { state(lang, campaign, resumes) }
            if campaign.status == CampaignStatus::NoCredit && let Some(account) = &account {
                <p class="quiet small">{ lang.reports().balance(lang.amount(account.balance), lang.amount(account.committed), lang.amount(account.free)) }</p>
            }
            <Doubt campaign={campaign.id} uncertain={campaign.totals.uncertain} on_show={props.on_doubts.clone()} on_change={props.on_change.clone()} />
        </>
    }
}

fn note(tone: Tone, icon: IconName, title: String, text: Html) -> Html {
    html! {
        <div class={classes!("note", tone.class())} role="status">
            <Icon name={icon} />
            <div class="note-text"><strong>{ title }</strong>{ " " }{ text }</div>
        </div>
    }
}

fn state(lang: Lang, campaign: &Campaign, resumes: bool) -> Html {
    let texts = lang.reports();
    let waiting = campaign.totals.queued;
    let when = || campaign.send_at.map(|at| lang.date_time(at)).unwrap_or_default();
    let plain = |text: &str| html! { { text } };
    match campaign.status {
        CampaignStatus::Programmed => {
            note(Tone::Info, IconName::Clock, texts.programmed(when()), plain(texts.programmed_text()))
        }
        CampaignStatus::Paused if campaign.held == Some(Held::Late) => {
            note(Tone::Warn, IconName::Clock, texts.late(when()), plain(texts.late_text()))
        }
        CampaignStatus::Paused => {
            note(Tone::Warn, IconName::PlayerPause, texts.paused(waiting), plain(texts.paused_text()))
        }
        CampaignStatus::Asleep => note(Tone::Info, IconName::Moon, texts.asleep(waiting), plain(texts.asleep_text())),
        CampaignStatus::NoCredit => note(
            Tone::Bad,
            IconName::Coins,
            texts.no_credit(waiting),
            html! {
                <>
                    { if resumes { texts.no_credit_resumes() } else { texts.no_credit_waits() } }{ " " }
                    <Link<Route> to={Route::Credits}>{ texts.see_credits() }</Link<Route>>{ " · " }
                    <Link<Route> to={Route::NoticeSettings}>{ texts.change_that() }</Link<Route>>
                </>
            },
        ),
        CampaignStatus::Cancelled if campaign.totals.cancelled > 0 => note(
            Tone::Mute,
            IconName::PlayerStop,
            texts.cancelled(campaign.totals.cancelled),
            plain(texts.cancelled_text()),
        ),
        CampaignStatus::Running if all_has_left(campaign) => note(
            Tone::Info,
            IconName::Clock,
            texts.all_left(campaign.totals.sent + campaign.totals.delivered_operator),
            plain(texts.all_left_text()),
        ),
        _ => Html::default(),
    }
}

/// Only receipts are waited for.
pub const fn all_has_left(campaign: &Campaign) -> bool {
    let totals = &campaign.totals;
    totals.queued + totals.sending == 0 && totals.sent + totals.delivered_operator > 0
}
