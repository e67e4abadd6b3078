//! The report of a campaign: what became of its recipients.
//!
//! Outcomes are the counters on the campaign's row, read with its skips in one statement, so they add up at any moment. The rest is
//! a [`Breakdown`].

use std::collections::BTreeMap;

use openapi::campaigns::{CampaignReport, CountryOutcome, ReasonCount, Stretch};
use openapi::{CampaignId, Credits, Time};

use super::Error;
use super::breakdown::{self, Breakdown, Moment};
use super::report_sql::{self as sql, RepliesRow, ReportRow};
use crate::accounts::AccountKey;
use crate::app::App;
use crate::db::{fetch_one, fetch_optional};
use crate::messages::Status;

/// A moment of a breakdown, in milliseconds.
const MOMENT: i64 = 10_000;

/// Stretches of time in the picture: what a telephone can show.
const STRETCHES: i64 = 60;

/// Lengths that people read without reckoning, in moments; beyond that, whole days.
const LENGTHS: [i64; 13] = [1, 2, 3, 6, 12, 30, 60, 90, 180, 360, 720, 1_080, 2_160];
const DAY: i64 = 8_640;

pub async fn report(app: &App, account: AccountKey, id: CampaignId) -> Result<CampaignReport, Error> {
    let mut reader = app.db.read().await?;
    let row = fetch_optional!(&mut reader, ReportRow, sql::REPORT, id.0, account.0)?.ok_or(Error::Missing)?;
    let replies = fetch_one!(&mut reader, RepliesRow, sql::REPLIES, id.0)?;
    drop(reader);
    let counted = breakdown::of(app, id, &row).await?;
    let (stretch, hours) = stretches(&counted.breakdown.moments);
    Ok(CampaignReport {
        id,
        outcomes: outcomes(&row)?,
        reasons: reasons(&counted.breakdown),
        countries: countries(&counted.breakdown),
        hours,
        stretch_seconds: stretch * MOMENT / 1_000,
        parts: counted.breakdown.parts.iter().map(|(parts, count)| (parts.to_string(), *count)).collect(),
        replies: replies.replies,
        stops: replies.stops,
        failed: row.failed,
        unreached: row.sent + row.delivered_operator + row.failed,
        silent: (row.received - replies.answered).max(0),
        counted_at: counted.at,
    })
}

fn outcomes(row: &ReportRow) -> Result<BTreeMap<String, i64>, Error> {
    let skips: Vec<(String, i64)> =
        serde_json::from_str(&row.skips).map_err(|error| sqlx::Error::Decode(error.into()))?;
    let counters = [
        ("queued", row.queued),
        ("uncertain", row.uncertain),
        ("sent", row.sent),
        ("delivered_operator", row.delivered_operator),
        ("received", row.received),
        ("failed", row.failed),
        ("cancelled", row.cancelled),
    ];
    let counters = counters.into_iter().map(|(word, count)| (word.to_owned(), count));
    Ok(counters.chain(skips).filter(|(_, count)| *count != 0).collect())
}

fn reasons(of: &Breakdown) -> Vec<ReasonCount> {
    let one = |status: i32, reason: &str, messages| ReasonCount {
        status: Status::of(status).public(),
        reason: reason.to_owned(),
        messages,
    };
    let mut all: Vec<ReasonCount> = of
        .reasons
        .iter()
        .flat_map(|(status, words)| words.iter().map(|(word, count)| one(*status, word, *count)))
        .collect();
    all.sort_by_key(|one| std::cmp::Reverse(one.messages));
    all
}

fn countries(of: &Breakdown) -> Vec<CountryOutcome> {
    let mut all: Vec<CountryOutcome> = of
        .countries
        .iter()
        .map(|(country, counts)| CountryOutcome {
            country: country.clone(),
            messages: counts.messages,
            parts: counts.parts,
            credits: Credits::from_ten_thousandths(counts.charged),
            received: counts.received,
            failed: counts.failed,
        })
        .collect();
    all.sort_by_key(|one| std::cmp::Reverse(one.messages));
    all
}

/// Folds moments into stretches, and answers their length in moments. None is left out between the first and the last.
fn stretches(moments: &BTreeMap<i64, Moment>) -> (i64, Vec<Stretch>) {
    let (Some((&first, _)), Some((&last, _))) = (moments.first_key_value(), moments.last_key_value()) else {
        return (LENGTHS[0], Vec::new());
    };
    let fits = |length: i64| last.div_euclid(length) - first.div_euclid(length) < STRETCHES;
    let days = DAY * ((last - first) / DAY / (STRETCHES - 1) + 1);
    let length = LENGTHS.into_iter().find(|length| fits(*length)).unwrap_or(days);
    let begin = first.div_euclid(length);
    let mut folded = vec![Moment::default(); usize::try_from(last.div_euclid(length) - begin + 1).unwrap_or(0)];
    for (at, moment) in moments {
        let Some(stretch) = usize::try_from(at.div_euclid(length) - begin).ok().and_then(|at| folded.get_mut(at))
        else {
            continue;
        };
        stretch.sent += moment.sent;
        stretch.received += moment.received;
        stretch.failed += moment.failed;
    }
    let stretch = |(place, Moment { sent, received, failed }): (i64, Moment)| Stretch {
        at: Time::from_millis((begin + place) * length * MOMENT),
        sent,
        received,
        failed,
    };
    (length, (0_i64..).zip(folded).map(stretch).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(moments: &[i64]) -> (i64, Vec<Stretch>) {
        let one = Moment { sent: 1, ..Moment::default() };
        stretches(&moments.iter().map(|at| (*at, one)).collect())
    }

    #[test]
    fn whatever_the_time_it_took_a_picture_has_at_most_sixty_stretches() {
        assert_eq!(folded(&[]), (1, Vec::new()));
        for span in [0, 1, 59, 60, 61, 1_000, 8_640, 25_920, 100_000, 510_000, 520_000, 10_000_000, 400_000_000] {
            for first in [176_722_560, 176_722_561, 176_731_199] {
                let (length, all) = folded(&[first, first + span / 3 + 1, first + span + 2]);
                assert!(all.len() <= 60, "{span}: {} of {length}", all.len());
                assert_eq!(all.iter().map(|one| one.sent).sum::<i64>(), 3);
                assert!(all[0].at.millis() <= first * MOMENT);
                for pair in all.windows(2) {
                    assert_eq!(pair[1].at.millis() - pair[0].at.millis(), length * MOMENT);
                }
            }
        }
        assert_eq!(folded(&[100, 159]).0, 1);
        assert_eq!(folded(&[100, 160]).0, 2);
    }
}
