//! What the sandbox remembers: every reference exactly, and the latest texts and replies in rings.
//!
//! Split into shards by key, so that the worker threads seldom meet at a lock.

use std::collections::{HashMap, VecDeque};
use std::hash::{BuildHasher, RandomState};
use std::sync::{Mutex, MutexGuard, PoisonError};

use serde::Serialize;

use crate::number::Number;
use crate::state::time;

const REFERENCE_SHARDS: usize = 64;
const TEXT_SHARDS: usize = 16;
/// Texts kept a shard: 100,000 in all, about 40 MB at the usual lengths. Enough to look at, whatever a bench sends.
const TEXTS: usize = 6_250;
const REPLIES: usize = 1_000;

/// A panic under one of these locks leaves nothing half-done that a later request could trip over.
pub fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A reference that was seen.
#[derive(Debug, Clone, Copy)]
pub struct Taken {
    /// Of the first time it was taken.
    pub id: u64,
    pub to: Number,
    pub at_ms: u64,
    /// How often it was taken; 0 when it was only refused once so far.
    pub times: u32,
    pub plan: u8,
}

/// A text on its way to a phone or there. One allocation for all its strings: there are many of them.
#[derive(Debug)]
pub struct Text {
    number: Number,
    arrives_ms: u64,
    strings: Box<str>,
    /// Where sender, text, reference and reply address end in `strings`; the language of a call follows.
    ends: [u32; 4],
}

impl Text {
    pub fn new(number: Number, arrives_ms: u64, parts: [&str; 5]) -> Self {
        let mut ends = [0; 4];
        let mut end = 0;
        for (part, at) in parts.iter().zip(&mut ends) {
            end += part.len() as u32;
            *at = end;
        }
        Self { number, arrives_ms, strings: parts.concat().into_boxed_str(), ends }
    }

    /// Sender, text, reference, reply address, language; what was absent is empty.
    fn parts(&self) -> [&str; 5] {
        let [from, text, reference, reply] = self.ends.map(|end| end as usize);
        let strings = &*self.strings;
        [
            &strings[..from],
            &strings[from..text],
            &strings[text..reference],
            &strings[reference..reply],
            &strings[reply..],
        ]
    }

    fn is_call(&self) -> bool {
        !self.parts()[4].is_empty()
    }
}

/// A text as its phone shows it.
#[derive(Debug, Serialize)]
pub struct Shown {
    from: Option<String>,
    text: String,
    at: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    call: Option<Call>,
}

/// How a text was read aloud.
#[derive(Debug, Serialize)]
struct Call {
    language: String,
    seconds: usize,
}

/// Characters that are read in a second.
const SPEECH: usize = 15;

/// The text that a phone answers.
#[derive(Debug)]
pub struct Last {
    pub from: String,
    pub reference: String,
    pub reply_url: String,
}

/// An answer sent from a phone.
#[derive(Debug, Clone, Serialize)]
pub struct Reply {
    pub id: String,
    #[serde(skip)]
    pub number: Number,
    pub text: String,
    pub at: String,
    /// Whether its receiver took it.
    pub taken: bool,
}

#[derive(Debug)]
pub struct Store {
    hasher: RandomState,
    references: Vec<Mutex<HashMap<Box<str>, Taken>>>,
    texts: Vec<Mutex<VecDeque<Text>>>,
    replies: Mutex<VecDeque<Reply>>,
}

impl Store {
    pub fn new() -> Self {
        Self {
            hasher: RandomState::new(),
            references: (0..REFERENCE_SHARDS).map(|_| Mutex::default()).collect(),
            texts: (0..TEXT_SHARDS).map(|_| Mutex::default()).collect(),
            replies: Mutex::default(),
        }
    }

