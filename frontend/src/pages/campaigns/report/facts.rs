//! What was written, from whom and when, and what it cost beside what it was to cost.

use openapi::Credits;
use openapi::campaigns::{Campaign, CampaignStatus, Kind};
use yew::prelude::*;

use super::live::moves;
use crate::i18n::Lang;

pub fn facts(lang: Lang, campaign: &Campaign) -> Html {
    let texts = lang.campaigns();
    html! {
        <section class="card" aria-labelledby="summary">
            <div class="card-title-row"><h2 id="summary">{ texts.text() }</h2></div>
            <div class="card-body">
                <div class="bubble">{ &campaign.text }</div>
                <dl class="facts">
                    <dt>{ lang.sent().kind() }</dt>
                    <dd>{ if campaign.kind == Kind::Voice { lang.sent().voice() } else { lang.sent().pro() } }</dd>
                    if campaign.kind == Kind::Pro {
                        <dt>{ texts.sender() }</dt>
                        <dd>{ campaign.sender.clone().unwrap_or_else(|| texts.shared_sender().to_owned()) }</dd>
                    }
                    if let Some(at) = campaign.launched_at {
                        <dt>{ texts.launched_on() }</dt><dd>{ lang.date_time(at) }</dd>
                    } else if let Some(at) = campaign.send_at {
                        <dt>{ texts.programmed_for() }</dt><dd>{ lang.date_time(at) }</dd>
                    } else {
                        <dt>{ texts.created_on() }</dt><dd>{ lang.date_time(campaign.created_at) }</dd>
                    }
                </dl>
            </div>
        </section>
    }
}

/// The estimate beside the charge, and why the two differ where they do.
pub fn cost(lang: Lang, campaign: &Campaign) -> Html {
    let (texts, campaigns) = (lang.reports(), lang.campaigns());
    let amount = |credits: Credits| campaigns.credits(credits.ten_thousandths() / Credits::SCALE, lang.amount(credits));
    let is_programmed = campaign.status == CampaignStatus::Programmed;
    let kept = campaign.estimate.as_ref().filter(|_| is_programmed).map(|kept| kept.estimate.credits);
    if is_programmed && kept.is_none() {
        return Html::default();
    }
    let (estimated, charged) = (kept.unwrap_or(campaign.credits.estimated), campaign.credits.charged);
    let left = Credits::from_ten_thousandths((estimated.ten_thousandths() - charged.ten_thousandths()).max(0));
    let waits = moves(campaign) && campaign.totals.queued > 0 || is_programmed;
    let verdict = match () {
        () if campaign.test => Some(texts.cost_test()),
        () if moves(campaign) => None,
        () if charged == estimated => Some(texts.cost_equal()),
        () if charged < estimated => Some(texts.cost_less()),
        () => Some(texts.cost_more()),
    };
    html! {
        <section class="card" aria-labelledby="cost">
            <div class="card-title-row"><h2 id="cost">{ texts.cost() }</h2></div>
            <div class="card-body">
                <dl class="facts is-first">
                    <dt>{ campaigns.estimated() }</dt><dd class="digits">{ amount(estimated) }</dd>
                    if !is_programmed {
                        <dt>{ campaigns.charged() }</dt><dd class="digits">{ amount(charged) }</dd>
                    }
                    if waits && !is_programmed && left > Credits::ZERO {
                        <dt>{ texts.committed() }</dt><dd class="digits">{ amount(left) }</dd>
                    }
                </dl>
                if waits && left > Credits::ZERO {
                    <p class="quiet small mt-2 mb-0">{ texts.committed_text() }</p>
                } else if let Some(verdict) = verdict {
                    <p class="quiet small mt-2 mb-0">{ verdict }</p>
                }
            </div>
        </section>
    }
}
