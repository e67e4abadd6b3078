//! How a notice is said and coloured, the same on every page.

use openapi::notices::{Notice, NoticeKind};

use crate::i18n::Lang;
use crate::ui::{IconName, Tone};

pub const fn icon(kind: NoticeKind) -> IconName {
    match kind {
        NoticeKind::Finished => IconName::CircleCheck,
        NoticeKind::Paused => IconName::PlayerPause,
        NoticeKind::Asleep => IconName::Moon,
        NoticeKind::NoCredit => IconName::Coins,
        NoticeKind::Late => IconName::Clock,
    }
}

pub const fn tone(kind: NoticeKind) -> Tone {
    match kind {
        NoticeKind::Finished => Tone::Good,
        NoticeKind::Asleep => Tone::Info,
        NoticeKind::Paused | NoticeKind::Late => Tone::Warn,
        NoticeKind::NoCredit => Tone::Bad,
    }
}

/// What happened, in a line.
pub fn headline(lang: Lang, notice: &Notice) -> String {
    let (texts, name) = (lang.notices(), notice.name.as_str());
    match notice.kind {
        NoticeKind::Finished => texts.finished(name),
        NoticeKind::Paused => texts.paused(name),
        NoticeKind::Asleep => texts.asleep(name),
        NoticeKind::NoCredit => texts.no_credit(name),
        NoticeKind::Late => texts.late(name),
    }
}

/// What it means and what to do. `resumes`: campaigns go on by themselves once credits come in.
pub const fn todo(lang: Lang, kind: NoticeKind, resumes: bool) -> &'static str {
    let texts = lang.notices();
    match kind {
        NoticeKind::Finished => texts.finished_todo(),
        NoticeKind::Paused => texts.paused_todo(),
        NoticeKind::Asleep => texts.asleep_todo(),
        NoticeKind::NoCredit if resumes => texts.no_credit_auto(),
        NoticeKind::NoCredit => texts.no_credit_todo(),
        NoticeKind::Late => texts.late_todo(),
    }
}

/// The figures of that moment, those that are zero left out.
pub fn figures(lang: Lang, notice: &Notice) -> String {
    let (texts, totals) = (lang.notices(), &notice.totals);
    let figures = [
        (totals.received, texts.received(totals.received)),
        (totals.sent + totals.delivered_operator, texts.on_way(totals.sent + totals.delivered_operator)),
        (totals.failed, texts.failed(totals.failed)),
        (totals.uncertain, texts.uncertain(totals.uncertain)),
        (totals.skipped + totals.cancelled, texts.not_sent(totals.skipped + totals.cancelled)),
        (totals.queued + totals.sending, texts.waiting(totals.queued + totals.sending)),
    ];
    let mut words = vec![texts.recipients(totals.recipients)];
    words.extend(figures.into_iter().filter(|(count, _)| *count > 0).map(|(_, words)| words));
    let whole = notice.credits.ten_thousandths() / openapi::Credits::SCALE;
    words.push(lang.campaigns().credits(whole, lang.amount(notice.credits)));
    words.join(" · ")
}
