use openapi::CampaignId;
use openapi::campaigns::{Campaign, CampaignStatus};
use yew::prelude::*;

use super::campaign_name;
use super::recipients::Recipients;
use super::status::{campaign_badge, is_at_rest, reason_label, segments, test_badge};
use crate::api;
use crate::app::use_session;
use crate::hooks::{use_load, use_poll};
use crate::i18n::{Lang, use_lang};
use crate::route::Route;
use crate::ui::{FailureNote, Icon, IconName, PageHead, Progress, Skeleton};

mod controls;
mod doubt;

use controls::Controls;
use doubt::Doubt;

/// A running campaign is looked at every second: it is a thing to watch.
const POLL_MS: u32 = 1_000;

#[derive(Properties, PartialEq)]
pub struct ReportProps {
    pub id: CampaignId,
}

/// One campaign: where its messages stand, what it cost, and each recipient.
#[component(Report)]
pub fn report(props: &ReportProps) -> Html {
    let lang = use_lang();
    let texts = lang.campaigns();
    let session = use_session();
    let loaded = use_load(props.id, |id| async move { api::campaigns::get(id).await });
    let moving = loaded.data.as_ref().is_none_or(|campaign| !is_at_rest(campaign.status));
    use_poll(loaded.answers, &loaded.reload, moving, POLL_MS);
    {
        // What was charged changed the balance: the side bar shows it.
        let charged = loaded.data.as_ref().map(|campaign| campaign.credits.charged);
        use_effect_with(charged, move |_| session.refresh.emit(()));
    }
    let back = Some((Route::Campaigns, AttrValue::from(texts.title())));
    let Some(campaign) = loaded.data.clone() else {
        return html! {
            <>
                <PageHead title={texts.name()} {back} />
                if let Some(failure) = &loaded.failure {
                    <FailureNote failure={failure.clone()} retry={loaded.reload.clone()} />
                } else {
                    <div class="card"><div class="card-body form-stack"><Skeleton height="3rem" /><Skeleton height="0.75rem" /><Skeleton height="6rem" /></div></div>
                }
            </>
        };
    };
    let aside = html! { <>{ campaign_badge(lang, campaign.status) }{ test_badge(lang, campaign.test) }</> };
    html! {
        <>
            <PageHead title={campaign_name(&campaign)} {back} {aside}>
                <Controls campaign={campaign.clone()} on_change={loaded.reload.clone()} />
            </PageHead>
            <div class="split">
                <div class="split-main">
                    <section class="card" aria-labelledby="follow">
                        <div class="card-title-row"><h2 id="follow">{ texts.follow() }</h2></div>
                        <div class="card-body">{ figures(lang, &campaign) }</div>
                    </section>
                    { notes(lang, &campaign, &loaded.reload) }
                </div>
                <div class="split-side">{ summary(lang, &campaign) }</div>
                <div class="split-rest"><Recipients id={campaign.id} preparing={campaign.status == CampaignStatus::Launching} totals={campaign.totals} /></div>
            </div>
        </>
    }
}

fn figures(lang: Lang, campaign: &Campaign) -> Html {
    let texts = lang.campaigns();
    let totals = &campaign.totals;
    html! {
        <>
            <div class="headline">
                <div>
                    <div class="headline-figure digits">{ lang.percent(totals.received, totals.recipients) }</div>
                    <div class="quiet">{ lang.messages().received() }</div>
                </div>
                <div>
                    <div class="headline-figure digits">{ lang.number(totals.recipients) }</div>
                    <div class="quiet">{ texts.recipients() }</div>
                </div>
            </div>
            <Progress label={texts.progress()} segments={segments(lang, totals)} total={totals.recipients} legend=true />
        </>
    }
}

/// What a person should know or do about the state it is in.
fn notes(lang: Lang, campaign: &Campaign, on_change: &Callback<()>) -> Html {
    let texts = lang.campaigns();
    html! {
        <>
            if campaign.status == CampaignStatus::NoCredit {
                <div class="note tone-bad"><Icon name={IconName::Coins} /><span class="note-text">{ texts.no_credit_note() }</span></div>
            }
            <Doubt campaign={campaign.id} uncertain={campaign.totals.uncertain} on_change={on_change.clone()} />
        </>
    }
}

fn summary(lang: Lang, campaign: &Campaign) -> Html {
    let texts = lang.campaigns();
    let credits = |amount: openapi::Credits| {
        texts.credits(amount.ten_thousandths() / openapi::Credits::SCALE, lang.amount(amount))
    };
    html! {
        <section class="card" aria-labelledby="summary">
            <div class="card-title-row"><h2 id="summary">{ texts.text() }</h2></div>
            <div class="card-body">
                <div class="bubble">{ &campaign.text }</div>
                <dl class="facts">
                    <dt>{ texts.sender() }</dt>
                    <dd>{ campaign.sender.clone().unwrap_or_else(|| texts.shared_sender().to_owned()) }</dd>
                    if let Some(at) = campaign.launched_at {
                        <dt>{ texts.launched_on() }</dt><dd>{ lang.date_time(at) }</dd>
                    } else if let Some(at) = campaign.send_at {
                        <dt>{ texts.programmed_for() }</dt><dd>{ lang.date_time(at) }</dd>
                    } else {
                        <dt>{ texts.created_on() }</dt><dd>{ lang.date_time(campaign.created_at) }</dd>
                    }
                    <dt>{ texts.estimated() }</dt>
                    <dd class="digits">{ credits(campaign.credits.estimated) }</dd>
                    <dt>{ texts.charged() }</dt>
                    <dd class="digits">{ credits(campaign.credits.charged) }</dd>
                </dl>
                if !campaign.skipped_reasons.is_empty() {
                    <h3 class="facts-title">{ texts.not_sent_because() }</h3>
                    <ul class="tally">
                        { for campaign.skipped_reasons.iter().map(|(reason, count)| html! {
                            <li key={reason.clone()}><span>{ reason_label(lang, reason) }</span><span class="digits">{ lang.number(*count) }</span></li>
                        }) }
                    </ul>
                }
            </div>
        </section>
    }
}
