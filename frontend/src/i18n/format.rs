//! Numbers, amounts, dates and countries, written by the browser's `Intl`.
//!
//! Formatters are slow to make and quick to use, so each is made once and kept.

use std::cell::RefCell;
use std::collections::HashMap;

use js_sys::{Array, Date, Function, Intl, Object, Reflect};
use openapi::{Credits, Euros, Percent, Time};
use wasm_bindgen::{JsCast, JsValue};

use super::Lang;

thread_local! {
    static FORMATTERS: RefCell<HashMap<String, Option<Function>>> = RefCell::default();
    static TIME_ZONE: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Dates are shown in the account's time zone from now on; in the browser's when `None`.
pub fn set_time_zone(zone: Option<String>) {
    TIME_ZONE.with_borrow_mut(|current| *current = zone);
}

/// One of `Intl`'s constructors with its options as name and value. Through `Reflect`, because a constructor throws
/// on a time zone that this browser does not know, and a date in another zone is better than a page that died.
fn formatter(lang: Lang, class: &str, options: &[(&str, JsValue)]) -> Option<Function> {
    let settings = Object::new();
    for (name, value) in options {
        Reflect::set(&settings, &JsValue::from_str(name), value).ok()?;
    }
    let intl = Reflect::get(&js_sys::global(), &JsValue::from_str("Intl")).ok()?;
    let class: Function = Reflect::get(&intl, &JsValue::from_str(class)).ok()?.dyn_into().ok()?;
    let made = Reflect::construct(&class, &Array::of2(&JsValue::from_str(lang.locale()), &settings)).ok()?;
    Reflect::get(&made, &JsValue::from_str("format")).ok()?.dyn_into().ok()
}

fn write(lang: Lang, class: &str, kind: &str, options: &[(&str, JsValue)], value: &JsValue) -> Option<String> {
    let key = format!("{}{kind}", lang.tag());
    FORMATTERS.with_borrow_mut(|kept| {
        let format = kept.entry(key).or_insert_with(|| formatter(lang, class, options));
        format.as_ref()?.call1(&JsValue::UNDEFINED, value).ok()?.as_string()
    })
}

fn write_date(lang: Lang, kind: &str, styles: &[(&str, &str)], time: Time) -> String {
    let date = Date::new(&JsValue::from_f64(time.millis() as f64));
    write_in(lang, kind, styles, zone().as_deref(), &date).unwrap_or_else(|| time.to_string())
}

/// A date in the account's zone, in figures and in the European order, to be read again.
pub(super) fn in_zone(date: &Date) -> Option<String> {
    let two_digits = ["day", "month", "hour", "minute"].map(|part| (part, "2-digit"));
    let styles: Vec<(&str, &str)> = two_digits.into_iter().chain([("year", "numeric"), ("hourCycle", "h23")]).collect();
    write_in(Lang::En, "wall", &styles, zone().as_deref(), date)
}

/// A date of the calendar, which lies in no zone.
pub(super) fn of_calendar(lang: Lang, kind: &str, styles: &[(&str, &str)], date: &Date) -> Option<String> {
    write_in(lang, kind, styles, Some("UTC"), date)
}

/// How far the account's clocks are ahead at a moment: what stands behind the hour.
pub(super) fn offset_name(lang: Lang, date: &Date) -> Option<String> {
    let written =
        write_in(lang, "offset", &[("timeZoneName", "shortOffset"), ("hour", "2-digit")], zone().as_deref(), date)?;
    written.split_whitespace().last().map(str::to_owned)
}

fn zone() -> Option<String> {
    TIME_ZONE.with_borrow(Clone::clone)
}

fn write_in(lang: Lang, kind: &str, styles: &[(&str, &str)], zone: Option<&str>, date: &Date) -> Option<String> {
    let mut options: Vec<(&str, JsValue)> =
        styles.iter().map(|(name, value)| (*name, JsValue::from_str(value))).collect();
    options.extend(zone.map(|zone| ("timeZone", JsValue::from_str(zone))));
    write(lang, "DateTimeFormat", &format!("{kind}{}", zone.unwrap_or_default()), &options, date)
}

impl Lang {
    /// `12 345` or `12,345`.
    pub fn number(self, number: i64) -> String {
        // Exact up to 2^53: more than any count shown here.
        write(self, "NumberFormat", "number", &[], &JsValue::from_f64(number as f64))
            .unwrap_or_else(|| number.to_string())
    }

    /// An amount with the decimals that it has.
    pub fn amount(self, credits: Credits) -> String {
        let amount = credits.ten_thousandths() as f64 / Credits::SCALE as f64;
        let options = [("maximumFractionDigits", JsValue::from_f64(4.0))];
        write(self, "NumberFormat", "credits", &options, &JsValue::from_f64(amount))
            .unwrap_or_else(|| credits.to_string())
    }

    /// An amount as it is typed into a field: with the decimal sign of the language, and nothing between thousands.
    pub fn typed(self, amount: &impl ToString) -> String {
        match self {
            Self::En => amount.to_string(),
            Self::Fr => amount.to_string().replace('.', ","),
        }
    }

    /// An amount with its sign, for movements.
    pub fn signed_amount(self, credits: Credits) -> String {
        let amount = credits.ten_thousandths() as f64 / Credits::SCALE as f64;
        let options =
            [("maximumFractionDigits", JsValue::from_f64(4.0)), ("signDisplay", JsValue::from_str("exceptZero"))];
        write(self, "NumberFormat", "signed", &options, &JsValue::from_f64(amount))
            .unwrap_or_else(|| credits.to_string())
    }

    /// An amount of euros: `€65.00`, and `€0.0715` where cents do not say it.
    pub fn money(self, euros: Euros) -> String {
        let amount = euros.ten_thousandths() as f64 / Credits::SCALE as f64;
        let options = [
            ("style", JsValue::from_str("currency")),
            ("currency", JsValue::from_str("EUR")),
            ("minimumFractionDigits", JsValue::from_f64(2.0)),
            ("maximumFractionDigits", JsValue::from_f64(4.0)),
        ];
        write(self, "NumberFormat", "money", &options, &JsValue::from_f64(amount)).unwrap_or_else(|| euros.to_string())
    }

    /// The rate of a tax: `8.5%`, `8,5 %`.
    pub fn rate(self, rate: Percent) -> String {
        let share = f64::from(rate.hundredths()) / 10_000.0;
        let options = [("style", JsValue::from_str("percent")), ("maximumFractionDigits", JsValue::from_f64(2.0))];
        write(self, "NumberFormat", "rate", &options, &JsValue::from_f64(share)).unwrap_or_else(|| rate.to_string())
    }

    /// A share of a whole in per cent; `0 %` of nothing.
    pub fn percent(self, part: i64, whole: i64) -> String {
        let share = if whole == 0 { 0.0 } else { part as f64 / whole as f64 };
        let options = [("style", JsValue::from_str("percent")), ("maximumFractionDigits", JsValue::from_f64(1.0))];
        write(self, "NumberFormat", "percent", &options, &JsValue::from_f64(share)).unwrap_or_default()
    }

    /// `22 Nov 2026, 14:58`.
    pub fn date_time(self, time: Time) -> String {
        write_date(self, "date_time", &[("dateStyle", "medium"), ("timeStyle", "short")], time)
    }

    /// `Thursday 24 December 2026 at 18:30`.
    pub fn full_date_time(self, time: Time) -> String {
        write_date(self, "full_date_time", &[("dateStyle", "full"), ("timeStyle", "short")], time)
    }

    /// `22/11, 14:58:07`, for rows where the order matters and the year does not.
    pub fn exact_time(self, time: Time) -> String {
        let two_digits = ["day", "month", "hour", "minute", "second"].map(|part| (part, "2-digit"));
        write_date(self, "exact_time", &two_digits, time)
    }

    /// `22 Nov 2026`.
    pub fn date(self, time: Time) -> String {
        write_date(self, "date", &[("dateStyle", "medium")], time)
    }

    /// `22 Nov`, of a moment.
    pub fn day_and_month(self, time: Time) -> String {
        write_date(self, "day_and_month", &[("day", "numeric"), ("month", "short")], time)
    }

    /// `14:58`, or `14:58:07` where it is to be exact.
    pub fn time_of_day(self, time: Time, exact: bool) -> String {
        let kind = if exact { "time_exact" } else { "time_of_day" };
        write_date(self, kind, &[("timeStyle", if exact { "medium" } else { "short" })], time)
    }

    /// A day of the calendar, `2026-11-22`, as `22 Nov`: the same day in every zone.
    pub fn short_day(self, day: &str) -> String {
        self.write_day("short_day", &[("day", "numeric"), ("month", "short")], day)
    }

    /// The same as `Sunday 22 November`.
    pub fn long_day(self, day: &str) -> String {
        self.write_day("long_day", &[("weekday", "long"), ("day", "numeric"), ("month", "long")], day)
    }

    fn write_day(self, kind: &str, styles: &[(&str, &str)], day: &str) -> String {
        let midnight = format!("{day}T00:00:00Z").parse();
        let date = midnight.map(|at: Time| Date::new(&JsValue::from_f64(at.millis() as f64)));
        date.ok().and_then(|date| of_calendar(self, kind, styles, &date)).unwrap_or_else(|| day.to_owned())
    }

    /// A wait in words, in the largest unit that does not make it look shorter than it is.
    pub fn duration(self, seconds: i64) -> String {
        let texts = self.common();
        match seconds {
            ..=90 => texts.seconds(seconds.max(1)),
            91..=5_400 => texts.minutes((seconds + 59) / 60),
            _ => texts.hours((seconds + 3_599) / 3_600),
        }
    }

    /// Whether the language says this number in the singular.
    pub(super) fn is_one(self, number: i64) -> bool {
        thread_local! {
            static RULES: [Intl::PluralRules; 2] = [Lang::En, Lang::Fr].map(|lang| {
                Intl::PluralRules::new(&Array::of1(&JsValue::from_str(lang.locale())), &Object::new())
            });
        }
        let index = match self {
            Self::En => 0,
            Self::Fr => 1,
        };
        RULES.with(|rules| rules[index].select(number as f64) == "one")
    }
}

/// A language's name in the language of the page; its code where the browser knows none.
pub fn language_name(lang: Lang, code: &str) -> String {
    display_name(lang, "language", code).unwrap_or_else(|| code.to_owned())
}

/// A country's name in the language of the page; its code where the browser knows none.
pub fn country_name(lang: Lang, code: &str) -> String {
    // `of` throws on what is no code at all.
    let is_code = code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_uppercase());
    let name = is_code.then(|| display_name(lang, "region", code)).flatten();
    name.unwrap_or_else(|| code.to_owned())
}

fn display_name(lang: Lang, kind: &str, code: &str) -> Option<String> {
    let options = Object::new();
    Reflect::set(&options, &JsValue::from_str("type"), &JsValue::from_str(kind)).ok()?;
    let names = Intl::DisplayNames::new(&Array::of1(&JsValue::from_str(lang.locale())), &options);
    names.of(code).map(String::from)
}