    fn references(&self, reference: &str) -> MutexGuard<'_, HashMap<Box<str>, Taken>> {
        let hash = self.hasher.hash_one(reference) as usize;
        lock(&self.references[hash % REFERENCE_SHARDS])
    }

    fn texts(&self, number: Number) -> MutexGuard<'_, VecDeque<Text>> {
        lock(&self.texts[number.shard(TEXT_SHARDS)])
    }

    /// Remembers that a reference was taken; whether it is the first time.
    pub fn take(&self, reference: &str, taken: Taken) -> bool {
        let mut references = self.references(reference);
        let Some(known) = references.get_mut(reference) else {
            references.insert(reference.into(), taken);
            return true;
        };
        let first = known.times == 0;
        if first {
            *known = taken;
        } else {
            known.times = known.times.saturating_add(1);
        }
        first
    }

    /// Remembers that a reference was refused; whether it was unknown until then.
    pub fn refuse_once(&self, reference: &str, refused: Taken) -> bool {
        let mut references = self.references(reference);
        if references.contains_key(reference) {
            return false;
        }
        let refused = Taken { times: 0, ..refused };
        references.insert(reference.into(), refused);
        true
    }

    pub fn find(&self, reference: &str) -> Option<Taken> {
        let known = self.references(reference).get(reference).copied();
        known.filter(|taken| taken.times > 0)
    }

    pub fn keep(&self, text: Text) {
        let mut texts = self.texts(text.number);
        if texts.len() == TEXTS {
            texts.pop_front();
        }
        texts.push_back(text);
    }

    /// What a phone shows at `now_ms`, oldest first, at most `limit` of the latest.
    pub fn shown(&self, number: Number, now_ms: u64, limit: usize) -> Vec<Shown> {
        let texts = self.texts(number);
        let mut arrived: Vec<&Text> =
            texts.iter().filter(|text| text.number == number && text.arrives_ms <= now_ms).collect();
        // Stable: texts of one millisecond stay in the order they were taken.
        arrived.sort_by_key(|text| text.arrives_ms);
        let surplus = arrived.len().saturating_sub(limit);
        let shown = arrived[surplus..].iter().map(|text| {
            let [from, body, _, _, language] = text.parts();
            let seconds = body.chars().count().div_ceil(SPEECH);
            Shown {
                from: (!from.is_empty()).then(|| from.to_owned()),
                text: body.to_owned(),
                at: time(text.arrives_ms),
                call: text.is_call().then(|| Call { language: language.to_owned(), seconds }),
            }
        });
        shown.collect()
    }

    /// The text a phone received last; a call cannot be answered with one.
    pub fn last(&self, number: Number, now_ms: u64) -> Option<Last> {
        let texts = self.texts(number);
        let last = texts
            .iter()
            .filter(|text| text.number == number && text.arrives_ms <= now_ms && !text.is_call())
            .max_by_key(|text| text.arrives_ms)?;
        let [from, _, reference, reply_url, _] = last.parts().map(str::to_owned);
        Some(Last { from, reference, reply_url })
    }

    /// The phones that received last, latest first.
    pub fn recent(&self, now_ms: u64, limit: usize) -> Vec<Number> {
        let mut latest: Vec<(u64, Number)> = Vec::new();
        for shard in &self.texts {
            let mut found = Vec::with_capacity(limit);
            for text in lock(shard).iter().rev() {
                if found.len() == limit {
                    break;
                }
                let seen = found.iter().any(|(_, number)| *number == text.number);
                if !seen && text.arrives_ms <= now_ms {
                    found.push((text.arrives_ms, text.number));
                }
            }
            latest.append(&mut found);
        }
        latest.sort_by_key(|(at_ms, _)| std::cmp::Reverse(*at_ms));
        latest.truncate(limit);
        latest.into_iter().map(|(_, number)| number).collect()
    }

    pub fn reply(&self, reply: Reply) {
        let mut replies = lock(&self.replies);
        if replies.len() == REPLIES {
            replies.pop_front();
        }
        replies.push_back(reply);
    }

    pub fn reply_taken(&self, id: &str) {
        let mut replies = lock(&self.replies);
        if let Some(reply) = replies.iter_mut().rev().find(|reply| reply.id == id) {
            reply.taken = true;
        }
    }

    /// The answers of a phone, oldest first.
    pub fn replies(&self, number: Number) -> Vec<Reply> {
        let replies = lock(&self.replies);
        let of_phone = replies.iter().filter(|reply| reply.number == number);
        of_phone.cloned().collect()
    }
}
