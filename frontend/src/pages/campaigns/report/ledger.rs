//! Where every recipient stands: one outcome each, and a total that they add up to.

use openapi::campaigns::Campaign;
use openapi::messages::MessageStatus;
use yew::prelude::*;
use yew_router::prelude::*;

use super::super::status::{
    STATUSES, is_pale, outcome_label, reason_label, segments_of, status_tone, status_word, total_of,
};
use crate::hooks::Loaded;
use crate::i18n::{Lang, use_lang};
use crate::route::{RepliesQuery, ReportQuery, Route};
use crate::ui::{Progress, Tone};
use openapi::campaigns::{CampaignReport, Kind};

#[derive(Properties, PartialEq)]
pub struct LedgerProps {
    pub campaign: std::rc::Rc<Campaign>,
    pub report: Loaded<CampaignReport>,
    /// Shows the recipients that stand so.
    pub on_show: Callback<ReportQuery>,
}

#[component(Ledger)]
pub fn ledger(props: &LedgerProps) -> Html {
    let lang = use_lang();
    let texts = lang.reports();
    let campaign = &*props.campaign;
    let totals = &campaign.totals;
    html! {
        <section class="card" aria-labelledby="follow">
            <div class="card-title-row"><h2 id="follow">{ texts.outcomes() }</h2></div>
            <div class="card-body">
                { figures(lang, campaign, props.report.data.as_deref()) }
                <Progress label={lang.campaigns().progress()} segments={segments_of(lang, campaign.kind, totals)} total={totals.recipients} />
                <table class="ledger">
                    <caption class="visually-hidden">{ texts.ledger_caption() }</caption>
                    <thead class="visually-hidden"><tr><th scope="col">{ texts.outcome() }</th><th scope="col">{ lang.campaigns().recipients() }</th><th scope="col">{ texts.share() }</th></tr></thead>
                    <tbody>{ for rows(lang, campaign).into_iter().map(|row| row.draw(lang, totals.recipients, &props.on_show)) }</tbody>
                    <tfoot><tr>
                        <th scope="row">{ texts.all_recipients() }</th>
                        <td class="num">{ lang.number(totals.recipients) }</td>
                        <td class="num"><span class="visually-hidden">{ lang.percent(1, 1) }</span></td>
                    </tr></tfoot>
                </table>
            </div>
        </section>
    }
}

/// What is read first: who was reached, and who wrote back.
fn figures(lang: Lang, campaign: &Campaign, report: Option<&CampaignReport>) -> Html {
    let texts = lang.reports();
    let totals = &campaign.totals;
    let left = totals.recipients - totals.skipped - totals.cancelled;
    let (share, of) = (lang.percent(totals.received, left), left);
    let words = match campaign.kind {
        Kind::Voice => texts.listened_of(of),
        Kind::Pro => texts.received_of(of),
    };
    let replies = |stop: bool, count: i64, words: String| {
        let show = if stop { "stop".to_owned() } else { String::new() };
        let query = RepliesQuery { show, campaign: Some(campaign.id), ..RepliesQuery::default() };
        html! {
            <Link<Route, RepliesQuery> to={Route::Replies} query={Some(query)} classes="headline-link plain">
                <span class="headline-figure digits">{ lang.number(count) }</span>
                <span class="quiet">{ words }</span>
            </Link<Route, RepliesQuery>>
        }
    };
    html! {
        <div class="headline is-wrapping">
            <div>
                <div class="headline-figure digits">{ share }</div>
                <div class="quiet">{ words }</div>
            </div>
            if let Some(report) = report.filter(|_| campaign.sender.is_none() && campaign.kind == Kind::Pro) {
                { replies(false, report.replies, texts.replies(report.replies)) }
                { replies(true, report.stops, texts.stops().to_owned()) }
            }
        </div>
    }
}

/// One outcome.
struct Outcome {
    label: String,
    count: i64,
    tone: Tone,
    pale: bool,
    /// Who stands so, in the list of recipients.
    who: ReportQuery,
}

/// Every outcome that somebody has, and the two that everybody asks about.
fn rows(lang: Lang, campaign: &Campaign) -> Vec<Outcome> {
    let texts = lang.reports();
    let mut rows = Vec::new();
    for status in STATUSES {
        let count = total_of(&campaign.totals, status);
        let (tone, pale) = (status_tone(status), is_pale(status));
        let who = ReportQuery::of_status(status_word(status));
        let one = |label: String, count: i64| Outcome { label, count, tone, pale, who: who.clone() };
        if status == MessageStatus::Skipped {
            let mut skips: Vec<_> = campaign.skipped_reasons.iter().filter(|(_, count)| **count > 0).collect();
            skips.sort_by_key(|(_, count)| std::cmp::Reverse(**count));
            let named: i64 = skips.iter().map(|(_, count)| **count).sum();
            rows.extend(skips.iter().map(|(reason, count)| {
                let who = ReportQuery { reason: (*reason).clone(), ..who.clone() };
                Outcome { who, ..one(texts.skipped(reason_label(lang, reason)), **count) }
            }));
            // Told in two reads they may differ by what has moved between: the sum is right all the same.
            if count > named {
                rows.push(one(outcome_label(lang, campaign.kind, status).to_owned(), count - named));
            }
        } else if count > 0 || matches!(status, MessageStatus::Received | MessageStatus::Failed) {
            rows.push(one(outcome_label(lang, campaign.kind, status).to_owned(), count));
        }
    }
    rows
}

impl Outcome {
    fn draw(&self, lang: Lang, whole: i64, on_show: &Callback<ReportQuery>) -> Html {
        let who = self.who.clone();
        html! {
            <tr key={self.label.clone()} class={classes!((self.count == 0).then_some("is-zero"))}>
                <th scope="row">
                    <div class="ledger-outcome">
                        <span class={classes!("legend-dot", self.tone.class(), self.pale.then_some("is-pale"))} aria-hidden="true"></span>
                        if self.count > 0 {
                            <button type="button" class="ledger-open" onclick={on_show.reform(move |_: MouseEvent| who.clone())}>{ &self.label }</button>
                        } else {
                            <span>{ &self.label }</span>
                        }
                    </div>
                </th>
                <td class="num">{ lang.number(self.count) }</td>
                <td class="num quiet">{ lang.percent(self.count, whole) }</td>
            </tr>
        }
    }
}
